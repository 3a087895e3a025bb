"""Incident playbooks, one file a type of incident: `corpus/playbooks/*.yml`, with `corpus/triage.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional

from pydantic import Field

from index.content.condition import Rule
from index.content.corpus import Corpus
from index.content.fields import Slug, Strict
from index.content.problem import ContentError, Problem
from index.content.said import Replies, Telling, Turning
from index.content.said_files import SaidFiles
from index.content.triage import UNKNOWN, CategoryRange, Difference, Points, RedFlag, Step, Tell, TriageFile
from index.content.yaml_file import line_of, read_yaml, validate

FALLBACK = "unknown"
LISTS = (
    "first",
    "adds",
    "red_flags",
    "severity",
    "categories",
    "tell",
    "do",
    "do_not",
    "evidence",
    "next",
    "differences",
)


class Signs(Strict):
    """Phrases by which a type is told: one strong sign is enough, weak ones add up.

    `both` are pairs of lists of phrases: a phrase of each list, however far apart, is a strong sign. `not` are phrases
    that look like a sign and are none; `never` takes the type away, whatever else is said. `needs` are words without
    which likeness alone does not tell the type: no website is defaced where none is spoken of. `refuted` says that it
    is none of this: "it's not a mailbox"; so does what it `lacks`: "nothing is locked", where nothing before said
    otherwise. `plain` are words that can mean no other type: who holds our data may want bitcoin, and nothing is
    encrypted; without them the strong signs are.
    """

    strong: list[str] = []
    weak: list[str] = []
    both: list[list[list[str]]] = []
    needs: list[str] = []
    not_: list[str] = Field([], alias="not")
    never: list[str] = []
    refuted: list[str] = []
    lacks: list[str] = []
    plain: list[str] = []


class Added(Rule):
    """Another type that this one brings with it when the facts say so."""

    type: Slug


class Said(Strict):
    """Words that people may say as they stand."""

    staff: str
    members: str
    public: str


class OtherLines(Rule, Said):
    """Other words where certain facts make a playbook's own unfit: nobody is sent to HR about a pupil."""


class Lines(Said):
    """What to say of a type; the first of `instead` that holds takes its place."""

    instead: list[OtherLines] = []


class Playbook(Strict):
    """One type of incident.

    `signs` tell it from a first message, beside the openings of its type that are learned from. `names` are what
    people call it, also when they say that it is not this. The glossary's incident terms named in `also` are weak
    signs. A type that this one `absorbs` is not named beside it. One that it `outweighs` is added to it only where
    it is told of in plain words: a demand for money is part of a flood that it is to stop. `assume` are facts that
    the type itself gives; `ask` are the questions in order; the other lists are rules
    (`index.content.condition.Rule`).
    """

    id: Slug
    label: str
    choice: str
    names: list[str] = []
    signs: Signs = Field(default_factory=lambda: Signs.parse_obj({}))
    also: list[Slug] = []
    absorbs: list[Slug] = []
    outweighs: list[Slug] = []
    people_at_risk: bool = False
    assume: dict[Slug, Slug] = {}
    ask: list[Slug] = Field(min_items=1)
    first: list[Step] = Field(min_items=1)
    adds: list[Added] = []
    red_flags: list[RedFlag] = []
    severity: list[Points] = []
    categories: list[CategoryRange] = []
    tell: list[Tell] = Field(min_items=1)
    do: list[Step] = Field(min_items=3)
    do_not: list[Step] = Field(min_items=1)
    evidence: list[Step] = Field(min_items=1)
    lines: Lines
    next: list[Step] = Field(min_items=1)
    differences: list[Difference] = []
    cases: list[Slug] = []
    card: Optional[Slug] = None
    sources: list[Slug] = Field(min_items=1)


@dataclass(frozen=True)
class Library:
    """Every playbook by its type's id, in the order in which they are offered, and what they share.

    Attributes:
        openings: first messages by the type that they tell of.
        replies: answers by the fact that was asked for.
        requests: what is wanted of the bot meanwhile, by command; NO_COMMAND for what is no command.
        tellings: messages with all facts that they tell, whatever was asked.
        turnings: later messages, with what they make of the kind of incident.
    """

    common: TriageFile
    playbooks: dict[str, Playbook]
    openings: dict[str, list[str]] = field(default_factory=dict)
    replies: dict[str, list[Replies]] = field(default_factory=dict)
    requests: dict[str, list[str]] = field(default_factory=dict)
    tellings: list[Telling] = field(default_factory=list)
    turnings: list[Turning] = field(default_factory=list)
    lines: dict[tuple[str, str, str], tuple[Path, int]] = field(default_factory=dict)

    def in_words(self, types: Iterable[str]) -> str:
        """Some types by their labels: "Phishing and Payment fraud"."""
        return " and ".join(self.playbooks[name].label for name in types)

    def rules(self) -> Iterator[tuple[str, str, Rule]]:
        """Every rule as (owner, list, rule); the owner is a type's id or `common`."""
        owners: list[tuple[str, Playbook | TriageFile]] = [("common", self.common), *self.playbooks.items()]
        for owner, holder in owners:
            for name in (*LISTS, "talk", "proposals"):
                for rule in getattr(holder, name, ()):
                    yield owner, name, rule
            if isinstance(holder, Playbook):
                yield from ((owner, "lines", other) for other in holder.lines.instead)


def load_playbooks(root: Path, overlay: Path | None = None) -> dict[str, Playbook]:
    """Every playbook of a corpus by id; a council's overlay replaces ours by id.

    Raises:
        ContentError: every fault found, with file, line and mend.
    """
    return load_library(root, overlay).playbooks


