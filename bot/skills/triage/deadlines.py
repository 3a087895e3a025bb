"""Deadlines as a person reads them, in London time."""

from __future__ import annotations

import datetime as dt
from typing import Optional

from bot.replies import Due
from bot.skills.triage.times import LONDON


def due(label: str, start: dt.datetime, hours: int, now: dt.datetime, late: str, maybe: Optional[str] = None) -> Due:
    """A deadline so many hours, as a stopwatch counts them, after an aware `start`.

    Args:
        label: who is to be told.
        start: the aware time that starts the clock.
        hours: how long there is.
        now: an aware time.
        late: what to do where the deadline has passed.
        maybe: what is said instead, with the `time` of the deadline, where `start` is only the earliest possible one.
    """
    at = (start.astimezone(dt.timezone.utc) + dt.timedelta(hours=hours)).astimezone(LONDON)
    left = at.astimezone(dt.timezone.utc) - now.astimezone(dt.timezone.utc)
    if left >= dt.timedelta(0):
        return Due(label=label, at=at, text=f"{label} by {clock(at)}, {span(left)} left")
    if maybe:
        return Due(label=label, at=at, text=f"{label} {maybe.format(time=clock(at))}")
    return Due(label=label, at=at, text=f"{label} was due by {clock(at)}, {span(-left)} ago: {late}")


def clock(at: dt.datetime) -> str:
    """`Thursday 26 November 14:10`; with GMT or BST in the hour that comes twice."""
    here = at.astimezone(LONDON)
    twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    zone = f" {here.tzname()}" if twice else ""
    return f"{here:%A} {here.day} {here:%B} {here:%H:%M}{zone}"


def short_clock(at: dt.datetime, now: dt.datetime) -> str:
    """`14:10` today, else `Thursday 26 November 14:10`."""
    here = at.astimezone(LONDON)
    return f"{here:%H:%M}" if here.date() == now.astimezone(LONDON).date() else clock(at)


def span(left: dt.timedelta) -> str:
    """`51 hours`, or `40 minutes` below one hour; whole ones, rounded down."""
    minutes = int(left.total_seconds() // 60)
    amount, unit = (minutes // 60, "hour") if minutes >= 60 else (minutes, "minute")
    return f"{amount} {unit}" if amount == 1 else f"{amount} {unit}s"
