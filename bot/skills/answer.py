"""Ask: the passage that answers a question, quoted; or the plain statement that there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Optional

from bot.skills.incident_ranking import IncidentRanking, first_minutes
from bot.skills.memory import Shown
from bot.skills.showing import Showing
from bot.skills.turn import Outcome, Turn
from index.retriever import Hit, Retriever
from index.settings import Settings

# The nations of the places that a message names as the user's own.
Places = Callable[[str], Sequence[str]]
# Who speaks of where they are; a council in Leicester may be any council.
OF_SELF = re.compile(r"\b(?:i['’]?m|i am|we['’]?re|we are|here|i work|we work|based)\b", re.IGNORECASE)


class Answer:
    """Answers one question from the index.

    The outcome's state is what was shown (`bot.skills.memory.Shown`), for follow-ups and feedback.

    Who names their own place is remembered as being there.

    Args:
        places: hears the nation of a place that the user names as their own; without it only names of nations count.
    """

    def __init__(self, retriever: Retriever, settings: Settings, places: Optional[Places] = None):
        self._retriever, self._places = retriever, places
        self.showing = Showing(retriever, settings)
        self._in_incident = IncidentRanking(retriever)

    def __call__(self, turn: Turn) -> Outcome:
        own = self._own_nation(turn)
        nation = own or nation_of(turn)
        hits = self._hits(turn, nation)
        answered = self.showing(
            hits, Shown(turn.text, nation=nation, seen=self._said_first(turn)), beside=turn.incident is not None
        )
        return replace(answered, profile=replace(turn.profile, nation=own)) if own else answered

    def _hits(self, turn: Turn, nation: Optional[str]) -> list[Hit]:
        if turn.incident:
            return self._in_incident(turn.text, turn.incident, nation, role_of(turn))
        return self._retriever.search(turn.text, turn.vector, nation, role=role_of(turn))

    def _said_first(self, turn: Turn) -> tuple[str, ...]:
        """The passages that an incident began with."""
        cards = first_minutes(turn.incident) if turn.incident else []
        return tuple(passages[0].id for name in cards if (passages := self._retriever.card(name)))

    def _own_nation(self, turn: Turn) -> Optional[str]:
        """The nation of the place that users name as their own, in "I am a fire officer in Belfast"."""
        named = any(entity.kind == "nation" for entity in turn.entities)
        if self._places is None or named or not OF_SELF.search(turn.text):
            return None
        return next(iter(self._places(turn.text)), None)


def nation_of(turn: Turn) -> Optional[str]:
    """The nation that the message names, or else the user's own; None where it names several."""
    named = {entity.value for entity in turn.entities if entity.kind == "nation"}
    return named.pop() if len(named) == 1 else None if named else turn.profile.nation


def role_of(turn: Turn) -> Optional[str]:
    """The user's own role, or else the only one that the message names."""
    named = {entity.value for entity in turn.entities if entity.kind == "role"}
    return turn.profile.role or (named.pop() if len(named) == 1 else None)
