"""Which card answers a question in the middle of an incident: by its words, the kind of incident and how that began."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Optional

import numpy as np

from bot.skills.follow_up_ranking import alike
from bot.skills.turn import Incident
from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate
from index.passages import Passage
from index.retriever import FIRST_MINUTES, Hit, Retriever

FILE = Path(__file__).with_name("incident_weights.yml")
DEPTH = 10
# The steps of the model that are for an incident.
THEN = frozenset({"respond", "recover"})
# The section of the first minutes that answers only who asks whom to tell.
WHOM = "Whom to tell first"
ASKS_WHOM = re.compile(r"\b(?:who|whom|tell|told|ring|phone|call|report|number|contact|inform|notify)\b", re.IGNORECASE)
# A chance is told from 0 and 1, whose log-odds have no end.
LEAST = 1e-4


class Weights(Strict):
    """Of what is known of a card for a question in an incident, in the search's own score.

    Attributes:
        own: of the question alone.
        typed: of the question after the kind of incident.
        opened: of the question after the message that the incident began with.
        opening: of that message alone.
        alike: for a card that shares all subjects with the first minutes of this kind of incident.
        related: for a card that those name as related.
        first: for those first minutes themselves; `other_first` for those of another kind.
        then: for a card of the steps of the model that are for an incident.
    """

    own: float
    typed: float
    opened: float
    opening: float
    alike: float
    related: float
    first: float
    other_first: float
    then: float


class Sureness(Strict):
    """Of what tells how likely the best card is to answer: the log-odds are the weighted sum.

    Attributes:
        lead: of the best card's score over that of the next.
        own, typed, opened: of the log-odds that it answers by each wording.
        bias: of nothing.
    """

    lead: float
    own: float
    typed: float
    opened: float
    bias: float


class IncidentWeights(Strict):
    ranking: Weights
    sureness: Sureness


# What is known of a card, and how sure it is, in the order of the columns of `features` and of `signs`.
NAMES = tuple(Weights.__fields__)
SIGNS = tuple(Sureness.__fields__)
WORDINGS = ("own", "typed", "opened", "opening")
Found = Mapping[str, Mapping[str, Hit]]


@cache
def incident_weights(path: Path = FILE) -> IncidentWeights:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(IncidentWeights, read_yaml(path), path)


class IncidentRanking:
    """Ranks the cards for a question that is asked beside an incident.

    What is asked there mostly leaves out what it is about ("can we switch it on again then"): by its words alone the
    search finds a right card first for half of such questions, by all wordings for four of five (docs/eval.md).
    """

    def __init__(self, retriever: Retriever, weights: Optional[IncidentWeights] = None):
        self._retriever = retriever
        given = weights or incident_weights()
        self._weights = np.array([getattr(given.ranking, name) for name in NAMES])
        self._sureness = np.array([getattr(given.sureness, name) for name in SIGNS])

    def __call__(self, text: str, incident: Incident, nation: Optional[str], role: Optional[str] = None) -> list[Hit]:
        """The best cards, each by its telling passage; the first is as sure as all wordings make it together.

        Args:
            nation: whose cards are open to it, an id of the vocabulary; all where that is not known.
        """
        found = self._found(text, incident, nation, role)
        cards = list(found["own"])
        if not cards:
            return []
        totals = self._features(found, incident) @ self._weights
        totals[np.isin(cards, incident.unfit)] = -np.inf
        order = [int(row) for row in np.argsort(-totals)[:DEPTH] if np.isfinite(totals[row])]
        hits = [replace(self._telling(found, cards[row], text, incident), score=float(totals[row])) for row in order]
        sure = 1 / (1 + math.exp(-float(self.signs(found, cards, totals) @ self._sureness)))
        further = [replace(hit, confidence=min(hit.confidence, sure)) for hit in hits[1:]]
        return [replace(hits[0], confidence=sure), *further]

    def features(self, text: str, incident: Incident, nation: Optional[str]) -> tuple[list[str], np.ndarray, Found]:
        """The cards that are open to the nation, what is known of each, and the hits.

        What is known is float64 of shape (cards, len(NAMES)).
        """
        found = self._found(text, incident, nation, None)
        return list(found["own"]), self._features(found, incident), found

    @staticmethod
    def signs(found: Found, cards: Sequence[str], totals: np.ndarray) -> np.ndarray:
        """What tells how sure the best card is, float64 of shape (len(SIGNS),)."""
        order = np.argsort(-totals)
        best = cards[int(order[0])]
        lead = float(totals[order[0]] - totals[order[1]]) if len(order) > 1 else 0.0
        wordings = [_log_odds(found[name][best].confidence) if best in found[name] else 0.0 for name in SIGNS[1:4]]
        return np.array([lead, *wordings, 1.0])

    def _telling(self, found: Found, card: str, text: str, incident: Incident) -> Hit:
        """The passage of a card that tells most: by the wording that is surest of it.

        Of the first minutes of the incident's own kind, a section: their answer has been said as what to do first.
        """
        surest = max((hits[card] for hits in found.values() if card in hits), key=lambda hit: hit.confidence)
        if card not in first_minutes(incident):
            return surest
        section = self._retriever.section(card, text, () if ASKS_WHOM.search(text) else (WHOM,))
        return replace(surest, passage=section) if section else surest

    def _found(self, text: str, incident: Incident, nation: Optional[str], role: Optional[str]) -> Found:
        """Every card that is open to the nation, by wording."""
        wordings = {
            "own": text,
            "typed": f"{incident.label}: {text}" if incident.label else text,
            "opened": f"{incident.opening} {text}".strip(),
            "opening": incident.opening or text,
        }
        every = len(self._retriever.cards)
        return {
            name: {hit.passage.card: hit for hit in self._retriever.search(words, None, nation, every, role=role)}
            for name, words in wordings.items()
        }

    def _features(self, found: Found, incident: Incident) -> np.ndarray:
        first = [passages[0] for name in first_minutes(incident) if (passages := self._retriever.card(name))]
        firsts, related = {card.card for card in first}, {name for card in first for name in card.related}

        def known(passage: Passage) -> list[float]:
            card = passage.card
            return [
                *(found[name][card].score if card in found[name] else 0.0 for name in WORDINGS),
                max((alike(set(passage.topics), set(one.topics)) for one in first), default=0.0),
                float(card in related),
                float(card in firsts),
                float(card.startswith(FIRST_MINUTES) and card not in firsts),
                float(bool(THEN & set(passage.steps))),
            ]

        return np.array([known(hit.passage) for hit in found["own"].values()], dtype=np.float64)


def first_minutes(incident: Incident) -> list[str]:
    """The cards of the first minutes of an incident's kinds."""
    return [f"{FIRST_MINUTES}{name}" for name in incident.types]


def _log_odds(chance: float) -> float:
    chance = min(max(chance, LEAST), 1 - LEAST)
    return math.log(chance / (1 - chance))
