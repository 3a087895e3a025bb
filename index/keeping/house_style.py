"""The house style, `corpus/house-style.yml`: bounds that a machine can measure and words that we do not use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field

from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate

FILE = "house-style.yml"


class Banned(Strict):
    """Words that we do not use, and what to write in their place."""

    words: list[str] = Field(min_items=1)
    mend: str
    level: Literal["error", "warning"] = "error"


class ReadingAge(Strict):
    highest: float = Field(gt=0)


class CopiedWords(Strict):
    """Lengths, in words, from which a run of a source's own words is a warning and an error."""

    warning: int = Field(ge=4)
    error: int = Field(ge=4)


class HouseStyle(Strict):
    """The bounds of our wording."""

    reading_age: ReadingAge
    section_words: int = Field(gt=0)
    answer_sentences: int = Field(gt=0)
    copied_words: CopiedWords
    says_it_changed: list[str] = Field(min_items=1)
    banned: list[Banned]

    class Config:
        keep_untouched = (cached_property,)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches any banned words, whole, in any case."""
        return whole_words(word for entry in self.banned for word in entry.words)

    @cached_property
    def entries(self) -> dict[str, Banned]:
        """Each banned wording in lower case, with its entry."""
        return {word.lower(): entry for entry in self.banned for word in entry.words}


def whole_words(words: Iterable[str], any_case: bool = True) -> re.Pattern[str]:
    """A pattern that matches any of `words` where it stands as a whole, the longest first; never if there are none."""
    ordered = sorted(words, key=len, reverse=True)
    choice = "|".join(map(re.escape, ordered)) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{choice})(?![\w-])", re.IGNORECASE if any_case else 0)


def read_house_style(root: Path) -> HouseStyle | None:
    """The house style of the corpus at `root`; None where it has none.

    Raises:
        ContentError: the file is broken.
    """
    path = root / FILE
    return validate(HouseStyle, read_yaml(path), path) if path.exists() else None
