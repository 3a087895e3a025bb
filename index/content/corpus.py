"""The whole corpus, loaded and cross-checked, with a council's own overlay on top."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from index.content.card import Card, read_card
from index.content.contact import Contact, ContactFile
from index.content.fields import Strict
from index.content.glossary import Entry, GlossaryFile
from index.content.incident_lead import IncidentLead, IncidentLeadFile
from index.content.known_gap import KnownGap, KnownGapFile
from index.content.problem import ContentError, Problem
from index.content.said import FollowUpFile
from index.content.source import Source, SourceFile
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import line_of, read_yaml, validate

ALL = "all"
EVERYONE = "everyone"
FACETS = ("audiences", "nations", "topics", "steps")


@dataclass
class Corpus:
    """Everything in `corpus/`, by id.

    `lines` holds the file and line at which each source, contact, glossary entry and incident lead was
    written, under the keys `source:ID`, `contact:ID`, `entry:ID` and `incident-lead:ID`. `local` holds such
    keys, and `card:ID`, for what came from the overlay; `overridden` holds our cards that it replaced. `gaps` are the
    known gaps, without those of ours that the overlay answers, or of whose nearest card it has its own version.
    `follow_ups` are messages that follow an answer, by what they want.
    """

    root: Path
    vocabulary: Vocabulary
    cards: dict[str, Card] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    glossary: dict[str, Entry] = field(default_factory=dict)
    incident_leads: dict[str, IncidentLead] = field(default_factory=dict)
    gaps: list[KnownGap] = field(default_factory=list)
    follow_ups: dict[str, list[str]] = field(default_factory=dict)
    overridden: dict[str, Card] = field(default_factory=dict)
    lines: dict[str, tuple[Path, int]] = field(default_factory=dict)
    local: set[str] = field(default_factory=set)


def load_corpus(root: Path, overlay: Path | None = None) -> Corpus:
    """Read and cross-check a corpus.

    Args:
        root: the folder that holds `cards/`, `sources/`, `contacts/`, `glossary/` and `vocabulary.yml`.
        overlay: a council's own folder of the same shape; what it holds replaces ours by id.

    Raises:
        ContentError: with every problem found in every file.
    """
    corpus, problems = read_corpus(root, overlay)
    errors = [problem for problem in problems if not problem.warning]
    if errors:
        raise ContentError(errors)
    return corpus


def read_corpus(root: Path, overlay: Path | None = None) -> tuple[Corpus, list[Problem]]:
    """Read what can be read, and say what is wrong with the rest.

    Raises:
        ContentError: only when there is no usable vocabulary, without which nothing can be checked.
    """
    path = root / "vocabulary.yml"
    if not path.exists():
        raise ContentError([Problem(path, 1, "there is no vocabulary", "point to a folder that holds a corpus")])
    corpus = Corpus(root, validate(Vocabulary, read_yaml(path), path))
    problems = _read_folder(corpus, root, local=False)
    if overlay is not None:
        problems += _read_folder(corpus, overlay, local=True)
    problems += check_references(corpus)
    return corpus, sorted(set(problems))


def _read_folder(corpus: Corpus, folder: Path, local: bool) -> list[Problem]:
    lists: tuple[tuple[str, type[Strict], str, str, dict[str, Any]], ...] = (
        ("contacts", ContactFile, "contacts", "contact", corpus.contacts),
        ("glossary", GlossaryFile, "entries", "entry", corpus.glossary),
        ("incident-leads", IncidentLeadFile, "incident_leads", "incident-lead", corpus.incident_leads),
    )
    problems: list[Problem] = []
    for path in sorted(folder.glob("sources/*.yml")):
        problems += _read_sources(corpus, path, local)
    for name, model, key, kind, into in lists:
        for path in sorted(folder.glob(f"{name}/*.yml")):
            problems += _read_list(corpus, path, local, model, key, kind, into)
    for path in sorted(folder.glob("cards/**/*.md")):
        problems += _read_card(corpus, path, local)
    asked = _asked(corpus)
    corpus.gaps = [g for g in corpus.gaps if g.nearest not in corpus.overridden and g.question.casefold() not in asked]
    for path in sorted(folder.glob("known-gaps/*.yml")):
        problems += _read_gaps(corpus, path, asked)
    for path in sorted(folder.glob("follow-ups/*.yml")):
        problems += _read_follow_ups(corpus, path)
    return problems


def _read_follow_ups(corpus: Corpus, path: Path) -> list[Problem]:
    """A council's own are added to ours."""
    try:
        file = validate(FollowUpFile, read_yaml(path), path)
    except ContentError as error:
        return error.problems
    corpus.follow_ups.setdefault(file.wants, []).extend(file.said)
    return []


def _read_gaps(corpus: Corpus, path: Path, asked: Mapping[str, str]) -> list[Problem]:
    """Read after the cards: a gap names the nearest one and is none of the questions that a card is `asked`."""
    try:
        data = read_yaml(path)
        file = validate(KnownGapFile, data, path)
    except ContentError as error:
        return error.problems
    problems = []
    for number, gap in enumerate(file.gaps):
        at = (path, line_of(data, ("gaps", number, "question")))
        problems += _missing((path, line_of(data, ("gaps", number, "nearest"))), "card", [gap.nearest], corpus.cards)
        if card := asked.get(gap.question.casefold()):
            what = f"the gap {gap.question!r} is also a question of the card {card}"
            problems.append(Problem(*at, what, "remove it here, if the card answers it"))
    corpus.gaps += file.gaps
    return problems


def _asked(corpus: Corpus) -> dict[str, str]:
    """The card of each question that a card answers, folded."""
    return {question.casefold(): card.id for card in corpus.cards.values() for question in card.front.questions}


