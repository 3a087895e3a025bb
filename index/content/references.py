"""Shared checks of what content files name: cards, sources, people, steps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from index.content.corpus import Corpus
from index.content.problem import Problem
from index.content.yaml_file import line_of

Loc = tuple[Any, ...]


class References:
    """Collects the problems of one content file, each with the line of the name at fault."""

    def __init__(self, corpus: Corpus, path: Path, data: Any):
        self.corpus = corpus
        self.path = path
        self.data = data
        self.problems: list[Problem] = []

    def report(self, loc: Loc, what: str, mend: str) -> None:
        self.problems.append(Problem(self.path, line_of(self.data, loc), what, mend))

    def known(self, loc: Loc, kind: str, named: Iterable[str], known: Collection[str]) -> None:
        """Every name must be among those known."""
        for name in named:
            if name not in known:
                self.report(loc, f"the {kind} {name!r} is not known", f"correct the name or add the {kind}")

    def cards(self, loc: Loc, named: Iterable[str]) -> None:
        """Every card must be there and not retired."""
        for name in named:
            card = self.corpus.cards.get(name)
            if card is None:
                self.report(loc, f"the card {name!r} is not known", "correct the name or add the card")
            elif card.front.status == "retired":
                self.report(loc, f"the card {name!r} is retired", f"link to {card.front.replaced_by} instead")

    def sources(self, loc: Loc, named: Iterable[str]) -> None:
        """Every source must be listed, and its text must have been seen."""
        for name in named:
            source = self.corpus.sources.get(name)
            if source is None:
                self.report(loc, f"the source {name!r} is not known", "correct the name or add it under sources/")
            elif source.seen_as == "not-seen":
                self.report(loc, f"the source {name!r} was never read", "read it, or name a source that was read")

    def once(self, loc: Loc, kind: str, named: Iterable[str]) -> None:
        """No name may be used twice."""
        seen: set[str] = set()
        for name in named:
            if name in seen:
                self.report(loc, f"the {kind} {name!r} is used twice", "rename or remove one of the two")
            seen.add(name)
