"""`corpus new`: a card with its front matter in place, and the text still to be written."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from index.content.card import read_card
from index.content.corpus import Corpus, check_references
from index.content.problem import ContentError, Problem
from index.keeping.dates import months_after
from index.keeping.importing.drafts import slug
from index.keeping.pages import render

REVIEW_MONTHS = {"current": 6, "changing": 3}


@dataclass(frozen=True)
class NewCard:
    """What a person knows of a card before it is written; its id is made of its title."""

    title: str
    questions: list[str]
    audiences: list[str]
    nations: list[str]
    topics: list[str]
    steps: list[str]
    sources: list[str]
    changing: bool = False

    @property
    def id(self) -> str:
        return slug(self.title)


def new_card(corpus: Corpus, card: NewCard, folder: Path, today: dt.date) -> Path:
    """Write a card's skeleton to `folder`/cards/MAIN-TOPIC/ID.md and return its path.

    The text holds TODO, which the check refuses, until somebody has written it.

    Raises:
        ContentError: a name is not known, something is missing, or there is a card of this id already.
    """
    status = "changing" if card.changing else "current"
    text = render(
        "card.md.j2",
        card=card,
        status=status,
        reviewed=today.isoformat(),
        review_by=months_after(today, REVIEW_MONTHS[status]).isoformat(),
    )
    target = folder / "cards" / (card.topics[0] if card.topics else "untitled") / f"{card.id}.md"
    if card.id in corpus.cards:
        what = f"there is a card {card.id} already"
        raise ContentError([Problem(corpus.cards[card.id].path, 1, what, "write to that one, or choose another title")])
    _check(corpus, text, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8") as stream:
        stream.write(text)
    return target


def _check(corpus: Corpus, text: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / target.name
        path.write_text(text, encoding="utf-8")
        try:
            card = read_card(path)
        except ContentError as error:
            raise ContentError([replace(problem, file=target) for problem in error.problems]) from None
        problems = check_references(replace(corpus, cards={**corpus.cards, card.id: card}))
    faults = [replace(problem, file=target) for problem in problems if problem.file == path]
    if faults:
        raise ContentError(faults)