def _read_card(corpus: Corpus, path: Path, local: bool) -> list[Problem]:
    try:
        card = read_card(path, local)
    except ContentError as error:
        return error.problems
    first = corpus.cards.get(card.id)
    if first and first.local == local:
        what = f"the id {card.id} is also that of {first.path}"
        return [Problem(path, card.line_of("id"), what, "rename one of the two")]
    if first:
        corpus.overridden[card.id] = first
    corpus.cards[card.id] = _expanded(card, corpus.vocabulary)
    if local:
        corpus.local.add(f"card:{card.id}")
    return []


def _read_sources(corpus: Corpus, path: Path, local: bool) -> list[Problem]:
    try:
        data = read_yaml(path)
        file = validate(SourceFile, data, path)
    except ContentError as error:
        return error.problems
    problems = []
    for number, document in enumerate(file.documents):
        line = line_of(data, ("documents", number, "id"))
        source = Source(publisher=file.publisher, short=file.short, **document.dict())
        problems += _keep(corpus, corpus.sources, "source", source, path, line, local)
    return problems


def _read_list(
    corpus: Corpus, path: Path, local: bool, model: type[Strict], key: str, kind: str, into: dict[str, Any]
) -> list[Problem]:
    """Read one file of `model`, whose field `key` holds things of one kind, into a map by id."""
    try:
        data = read_yaml(path)
        items = getattr(validate(model, data, path), key)
    except ContentError as error:
        return error.problems
    problems: list[Problem] = []
    for number, item in enumerate(items):
        line = line_of(data, (key, number, "id"))
        problems += _keep(corpus, into, kind, item, path, line, local)
    return problems


def _keep(
    corpus: Corpus, into: dict[str, Any], kind: str, item: Any, path: Path, line: int, local: bool
) -> list[Problem]:
    mark = f"{kind}:{item.id}"
    if item.id in into and (mark in corpus.local) == local:
        first, at = corpus.lines[mark]
        what = f"the {kind} id {item.id} is already used at {first}:{at}"
        return [Problem(path, line, what, "rename or remove one of the two")]
    into[item.id] = item
    corpus.lines[mark] = (path, line)
    if local:
        corpus.local.add(mark)
    return []


def _expanded(card: Card, vocabulary: Vocabulary) -> Card:
    """The card with `all` nations spelt out."""
    nations = vocabulary.ids("nations") if ALL in card.front.nations else card.front.nations
    return replace(card, front=card.front.copy(update={"nations": list(nations)}))


def check_references(corpus: Corpus) -> list[Problem]:
    """Names that point nowhere: facets, sources, cards, contacts, deputies."""
    problems = []
    for card in corpus.cards.values():
        problems += _check_card(corpus, card)
    nations, bodies = ({*corpus.vocabulary.ids(facet), ALL} for facet in ("nations", "bodies"))
    for contact in corpus.contacts.values():
        at = corpus.lines[f"contact:{contact.id}"]
        problems += _missing(at, "source", contact.sources, corpus.sources)
        problems += _missing(at, "nation", contact.nations, nations)
        problems += _missing(at, "body", contact.bodies, bodies)
        problems += _missing(at, "card", [contact.card], corpus.cards)
    for entry in corpus.glossary.values():
        at = corpus.lines[f"entry:{entry.id}"]
        problems += _missing(at, "source", entry.sources, corpus.sources)
        problems += _missing(at, "card", [entry.card], corpus.cards)
    for source in corpus.sources.values():
        at = corpus.lines[f"source:{source.id}"]
        problems += _missing(at, "source", [source.replaced_by], corpus.sources)
    for lead in corpus.incident_leads.values():
        at = corpus.lines[f"incident-lead:{lead.id}"]
        problems += _missing(at, "source", lead.sources, corpus.sources)
        problems += _missing(at, "incident lead", [lead.deputy], corpus.incident_leads)
    return problems


def _check_card(corpus: Corpus, card: Card) -> list[Problem]:
    front = card.front
    fields: list[tuple[str, str, Sequence[str], Collection[str]]] = [
        ("nations", "nation", front.nations, {*corpus.vocabulary.ids("nations"), ALL}),
        ("audiences", "audience", front.audiences, {*corpus.vocabulary.ids("audiences"), EVERYONE}),
        ("topics", "topic", front.topics, corpus.vocabulary.ids("topics")),
        ("steps", "step", front.steps, corpus.vocabulary.ids("steps")),
        ("sources", "source", front.sources, corpus.sources),
        ("related", "card", front.related, corpus.cards),
    ]
    problems = []
    for name, kind, named, known in fields:
        for number, value in enumerate(named):
            problems += _missing((card.path, card.line_of(name, number)), kind, [value], known)
    problems += _missing((card.path, card.line_of("replaced_by")), "card", [front.replaced_by], corpus.cards)
    for number, fact in enumerate(front.facts):
        if fact.source not in front.sources:
            what = f"the fact {fact.text!r} names the source {fact.source!r}, which the card does not list"
            mend = "list it under sources as well, or correct the name"
            problems.append(Problem(card.path, card.line_of("facts", number), what, mend))
    return problems


def _missing(at: tuple[Path, int], kind: str, named: Collection[str | None], known: Collection[str]) -> list[Problem]:
    problems = []
    for name in named:
        if name is not None and name not in known:
            near = get_close_matches(name, known, 1)
            mend = f"did you mean {near[0]!r}? Or add the {kind}" if near else f"correct the name or add the {kind}"
            problems.append(Problem(*at, f"the {kind} {name!r} is not known", mend))
    return problems
