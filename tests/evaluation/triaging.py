"""What triage makes of what people say: the type that a first message tells of, the answers to its questions, and what
is asked of it meanwhile."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from bot.documents import DocumentStore
from bot.replies import Reply
from bot.skills.assembly import load_told
from bot.skills.triage import Flow, Triage
from bot.skills.triage.answers import Encode
from bot.skills.triage.case import Case
from bot.skills.triage.facts import BODY, NATION
from index.build import current
from index.content.bundle import Content
from index.content.playbook import FALLBACK, Library
from index.content.said import ReplyFile, Telling, TellingFile
from index.content.said_files import NO_COMMAND
from index.content.yaml_file import read_yaml, validate
from index.evaluation.questions import Question
from index.paths import Paths
from index.told import Told

REPLIES = Path(__file__).parent / "replies"
REQUESTS = Path(__file__).parent / "requests"
TELLINGS = Path(__file__).parent / "tellings"
# Commands that are one to a user, and those that only a pattern hears and that change nothing where nothing was meant.
SAME = {"harmless": "close", "clock": "deadlines", "tick": NO_COMMAND, "also": NO_COMMAND, "ask": NO_COMMAND}
NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone.utc)
NOBODY = ""
IN_DANGER = {("services", "danger")}


@dataclass(frozen=True)
class Said:
    """A reply to the question for a fact, with the values that a careful call-taker would tick."""

    fact: str
    text: str
    values: frozenset[str]


def replies(split: str) -> list[Said]:
    """The replies of `dev` or `test`; none is in the corpus."""
    files = [validate(ReplyFile, read_yaml(path), path) for path in sorted((REPLIES / split).glob("*.yml"))]
    return [
        Said(file.fact, text, frozenset(each.values)) for file in files for each in file.replies for text in each.said
    ]


def requests(split: str) -> list[tuple[str, str]]:
    """What people say in the middle of an incident, after the command that it means, or NO_COMMAND."""
    listed = read_yaml(REQUESTS / f"{split}.yml")
    return [(command, text) for command, texts in listed.items() for text in texts]


def tellings(split: str) -> list[Telling]:
    """What people tell in the middle of an incident, whatever was asked, with all facts that it gives."""
    path = TELLINGS / f"{split}.yml"
    return validate(TellingFile, read_yaml(path), path).tellings


def told_figures(said: Sequence[Telling], paths: Paths, encode: Encode) -> dict[str, float]:
    """How many of the facts that are told unasked are heard, and how many that are heard were told; by words alone too.

    Of the facts that triage asks for and the writer labelled; where somebody is and in what kind of body among them, times
    not. A fact that triage asks for only since is nobody's mistake.
    """
    labelled = {fact for each in said for fact in each.facts}
    figures: dict[str, float] = {"triage_tellings": len(said)}
    for name, triage in triages(paths, encode).items():
        found = [triage.flow.gatherer.told_of(each.said, (NATION, BODY)) for each in said]
        heard = [_gives(triage, {fact: each[fact] for fact in labelled & set(each)}) for each in found]
        told = [_gives(triage, each.facts) for each in said]
        right = sum(len(one & other) for one, other in zip(heard, told))
        figures[f"{name}triage_told_heard"] = right / sum(map(len, told))
        figures[f"{name}triage_told_rightly"] = right / max(1, sum(map(len, heard)))
        nothing = [not one for one, other in zip(heard, told) if not other]
        figures[f"{name}triage_told_nothing"] = sum(nothing) / len(nothing)
        danger = [one >= IN_DANGER for one, other in zip(heard, told) if other >= IN_DANGER]
        figures[f"{name}triage_danger_heard"] = sum(danger) / len(danger)
    return figures


def _gives(triage: Triage, facts: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    asked = {fact for question in triage.flow.common.questions for fact in question.facts}
    return {(fact, value) for fact, values in facts.items() for value in values if fact in asked}


def triages(paths: Paths, encode: Encode) -> dict[str, Triage]:
    """Triage as it is, and by its phrases and signs alone."""
    content = Content.load(current(paths.index))

    def made(told: Optional[Told]) -> Triage:
        return Triage(
            Flow(
                paths.corpus,
                DocumentStore(paths.state / "documents"),
                lambda turn: Reply(status="answered", parts=[]),
                corpus=content.corpus,
                library=content.library,
                told=told,
                encode=encode if told else None,
            )
        )

    return {NOBODY: made(load_told(paths)), "by_words_": made(None)}


def figures(
    questions: Sequence[Question],
    said: Sequence[Said],
    wanted: Sequence[tuple[str, str]],
    paths: Paths,
    encode: Encode,
) -> dict[str, float]:
    """Shares of types, of answers and of requests, each also for phrases and signs alone."""
    incidents = [question for question in questions if question.kind == "incident" and question.incident]
    found: dict[str, float] = {
        "incident_types": len(incidents),
        "triage_answers": len(said),
        "triage_requests": _asking(wanted),
    }
    for name, triage in triages(paths, encode).items():
        types = Counter(_told(triage, question, encode) for question in incidents)
        heard = Counter(kind for each in said for kind in _heard(triage, each, encode))
        found |= {f"{name}incident_type_{kind}": types[kind] / len(incidents) for kind in ("right", "asked", "wrong")}
        found |= {
            f"{name}triage_answers_{kind}": heard[kind] / len(said) for kind in ("right", "missed", "wrong", "calmed")
        }
        found |= _request_figures(f"{name}triage_requests", triage, wanted, encode)
    return found


def further_figures(split: str, wanted: Sequence[tuple[str, str]], paths: Paths, encode: Encode) -> dict[str, float]:
    """The same shares of another set of requests, named after it.

    `further` is by somebody who had seen what went wrong in whole conversations: longer, angrier, two things at once;
    `plan` asks what not to do, why it is so severe and when the clock began.
    """
    figures: dict[str, float] = {f"{split}_triage_requests": _asking(wanted)}
    for name, triage in triages(paths, encode).items():
        figures |= _request_figures(f"{name}{split}_triage_requests", triage, wanted, encode)
    return figures


def _asking(wanted: Sequence[tuple[str, str]]) -> int:
    return sum(command != NO_COMMAND for command, _ in wanted)


def _request_figures(
    prefix: str, triage: Triage, wanted: Sequence[tuple[str, str]], encode: Encode
) -> dict[str, float]:
    meant, asking = Counter(_meant(triage, *each, encode) for each in wanted), _asking(wanted)
    figures = {f"{prefix}_{kind}": meant[kind] / asking for kind in ("right", "missed", "wrong")}
    return figures | {f"{prefix}_imagined": meant["imagined"] / (len(wanted) - asking)}


def _meant(triage: Triage, command: str, text: str, encode: Encode) -> str:
    """Whether a request is understood, missed or taken for another, or imagined where nothing is asked for."""
    said = triage.flow.commands.hear(text)
    heard = said.id if said else triage.flow.commands.meant(text, encode([text])[0])
    heard, command = SAME.get(heard or NO_COMMAND, heard or NO_COMMAND), SAME.get(command, command)
    if command == NO_COMMAND:
        return "none" if heard == NO_COMMAND else "imagined"
    return "missed" if heard == NO_COMMAND else "right" if heard == command else "wrong"


def _told(triage: Triage, question: Question, encode: Encode) -> str:
    """Whether the type is told rightly at once, asked for, or told wrongly; what nobody could tell must be asked for."""
    told = triage.flow.spelling.repair(question.text)
    heard = triage.flow.types.hear(told, encode([told])[0], opening=True)
    if question.incident == FALLBACK:
        return "wrong" if heard else "right"
    return "asked" if not heard else "right" if heard[0] == question.incident else "wrong"


def _heard(triage: Triage, said: Said, encode: Encode) -> Iterator[str]:
    """What becomes of an answer: heard as it was meant, in part or not at all, or as something else; and whether it
    calms where it must not."""
    question = triage.flow.gatherer.question_of(said.fact)
    answer = triage.flow.gatherer.answer(
        Case(started=NOW, opening="x"), question, said.text, NOW, encode([said.text])[0]
    )
    heard = frozenset(answer.values.get(said.fact, []))
    yield "right" if heard == said.values else "missed" if heard < said.values else "wrong"
    if heard - said.values and _calming(triage.flow.library, said.fact) & (heard - said.values):
        yield "calmed"


def _calming(library: Library, fact: str) -> set[str]:
    return {value.id for value in library.common.fact(fact).values if value.calming}
