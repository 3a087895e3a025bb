"""What of the own plan, or which card, answers what is asked or told in the middle of an incident: `own_plan.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, Optional

from pydantic import Field

from bot.skills.as_said import holds_any
from bot.skills.triage.assessment import Assessment
from bot.skills.triage.words import normal
from index.content.fields import Regular, Slug, Strict
from index.content.triage import Step
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("own_plan.yml")
# The lists of a plan that hold steps.
DO_NOT = "do_not"
LISTS = ("first", "do", DO_NOT, "evidence", "talk", "next")
# Of one message so many things are answered from the plan.
MOST = 2


class Answers(Strict):
    """What is asked or told, and what answers it.

    Attributes:
        asked: of a message that asks something.
        told: of one that only tells, and yet wants more than to be written down.
        unless: of one that means something else.
        types: the kinds of incident that it is for; all where none is named.
        section: a part of the plan, as it is shown on request.
        steps: of the plan, wherever they stand in it and where they hold.
        cards: the first that there is answers beside the steps, or in their place.
        danger: 999 comes before it.
    """

    id: Slug
    asked: list[Regular] = []
    told: list[Regular] = []
    unless: list[Regular] = []
    types: list[Slug] = []
    section: Optional[Literal["lines", "talk", "evidence"]] = None
    steps: list[Slug] = []
    cards: list[Slug] = []
    danger: bool = False

    def is_told(self, said: str) -> bool:
        return holds_any(self.told, said) and not holds_any(self.unless, said)

    def is_meant(self, said: str, asks: bool) -> bool:
        return self.is_told(said) or (asks and holds_any(self.asked, said) and not holds_any(self.unless, said))


class OnlyWhere(Strict):
    """Cards on something particular, which unlike questions come near.

    Attributes:
        needs: what the incident has told or the question says, or the cards have no place.
        never: what the question says of it where it is not so.
        unless: values of facts with which it cannot be so.
    """

    cards: list[Slug] = Field(min_items=1)
    needs: list[Regular] = []
    never: list[Regular] = []
    unless: dict[Slug, list[Slug]] = {}


class OwnPlan(Strict):
    """The words of `own_plan.yml`."""

    likeness: float = Field(ge=0, le=1)
    asks_leave: list[Regular] = Field(min_items=1)
    parts: dict[str, str] = {}
    answers: list[Answers] = Field(min_items=1)
    only_where: list[OnlyWhere] = []

    def meant(self, text: str, asks: bool, types: Sequence[str]) -> list[Answers]:
        """What a message is answered with, in the order of the file.

        Args:
            asks: whether anything is asked in it.
            types: the kinds of incident that it is asked of.
        """
        said = normal(text)
        fitting = [each for each in self.answers if not each.types or set(each.types) & set(types)]
        return [each for each in fitting if each.is_meant(said, asks)][:MOST]

    def for_leave(self, text: str) -> bool:
        """Whether a message asks leave for something."""
        return holds_any(self.asks_leave, normal(text))

    def told(self, text: str, types: Sequence[str]) -> bool:
        """Whether a message tells what wants an answer, though it asks nothing."""
        said = normal(text)
        fitting = (each for each in self.answers if not each.types or set(each.types) & set(types))
        return any(each.is_told(said) for each in fitting)

    def unfit(self, text: str, before: Iterable[str], facts: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        """The cards that have no place in an incident.

        Args:
            text: the question.
            before: what the incident began with and was told of since.
            facts: what is known.
        """
        asked = normal(text)
        said = " ".join([asked, *map(normal, before)])
        return tuple(
            card
            for each in self.only_where
            if (each.needs and not holds_any(each.needs, said))
            or holds_any(each.never, asked)
            or any(set(values) & set(facts.get(fact, ())) for fact, values in each.unless.items())
            for card in each.cards
        )


def steps_of(assessment: Assessment, names: Sequence[str]) -> tuple[list[Step], list[Step]]:
    """The steps of a plan by their ids, each once: those to do and those not to do."""
    found: dict[str, tuple[bool, Step]] = {}
    for name in names:
        for each in LISTS:
            for step in getattr(assessment, each):
                if step.id == name:
                    found.setdefault(step.text, (each == DO_NOT, step))
    return [step for no, step in found.values() if not no], [step for no, step in found.values() if no]


@cache
def own_plan(path: Path = FILE) -> OwnPlan:
    """Raises ContentError with file, line and mend where the file is broken."""
    read = validate(OwnPlan, read_yaml(path), path)
    return read.copy(update={"answers": [_written_out(each, read.parts) for each in read.answers]})


def _written_out(answers: Answers, parts: Mapping[str, str]) -> Answers:
    """With the parts that several patterns share written out: `{people}`."""

    def written(patterns: Sequence[str]) -> list[str]:
        return [re.sub(r"\{(\w+)\}", lambda hit: parts.get(hit[1], hit[0]), each) for each in patterns]

    return answers.copy(update={name: written(getattr(answers, name)) for name in ("asked", "told", "unless")})
