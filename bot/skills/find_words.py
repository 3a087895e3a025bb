"""How a search for guidance is heard: `bot/skills/find.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field, validator

from index.content.fields import Slug, Strict
from index.content.triage import regular
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("find.yml")


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
    season: str
    seasons: dict[str, int]
    in_month: str
    in_year: str
    months: list[str] = Field(min_items=12, max_items=12)
    recent_months: int = Field(ge=1)

    @validator("asking", "types", "wanted", each_item=True)
    def _each_compiles(cls, value: str) -> str:  # noqa: N805
        return regular(value)

    @validator(
        "about", "towards", "step", "numbered_step", "mine", "only", "recent", "this_year", "last_year", "this_month",
        "since", "season", "in_month", "in_year", "published",
    )  # fmt: skip
    def _compiles(cls, value: str) -> str:  # noqa: N805
        return regular(value)


@cache
def find_words(path: Path = FILE) -> FindWords:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(FindWords, read_yaml(path), path)
