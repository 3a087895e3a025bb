"""`corpus overlap`: sections that say the same, and sections that may contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from index.content.card import Card, Section
from index.content.corpus import Corpus
from index.keeping.facts import claims, normal
from index.keeping.house_style import whole_words
from index.keeping.vectors import Embed
from index.passages import plain_text

NAMED = ("body", "publisher", "scheme")
# Related sections rightly name different bodies, numbers to ring and days; only the same words should name the same.
OFTEN_DIFFER = {"name", "phone", "short number", "address", "date"}
CASES = "cases"


@dataclass(frozen=True)
class Stretch:
    """One section of one card."""

    card: Card
    section: Section

    @property
    def title(self) -> str:
        return f"{self.card.front.title}. {self.section.heading}" if self.section.heading else self.card.front.title

    @property
    def text(self) -> str:
        return plain_text(self.section.markdown)


@dataclass(frozen=True)
class Difference:
    """What one section of a pair says of a kind of thing, and the other says otherwise."""

    kind: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two sections of different cards, how alike they are (cosine, 1 is the same) and where they differ."""

    first: Stretch
    second: Stretch
    similarity: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Overlap:
    """Pairs that say the same, groups of such pairs, and pairs that may contradict; the most alike first."""

    same: list[Pair]
    clusters: list[list[Stretch]]
    conflicts: list[Pair]


def find_overlap(corpus: Corpus, embed: Embed, same: float = 0.85, related: float = 0.7) -> Overlap:
    """Compare every section with every section of the other cards that are not retired.

    Args:
        embed: unit vectors of texts, float32 of shape (texts, dimensions).
        same: cosine from which two sections are taken to say the same.
        related: cosine from which differing numbers are taken to be about the same thing.
    """
    stretches = [
        Stretch(card, section)
        for card in sorted(corpus.cards.values(), key=lambda card: card.id)
        if card.front.status != "retired"
        for section in card.sections
    ]
    if not stretches:
        return Overlap([], [], [])
    vectors = embed([f"{stretch.title}. {stretch.text}" for stretch in stretches])
    alike = np.triu(vectors @ vectors.T, k=1)
    pairs: list[Pair] = []
    names = _Names(corpus)
    edges: list[tuple[int, int]] = []
    for row, column in np.argwhere(alike >= related).tolist():
        first, second, similarity = stretches[row], stretches[column], float(alike[row, column])
        if first.card.id == second.card.id:
            continue
        if similarity >= same:
            edges.append((row, column))
        pairs.append(Pair(first, second, similarity, tuple(_differences(first, second, names, similarity >= same))))
    pairs.sort(key=lambda pair: -pair.similarity)
    return Overlap(
        same=[pair for pair in pairs if pair.similarity >= same],
        clusters=_clusters(stretches, edges),
        conflicts=[pair for pair in pairs if pair.differences],
    )


class _Names:
    """The bodies and schemes that the glossary knows, under whatever name a text gives them."""

    def __init__(self, corpus: Corpus):
        self._term = {
            name.lower(): entry.term
            for entry in corpus.glossary.values()
            if entry.kind in NAMED
            for name in entry.names
        }
        self._pattern = whole_words(self._term)

    def found(self, text: str) -> set[str]:
        return {self._term[name.lower()] for name in self._pattern.findall(text)}


def _differences(first: Stretch, second: Stretch, names: _Names, same: bool) -> Iterator[Difference]:
    """Kinds of which each section has a value that the other lacks.

    None where no nation reads both, nor between two cases, which are about different days and sums.
    """
    fronts = first.card.front, second.card.front
    if not set(fronts[0].nations) & set(fronts[1].nations) or all(CASES in front.topics for front in fronts):
        return
    ours, theirs = _values(first.text), _values(second.text)
    ours["name"], theirs["name"] = names.found(first.text), names.found(second.text)
    for kind in sorted(ours.keys() & theirs.keys() - (set() if same else OFTEN_DIFFER)):
        only_first, only_second = ours[kind] - theirs[kind], theirs[kind] - ours[kind]
        if only_first and only_second:
            yield Difference(kind, tuple(sorted(only_first)), tuple(sorted(only_second)))


def _values(text: str) -> dict[str, set[str]]:
    """What a text states, by kind; lengths of time by unit, so that hours are held against hours."""
    values: dict[str, set[str]] = {}
    for kind, words in claims(text):
        claim = normal(words)
        values.setdefault(claim.split(" ", 1)[1] if kind == "time" else kind, set()).add(claim)
    return values


def _clusters(stretches: list[Stretch], edges: list[tuple[int, int]]) -> list[list[Stretch]]:
    """Sections joined by pairs that say the same, in groups of three or more; the largest first."""
    if not edges:
        return []
    rows, columns = zip(*edges, strict=True)
    graph = coo_matrix((np.ones(len(edges)), (rows, columns)), shape=(len(stretches), len(stretches)))
    _, label = connected_components(graph, directed=False)
    groups: dict[int, list[Stretch]] = {}
    for number, stretch in enumerate(stretches):
        groups.setdefault(int(label[number]), []).append(stretch)
    return sorted((group for group in groups.values() if len(group) > 2), key=len, reverse=True)
