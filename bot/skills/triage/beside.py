"""What is said beside an incident: the passages nearest to a question, and nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

from bot.replies import Checklist, Notice, Part, Quote, Reply
from bot.skills.ask import CLOSEST, NOTHING

MOST = 2
# A passage that is less likely than this is no help beside an incident: it is more often about something else.
LEAST = 0.3


def nearest(said: Reply) -> Reply:
    """A reply that is not sure, with no more than the passages that come first: in an incident nobody reads more."""
    if said.status != CLOSEST:
        return said
    kept = [part for part in said.parts if isinstance(part, Quote)][:MOST]
    return said.copy(update={"parts": [part for part in said.parts if not isinstance(part, Quote) or part in kept]})


def is_near(said: Reply) -> bool:
    """Whether a reply shows anything that may answer."""
    if said.status == NOTHING:
        return False
    scores = [part.score or 0.0 for part in said.parts if isinstance(part, Quote)]
    return said.status != CLOSEST or max(scores, default=0.0) >= LEAST


def unsaid(parts: Sequence[Part], shown: Sequence[Part]) -> list[Part]:
    """Parts without what a reply shows already or says twice, line by line; danger first."""
    fresh: list[Part] = []
    lines = {item.text for part in shown if isinstance(part, Checklist) for item in part.items}
    for part in sorted(parts, key=lambda each: not isinstance(each, Notice)):
        if isinstance(part, Checklist):
            items = [item for item in part.items if item.text not in lines]
            lines |= {item.text for item in items}
            fresh += [part.copy(update={"items": items})] if items else []
        elif part not in fresh and part not in shown:
            fresh.append(part)
    return fresh
