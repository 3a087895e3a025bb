"""Whom to tell, most urgent first, with deadlines in London time."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot.channels.teams.cards.elements import Json, buttons, container, heading, small, submit, text
from bot.channels.teams.cards.quote import cite
from bot.channels.teams.events import REMIND
from bot.channels.teams.markdown import link, plain
from bot.channels.teams.wording import wording
from bot.channels.web.links import contact_link
from bot.replies import ContactChannel, ContactItem, Contacts, Due

_LONDON = ZoneInfo("Europe/London")


def contacts(part: Contacts, follow_up: bool) -> list[Json]:
    """`follow_up` offers to remind the user of the deadlines."""
    due = [item.due for item in part.items if item.due and not item.done]
    offer = {REMIND: [{"label": one.label, "at": one.at.isoformat()} for one in due]}
    asked = buttons([submit(wording().remind_me, offer)]) if follow_up and due else []
    return [heading(plain(part.title)), *(_contact(item) for item in part.items), *asked]


def _contact(item: ContactItem) -> Json:
    marks = [*([wording().done] if item.done else []), *([wording().your_council] if item.local else [])]
    name = plain(item.name) + (f" · {' · '.join(marks)}" if marks else "")
    open_due = item.due if item.due and not item.done else None
    items = [
        text(f"**{name}**"),
        text(plain(item.why), spacing="Small"),
        *([text(deadline(open_due), color="Attention", weight="Bolder", spacing="Small")] if open_due else []),
        *(text(_way(way), spacing="Small") for way in item.channels),
        *([small(plain(item.note))] if item.note else []),
        *([small(f"Source: {cite(item.citation)}")] if item.citation else []),
    ]
    return container(items, separator=True, spacing="Medium")


def deadline(due: Due) -> str:
    """A deadline in words and as a time."""
    return f"{plain(due.label)}: {plain(due.text)}, {moment(due.at)}"


def moment(at: dt.datetime) -> str:
    local = at.astimezone(_LONDON)
    return f"{local:%A} {local.day} {local:%B} at {local:%H:%M}"


def _way(way: ContactChannel) -> str:
    address = contact_link(way)
    shown = link(way.value, address) if address else plain(way.value)
    hours = f", {plain(way.hours)}" if way.hours else ""
    return shown + hours + (f" ({plain(way.note)})" if way.note else "")