def load_library(root: Path, overlay: Path | None = None) -> Library:
    """The playbooks and `triage.yml` of a corpus, checked among themselves.

    Raises:
        ContentError: every fault found, with file, line and mend.
    """
    problems: list[Problem] = []
    playbooks: dict[str, Playbook] = {}
    lines: dict[tuple[str, str, str], tuple[Path, int]] = {}
    folders = [root] if overlay is None else [root, overlay]
    for path in [path for folder in folders for path in sorted(folder.glob("playbooks/*.yml"))]:
        try:
            data = read_yaml(path)
            playbook = validate(Playbook, data, path)
        except ContentError as error:
            problems += error.problems
            continue
        if playbook.id != path.stem:
            problems.append(Problem(path, 1, f"id is {playbook.id} but the file is {path.name}", "give both one name"))
        playbooks[playbook.id] = playbook
        _note_lines(lines, playbook.id, playbook, data, path)
    own = overlay / "triage.yml" if overlay is not None else root / "triage.yml"
    path = own if own.exists() else root / "triage.yml"
    if not path.exists():
        raise ContentError([*problems, Problem(path, 1, "there is no triage.yml", "add the questions and rules")])
    data = read_yaml(path)
    common = validate(TriageFile, data, path)
    _note_lines(lines, "common", common, data, path)
    order = {name: number for number, name in enumerate(common.types.order)}
    ranked = sorted(playbooks, key=lambda name: order.get(name, len(order)))
    said = SaidFiles(folders, problems)
    library = Library(
        common,
        {name: playbooks[name] for name in ranked},
        openings=said.openings(playbooks),
        replies=said.replies(common),
        requests=said.requests(common),
        tellings=said.tellings(common),
        turnings=said.turnings(playbooks),
        lines=lines,
    )
    problems += check_library(library)
    if problems:
        raise ContentError(problems)
    return library


def _note_lines(lines: dict, owner: str, holder: Playbook | TriageFile, data: Any, path: Path) -> None:
    lines[owner, "", ""] = (path, 1)
    for name in (*LISTS, "talk", "proposals"):
        for number, rule in enumerate(getattr(holder, name, ())):
            lines[owner, name, rule.id] = (path, line_of(data, (name, number)))
    if isinstance(holder, Playbook):
        for number, other in enumerate(holder.lines.instead):
            lines[owner, "lines", other.id] = (path, line_of(data, ("lines", "instead", number)))


def check_library(library: Library) -> list[Problem]:
    """Names of facts, values, questions and types that point nowhere, and rules named twice."""
    common = library.common
    problems = []
    known = {fact.id: {value.id for value in fact.values} | {UNKNOWN} for fact in common.facts}
    known["type"] = set(library.playbooks)
    known["level"] = {level.id for level in common.levels}
    questions = {question.id for question in common.questions}
    seen: set[tuple[str, str, str]] = set()
    for owner, name, rule in library.rules():
        path, line = library.lines.get((owner, name, rule.id), (Path(owner), 1))
        if (owner, name, rule.id) in seen:
            problems.append(Problem(path, line, f"{name} names {rule.id} twice", "give each rule its own id"))
        seen.add((owner, name, rule.id))
        for fact, value in rule.named:
            if value not in known.get(fact, ()):
                what = f"{rule.id} asks for {fact}: {value}, which triage.yml does not know"
                problems.append(Problem(path, line, what, "correct the name or add the value to the fact"))
    for question in common.questions:
        for fact in question.facts:
            if fact not in known:
                problems.append(_unknown(library, "common", "fact", fact, f"the question {question.id}"))
    for playbook in library.playbooks.values():
        for name in playbook.ask:
            if name not in questions:
                problems.append(_unknown(library, playbook.id, "question", name, "ask"))
        for fact, value in playbook.assume.items():
            if value not in known.get(fact, ()):
                problems.append(_unknown(library, playbook.id, "value", f"{fact}: {value}", "assume"))
        for added in playbook.adds:
            if added.type not in library.playbooks:
                problems.append(_unknown(library, playbook.id, "type", added.type, "adds"))
        for name in playbook.outweighs:
            if name not in library.playbooks:
                problems.append(_unknown(library, playbook.id, "type", name, "outweighs"))
    if library.playbooks and FALLBACK not in library.playbooks:
        problems.append(_unknown(library, "common", "playbook", FALLBACK, "what cannot be told"))
    return problems


def check_references(library: Library, corpus: Corpus) -> list[Problem]:
    """Contacts, cards and sources that the playbooks name and the corpus lacks."""
    problems = []
    people = {person.id for person in library.common.people}
    for owner, name, rule in library.rules():
        path, line = library.lines[owner, name, rule.id]
        if isinstance(rule, Tell) and rule.contact not in corpus.contacts and rule.contact not in people:
            problems.append(_missing(path, line, "contact", rule.contact))
        cited: Sequence[str] = getattr(rule, "sources", ())
        problems += [_missing(path, line, "source", source) for source in cited if source not in corpus.sources]
    for playbook in library.playbooks.values():
        path, line = library.lines[playbook.id, "", ""]
        cards = [*playbook.cases, *([playbook.card] if playbook.card else [])]
        problems += [_missing(path, line, "card", card) for card in cards if card not in corpus.cards]
        problems += [_missing(path, line, "source", name) for name in playbook.sources if name not in corpus.sources]
    return problems


def _missing(path: Path, line: int, kind: str, name: str) -> Problem:
    return Problem(path, line, f"the {kind} {name!r} is not known", f"correct the name or add the {kind}")


def _unknown(library: Library, owner: str, kind: str, name: str, where: str) -> Problem:
    path, line = library.lines.get((owner, "", ""), (Path(owner), 1))
    return Problem(path, line, f"{where} names the {kind} {name!r}, which does not exist", f"add the {kind}")
