"""The time that a search for guidance speaks of, and when a source was last updated."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Optional

from bot.skills.find_words import FindWords

_READABLE = ("%d %B %Y", "%B %Y", "%Y")


@dataclass(frozen=True)
class Period:
    """From the first day on, up to but not including the last; open-ended where that is None."""

    first: dt.date
    last: Optional[dt.date] = None

    def holds(self, day: dt.date) -> bool:
        return self.first <= day and (self.last is None or day < self.last)

    @property
    def label(self) -> str:
        """In words, for a heading."""
        if self.last is None:
            return f"since {self.first:%B %Y}"
        whole_year = (self.first.month, self.last) == (1, dt.date(self.first.year + 1, 1, 1))
        return f"in {self.first.year}" if whole_year else f"in {self.first:%B %Y}"


def period(text: str, words: FindWords, today: dt.date) -> Optional[Period]:
    """The time spoken of in a text of lower case; None where there is none."""
    since = re.search(words.since, text)
    if since and (since.group("month") or since.group("year")):
        return Period(_month(since, words, today) or dt.date(int(since.group("year")), 1, 1))
    if season := re.search(words.season, text):
        month = words.seasons[season.group("season")]
        return Period(dt.date(today.year - (month > today.month), month, 1))
    inside = re.search(words.in_month, text)
    if inside and (first := _month(inside, words, today)):
        return Period(first, _later(first, 1))
    if re.search(words.this_month, text):
        return Period(today.replace(day=1))
    for pattern, named in ((words.this_year, today.year), (words.last_year, today.year - 1)):
        if re.search(pattern, text):
            return _year(named)
    year = re.search(words.in_year, text)
    if year:
        return _year(int(year.group("year")))
    if re.search(words.recent, text):
        return Period(_later(today.replace(day=1), -words.recent_months))
    return None


def day_of(readable: Optional[str]) -> Optional[dt.date]:
    """The first day of a date in readable words (`2018`, `April 2025`, `8 April 2025`); None where it is none."""
    for form in _READABLE:
        try:
            return dt.datetime.strptime(readable or "", form).date()
        except ValueError:
            continue
    return None


def _year(year: int) -> Period:
    return Period(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))


def _month(match: re.Match[str], words: FindWords, today: dt.date) -> Optional[dt.date]:
    """The month that is named, the last one of that name where no year is."""
    if not match.group("month"):
        return None
    month = words.months.index(match.group("month")) + 1
    year = int(match.group("year")) if match.group("year") else today.year - (month > today.month)
    return dt.date(year, month, 1)


def _later(first: dt.date, months: int) -> dt.date:
    years, month = divmod(first.month - 1 + months, 12)
    return dt.date(first.year + years, month + 1, 1)
