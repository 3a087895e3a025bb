"""How a search for guidance is heard: `bot/skills/find.yml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import ConstrainedInt, Field, validator

from index.content.fields import Slug, Strict, regular
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("find.yml")


class Month(ConstrainedInt):
    ge, le = 1, 12


class FindWords(Strict):
    asking: list[str]
    wanted: list[str]
    about: str
    towards: str
    published: str
    step: str
    numbered_step: str
    types: dict[Slug, str]
    mine: str
    only: str
    recent: str
    this_year: str
    last_year: str
    this_month: str
    since: str
    seasons: dict[Slug, Month]
    in_month: str
    in_year: str
    months: list[str] = Field(min_items=12, max_items=12)
    recent_months: int = Field(ge=1)

    @validator("asking", "types", "wanted", each_item=True)
    def _each_compiles(cls, value: str) -> str:  # noqa: N805
        return regular(value)

    @validator(
        "about", "towards", "step", "numbered_step", "mine", "only", "recent", "this_year", "last_year", "this_month",
        "since", "in_month", "in_year", "published",
    )  # fmt: skip
    def _compiles(cls, value: str) -> str:  # noqa: N805
        return regular(value)

    @property
    def season(self) -> str:
        """ "Since the summer": the group `season` is one of `seasons`."""
        return rf"\bsince\s+(?:the |last |this )*(?P<season>{'|'.join(map(re.escape, self.seasons))})\b"


@cache
def find_words(path: Path = FILE) -> FindWords:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(FindWords, read_yaml(path), path)
