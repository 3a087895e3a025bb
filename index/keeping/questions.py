"""One question, one card: the same question on two cards makes the answer a matter of luck."""

from __future__ import annotations

from index.content.corpus import Corpus
from index.content.problem import Problem
from index.keeping.text import words


def check_questions(corpus: Corpus) -> list[Problem]:
    """Every question that stands on an earlier card too, or twice on its own."""
    first: dict[str, str] = {}
    problems = []
    for card in sorted(corpus.cards.values(), key=lambda card: (card.local, card.id)):
        for number, question in enumerate(card.front.questions):
            owner = first.setdefault(" ".join(words(question)), f"{card.id}.{number}")
            if owner != f"{card.id}.{number}":
                other = owner.split(".")[0]
                what = f"the question {question!r} is also asked on {other}"
                mend = "leave it on the card that answers it, or make the two cards one"
                problems.append(Problem(card.path, card.line_of("questions", number), what, mend))
    return problems
