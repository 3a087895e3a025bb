"""What a page is made of, whatever file it ends in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Optional, Union


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    text: str
    bold: bool = False


@dataclass(frozen=True)
class Link:
    """A line that leads to an address."""

    text: str
    url: str


@dataclass(frozen=True)
class Bullets:
    items: list[Union[str, Link]]
    ticks: bool = False


@dataclass(frozen=True)
class Table:
    header: list[str]
    rows: list[list[str]]
    widths: Optional[list[float]] = None
    """Shares of the page's width, adding up to 1."""


@dataclass(frozen=True)
class Row:
    """One bar: `value` is 0 to 1, None where nothing is known; `text` says it in words."""

    label: str
    value: Optional[float]
    text: str


@dataclass(frozen=True)
class Bars:
    title: str
    rows: list[Row]


Block = Union[Heading, Paragraph, Bullets, Table, Bars]


@dataclass(frozen=True)
class Page:
    """A document. `banner` stands at the head of every printed page."""

    title: str
    subtitle: str
    on: dt.date
    blocks: list[Block] = field(default_factory=list)
    banner: Optional[str] = None
    footer: str = ""
