"""A long document into parts of a card's size, cut at its own headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from index.keeping.text import words

HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
NO_CONTENT = re.compile(r"^(table of )?contents$|^cookies|^index$|^list of (figures|tables)$", re.I)
MOST_WORDS = 1200


@dataclass(frozen=True)
class Part:
    """A stretch of a document under one heading; its own headings are `##` and below."""

    title: str
    markdown: str

    @property
    def size(self) -> int:
        return len(words(self.markdown))


@dataclass
class _Section:
    level: int
    title: str
    text: str


def cut(title: str, markdown: str, most_words: int = MOST_WORDS) -> list[Part]:
    """The parts of a document, in order; one part where the whole is short.

    A part longer than `most_words` is cut at its next headings, as deep as they go. Lists of contents go.
    """
    sections = [section for section in _sections(markdown) if not NO_CONTENT.match(section.title)]
    return _parts(title, _filled(sections), most_words)


def _filled(sections: list[_Section]) -> list[_Section]:
    """Without headings that have nothing below them, neither text nor a deeper heading that has."""
    kept: list[_Section] = []
    for section in reversed(sections):
        if section.text or (kept and kept[-1].level > section.level):
            kept.append(section)
    return kept[::-1]


def _sections(markdown: str) -> list[_Section]:
    """The document as a flat list of headings, each with the text down to the next one; fenced code is text."""
    sections = [_Section(0, "", "")]
    fenced = False
    for line in markdown.splitlines():
        fenced ^= line.lstrip().startswith("```")
        match = None if fenced else HEADING.match(line)
        if match:
            sections.append(_Section(len(match.group(1)), match.group(2).strip("* "), ""))
        else:
            sections[-1].text += line + "\n"
    for section in sections:
        section.text = section.text.strip()
    return [section for section in sections if section.level or section.text]


def _parts(title: str, sections: list[_Section], most: int, above: str | None = None) -> list[Part]:
    """The parts of the sections under one heading.

    `above` is the heading that says what this one is about: none for the document, empty for its chapters.
    """
    total = sum(len(words(section.text)) for section in sections)
    levels = sorted({section.level for section in sections[1:] if section.level})
    if not total:
        return []
    shown = f"{above}: {title}" if above and not _same(above, title) else title
    if total <= most or not levels:
        return [Part(shown, _rendered(title, sections))]
    starts = [number for number in range(1, len(sections)) if sections[number].level == levels[0]]
    bounds = [0, *starts, len(sections)]
    groups = [sections[first:last] for first, last in pairwise(bounds)]
    own = "" if above is None else title
    return [part for group in groups for part in _parts(group[0].title or title, group, most, own)]


def _rendered(title: str, sections: list[_Section]) -> str:
    """The sections as the body of a card: the shallowest headings become `##`, the title's own heading goes."""
    if _same(sections[0].title, title):
        sections = [_Section(0, "", sections[0].text), *sections[1:]]
    levels = sorted({section.level for section in sections if section.level})
    blocks = []
    for section in sections:
        if section.level:
            blocks.append(f"{'#' * min(2 + levels.index(section.level), 6)} {section.title}")
        if section.text:
            blocks.append(section.text)
    return "\n\n".join(blocks)


def _same(first: str, second: str) -> bool:
    return words(first) == words(second)
