"""Somebody's answers as one word, so that colleagues can put theirs together in the chat.

`walk-councillor-261125-3fa-ynpuox...`: route, day, a check against slips and other versions of the questions, and a
letter for each question of the route. Nothing in it says whose it is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from bot.skills.walk.export import Answers
from bot.skills.walk.result import NO, OTHER, PARTLY, UNKNOWN, YES, Result
from index.content.model import Model

LETTERS = {YES: "y", PARTLY: "p", NO: "n", UNKNOWN: "u", OTHER: "o"}
OPEN = "x"
CODE = re.compile(r"\bwalk-([a-z]+)-(\d{6})-([0-9a-f]{3})-([ypnuox]+)\b", re.IGNORECASE)
NO_LABEL = re.compile(r"[^\w' -]+|\b(merge|and|with|our answers)\b", re.IGNORECASE)
LABEL = 30  # characters


def code_of(found: Result) -> str:
    """The answers of a result as a code."""
    letters = "".join(
        LETTERS.get(found.answers.get(question.id, ""), OPEN) for question in found.model.questions(found.route)
    )
    day = f"{found.on:%y%m%d}"
    return f"walk-{found.route}-{day}-{_check(found.model, found.route, day, letters)}-{letters}"


def has_code(text: str) -> bool:
    return CODE.search(text) is not None


def read_codes(text: str, model: Model, person: str) -> dict[str, Answers]:
    """The answers behind every code of a message, by the words before each, else by `person` and a number.

    Raises:
        ValueError: a code with a slip in it, or one of other questions than the model's; its text is the code.
    """
    people: dict[str, Answers] = {}
    end = 0
    for number, found in enumerate(CODE.finditer(text), 1):
        said = re.sub(
            r"[^\w' -]+|\b(merge|and|with|our answers)\b", " ", text[end : found.start()], flags=re.IGNORECASE
        )
        label = re.sub(r"\s+", " ", said).strip(" -")[:LABEL]
        if not label or label in people:
            label = f"{label or person} {number}"
        people[label] = _read(found, model)
        end = found.end()
    return people


def _read(found: re.Match[str], model: Model) -> Answers:
    route, day, check, letters = (part.lower() for part in found.groups())
    try:
        on = dt.datetime.strptime(day, "%y%m%d").date()
        asked = model.questions(model.route(route).id)
    except (ValueError, StopIteration):
        raise ValueError(found.group()) from None
    if len(letters) != len(asked) or check != _check(model, route, day, letters):
        raise ValueError(found.group())
    meaning = {letter: answer for answer, letter in LETTERS.items()}
    given = {question.id: meaning[letter] for question, letter in zip(asked, letters) if letter in meaning}
    return Answers(model=model.version, route=route, on=on, answers=given)


def _check(model: Model, route: str, day: str, letters: str) -> str:
    asked = ",".join(question.id for question in model.questions(route))
    return hashlib.sha256(f"{route}:{day}:{asked}:{letters}".encode()).hexdigest()[:3]
