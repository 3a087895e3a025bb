"""The table of statuses: `bot/statuses.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, Optional

from bot.replies.model import Part, Reply, Text
from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate

TABLE = Path(__file__).parent.parent / "statuses.yml"

Kind = Literal[
    "answer", "unanswerable", "conversation", "clarification", "triage", "walk", "exercise", "out_of_scope", "error"
]


class Status(Strict):
    """One way for a turn to end."""

    kind: Kind
    meaning: str
    say: Optional[str] = None


@cache
def statuses(path: Path = TABLE) -> dict[str, Status]:
    """Every status by name.

    Raises:
        ContentError: the table is broken, with file, line and mend.
    """
    data = read_yaml(path)
    return {name: validate(Status, entry, path) for name, entry in data.items()}


def wording(status: str, **values: str) -> str:
    """The bot's own words for a status.

    Raises:
        KeyError: no such status, or it has no wording, or a value is missing.
    """
    say = statuses()[status].say
    if say is None:
        raise KeyError(f"{status} has no wording of its own")
    return say.strip().format(**values)


def reply(status: str, *parts: Part, **values: str) -> Reply:
    """A reply that opens with the status's own words, if it has any, and goes on with `parts`.

    Raises:
        KeyError: no such status.
    """
    entry = statuses()[status]
    opening = [Text(markdown=wording(status, **values))] if entry.say else []
    return Reply(status=status, parts=[*opening, *parts])
