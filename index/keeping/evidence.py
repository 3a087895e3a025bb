"""What cards, contacts and glossary entries rest on."""

from __future__ import annotations

from index.content.card import Card
from index.content.corpus import Corpus
from index.content.problem import Problem

FIRST_HAND = ("publisher", "official-copy")
OPEN_LICENCES = ("OGL-3.0", "OPL-3.0", "CC-BY-4.0", "council")


def check_evidence(corpus: Corpus) -> list[Problem]:
    """Evidence that nobody read, that cannot carry the confidence claimed, or that may not be quoted."""
    problems = []
    for card in corpus.cards.values():
        problems += _check_card(corpus, card)
    for contact in corpus.contacts.values():
        if not any(seen(corpus, source) for source in contact.sources):
            path, line = corpus.lines[f"contact:{contact.id}"]
            what = f"no source of the contact {contact.id} was ever read"
            problems.append(Problem(path, line, what, "read the page that gives the number, or remove the contact"))
    for entry in corpus.glossary.values():
        if entry.superseded and not entry.sources:
            path, line = corpus.lines[f"entry:{entry.id}"]
            what = f"the entry {entry.id} says that a name was replaced, but not who says so"
            problems.append(Problem(path, line, what, "add the source under sources", warning=True))
    for source in corpus.sources.values():
        if source.status == "retired" and not (source.replaced_by or source.note):
            path, line = corpus.lines[f"source:{source.id}"]
            what = f"the source {source.id} is retired, but nothing says what replaced it"
            mend = "name the document in replaced_by, or say in note that nothing did"
            problems.append(Problem(path, line, what, mend))
    return problems


def seen(corpus: Corpus, source: str) -> bool:
    """Whether somebody read the text of a source."""
    return source in corpus.sources and corpus.sources[source].seen_as != "not-seen"


def _check_card(corpus: Corpus, card: Card) -> list[Problem]:
    front, problems = card.front, []
    known = [corpus.sources[source] for source in front.sources if source in corpus.sources]
    if known and not any(seen(corpus, source.id) for source in known):
        mend = "read one of them and say so in its seen_as, or take the card out"
        problems.append(Problem(card.path, card.line_of("sources"), "no source of the card was ever read", mend))
    elif front.confidence == "high" and known and not any(source.seen_as in FIRST_HAND for source in known):
        what = "confidence is high, but no publisher's own text was read"
        mend = "read the publisher, or lower confidence to medium"
        problems.append(Problem(card.path, card.line_of("confidence"), what, mend, warning=True))
    if front.quoted_from in corpus.sources:
        licence = corpus.sources[front.quoted_from].licence
        allowed = (*OPEN_LICENCES, "CC-BY-NC-4.0") if card.local else OPEN_LICENCES
        if licence not in allowed:
            what = f"the card quotes {front.quoted_from} at length, but its licence is {licence}"
            mend = "say it in our own words and drop quoted_from, or get the publisher's leave and record the licence"
            problems.append(Problem(card.path, card.line_of("quoted_from"), what, mend))
    return problems
