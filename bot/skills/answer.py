"""Ask: the passage that answers a question, quoted; or the plain statement that there is none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Optional

from bot.skills.incident_ranking import IncidentRanking, first_minutes
from bot.skills.memory import Shown
from bot.skills.showing import Showing
from bot.skills.turn import Outcome, Profile, Turn
from index.retriever import Hit, Retriever
from index.settings import Settings

Introduced = Callable[[Turn], Profile]


class Answer:
    """Answers one question from the index.

    The outcome's state is what was shown (`bot.skills.memory.Shown`), for follow-ups and feedback.

    Who says in passing who and where they are is remembered.

    Args:
        introduced: hears that; without it only names of nations and roles count.
    """

    def __init__(self, retriever: Retriever, settings: Settings, introduced: Optional[Introduced] = None):
        self._retriever, self.introduced = retriever, introduced or (lambda turn: turn.profile)
        self.showing = Showing(retriever, settings)
        self._in_incident = IncidentRanking(retriever)

    def __call__(self, turn: Turn) -> Outcome:
        profile = self.introduced(turn)
        asked = replace(turn, profile=profile)
        nation = nation_of(asked)
        answered = self.showing(
            self._hits(asked, nation),
            Shown(turn.text, nation=nation, seen=self._said_first(turn)),
            beside=turn.incident is not None,
        )
        return replace(answered, profile=profile) if profile != turn.profile else answered

    def _hits(self, turn: Turn, nation: Optional[str]) -> list[Hit]:
        if turn.incident:
            hits = self._in_incident(turn.text, turn.incident, nation, role_of(turn))
            return self._not_again(hits, turn.incident.seen)
        return self._retriever.search(turn.text, turn.vector, nation, role=role_of(turn))

    def _not_again(self, hits: list[Hit], seen: Collection[str]) -> list[Hit]:
        """The hits, without what was shown already where it does not plainly answer: nobody reads it twice."""
        fresh = [hit for hit in hits if hit.passage.id not in seen]
        if not fresh or hits[0] == fresh[0] or hits[0].confidence >= self.showing.judgement.plain:
            return hits
        return fresh

    def _said_first(self, turn: Turn) -> tuple[str, ...]:
        """The passages that an incident began with."""
        cards = first_minutes(turn.incident) if turn.incident else []
        return tuple(passages[0].id for name in cards if (passages := self._retriever.card(name)))


def nation_of(turn: Turn) -> Optional[str]:
    """The nation that the message names, or else the user's own; None where it names several."""
    named = {entity.value for entity in turn.entities if entity.kind == "nation"}
    return named.pop() if len(named) == 1 else None if named else turn.profile.nation


def role_of(turn: Turn) -> Optional[str]:
    """The user's own role, or else the only one that the message names."""
    named = {entity.value for entity in turn.entities if entity.kind == "role"}
    return turn.profile.role or (named.pop() if len(named) == 1 else None)
