"""Words that tell of a life at risk, a threat or blackmail: too much depends on them to be learnt from examples."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from index.content.problem import ContentError, Problem
from index.content.yaml_file import read_yaml

FILE = Path(__file__).with_name("care.yml")
THREATS = FILE.with_name("threats.yml")
BLACKMAIL = FILE.with_name("blackmail.yml")
EXPOSED = FILE.with_name("exposed.yml")
FEELINGS = FILE.with_name("feelings.yml")


def at_risk(text: str) -> bool:
    """Whether the message tells of somebody who may not want to live."""
    return _holds(text, FILE)


def is_threatened(text: str) -> bool:
    """Whether the message tells of somebody who is threatened by a person."""
    return _holds(text, THREATS)


def is_blackmailed(text: str) -> bool:
    """Whether the message tells of somebody who is blackmailed with what they are said to have done."""
    return _holds(text, BLACKMAIL)


def is_exposed(text: str) -> bool:
    """Whether the message tells that somebody dangerous has got a person's address or whereabouts."""
    return _holds(text, EXPOSED)


def speaks_of_feelings(text: str) -> bool:
    """Whether the message has any word of how somebody is, without which likeness alone tells no distress."""
    return _holds(text, FEELINGS)


def _holds(text: str, path: Path) -> bool:
    return words(path).search(text.lower().replace("’", "'")) is not None


@cache
def words(path: Path = FILE) -> re.Pattern[str]:
    """The words as one pattern. Raises ContentError where the file is no list of regular expressions."""
    data = read_yaml(path)
    try:
        return re.compile("|".join(f"(?:{each})" for each in data))
    except (TypeError, re.error) as error:
        mend = "write one regular expression a line, after a dash"
        raise ContentError([Problem(path, 1, f"not a list of regular expressions ({error})", mend)]) from error
