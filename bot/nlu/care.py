"""Words that tell of a life at risk. A classifier that has learnt from examples is not enough for them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from index.content.problem import ContentError, Problem
from index.content.yaml_file import read_yaml

FILE = Path(__file__).with_name("care.yml")


def at_risk(text: str) -> bool:
    """Whether the message holds such words."""
    return words().search(text.lower().replace("’", "'")) is not None


@cache
def words(path: Path = FILE) -> re.Pattern[str]:
    """The words as one pattern. Raises ContentError where the file is no list of regular expressions."""
    data = read_yaml(path)
    try:
        return re.compile("|".join(f"(?:{each})" for each in data))
    except (TypeError, re.error) as error:
        mend = "write one regular expression a line, after a dash"
        raise ContentError([Problem(path, 1, f"not a list of regular expressions ({error})", mend)]) from error
