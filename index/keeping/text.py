"""Words, sentences and runs of words of a Markdown text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.content.card import Card
from index.passages import plain_text

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# A full stop that ends a sentence: not after "e.g" or an initial, and before a capital, a quotation or a number.
SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bNo)(?<!\b[A-Z])[.!?]['\"”’)]*\s+(?=[\"“‘'(]?[A-Z0-9])")


def words(text: str) -> list[str]:
    """The words of a plain text in lower case."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def sentences(text: str) -> list[str]:
    """The sentences of a plain text; a line end closes one as well, because a list item is a sentence."""
    return [part.strip() for line in text.splitlines() for part in _split(line) if part.strip()]


def prose(markdown: str) -> str:
    """A Markdown text as running sentences, each line closed, as readability formulas expect it."""
    lines = (line.rstrip(" :;,") for line in plain_text(markdown).splitlines())
    return " ".join(line if line.endswith((".", "?", "!")) else f"{line}." for line in lines if line)


def body_lines(card: Card) -> Iterator[tuple[int, str]]:
    """Each line below the front matter of a card, headings apart, with its number in the file."""
    for section in card.sections:
        yield from section.lines()


def _split(line: str) -> Iterator[str]:
    start = 0
    for match in SENTENCE_END.finditer(line):
        yield line[start : match.end()]
        start = match.end()
    yield line[start:]
