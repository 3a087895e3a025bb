"""PDF to Markdown: lines by their position, headings by bookmarks or type size, running heads and feet dropped."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass
from math import hypot
from typing import Any

from pypdf import PageObject, PdfReader

from index.keeping.importing.document import Document, Unreadable, find_licence

MOST_PAGES = 500
SCANNED_BELOW = 40  # letters a page
BULLET = re.compile(r"^\s*(?:[•●▪◦○‣∙·–]|o(?= ))\s*")
NUMBERED = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z])[.)]\s+")
CONTENTS_LINE = re.compile(r"(?:\. ?){4,}\s*\d*\s*$")
SENTENCE = re.compile(r"[.;:,]$")
PAGE_NUMBER = re.compile(r"^(\d+)\b|\b(\d+)$")
ENOUGH_BOOKMARKS = 5

# pypdf tells of every oddity of a file; what matters reaches the user as an Unreadable.
logging.getLogger("pypdf").setLevel(logging.ERROR)


@dataclass
class Line:
    """Words on one height of a page; `top` is that height from 0 to 1, `level` that of a heading, else 0."""

    page: int
    y: float
    size: float
    bold: bool
    text: str
    top: float
    level: int = 0


def read_pdf(content: bytes) -> Document:
    """The text of a PDF.

    Raises:
        Unreadable: it needs a password, holds no text, or is too long to be worth it.
    """
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("the PDF needs a password", "open it, save a copy without one, and import that")
    count = len(reader.pages)
    if count == 0:
        raise Unreadable("the PDF has no pages", "check that the file is whole")
    if count > MOST_PAGES:
        raise Unreadable(f"the PDF has {count} pages, above {MOST_PAGES}", "save the chapters that matter as a PDF")
    lines = [line for number, page in enumerate(reader.pages) for line in _lines(page, number)]
    if sum(len(line.text) for line in lines) < SCANNED_BELOW * count:
        what = f"the PDF has {count} pages but next to no text, so it is probably scanned"
        raise Unreadable(what, "run it through text recognition (for instance ocrmypdf) first")
    text = "\n".join(line.text for line in lines)
    _mark_headings(reader, lines)
    lines = _without_running_lines(lines, count)
    title = (reader.metadata.title or "").strip() if reader.metadata else ""
    largest = max(lines, key=lambda line: line.size)
    made = reader.metadata.creation_date if reader.metadata else None
    return Document(
        title=title or largest.text,
        markdown=_markdown(lines),
        published=made.date().isoformat() if made else None,
        licence=find_licence(text),
        pages=count,
    )


def _lines(page: PageObject, number: int) -> list[Line]:
    """The lines of a page in the order in which they were written."""
    lines: list[Line] = []
    height = float(page.mediabox.height) or 1.0

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        if not text.strip():
            if lines and text and not text.startswith("\n"):
                lines[-1].text += " "
            return
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = hypot(tm[2], tm[3]) * hypot(cm[2], cm[3])
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        for part in text.splitlines():
            if lines and abs(lines[-1].y - y) < 2 and part is text.splitlines()[0]:
                last = lines[-1]
                last.bold = last.bold and bold
                last.text += part
            elif part.strip():
                lines.append(Line(number, y, round(size * scale, 1), bold, part, y / height))

    page.extract_text(visitor_text=visit)
    for line in lines:
        line.text = re.sub(r"\s+", " ", line.text).strip()
    return [line for line in lines if line.text and not CONTENTS_LINE.search(line.text)]


def _mark_headings(reader: PdfReader, lines: list[Line]) -> None:
    """Give every heading its level: by the bookmarks where there are some, else by size and weight of type."""
    marks = _bookmarks(reader)
    if len(marks) >= ENOUGH_BOOKMARKS:
        for line in lines:
            line.level = marks.get((line.page, _key(line.text)), 0)
        return
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    body = letters.most_common(1)[0][0]
    looks = {id(line): look for line in lines if (look := _heading_look(line, body)) is not None}
    order = sorted(set(looks.values()), reverse=True)
    for line in lines:
        if id(line) in looks:
            line.level = min(order.index(looks[id(line)]) + 1, 6)


def _bookmarks(reader: PdfReader) -> dict[tuple[int, str], int]:
    """Page (from 0) and title of each bookmark, with its depth from 1; those that lead nowhere are left out."""
    found: dict[tuple[int, str], int] = {}

    def walk(entries: list[Any], depth: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, depth + 1)
            else:
                page = reader.get_destination_page_number(entry)
                if page is not None and entry.title:
                    found.setdefault((page, _key(entry.title)), min(depth, 6))

    walk(reader.outline, 1)
    return found


def _key(title: str) -> str:
    return re.sub(r"\W+", " ", title).strip().lower()


def _heading_look(line: Line, body: float) -> float | None:
    """The size of a heading's type, 0 for a short bold line in the body's size; None for what is no heading."""
    if BULLET.match(line.text) or len(line.text) > 120 or not re.search(r"[A-Za-z]{2}", line.text):
        return None
    if line.size > body * 1.08:
        return line.size
    short = line.bold and line.size >= body * 0.98 and len(line.text) < 80 and not SENTENCE.search(line.text)
    return 0.0 if short else None


def _without_running_lines(lines: list[Line], pages: int) -> list[Line]:
    """Without heads and feet: lines in the margins that come back on many pages, or that hold the page's number."""

    def shape(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text)

    margin = [line for line in lines if line.top > 0.9 or line.top < 0.1]
    on_pages: dict[str, set[int]] = {}
    for line in margin:
        on_pages.setdefault(shape(line), set()).add(line.page)
    offsets = Counter(offset for line in margin for offset in _offsets(line))
    numbered = {offset for offset, count in offsets.most_common(1) if count > 1}
    enough = max(2, min(4, pages // 3))
    drop = {id(line) for line in margin if len(on_pages[shape(line)]) >= enough or numbered & set(_offsets(line))}
    return [line for line in lines if id(line) not in drop] or lines


def _offsets(line: Line) -> list[int]:
    """How far a number at either end of a line is from the number of its page."""
    return [
        int(number) - line.page
        for pair in PAGE_NUMBER.findall(line.text[:200])
        for number in pair
        if 0 < len(number) < 5
    ]


def _markdown(lines: list[Line]) -> str:
    """Paragraphs, list items and headings."""
    blocks: list[str] = []
    last: Line | None = None
    for line in lines:
        follows = last is not None and _follows(last, line)
        if line.level:
            if last is not None and follows and last.level == line.level and last.size == line.size:
                blocks[-1] += f" {line.text}"
            else:
                blocks.append(f"{'#' * line.level} {line.text}")
        elif BULLET.match(line.text):
            blocks.append(f"- {_escaped(BULLET.sub('', line.text))}".rstrip())
        elif NUMBERED.match(line.text):
            blocks.append(_escaped(line.text))
        elif last is not None and follows and not last.level:
            blocks[-1] = _joined(blocks[-1], _escaped(line.text))
        else:
            blocks.append(_escaped(line.text))
        last = line
    return _spaced(blocks)


def _follows(last: Line, line: Line) -> bool:
    """Whether a line goes on with the paragraph of the one before it, over a page's end as well."""
    if line.page != last.page:
        return not SENTENCE.search(last.text) and line.text[:1].islower()
    return 0 <= last.y - line.y <= 1.5 * max(line.size, last.size)


def _escaped(text: str) -> str:
    """Text whose marks would otherwise become headings, quotations or HTML."""
    return re.sub(r"^([#>])|<", lambda mark: f"\\{mark.group()}", text)


def _joined(first: str, second: str) -> str:
    return first + second if first.endswith("-") and second[:1].islower() else f"{first} {second}"


def _spaced(blocks: list[str]) -> str:
    """Blocks as Markdown: a blank line between them, none between the items of a list."""
    text = ""
    for number, block in enumerate(blocks):
        tight = block.startswith("- ") and number and blocks[number - 1].startswith("- ")
        text += ("\n" if tight else "\n\n" if number else "") + block
    return text
