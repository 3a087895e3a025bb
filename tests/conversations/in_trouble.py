"""First messages of people in trouble (`in_trouble.yml`), said to whatever answers messages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pydantic import Field

from bot.replies import Reply
from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate
from tests.conversations.triage import LIVE, OPENINGS

FILE = Path(__file__).with_name("in_trouble.yml")
REACHED = (*OPENINGS, "live_or_question")


class Message(Strict):
    """A first message; any of `types` as the main type is right."""

    say: str
    types: list[str] = Field(min_items=1)


class Messages(Strict):
    """`known` were read while triage was mended, `unseen` were not."""

    known: list[Message] = Field(min_items=1)
    unseen: list[Message] = Field(min_items=1)


def messages() -> Messages:
    return validate(Messages, read_yaml(FILE), FILE)


def opened(message: Message, say: Callable[[str], Reply]) -> tuple[Reply, Reply]:
    """The first reply, and the one after "it is happening now" where that was asked."""
    first = say(message.say)
    return first, say(LIVE) if first.status == "live_or_question" else first
