"""A live incident: the first-minute card for its type, whole, and where to report it."""

from __future__ import annotations

from bot.replies import Choices, Option, Part, Text
from bot.replies.statuses import reply, wording
from bot.skills.quoting import quote
from bot.skills.turn import Outcome, Turn
from index.passages import Passage
from index.retriever import Retriever

PREFIX = "first-minutes-"
UNKNOWN = "unknown"


def first_minutes(turn: Turn, retriever: Retriever) -> Outcome:
    """Everything of the card for the incident heard; two types heard are both given."""
    types = _types(turn, retriever)
    passages = [passage for kind in types for passage in _ordered(retriever.card(PREFIX + kind))]
    quotes: list[Part] = [quote(passage) for passage in passages]
    options = Choices(
        options=[
            Option(label="Whom do I report it to?", message="Where do I report a cyber incident?"),
            Option(label="Is personal data affected?", message="How long do we have to report a data breach?"),
        ]
    )
    opening: Part = Text(markdown=wording("first_minutes"))
    said = reply("first_minutes", *([*quotes, options])) if quotes else reply("first_minutes", opening, options)
    return Outcome(said, state={"question": turn.text, "card": PREFIX + types[0], "passage": None})


def _types(turn: Turn, retriever: Retriever) -> list[str]:
    held = {passage.card for passage in retriever.passages}
    heard = [entity.value for entity in turn.entities if entity.kind == "incident" and PREFIX + entity.value in held]
    if heard:
        return list(dict.fromkeys(heard))[:2]
    nearest = [
        hit.passage.card.removeprefix(PREFIX)
        for hit in retriever.search(turn.text, turn.vector, limit=30)
        if hit.passage.card.startswith(PREFIX) and hit.confidence > 0.35
    ]
    return nearest[:1] or [UNKNOWN]


def _ordered(passages: list[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda passage: passage.heading is not None)
