"""What a message says of the walk itself: a question about it, a wish to see the plan or to end early."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Optional

from bot.skills.as_said import holds_any
from bot.skills.guided.hearing import CLAUSE_END, plain_words
from index.content.fields import Regular, Slug, Strict
from index.content.yaml_file import read_yaml, validate

IS = re.compile(r"\b(what|how|who|where|when)'?s\b")
FILE = Path(__file__).with_name("words.yml")


class Words(Strict):
    """The lists of `words.yml`."""

    short_for: dict[str, str]
    nearest: dict[Slug, list[str]]
    none_fits: list[Regular]
    regroup: list[Regular]
    about: dict[Slug, list[Regular]]
    enough: list[Regular]
    plan_asked: list[Regular]
    plan_named: Regular
    plan_meant: list[Regular]


@cache
def words(path: Path = FILE) -> Words:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Words, read_yaml(path), path)


def asked_about(text: str) -> Optional[str]:
    """Which question about the walk a message is; None where it is none."""
    said = IS.sub(r"\1 is", plain_words(text))
    return next((name for name, patterns in words().about.items() if holds_any(patterns, said)), None)


def wants_plan(text: str) -> bool:
    """Whether the plan is asked for, as far as it goes."""
    known = words()
    clauses = [plain_words(clause) for clause in CLAUSE_END.split(text)]
    patterns = [*known.plan_meant, *(asked + known.plan_named for asked in known.plan_asked)]
    return any(holds_any(patterns, clause) for clause in clauses)


def wants_end(text: str) -> bool:
    """Whether a message that asks for the plan also says that this is enough."""
    return holds_any(words().enough, plain_words(text))


def wants_other_group(text: str) -> bool:
    return holds_any(words().regroup, plain_words(text))


def fits_none(text: str) -> bool:
    """Whether no group is said to fit, or which to take is asked."""
    return holds_any(words().none_fits, plain_words(text))
