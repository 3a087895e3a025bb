"""Whole triages as data (`triages/*.yml`), and a person who holds them with whatever answers messages.

The person answers the question that is put, not the next line of a script: so a question too many, or one asked
twice, is seen at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional, Union
from zoneinfo import ZoneInfo

from pydantic import Field

from bot.replies import Checklist, Choices, ContactItem, Contacts, Document, Reply
from index.content.fields import Strict
from index.content.playbook import Library
from index.content.yaml_file import read_yaml

FOLDER = Path(__file__).with_name("triages")
LONDON = ZoneInfo("Europe/London")
LIVE = "It is happening now"
TYPE = "type"
OPENINGS = ("triage_first", "triage_first_unclear")
LONGEST = 20


class Noticed(Strict):
    """When the person said that it was noticed, against the time at which they say it.

    Attributes:
        minutes: so many minutes from now.
        days, at: so many days from today, at a time of the clock in London.
        earliest: only a part of the day was said; `at` is the earliest that it can mean.
    """

    minutes: Optional[int] = None
    days: int = 0
    at: Optional[str] = None
    earliest: bool = False

    def moment(self, now: dt.datetime) -> dt.datetime:
        if self.minutes is not None:
            return now + dt.timedelta(minutes=self.minutes)
        day = now.astimezone(LONDON).date() + dt.timedelta(days=self.days)
        return dt.datetime.combine(day, dt.time.fromisoformat(self.at or ""), LONDON)


class Scenario(Strict):
    """One triage.

    Attributes:
        say: the first message.
        answers: what the person says to each question, by the question's id; no other may be asked.
        facts: what a person would note down of all that was said.
        types, first, severity: what must come of it: types with the main one first, the first thing to do.
        tells: contacts that must be among those to tell.
    """

    name: str
    say: str
    answers: dict[str, str]
    noticed: Optional[Noticed] = None
    facts: dict[str, Union[str, list[str]]]
    types: list[str] = Field(min_items=1)
    first: str
    severity: str
    tells: list[str] = Field(min_items=1)

    @property
    def known(self) -> dict[str, list[str]]:
        return {fact: [said] if isinstance(said, str) else said for fact, said in self.facts.items()}


def scenarios() -> dict[str, Scenario]:
    """Every scenario by FILE/NAME."""
    return {
        f"{path.stem}/{each['name']}": Scenario.parse_obj(each)
        for path in sorted(FOLDER.glob("*.yml"))
        for each in read_yaml(path)
    }


@dataclass
class Played:
    """A triage that was held: what was said, what came back, which questions were put."""

    said: list[str] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def opening(self) -> Reply:
        """The first reply of triage itself."""
        return next(reply for reply in self.replies if reply.status in OPENINGS)

    @property
    def first_things(self) -> list[str]:
        """The ids of the first things, of the reply in which the type was known."""
        known = [reply for reply in self.replies if reply.status == "triage_first"]
        return [
            item.id for part in (known or [self.opening])[0].parts if isinstance(part, Checklist) for item in part.items
        ]

    @property
    def last(self) -> Reply:
        return self.replies[-1]

    @property
    def contacts(self) -> dict[str, ContactItem]:
        return {item.id: item for part in self.last.parts if isinstance(part, Contacts) for item in part.items}

    @property
    def done(self) -> bool:
        return any(isinstance(part, Document) for part in self.last.parts)


class Person:
    """Somebody in trouble, who says what a scenario has them say."""

    def __init__(self, library: Library):
        self._library = library
        self._questions = {
            prompt: question.id
            for question in library.common.questions
            for prompt in (question.ask, *question.only.values())
        }
        self._questions[library.common.words["anything-else"]] = TYPE

    def hold(self, scenario: Scenario, say: Callable[[str], Reply]) -> Played:
        """Talk until the brief is there, or nothing is left to say."""
        played, words = Played(), scenario.say
        for _ in range(LONGEST):
            played.said.append(words)
            played.replies.append(say(words))
            if played.done:
                break
            asked = self.asked(played.last)
            if asked is None:
                break
            if asked != LIVE:
                played.asked.append(asked)
            answer = LIVE if asked == LIVE else self._answer(scenario, asked)
            if answer is None or played.asked.count(asked) > 1:
                break
            words = answer
        return played

    def asked(self, reply: Reply) -> Optional[str]:
        """The question that a reply ends in."""
        if reply.status == "live_or_question":
            return LIVE
        prompts = [part.prompt or "" for part in reply.parts if isinstance(part, Choices)]
        return self._questions.get(prompts[-1]) if prompts else None

    def _answer(self, scenario: Scenario, asked: str) -> Optional[str]:
        if asked == TYPE:
            return self._library.playbooks[scenario.types[0]].choice
        return scenario.answers.get(asked)
