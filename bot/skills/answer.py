"""Ask: the passage that answers a question, quoted; or the plain statement that there is none."""

from __future__ import annotations

from typing import Optional

from bot.replies import Part
from bot.skills.memory import Shown
from bot.skills.quoting import quote
from bot.skills.showing import Showing
from bot.skills.turn import Outcome, Turn
from index.passages import Passage
from index.retriever import Hit, Retriever
from index.settings import Settings


class Answer:
    """Answers one question from the index.

    The outcome's state is what was shown (`bot.skills.memory.Shown`), for follow-ups and feedback.
    """

    def __init__(self, retriever: Retriever, settings: Settings):
        self._retriever = retriever
        self.showing = Showing(retriever, settings)

    def __call__(self, turn: Turn) -> Outcome:
        nation = nation_of(turn)
        hits = self._retriever.search(turn.text, turn.vector, nation, role=role_of(turn))
        first = self._answer_before(hits)
        seen = tuple(passage.id for passage in first)
        extra: tuple[Part, ...] = tuple(quote(passage, score=hits[0].confidence) for passage in first)
        return self.showing(hits, Shown(turn.text, nation=nation, seen=seen), extra)

    def _answer_before(self, hits: list[Hit]) -> list[Passage]:
        """The card's own answer, where what is sure is a later section of it: a part makes no sense without it."""
        if not hits or hits[0].confidence < self.showing.judgement.plain:
            return []
        answer = self._retriever.card(hits[0].passage.card)[0]
        return [] if answer.id == hits[0].passage.id else [answer]


def nation_of(turn: Turn) -> Optional[str]:
    """The nation that the message names, or else the user's own; None where it names several."""
    named = {entity.value for entity in turn.entities if entity.kind == "nation"}
    return named.pop() if len(named) == 1 else None if named else turn.profile.nation


def role_of(turn: Turn) -> Optional[str]:
    """The user's own role, or else the only one that the message names."""
    named = {entity.value for entity in turn.entities if entity.kind == "role"}
    return turn.profile.role or (named.pop() if len(named) == 1 else None)
