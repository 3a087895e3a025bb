"""What independent assessors say of the cards that the searches found, in the qrels format of TREC."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "judgements"
ANSWERS = 2
# The cards that answer each question, by its id.
Judgements = Mapping[str, frozenset[str]]


def read_judgements(path: Path) -> Judgements:
    """Lines of `question 0 card grade`: 2 answers what was asked, 1 is of some use, 0 is beside the point.

    Raises:
        ValueError: a line is not of this form.
    """
    answering: dict[str, set[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            question, _, card, grade = line.split()
            if int(grade) >= ANSWERS:
                answering.setdefault(question, set()).add(card)
        except ValueError as error:
            raise ValueError(f"{path}:{number}: `question 0 card grade` is expected, not `{line}`") from error
    return {question: frozenset(cards) for question, cards in answering.items()}
