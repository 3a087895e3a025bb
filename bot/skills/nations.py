"""Which nation a message speaks of: by its names in the vocabulary and the glossary, and by places in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from index.content.glossary import Entry
from index.content.problem import ContentError, Problem
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml

PLACES = Path(__file__).with_name("places.yml")


class Nations:
    """Hears nations. Places are tried only where no nation is named, and only by those who ask for them."""

    def __init__(self, vocabulary: Vocabulary, glossary: Iterable[Entry]):
        names = {term.id: [term.label, *term.also] for term in vocabulary.nations}
        for entry in glossary:
            if entry.kind == "nation":
                names.setdefault(entry.value or entry.id, []).extend(entry.names)
        self._named = {nation: _any_of(own) for nation, own in names.items()}
        self._placed = {nation: _any_of(own) for nation, own in places().items()}

    def named(self, text: str) -> list[str]:
        """Nations that are named, in the vocabulary's order."""
        return [nation for nation, pattern in self._named.items() if pattern.search(text)]

    def heard(self, text: str) -> list[str]:
        """Nations that are named, or else those that the places lie in."""
        return self.named(text) or [nation for nation, pattern in self._placed.items() if pattern.search(text)]

    def without(self, text: str) -> str:
        """The text without the names of nations and places, and without what led up to them."""
        for pattern in [*self._named.values(), *self._placed.values()]:
            text = re.sub(
                rf"(?:\b(?:in|for|from|of|at)\s+)?(?:\bthe\s+)?{pattern.pattern}", " ", text, flags=re.IGNORECASE
            )
        return re.sub(r"\s+", " ", text).strip(" ,")


@cache
def places(path: Path = PLACES) -> dict[str, list[str]]:
    """Names of places by nation. Raises ContentError where the file is no map of lists."""
    data = read_yaml(path)
    if not isinstance(data, dict) or not all(isinstance(names, list) for names in data.values()):
        raise ContentError([Problem(path, 1, "a list of names under each nation is expected", "write `wales: [a, b]`")])
    return {nation: [str(name) for name in names] for nation, names in data.items()}


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted({re.escape(name) for name in names}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})(?:\b|(?<=\.))", re.IGNORECASE)
