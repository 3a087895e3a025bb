"""Reading what people say in an incident, each kind in a folder of its own (see `said.py`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from index.content.fields import Strict
from index.content.problem import ContentError, Problem
from index.content.said import (
    OpeningFile,
    Replies,
    ReplyFile,
    RequestFile,
    Telling,
    TellingFile,
    Turning,
    TurningFile,
)
from index.content.triage import UNKNOWN, TriageFile
from index.content.yaml_file import line_of, read_yaml, validate

# What is wanted of the bot by a message that wants nothing of it.
NO_COMMAND = "none"
Said = TypeVar("Said", bound=Strict)


class SaidFiles:
    """The files of some folders, ours first; a council's own messages are added to ours.

    Args:
        problems: every fault found is added to it, with file, line and mend.
    """

    def __init__(self, folders: Sequence[Path], problems: list[Problem]):
        self._folders, self._problems = folders, problems

    def openings(self, types: Collection[str]) -> dict[str, list[str]]:
        """First messages by type."""
        found: dict[str, list[str]] = {}
        for path, data, read in self._files("openings", OpeningFile):
            if read.type not in types:
                self._no_type(path, line_of(data, ("type",)), read.type)
            found.setdefault(read.type, []).extend(read.openings)
        return found

    def replies(self, common: TriageFile) -> dict[str, list[Replies]]:
        """Answers by fact."""
        values = _values(common)
        found: dict[str, list[Replies]] = {}
        for path, data, read in self._files("replies", ReplyFile):
            if read.fact not in values:
                what = f"triage.yml does not know the fact {read.fact!r}"
                self._add(path, line_of(data, ("fact",)), what, "correct the name or add the fact")
                continue
            for number, each in enumerate(read.replies):
                for name in set(each.values) - values[read.fact]:
                    line = line_of(data, ("replies", number, "values"))
                    what = f"{read.fact} has no value {name!r}"
                    self._add(path, line, what, "correct the name or add the value to the fact")
            found.setdefault(read.fact, []).extend(read.replies)
        return found

    def tellings(self, common: TriageFile) -> list[Telling]:
        """What is told unasked."""
        values = _values(common)
        found: list[Telling] = []
        for path, data, read in self._files("tellings", TellingFile):
            for number, each in enumerate(read.tellings):
                for fact, names in [*each.facts.items(), *each.no_more.items()]:
                    for name in set(names) - values.get(fact, set()):
                        line = line_of(data, ("tellings", number, "facts"))
                        what = f"triage.yml knows no value {name!r} of a fact {fact!r}"
                        self._add(path, line, what, "correct the name or add it to triage.yml")
            found += read.tellings
        return found

    def turnings(self, types: Collection[str]) -> list[Turning]:
        """What later messages make of the kind of incident."""
        found: list[Turning] = []
        for path, data, read in self._files("turnings", TurningFile):
            for number, each in enumerate(read.turnings):
                for name in set(each.adds) - set(types):
                    self._no_type(path, line_of(data, ("turnings", number, "adds")), name)
            found += read.turnings
        return found

    def requests(self, common: TriageFile) -> dict[str, list[str]]:
        """Messages by the command that they mean."""
        commands = {command.id for command in common.commands} | {NO_COMMAND}
        found: dict[str, list[str]] = {}
        for path, data, read in self._files("requests", RequestFile):
            if read.command not in commands:
                what = f"triage.yml does not know the command {read.command!r}"
                self._add(path, line_of(data, ("command",)), what, "correct the name or add the command")
            found.setdefault(read.command, []).extend(read.said)
        return found

    def _files(self, name: str, model: type[Said]) -> Iterator[tuple[Path, Any, Said]]:
        for path in [path for folder in self._folders for path in sorted(folder.glob(f"{name}/*.yml"))]:
            try:
                data = read_yaml(path)
                yield path, data, validate(model, data, path)
            except ContentError as error:
                self._problems += error.problems

    def _no_type(self, path: Path, line: int, name: str) -> None:
        self._add(path, line, f"there is no playbook for the type {name!r}", "correct the type or add its playbook")

    def _add(self, path: Path, line: int, what: str, mend: str) -> None:
        self._problems.append(Problem(path, line, what, mend))


def _values(common: TriageFile) -> dict[str, set[str]]:
    return {fact.id: {value.id for value in fact.values} | {UNKNOWN} for fact in common.facts}
