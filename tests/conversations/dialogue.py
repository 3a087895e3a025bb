"""Whole conversations as data: one file a skill under `dialogues/`, each turn with what it must end in."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Literal, Union

import nh3
from pydantic import Field

from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate

FOLDER = Path(__file__).with_name("dialogues")
Channel = Literal["rest", "web"]


class Exchange(Strict):
    """What the user says and what must come back.

    Attributes:
        status: the one that the turn ends in, or several where any of them is right.
        card: the first passage quoted is of one of these cards.
        parts: kinds of part that the reply has; `lacks` those that it has not.
        words: stand in what is shown, whatever their case; `without` must not.
        offers: messages that the reply's choices offer.
    """

    say: str
    status: Union[str, list[str]]
    card: list[str] = []
    parts: list[str] = []
    lacks: list[str] = []
    words: list[str] = []
    without: list[str] = []
    offers: list[str] = []

    class Config:
        min_anystr_length = 0
        anystr_strip_whitespace = False

    @property
    def statuses(self) -> list[str]:
        return [self.status] if isinstance(self.status, str) else self.status


class Dialogue(Strict):
    """One conversation, held once by each of `channels`."""

    name: str
    channels: list[Channel] = ["rest"]
    turns: list[Exchange] = Field(min_items=1)


class DialogueFile(Strict):
    dialogues: list[Dialogue] = Field(min_items=1)


def dialogues() -> list[tuple[str, Channel, Dialogue]]:
    """Every conversation with a name for its test and a channel to hold it by."""
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        for dialogue in validate(DialogueFile, read_yaml(path), path).dialogues:
            found += [(f"{path.stem}: {dialogue.name} ({channel})", channel, dialogue) for channel in dialogue.channels]
    return found


def as_read(shown: str) -> str:
    """What a person reads of a text or of HTML: no tags, single spaces, lower case."""
    without_tags = nh3.clean(shown, tags=set(), clean_content_tags=set()) if "<" in shown else shown
    return re.sub(r"\s+", " ", html.unescape(without_tags)).lower()
