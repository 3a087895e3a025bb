"""Review dates: a card past its own is not wrong yet, but nobody has looked."""

from __future__ import annotations

import datetime as dt

from index.content.card import Card
from index.content.problem import Problem


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
