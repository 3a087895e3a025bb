"""A guidance card: one Markdown file with front matter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, Optional

from pydantic import Field, validator

from index.content.fields import Slug, Strict
from index.content.problem import ContentError, Problem
from index.content.yaml_file import line_of, read_yaml, validate

FENCE = "---"
HEADING = re.compile(r"^## +(.+?)\s*$")


class Fact(Strict):
    """A number, deadline, contact or legal duty in the body, and the source that was seen to say it."""

    text: str
    source: Slug


class FrontMatter(Strict):
    """What a card says of itself.

    `quoted_from` marks a body that is the publisher's words, not ours: it names the source, and what the
    card says is shown as a quotation under that source's licence.
    """

    id: Slug
    title: str = Field(max_length=100)
    questions: list[str] = Field(min_items=3)
    audiences: list[Slug] = Field(min_items=1)
    nations: list[Slug] = Field(min_items=1)
    topics: list[Slug] = Field(min_items=1)
    steps: list[Slug] = Field(min_items=1)
    sources: list[Slug] = Field(min_items=1)
    quoted_from: Optional[Slug] = None
    facts: list[Fact] = Field(default_factory=list)
    related: list[Slug] = Field(default_factory=list)
    reviewed: dt.date
    review_by: dt.date
    status: Literal["current", "changing", "retired"] = "current"
    replaced_by: Optional[Slug] = None
    confidence: Literal["high", "medium", "low"]

    @validator("quoted_from")
    def _quotes_a_listed_source(cls, value: str | None, values: dict[str, Any]) -> str | None:  # noqa: N805
        if value and value not in values.get("sources", [value]):
            raise ValueError("the source that is quoted must be listed under sources as well")
        return value

    @validator("review_by")
    def _reviewed_before(cls, value: dt.date, values: dict[str, Any]) -> dt.date:  # noqa: N805
        if "reviewed" in values and value <= values["reviewed"]:
            raise ValueError("review_by must be after reviewed")
        return value

    @validator("replaced_by", always=True)
    def _retired_for_something(cls, value: str | None, values: dict[str, Any]) -> str | None:  # noqa: N805
        if values.get("status") == "retired" and not value:
            raise ValueError("a retired card names the card that replaces it in replaced_by")
        return value


@dataclass(frozen=True)
class Section:
    """A heading of a card and the Markdown below it; the answer has no heading.

    `line` is that of the heading, `start` that at which the Markdown begins.
    """

    heading: str | None
    markdown: str
    line: int
    start: int = 1

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line of the Markdown with its number in the file."""
        return enumerate(self.markdown.splitlines(), self.start)


@dataclass(frozen=True)
class Card:
    """A card, where it came from and its sections, the answer first.

    `lines` holds the line of each field, under its name, and of each item of a list, under `name.number`.
    """

    front: FrontMatter
    sections: tuple[Section, ...]
    path: Path
    local: bool = False
    lines: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.front.id

    @property
    def answer(self) -> Section:
        return self.sections[0]

    @property
    def body(self) -> str:
        parts = [f"## {part.heading}\n\n{part.markdown}" if part.heading else part.markdown for part in self.sections]
        return "\n\n".join(parts)

    def line_of(self, name: str, number: int | None = None) -> int:
        """The line of a field, or of an item of it; that of the front matter where the field is absent."""
        return self.lines.get(name if number is None else f"{name}.{number}", self.lines.get(name, 2))


def read_card(path: Path, local: bool = False) -> Card:
    """Read one card.

    Raises:
        ContentError: with every fault found in the file.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ContentError([Problem(path, 1, "the file is not UTF-8", "save it as UTF-8")]) from None
    if not lines or lines[0].strip() != FENCE or FENCE not in [line.strip() for line in lines[1:]]:
        mend = "start the file with a line `---`, the fields, and a second line `---`"
        raise ContentError([Problem(path, 1, "the front matter is missing or not closed", mend)])
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    data = read_yaml(path, "\n".join(lines[1:end]), first_line=2)
    front = validate(FrontMatter, data, path, first_line=2)
    sections = _sections(lines, end + 1)
    problems = []
    if front.id != path.stem:
        line = line_of(data, ("id",), 2)
        problems.append(Problem(path, line, f"id is {front.id} but the file is {path.name}", "give both the same name"))
    if not sections or sections[0].heading is not None or not sections[0].markdown:
        mend = "write the answer in two sentences before the first `##` heading"
        problems.append(Problem(path, end + 2, "the card does not begin with its answer", mend))
    problems += [
        Problem(path, part.line, f"the section {part.heading!r} is empty", "write it or remove its heading")
        for part in sections[1:]
        if not part.markdown
    ]
    if problems:
        raise ContentError(problems)
    return Card(front, tuple(sections), path, local, _field_lines(data))


def _field_lines(data: dict[str, Any]) -> dict[str, int]:
    lines = {str(name): line_of(data, (name,), 2) for name in data}
    for name, value in data.items():
        if isinstance(value, list):
            lines |= {f"{name}.{number}": line_of(data, (name, number), 2) for number in range(len(value))}
    return lines


def _sections(lines: list[str], start: int) -> list[Section]:
    """Cut the body at its second-level headings; line numbers are 1-based."""
    heads = [number for number in range(start, len(lines)) if HEADING.match(lines[number])]
    bounds = [start, *heads, len(lines)]
    sections = []
    for first, last in pairwise(bounds):
        match = HEADING.match(lines[first]) if first in heads else None
        below = first + 1 if match else first
        text = "\n".join(lines[below:last]).strip()
        if match or text:
            start = next((number for number in range(below, last) if lines[number].strip()), below)
            sections.append(Section(match.group(1) if match else None, text, first + 1, start + 1))
    return sections
