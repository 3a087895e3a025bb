"""Ask: the passage that answers a question, quoted; or the plain statement that there is none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Optional

from bot.skills.incident_ranking import IncidentRanking, first_minutes
from bot.skills.introductions import Introductions
from bot.skills.memory import SHOWN, Shown
from bot.skills.own_job import OwnJob
from bot.skills.sections import unseen
from bot.skills.showing import Showing
from bot.skills.turn import Outcome, Profile, Turn
from index.retriever import Hit, Retriever
from index.settings import Settings


class Answer:
    """Answers one question from the index.

    The outcome's state is what was shown (`bot.skills.memory.Shown`), for follow-ups and feedback.

    Who says in passing who and where they are is remembered.

    Args:
        introductions: hears that; without it only names of nations and roles count.
    """

    def __init__(self, retriever: Retriever, settings: Settings, introductions: Optional[Introductions] = None):
        self._retriever, self.introductions = retriever, introductions
        self.showing = Showing(retriever, settings)
        self._in_incident = IncidentRanking(retriever)
        self._own_job = OwnJob(retriever, settings.judgement.likely)

    def introduced(self, turn: Turn) -> Profile:
        """The profile with what a message tells of who speaks."""
        return self.introductions(turn) if self.introductions else turn.profile

    def __call__(self, turn: Turn) -> Outcome:
        profile = self.introduced(turn)
        asked = replace(turn, profile=profile)
        nation = nation_of(asked)
        hits, seen = self._hits(asked, nation), self._said_first(turn)
        before = Shown.read(turn.state.get(SHOWN))
        if before and not turn.incident:
            hits = self.showing.fresh(hits, before)
        if before and hits and not turn.incident and (further := self._further(turn.text, hits[0], before)):
            hits, seen = [further, *hits[1:]], before.seen
        answered = self.showing(hits, Shown(turn.text, nation=nation, seen=seen), beside=turn.incident is not None)
        return replace(answered, profile=profile) if profile != turn.profile else answered

    def _hits(self, turn: Turn, nation: Optional[str]) -> list[Hit]:
        if turn.incident:
            hits = self._in_incident(turn.text, turn.incident, nation, role_of(turn))
            return self._not_again(hits, turn.incident.seen)
        return self._own_job.first(turn.text, role_of(turn), self._found(turn, nation))

    def _found(self, turn: Turn, nation: Optional[str]) -> list[Hit]:
        hits = self._retriever.search(turn.text, turn.vector, nation, role=role_of(turn))
        left = self.introductions.without(turn.text) if self.introductions else None
        if left is None:
            return hits
        # An introduction may tell what is asked about, or hide it.
        others = self._retriever.search(left, None, nation, role=role_of(turn))
        return max((hits, others), key=lambda found: found[0].confidence if found else 0.0)

    def _further(self, text: str, best: Hit, before: Shown) -> Optional[Hit]:
        """The nearest section of the card on show, where another question finds what was just shown of it."""
        if best.passage.card != before.card or best.passage.id not in before.seen or text == before.question:
            return None
        section = unseen(self._retriever, best.passage.card, text, before.seen)
        return replace(best, passage=section) if section else None

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
