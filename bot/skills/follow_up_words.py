"""How follow-ups are heard and weighed: `bot/skills/follow_up.yml`."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import validator

from index.content.fields import Slug, Strict
from index.content.triage import regular
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("follow_up.yml")
Command = Literal["more", "shorter", "source", "repeat", "other", "next_page", "previous_page", "pick"]


class Leaning(Strict):
    """A question without a subject of its own: how it opens, what it adds to a search, what a section says of it.

    Attributes:
        alone: whether `add` tells enough to be searched for by itself, where the card on show was only a guess.
    """

    id: Slug
    opening: str
    add: str
    cue: str
    alone: bool = False

    @validator("opening", "cue")
    def _compiles(cls, value: str) -> str:  # noqa: N805
        return regular(value)


class Weights(Strict):
    """In the search's own score.

    Attributes:
        own_words: of the user's words alone, beside the question rewritten with them; `own_words_audience` where
            they name an audience, whose job is told of in many cards, `own_words_corrected` where they say that
            the question was misunderstood.
        question, title: of the question and of the title on show, each with the words of a question that leans on them.
        context: of the question before with the user's words, beside those alone, where no rule says what is meant.
        own_nation: for a card that is for the nation asked for rather than for all.
        shown: for the card on show where the follow-up stays with it; `left` against it where it leaves it.
        shared: for a card that shares all subjects with the one on show.
        audience: for a card that is for the audience asked for.
    """

    own_words: float
    own_words_audience: float
    own_words_corrected: float
    context: float
    question: float
    title: float
    own_nation: float
    shown: float
    left: float
    shared: float
    audience: float


class FollowUpWords(Strict):
    fillers: list[str]
    closers: list[str]
    new_topic: list[str]
    commands: dict[Command, list[str]]
    picks: dict[str, int]
    corrections: list[str]
    markers: list[str]
    leaning: list[Leaning]
    pointing: list[str]
    light: list[str]
    questions: str
    own_nation: str
    first_person: str
    weights: Weights

    class Config:
        keep_untouched = (cached_property,)

    @validator("fillers", "closers", "new_topic", "corrections", "markers", each_item=True)
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
