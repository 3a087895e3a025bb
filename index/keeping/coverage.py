"""`corpus coverage`: how many cards answer whom, on what, where and at which step; and what is empty."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, TextIO

from pydantic import Field, validator

from index.content.card import Card
from index.content.corpus import ALL, EVERYONE, FACETS, Corpus
from index.content.fields import Slug, Strict
from index.content.problem import ContentError, Problem
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import line_of, read_yaml, validate

FILE = "coverage.yml"
Where = Mapping[str, str]


class Excuse(Strict):
    """Cells of one pair of facets that may stay empty: every value of the one with every value of the other."""

    reason: str
    audiences: list[Slug] = Field(default_factory=list)
    nations: list[Slug] = Field(default_factory=list)
    topics: list[Slug] = Field(default_factory=list)
    steps: list[Slug] = Field(default_factory=list)

    @property
    def facets(self) -> tuple[str, ...]:
        return tuple(facet for facet in FACETS if getattr(self, facet))


class Asked(Strict):
    """What users ask about: pairs of facets, rows first, and the cells of them that may stay empty.

    `also_for` says whom a card for one audience serves besides: what is for all staff is for each officer.
    """

    pairs: list[tuple[str, str]] = Field(min_items=1)
    also_for: dict[Slug, list[Slug]] = Field(default_factory=dict)
    expected_empty: list[Excuse] = Field(default_factory=list)

    @validator("pairs", each_item=True)
    def _known(cls, pair: tuple[str, str]) -> tuple[str, str]:  # noqa: N805
        if set(pair) - set(FACETS) or len(set(pair)) < 2:
            raise ValueError(f"must be two of {', '.join(FACETS)}")
        return pair

    def reason(self, cell: Where) -> str | None:
        """Why a cell, a value of each of two facets, may be empty."""
        for excuse in self.expected_empty:
            if set(excuse.facets) == set(cell) and all(cell[facet] in getattr(excuse, facet) for facet in cell):
                return excuse.reason
        return None


@dataclass(frozen=True)
class Cell:
    """A pair of values and how many cards there are for it; `reason` says why it may be empty."""

    row: str
    column: str
    count: int
    reason: str | None

    @property
    def empty(self) -> bool:
        return not self.count and not self.reason


@dataclass(frozen=True)
class Matrix:
    """The counts of one pair of facets, in the order of the vocabulary."""

    rows: str
    columns: str
    cells: dict[tuple[str, str], Cell]

    @property
    def empty(self) -> list[Cell]:
        """Cells that users would ask about and that no card answers."""
        return [cell for cell in self.cells.values() if cell.empty]

    @property
    def excused(self) -> dict[str, list[Cell]]:
        """Empty cells that may stay so, by reason."""
        found: dict[str, list[Cell]] = {}
        for cell in self.cells.values():
            if not cell.count and cell.reason:
                found.setdefault(cell.reason, []).append(cell)
        return found


@dataclass(frozen=True)
class Coverage:
    """One matrix for each pair of facets that users ask about, over the cards that `where` lets in."""

    vocabulary: Vocabulary
    where: dict[str, str]
    cards: int
    matrices: list[Matrix]

    @property
    def empty(self) -> int:
        return sum(len(matrix.empty) for matrix in self.matrices)


def read_asked(vocabulary: Vocabulary, path: Path) -> Asked:
    """What users ask about, as `corpus/coverage.yml` says.

    Raises:
        ContentError: the file is broken or names what the vocabulary does not know.
    """
    data = read_yaml(path)
    asked = validate(Asked, data, path)
    problems = []
    audiences = {name for one, others in asked.also_for.items() for name in (one, *others)}
    for name in sorted(audiences - set(vocabulary.ids("audiences"))):
        what = f"{name!r} is not one of the audiences of the vocabulary"
        problems.append(Problem(path, line_of(data, ("also_for",)), what, "correct the name or remove it"))
    for number, excuse in enumerate(asked.expected_empty):
        line = line_of(data, ("expected_empty", number))
        if set(excuse.facets) not in [set(pair) for pair in asked.pairs]:
            mend = "name the values of two facets that stand together under pairs"
            problems.append(Problem(path, line, "the entry is about no pair of facets that users ask about", mend))
        for facet in excuse.facets:
            for name in set(getattr(excuse, facet)) - set(vocabulary.ids(facet)):
                what = f"{name!r} is not one of the {facet} of the vocabulary"
                problems.append(Problem(path, line, what, "correct the name or remove it"))
    if problems:
        raise ContentError(problems)
    return asked


def measure_coverage(corpus: Corpus, asked: Asked, where: Where | None = None) -> Coverage:
    """Count the cards for every cell of every pair that is asked about.

    Args:
        where: narrows the count to cards with these values, e.g. {"nations": "scotland", "steps": "respond"}.
    """
    where = dict(where or {})
    served = [_Served(card, corpus, asked.also_for) for card in _live(corpus)]
    cards = [one for one in served if all(value in one.values(facet) for facet, value in where.items())]
    matrices = [_matrix(corpus, asked, cards, rows, columns) for rows, columns in asked.pairs]
    return Coverage(corpus.vocabulary, where, len(cards), matrices)


def write_csv(corpus: Corpus, asked: Asked, stream: TextIO) -> None:
    """The whole product, topic x audience x nation x step, one line a cell that holds a card."""
    order = ("topics", "audiences", "nations", "steps")
    served = [_Served(card, corpus, asked.also_for) for card in _live(corpus)]
    counts = Counter(cell for one in served for cell in product(*(one.values(facet) for facet in order)))
    writer = csv.writer(stream)
    writer.writerow(["topic", "audience", "nation", "step", "cards"])
    for cell in product(*(corpus.vocabulary.ids(facet) for facet in order)):
        if counts[cell]:
            writer.writerow([*cell, counts[cell]])


class _Served:
    """A card by facet, with `everyone`, `all` and whom else it serves spelt out."""

    def __init__(self, card: Card, corpus: Corpus, also_for: Mapping[str, list[str]]):
        self._values = {facet: set(getattr(card.front, facet)) for facet in FACETS}
        for facet, named in self._values.items():
            if named & {EVERYONE, ALL}:
                named |= set(corpus.vocabulary.ids(facet))
        audiences = self._values["audiences"]
        audiences |= {name for audience in audiences for name in also_for.get(audience, [])}

    def values(self, facet: str) -> set[str]:
        return self._values[facet]


def _live(corpus: Corpus) -> Iterator[Card]:
    return (card for card in corpus.cards.values() if card.front.status != "retired")


def _matrix(corpus: Corpus, asked: Asked, cards: list[_Served], rows: str, columns: str) -> Matrix:
    counts: Counter[Any] = Counter(cell for one in cards for cell in product(one.values(rows), one.values(columns)))
    cells = {
        (row, column): Cell(row, column, counts[row, column], asked.reason({rows: row, columns: column}))
        for row, column in product(corpus.vocabulary.ids(rows), corpus.vocabulary.ids(columns))
    }
    return Matrix(rows, columns, cells)
