"""Review dates: a card past its own is not wrong yet, but nobody has looked."""

from __future__ import annotations

import calendar
import datetime as dt

from index.content.card import Card
from index.content.problem import Problem


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return dt.date(day.year + years, month + 1, min(day.day, last))


def check_dates(card: Card, today: dt.date) -> list[Problem]:
    """A review that is due, or one that is dated in the future."""
    front, problems = card.front, []
    if front.review_by < today:
        what = f"the card was to be reviewed by {front.review_by}"
        mend = "read its sources again, then move reviewed and review_by on"
        problems.append(Problem(card.path, card.line_of("review_by"), what, mend, warning=True))
    if front.reviewed > today:
        what = f"the card says that it was reviewed on {front.reviewed}, which is yet to come"
        problems.append(Problem(card.path, card.line_of("reviewed"), what, "correct the date"))
    return problems
