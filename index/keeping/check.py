"""`corpus check`: everything a machine can say about the corpus before a person reads it."""

from __future__ import annotations

from pathlib import Path

from index.content.corpus import read_corpus
from index.content.problem import ContentError, Problem
from index.keeping.facts import check_facts


def check_corpus(root: Path, overlay: Path | None = None) -> list[Problem]:
    """Every problem of the corpus at `root`, sorted by file and line."""
    try:
        corpus, problems = read_corpus(root, overlay)
    except ContentError as error:
        return error.problems
    for card in corpus.cards.values():
        problems += check_facts(card)
    return sorted(set(problems))


if __name__ == "__main__":
    import sys

    found = check_corpus(Path("corpus"))
    print("\n".join(str(problem) for problem in found))
    sys.exit(1 if any(not problem.warning for problem in found) else 0)
