"""How follow-ups are heard and weighed: `bot/skills/follow_up.yml`."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import validator

from index.content.fields import Slug, Strict, regular
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("follow_up.yml")
Command = Literal[
    "more", "shorter", "source", "repeat", "other", "next_page", "previous_page", "pick", "steps", "language", "done"
]


class Leaning(Strict):
    """A question without a subject of its own: how it opens, what it adds to a search, what a section says of it.

    Attributes:
        vague: the cue alone does not tell that a section answers; it must have the user's own words too.
    """

    id: Slug
    opening: str
    add: str
    cue: str
    vague: bool = False

    @validator("opening", "cue")
    def _compiles(cls, value: str) -> str:  # noqa: N805
        return regular(value)


class FollowUpWords(Strict):
    fillers: list[str]
    closers: list[str]
    new_topic: list[str]
    commands: dict[Command, list[str]]
    picks: dict[str, int]
    publishers: list[str]
    to_do: list[str]
    occasions: list[str]
    parting: str
    corrections: list[str]
    markers: list[str]
    leaning: list[Leaning]
    idle: str
    pointing: list[str]
    light: list[str]
    questions: str
    own_nation: str
    first_person: str

    class Config:
        keep_untouched = (cached_property,)

    @validator("idle", "parting")
    def _idle_compiles(cls, value: str) -> str:  # noqa: N805
        return regular(value)

    @validator("fillers", "closers", "new_topic", "publishers", "to_do", "corrections", "markers", each_item=True)
    def _compiles(cls, value: str) -> str:  # noqa: N805
        return regular(value)

    @validator("commands", each_item=True)
    def _all_compile(cls, value: list[str]) -> list[str]:  # noqa: N805
        return [regular(pattern) for pattern in value]

    @cached_property
    def empty(self) -> frozenset[str]:
        """Words without a subject: those that point back and those that are light."""
        return frozenset([*self.pointing, *self.light])

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """Fillers at the start of a message."""
        return re.compile(rf"(?:(?:{'|'.join(self.fillers)})(?:[,.!:; -]+|$))+")

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """What ends a message without saying anything."""
        return re.compile(rf"(?:[,.!:; -]+(?:{'|'.join(self.closers)}))+$")


@cache
def follow_up_words(path: Path = FILE) -> FollowUpWords:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(FollowUpWords, read_yaml(path), path)
