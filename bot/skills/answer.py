"""Ask: the passage that answers a question, quoted; or the plain statement that there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Optional

from bot.skills.memory import Shown
from bot.skills.showing import Showing
from bot.skills.turn import Outcome, Turn
from index.retriever import FIRST_MINUTES, Hit, Retriever
from index.settings import Settings

# The nations of the places that a message names as the user's own.
Places = Callable[[str], Sequence[str]]


class Answer:
    """Answers one question from the index.

    The outcome's state is what was shown (`bot.skills.memory.Shown`), for follow-ups and feedback.

    Args:
        places: hears the nation of a place that the user names as their own; without it only names of nations count.
    """

    def __init__(self, retriever: Retriever, settings: Settings, places: Optional[Places] = None):
        self._retriever, self._places = retriever, places
        self.showing = Showing(retriever, settings)

    def __call__(self, turn: Turn) -> Outcome:
        nation = self._nation(turn)
        hits = self._retriever.search(turn.text, turn.vector, nation, role=role_of(turn))
        fitting = [hit for hit in hits if not _of_another(hit, turn.incidents)]
        return self.showing(fitting, Shown(turn.text, nation=nation))

    def _nation(self, turn: Turn) -> Optional[str]:
        """The nation named, or else that of the user's own place ("I am an officer in Belfast"), or else the known."""
        named = any(entity.kind == "nation" for entity in turn.entities)
        own = self._places(turn.text) if self._places and not named else []
        return own[0] if own else nation_of(turn)


def _of_another(hit: Hit, incidents: tuple[str, ...]) -> bool:
    """Whether a card is for the first minutes of another incident than those under way."""
    card = hit.passage.card
    return bool(incidents) and card.startswith(FIRST_MINUTES) and card.removeprefix(FIRST_MINUTES) not in incidents


def nation_of(turn: Turn) -> Optional[str]:
    """The nation that the message names, or else the user's own; None where it names several."""
    named = {entity.value for entity in turn.entities if entity.kind == "nation"}
    return named.pop() if len(named) == 1 else None if named else turn.profile.nation


def role_of(turn: Turn) -> Optional[str]:
    """The user's own role, or else the only one that the message names."""
    named = {entity.value for entity in turn.entities if entity.kind == "role"}
    return turn.profile.role or (named.pop() if len(named) == 1 else None)
