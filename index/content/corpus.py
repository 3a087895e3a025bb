"""The whole corpus, loaded and cross-checked, with a council's own overlay on top."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from index.content.card import Card, read_card
from index.content.contact import Contact, ContactFile
from index.content.glossary import Entry, GlossaryFile
from index.content.problem import ContentError, Problem
from index.content.source import Source, SourceFile
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import line_of, read_yaml, validate

ALL = "all"
EVERYONE = "everyone"
FACETS = ("audiences", "nations", "topics", "steps")


@dataclass
class Corpus:
    """Everything in `corpus/`, by id.

    `lines` holds the file and line at which each source, contact and glossary entry was written, under
    the keys `source:ID`, `contact:ID` and `entry:ID`.
    """

    root: Path
    vocabulary: Vocabulary
    cards: dict[str, Card] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    glossary: dict[str, Entry] = field(default_factory=dict)
    lines: dict[str, tuple[Path, int]] = field(default_factory=dict)
    local: set[str] = field(default_factory=set)

    def files(self) -> list[Path]:
        """Every content file that was read, sorted."""
        named = {path for path, _ in self.lines.values()} | {card.path for card in self.cards.values()}
        return sorted(named | {self.root / "vocabulary.yml"})


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
    problems: list[Problem] = []
    for path in sorted(folder.glob("sources/*.yml")):
        problems += _read_sources(corpus, path, local)
    for path in sorted(folder.glob("contacts/*.yml")):
        problems += _read_list(corpus, path, local, ContactFile, "contacts", corpus.contacts, "contact")
    for path in sorted(folder.glob("glossary/*.yml")):
        problems += _read_list(corpus, path, local, GlossaryFile, "entries", corpus.glossary, "entry")
    for path in sorted(folder.glob("cards/**/*.md")):
        try:
            card = read_card(path, local)
        except ContentError as error:
            problems += error.problems
            continue
        if card.id in corpus.cards and corpus.cards[card.id].local == local:
            first = corpus.cards[card.id].path
            problems.append(Problem(path, 2, f"the id {card.id} is also that of {first}", "rename one of the two"))
            continue
        corpus.cards[card.id] = _expanded(card, corpus.vocabulary)
        if local:
            corpus.local.add(f"card:{card.id}")
    return problems


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


def _read_list(corpus, path, local, model, key, into, kind) -> list[Problem]:  # type: ignore[no-untyped-def]
    try:
        data = read_yaml(path)
        items = getattr(validate(model, data, path), key)
    except ContentError as error:
        return list(error.problems)
    problems: list[Problem] = []
    for number, item in enumerate(items):
        line = line_of(data, (key, number, "id"))
        problems += _keep(corpus, into, kind, item, path, line, local)
    return problems


def _keep(corpus, into, kind, item, path, line, local) -> list[Problem]:  # type: ignore[no-untyped-def]
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
    """The card with `all` nations and `everyone` spelt out where the list is closed."""
    nations = vocabulary.ids("nations") if ALL in card.front.nations else card.front.nations
    return replace(card, front=card.front.copy(update={"nations": list(nations)}))


def check_references(corpus: Corpus) -> list[Problem]:
    """Names that point nowhere: facets, sources, cards, contacts."""
    problems = []
    for card in corpus.cards.values():
        problems += _check_card(corpus, card)
    for contact in corpus.contacts.values():
        path, line = corpus.lines[f"contact:{contact.id}"]
        problems += _missing(path, line, "source", contact.sources, corpus.sources)
        problems += _missing(path, line, "nation", contact.nations, {*corpus.vocabulary.ids("nations"), ALL})
        problems += _missing(path, line, "body", contact.bodies, {*corpus.vocabulary.ids("bodies"), ALL})
        problems += _missing(path, line, "card", [contact.card] if contact.card else [], corpus.cards)
    for entry in corpus.glossary.values():
        path, line = corpus.lines[f"entry:{entry.id}"]
        problems += _missing(path, line, "source", entry.sources, corpus.sources)
        problems += _missing(path, line, "card", [entry.card] if entry.card else [], corpus.cards)
    for source in corpus.sources.values():
        path, line = corpus.lines[f"source:{source.id}"]
        problems += _missing(path, line, "source", [source.replaced_by] if source.replaced_by else [], corpus.sources)
    return problems


def _check_card(corpus: Corpus, card: Card) -> list[Problem]:
    front, path = card.front, card.path
    problems = []
    for facet in FACETS:
        known = {*corpus.vocabulary.ids(facet), *([EVERYONE] if facet == "audiences" else [])}
        problems += _missing(path, 2, facet.rstrip("s"), getattr(front, facet), known)
    problems += _missing(path, 2, "source", front.sources, corpus.sources)
    problems += _missing(path, 2, "card", front.related, corpus.cards)
    problems += _missing(path, 2, "card", [front.replaced_by] if front.replaced_by else [], corpus.cards)
    cited = [fact.source for fact in front.facts]
    problems += _missing(path, 2, "source", cited, front.sources, "list it under sources as well")
    return problems


def _missing(path, line, kind, named, known, mend=None) -> list[Problem]:  # type: ignore[no-untyped-def]
    return [
        Problem(path, line, f"the {kind} {name!r} is not known", mend or f"correct the name or add the {kind}")
        for name in named
        if name not in known
    ]
