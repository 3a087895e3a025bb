"""Near-copies of a source's wording. Facts are free, wording is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.content.card import Card
from index.content.corpus import Corpus
from index.content.problem import Problem
from index.keeping.house_style import CopiedWords
from index.keeping.text import body_lines, words
from index.passages import plain_text


@dataclass(frozen=True)
class Run:
    """A run of words of a card that also stands in a source."""

    line: int
    text: str
    length: int
    source: str


class SourceTexts:
    """The texts of sources that are at hand, as runs of `size` words (shingles)."""

    def __init__(self, texts: dict[str, str], size: int, free: Iterable[str] = ()):
        """Runs that lie wholly within a text of `free` (titles, names) are nobody's wording."""
        self.size = size
        known = {run for text in free for run in _shingles(words(text), size)}
        self._owner: dict[tuple[str, ...], str] = {}
        for name, text in sorted(texts.items()):
            for run in _shingles(words(text), size):
                if run not in known:
                    self._owner.setdefault(run, name)

    def runs(self, card: Card) -> Iterator[Run]:
        """The longest runs that a card shares with a source, the answer first."""
        numbered = [(word, number) for number, line in body_lines(card) for word in words(plain_text(line))]
        shingles = _shingles([word for word, _ in numbered], self.size)
        owners = [self._owner.get(shingle) for shingle in shingles]
        start = 0
        while start < len(owners):
            owner = owners[start]
            end = start
            while end < len(owners) and owners[end] == owner:
                end += 1
            if owner:
                stretch = numbered[start : end + self.size - 1]
                yield Run(stretch[0][1], " ".join(word for word, _ in stretch), len(stretch), owner)
            start = end


def read_source_texts(folder: Path, corpus: Corpus, size: int) -> SourceTexts:
    """The texts in `folder`, one file `ID.txt` a source; none where the folder is missing."""
    texts = {path.stem: path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.txt"))}
    names = (name for entry in corpus.glossary.values() for name in entry.names)
    return SourceTexts(texts, size, [*(source.title for source in corpus.sources.values()), *names])


def check_wording(card: Card, texts: SourceTexts, bounds: CopiedWords) -> list[Problem]:
    """Runs of a source's own words that are too long to be chance. A card may hold what it says that it quotes."""
    problems = []
    for run in texts.runs(card):
        if run.source != card.front.quoted_from:
            what = f"{run.length} words stand in {run.source} as well: {run.text!r}"
            mend = "say it in our own words, or make it a card of its own with quoted_from"
            problems.append(Problem(card.path, run.line, what, mend, warning=run.length < bounds.error))
    return problems


def _shingles(text: list[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(text[start : start + size]) for start in range(len(text) - size + 1)]
