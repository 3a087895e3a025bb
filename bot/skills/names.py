"""Entries of the glossary by any of their names, also slightly misspelt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

from rapidfuzz import fuzz, process

from index.content.glossary import Entry

# Names shorter than this must be typed as they are: DPO is not DPA.
SHORTEST_FUZZY = 6
CLOSENESS = 88
_ARTICLES = ("a ", "an ", "the ", "our ")


class Names:
    """Looks entries up; a name that several entries share gives none."""

    def __init__(self, glossary: Iterable[Entry]):
        self._entries: dict[str, list[Entry]] = {}
        for entry in glossary:
            for name in {name.lower() for name in entry.names}:
                self._entries.setdefault(name, []).append(entry)
        self._long = [name for name in self._entries if len(name) >= SHORTEST_FUZZY]

    def entry(self, words: str) -> Optional[Entry]:
        """The one entry that these words name, whole."""
        found = self.name(words)
        entries = self._entries[found] if found else []
        return entries[0] if len(entries) == 1 else None

    def name(self, words: str) -> Optional[str]:
        """The known name, in lower case, that these words are."""
        said = words.lower().strip(" .,!?;:\"'“”()")
        for article in _ARTICLES:
            said = said.removeprefix(article)
        for form in (said, said.removesuffix("s"), said.removesuffix("es"), said.replace("-", " ")):
            if form in self._entries:
                return form
        if len(said) < SHORTEST_FUZZY:
            return None
        close = process.extractOne(said, self._long, scorer=fuzz.ratio, score_cutoff=CLOSENESS)
        return close[0] if close else None
