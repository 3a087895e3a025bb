"""The passages nearest to a question that is asked beside an incident."""

from __future__ import annotations

from bot.replies import Quote, Reply
from bot.skills.ask import CLOSEST

MOST = 2


def nearest(said: Reply) -> Reply:
    """A reply that is not sure, with no more than the passages that come first: in an incident nobody reads more."""
    if said.status != CLOSEST:
        return said
    kept = [part for part in said.parts if isinstance(part, Quote)][:MOST]
    return said.copy(update={"parts": [part for part in said.parts if not isinstance(part, Quote) or part in kept]})
