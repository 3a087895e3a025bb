"""Numbers, deadlines and contacts in a card's text, each of which a source must be seen to say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.content.card import Card
from index.content.corpus import Corpus
from index.content.problem import Problem
from index.keeping.text import body_lines

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
PATTERNS = {
    "address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
    "phone": re.compile(r"(?<![\w/.-])(?:0\d[\d ]{7,12}\d|\+44[\d ]{8,14}\d)\b"),
    "money": re.compile(r"£ ?\d[\d,.]*(?: ?(?:million|billion|m|bn|k)\b)?"),
    "share": re.compile(r"\b\d[\d,.]*(?:%| per ?cent)"),
    "opening hours": re.compile(r"\b24 hours a day\b"),
    "time": re.compile(r"\b\d[\d,.]*[ -](?:minutes?|hours?|working days?|days?|weeks?|months?|years?)\b"),
    "short number": re.compile(r"\b(?:999|101|105|111|112|159|7726)\b"),
    "count": re.compile(r"\b\d{1,3}(?:,\d{3})+\b"),
    "date": re.compile(rf"\b(?:\d{{1,2}} )?(?:{MONTHS}) \d{{4}}\b"),
}
UNIT = re.compile(r"(minute|hour|day|week|month|year)s\b")
AMOUNT = {" million": "m", " billion": "bn", " per cent": "%", " percent": "%"}


def claims(text: str) -> list[tuple[str, str]]:
    """The stretches of `text` that state a number, deadline, date or contact: kind and words, in order."""
    found: dict[int, tuple[str, str]] = {}
    for kind, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            if not any(start <= match.start() < start + len(old) for start, (_, old) in found.items()):
                found[match.start()] = kind, match.group().rstrip(".,")
    return [found[start] for start in sorted(found)]


def normal(claim: str) -> str:
    """One spelling of a claim: `14-day` and `14 days`, `£1.5 million` and `£1.5m` are the same."""
    text = re.sub(r"[\s-]+", " ", claim.lower().replace(",", "")).strip()
    for long, short in AMOUNT.items():
        text = text.replace(long, short)
    return UNIT.sub(r"\1", text)


def uncovered(card: Card) -> Iterator[tuple[int, str, str]]:
    """Every claim in the body that no entry of `facts` covers: its line, kind and words."""
    covered = [normal(fact.text) for fact in card.front.facts]
    for number, line in body_lines(card):
        for kind, claim in claims(line):
            if not any(_holds(text, normal(claim)) for text in covered):
                yield number, kind, claim


def check_facts(corpus: Corpus, card: Card) -> list[Problem]:
    """Claims without a source, and facts that rest on a source whose text nobody has read."""
    if card.front.quoted_from:
        return []
    problems = []
    for number, kind, claim in uncovered(card):
        mend = f"add `- {{text: {claim}, source: ID}}` under facts, or leave the claim out"
        what = f"no source is given for {claim!r}"
        problems.append(Problem(card.path, number, what, mend, warning=kind == "date"))
    for number, fact in enumerate(card.front.facts):
        source = corpus.sources.get(fact.source)
        if source and source.seen_as == "not-seen":
            what = f"the fact {fact.text!r} rests on {fact.source}, whose text was never read"
            mend = "read the document and say so in its seen_as, name another source, or leave the fact out"
            problems.append(Problem(card.path, card.line_of("facts", number), what, mend))
    return problems


def _holds(fact: str, claim: str) -> bool:
    """Whether a fact states a claim as such, and not as part of a longer number."""
    return re.search(rf"(?<![\w.£]){re.escape(claim)}(?!\w|\.\d)", fact) is not None
