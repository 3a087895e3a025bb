"""A wish to play, practise or rehearse an incident, which is no report of one: `bot/skills/practice.yml`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import Field

from bot.replies import Choices, Option
from bot.skills.answering_live import answering
from bot.skills.as_said import as_said, holds_any
from bot.skills.guided.hearing import hear
from bot.skills.turn import Outcome
from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("practice.yml")


class Offer(Strict):
    """One exercise is offered with this."""

    prompt: str
    label: str
    message: str


class Practice(Strict):
    """The words of `practice.yml`."""

    wishes: list[Regular] = Field(min_items=1)
    never: list[Regular]
    harmless: list[Regular]
    meant: list[Regular]
    looking: list[Regular]
    offer: Offer


@cache
def practice(path: Path = FILE) -> Practice:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Practice, read_yaml(path), path)


def wishes_practice(text: str) -> bool:
    """Whether a message asks to play an incident now; what is really happening is never one."""
    return _says(text, practice().wishes)


def meant_practice(text: str) -> bool:
    """Whether it says of what was taken for an incident that it is none, and that an exercise is wanted."""
    said = answering()
    denies = said.denies(text) or said.says_no(text)
    return _says(text, practice().meant) or (denies and wishes_practice(text))


def offering_practice(outcome: Outcome, text: str) -> Outcome:
    """The outcome, with an exercise offered beneath it where the message wishes or looks for one."""
    if not _says(text, [*practice().wishes, *practice().looking]):
        return outcome
    offer = practice().offer
    choice = Choices(prompt=offer.prompt, options=[Option(label=offer.label, message=offer.message)])
    return replace(outcome, reply=outcome.reply.copy(update={"parts": [*outcome.reply.parts, choice]}))


def _says(text: str, patterns: list[Regular]) -> bool:
    said = as_said(text, marks=" ")
    if not holds_any(patterns, said):
        return False
    for harmless in practice().harmless:
        said = re.sub(harmless, " ", said)
    return not (holds_any(practice().never, said) or hear(said).real)
