"""What a user typed, made ready for the search: spelling repaired, old names read as the present ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.content.glossary import Entry
from index.shorthand import shorthand
from index.spelling import Speller


@dataclass(frozen=True)
class Query:
    """A question in two forms.

    Attributes:
        meaning: for the encoder: the user's sentence, with spelling repaired and old names replaced.
        words: for the lexical search: the same with the present names, abbreviations and full names added.
    """

    meaning: str
    words: str


class QueryReader:
    """Reads questions with the glossary and the corpus's own vocabulary."""

    def __init__(self, glossary: Iterable[Entry], speller: Speller):
        self._speller = speller
        self._present: dict[str, str] = {}
        self._added: dict[str, str] = {}
        for entry in glossary:
            for old in entry.superseded:
                self._present[old.lower()] = entry.term
            if entry.abbreviation:
                self._added[entry.abbreviation.lower()] = entry.term
                self._added[entry.term.lower()] = entry.abbreviation
        self._old = _any_of(self._present)
        self._names = _any_of(self._added)

    def spelt(self, text: str) -> str:
        """`text` in plain words, with its misspelt words repaired."""
        return self._speller.repair(shorthand().plain(text))

    def read(self, text: str) -> Query:
        repaired = self.spelt(text)
        meaning = self._old.sub(lambda match: f"{match.group()} ({self._present[match.group().lower()]})", repaired)
        added = [self._added[match.group().lower()] for match in self._names.finditer(repaired)]
        return Query(meaning, " ".join([meaning, *dict.fromkeys(added)]))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted((re.escape(name) for name in names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first) or '(?!)'})\b", re.IGNORECASE)
