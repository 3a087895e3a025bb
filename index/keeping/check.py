"""`corpus check`: everything a machine can say about the corpus before a person reads it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from index.content.corpus import Corpus, read_corpus
from index.content.problem import ContentError, Problem
from index.keeping.dates import check_dates
from index.keeping.evidence import check_evidence
from index.keeping.facts import check_facts
from index.keeping.house_style import read_house_style
from index.keeping.links import check_links
from index.keeping.questions import check_questions
from index.keeping.structured import check_structured
from index.keeping.style import check_style
from index.keeping.wording import check_wording, read_source_texts

SOURCE_TEXTS = Path("build") / "source-texts"


def check_corpus(
    root: Path, overlay: Path | None = None, *, texts: Path = SOURCE_TEXTS, today: dt.date | None = None
) -> list[Problem]:
    """Every problem of the corpus at `root`, with an overlay on top, sorted by file and line.

    Args:
        texts: a folder of source texts, one file `ID.txt` a source, to hold our wording against.
        today: the day against which dates are held.
    """
    try:
        corpus, problems = read_corpus(root, overlay)
    except ContentError as error:
        return error.problems
    problems += check_evidence(corpus) + check_links(corpus) + check_questions(corpus)
    problems += check_structured(corpus, overlay)
    for card in corpus.cards.values():
        problems += check_facts(corpus, card) + check_dates(card, today or dt.date.today())
    problems += _check_english(corpus, texts)
    return sorted(set(problems))


def _check_english(corpus: Corpus, texts: Path) -> list[Problem]:
    try:
        style = read_house_style(corpus.root)
    except ContentError as error:
        return error.problems
    if style is None:
        return []
    at_hand = read_source_texts(texts, corpus, style.copied_words.warning)
    problems = []
    for card in corpus.cards.values():
        problems += check_style(card, style) + check_wording(card, at_hand, style.copied_words)
    return problems


if __name__ == "__main__":
    import sys

    found = check_corpus(Path("corpus"))
    print("\n".join(str(problem) for problem in found))
    sys.exit(1 if any(not problem.warning for problem in found) else 0)
