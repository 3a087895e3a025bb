"""`corpus stale`: what was right once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from index.content.card import Card
from index.content.corpus import Corpus
from index.content.glossary import Entry
from index.content.problem import Problem
from index.keeping.dates import check_dates
from index.keeping.house_style import HouseStyle, whole_words
from index.keeping.text import sentences
from index.passages import plain_text


def find_stale(corpus: Corpus, style: HouseStyle | None, on: dt.date) -> list[Problem]:
    """What is due for review, names a former body, cites what was replaced, or overrides a newer card.

    Retired cards are past caring about. Without a house style only the present name excuses a former one.

    Args:
        on: the day by which reviews are due; a day to come shows what falls due until then.
    """
    names = FormerNames(list(corpus.glossary.values()), style.says_it_changed if style else [])
    problems = []
    for card in corpus.cards.values():
        if card.front.status != "retired":
            problems += [problem for problem in check_dates(card, on) if problem.warning]
            problems += [*names.check(card), *_sources(corpus, card, names)]
    for card_id, ours in corpus.overridden.items():
        theirs = corpus.cards[card_id]
        if theirs.front.reviewed < ours.front.reviewed:
            what = f"the card overrides one of ours that was reviewed later, on {ours.front.reviewed}"
            mend = f"read {ours.path}, bring this card up to date, then move reviewed on"
            problems.append(Problem(theirs.path, theirs.line_of("reviewed"), what, mend, warning=True))
    return sorted(set(problems))


class FormerNames:
    """Finds names that the glossary calls superseded."""

    def __init__(self, entries: list[Entry], excuses: list[str]):
        self._owner = {_key(name): entry for entry in entries for name in entry.superseded}
        named = [name for entry in entries for name in entry.superseded]
        # An abbreviation in capitals is one only in capitals.
        self._exact = whole_words((name for name in named if not name.islower()), any_case=False)
        self._loose = whole_words(name for name in named if name.islower())
        self._excuses = whole_words(excuses)

    def check(self, card: Card) -> list[Problem]:
        """Sentences that use a former name as if it were the present one.

        A card whose title holds the name is about the change, and so is a sentence or a section that says so.
        """
        about = {_key(name) for name in self._found(card.front.title)}
        problems = []
        for number, text in self._lines(card):
            for sentence in sentences(text):
                for name in self._found(sentence):
                    entry = self._owner[_key(name)]
                    if _key(name) not in about and not self._excused(sentence, entry):
                        what = f"the text names {name!r}, which is now {entry.term!r}"
                        mend = entry.change or f"write {entry.term}, or say in the same sentence that it was replaced"
                        problems.append(Problem(card.path, number, what, mend, warning=True))
        return problems

    def _lines(self, card: Card) -> Iterator[tuple[int, str]]:
        """The lines of the sections whose headings do not say that they are about a change."""
        for section in card.sections:
            if not self._excuses.search(section.heading or ""):
                yield section.line, section.heading or ""
                yield from ((number, plain_text(line)) for number, line in section.lines())

    def says_so(self, card: Card) -> bool:
        """Whether a card says anywhere that something changed."""
        return bool(self._excuses.search(f"{card.front.title}\n{card.body}"))

    def _found(self, text: str) -> Iterator[str]:
        for pattern in (self._exact, self._loose):
            yield from pattern.findall(text)

    def _excused(self, sentence: str, entry: Entry) -> bool:
        present = [name for name in (entry.term, entry.abbreviation, *entry.also) if name]
        return bool(self._excuses.search(sentence) or whole_words(present).search(sentence))


def _sources(corpus: Corpus, card: Card, names: FormerNames) -> list[Problem]:
    """Sources that were replaced, or that are retired while the card says nothing of a change.

    A card that cites the new one too knows of it.
    """
    problems = []
    for number, name in enumerate(card.front.sources):
        source = corpus.sources.get(name)
        if source is None or source.replaced_by in card.front.sources:
            continue
        if source.replaced_by:
            what = f"the source {name} was replaced by {source.replaced_by}"
            mend = f"read {source.replaced_by} and cite it"
        elif source.status == "retired" and not names.says_so(card):
            what = f"the source {name} is retired"
            mend = source.note or "find what says it now, or say in the card that it is history"
        else:
            continue
        problems.append(Problem(card.path, card.line_of("sources", number), what, mend, warning=True))
    return problems


def _key(name: str) -> str:
    return name.lower()
