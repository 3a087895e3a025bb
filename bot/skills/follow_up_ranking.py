"""Which card a follow-up means: its own words and those with what was asked before, weighed together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Optional

import numpy as np

from bot.skills.memory import Shown
from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate
from index.passages import Passage
from index.retriever import Hit, Retriever

FILE = Path(__file__).with_name("follow_up_weights.yml")


class Weights(Strict):
    """Of what is known of a card for a follow-up, in the search's own score.

    Attributes:
        own: of the user's own words.
        together: of the question before with the user's words.
        title: of the title of the card on show with the user's words.
        alike: for a card that shares all subjects with the one on show.
        related: for a card that the one on show names as related.
        shown: for the card on show itself; `left` beside it where the follow-up names something else, and `speaks`
            where a section of that card speaks of what is asked.
        audience: for a card that is for the audience that the user names.
        own_nation: for a card that is not for all nations but for the one that the user names.
    """

    own: float
    together: float
    title: float
    alike: float
    related: float
    shown: float
    left: float
    speaks: float
    audience: float
    own_nation: float


# What is known of a card for a follow-up, in the order of the columns of `features`.
NAMES = tuple(Weights.__fields__)
# Those that count by how far the message leans on what was shown.
LEANING = ("together", "title", "alike", "related", "shown", "left", "speaks")
DEPTH = 10


@dataclass(frozen=True)
class Reading:
    """A follow-up, read.

    Attributes:
        own: what it says by itself; empty where it has no subject of its own.
        together: the question before with what it says.
        titled: the title of the card on show with what it says; empty where none is.
        nation: whose cards are open to it, an id of the vocabulary; all where that is not known.
        named: whether it names that nation itself.
        audience: whom it names, an id of the vocabulary.
        leaves: whether it names something else than what is on show.
        stays: whether the card on show speaks of what is asked.
        leans: how far it leans on what was shown, in 0..1.
    """

    own: str
    together: str
    titled: str
    nation: Optional[str] = None
    named: bool = False
    audience: Optional[str] = None
    leaves: bool = False
    stays: bool = False
    leans: float = 1.0


@cache
def fitted_weights(path: Path = FILE) -> Weights:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Weights, read_yaml(path), path)


class FollowUpRanking:
    """Ranks cards by a weighted sum; the weights are fitted on the development follow-ups (`make tune`)."""

    def __init__(self, retriever: Retriever, weights: Optional[Weights] = None):
        self._retriever = retriever
        self._everywhere = retriever.vocabulary.everywhere
        self._weights = np.array([getattr(weights or fitted_weights(), name) for name in NAMES])

    def __call__(self, reading: Reading, shown: Shown) -> list[Hit]:
        """The best passages, at most one a card, best first; as sure as the surest wording is of them.

        The wording with the title of the card on show finds that card, whatever was asked, and so tells nothing of how
        sure it is.
        """
        found = self._found(reading)
        leaning = np.array([reading.leans if name in LEANING else 1.0 for name in NAMES])
        totals = self._features(reading, shown, found) @ (self._weights * leaning)
        cards = list(found["together"])
        return [self._hit(cards[row], float(totals[row]), found) for row in np.argsort(-totals)[:DEPTH]]

    def features(self, reading: Reading, shown: Shown) -> tuple[list[str], np.ndarray]:
        """The cards that are open to the nation, and what is known of each, float64 of shape (cards, len(NAMES))."""
        found = self._found(reading)
        return list(found["together"]), self._features(reading, shown, found)

    def _found(self, reading: Reading) -> dict[str, dict[str, Hit]]:
        """Every card that is open to the nation, by wording; a wording that says nothing is left out."""
        wordings = {"together": reading.together, "own": reading.own, "title": reading.titled}
        every = len(self._retriever.cards)
        return {
            name: {hit.passage.card: hit for hit in self._retriever.search(text, None, reading.nation, every)}
            for name, text in wordings.items()
            if text
        }

    def _features(self, reading: Reading, shown: Shown, found: dict[str, dict[str, Hit]]) -> np.ndarray:
        passages = [hit.passage for hit in found["together"].values()]
        on_show = next(iter(self._retriever.card(shown.card or "")), None)

        def scores(name: str) -> list[float]:
            return [found[name][passage.card].score if name in found else 0.0 for passage in passages]

        columns: dict[str, list[float]] = {
            "own": scores("own"),
            "together": scores("together"),
            "title": scores("title"),
            "alike": [self._alike(passage, on_show, reading) for passage in passages],
            "related": [on_show is not None and passage.card in on_show.related for passage in passages],
            "shown": [passage.card == shown.card for passage in passages],
            "left": [reading.leaves and passage.card == shown.card for passage in passages],
            "speaks": [reading.stays and passage.card == shown.card for passage in passages],
            "audience": [reading.audience in passage.audiences for passage in passages],
            "own_nation": [reading.named and not self._everywhere(passage.nations) for passage in passages],
        }
        return np.array([columns[name] for name in NAMES], dtype=np.float64).T

    def _alike(self, passage: Passage, on_show: Optional[Passage], reading: Reading) -> float:
        """By its subjects; its sister for another nation is not, unless that is named."""
        if on_show is None or not (reading.named or set(passage.nations) & set(on_show.nations)):
            return 0.0
        return alike(set(passage.topics), set(on_show.topics))

    def _hit(self, card: str, score: float, found: dict[str, dict[str, Hit]]) -> Hit:
        telling = [found[name][card] for name in ("together", "own") if name in found]
        return Hit(telling[0].passage, score, max(hit.confidence for hit in telling))


def alike(one: set[str], other: set[str]) -> float:
    """The share of all topics that both have (Jaccard), in 0..1."""
    return len(one & other) / len(one | other) if one and other else 0.0
