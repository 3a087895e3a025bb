"""Markdown and plain text, which need little doing."""

from __future__ import annotations

import re

from index.keeping.importing.document import Document, Unreadable, find_licence

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
UNDERLINED = re.compile(r"^(\S.*)\n(=+|-+)\n", re.M)
SHOUTED = re.compile(r"^[A-Z0-9][A-Z0-9 ,:&/'-]{3,79}$")


def read_markdown(text: str) -> Document:
    """Markdown as it stands, its own front matter dropped and underlined headings marked with `#`."""
    text = FRONT_MATTER.sub("", text.replace("\r\n", "\n"))
    text = UNDERLINED.sub(lambda match: f"{'#' if match.group(2)[0] == '=' else '##'} {match.group(1)}\n", text)
    return _document(text)


def read_plain(text: str) -> Document:
    """Plain text: a line in capitals that stands alone is a heading, an underlined one too."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    marked = (f"## {block.capitalize()}" if SHOUTED.match(block.strip()) else block for block in blocks)
    return read_markdown("\n\n".join(marked))


def _document(text: str) -> Document:
    if not text.strip():
        raise Unreadable("the file holds no text", "check that it is the right file")
    return Document(title="", markdown=text.strip(), licence=find_licence(text))
