"""Which reader a file needs: told by what is in it, not by its name."""

from __future__ import annotations

import io
import zipfile

from index.keeping.importing.document import Document, Unreadable
from index.keeping.importing.pdf import read_pdf
from index.keeping.importing.plain import read_markdown, read_plain
from index.keeping.importing.web import read_web
from index.keeping.importing.word import read_word

MOST_BYTES = 50_000_000
SUFFIXES = (".html", ".htm", ".pdf", ".docx", ".md", ".markdown", ".txt")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TOO_LARGE = ("the file is larger than 50 MB", "save the chapters that matter as a file of their own")
WHOLE = "check that the file is whole, for instance by opening it"


def read_document(content: bytes, name: str, url: str | None = None) -> Document:
    """The document in a file or page.

    Args:
        name: of the file; only its suffix is looked at, and only to tell Markdown from plain text.
        url: where it is published, if that is known.

    Raises:
        Unreadable: it is empty, broken, too large, needs a password, or is of a kind that we do not read.
    """
    if not content.strip():
        raise Unreadable("the file is empty", WHOLE)
    if len(content) > MOST_BYTES:
        raise Unreadable(*TOO_LARGE)
    try:
        return _read(content, name.lower(), url)
    except Unreadable:
        raise
    except Exception as error:  # the parsers of other people's formats raise whatever they like
        raise Unreadable(f"the file is broken ({type(error).__name__}: {str(error)[:120]})", WHOLE) from error


def _read(content: bytes, name: str, url: str | None) -> Document:
    start = content.lstrip()[:1024]
    if b"%PDF-" in start:
        return read_pdf(content)
    if content.startswith(OLD_OFFICE):
        what = "this is an old Word file, or one with a password"
        raise Unreadable(what, "open it, save it as .docx without a password, and import that")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if "word/document.xml" not in packed.namelist():
                raise Unreadable("this is a ZIP archive, but no Word document", "unpack it and import the folder")
        return read_word(content)
    if content.startswith(b"{\\rtf"):
        raise Unreadable("this is a rich text file", "save it as .docx and import that")
    lower = start.lower()
    if any(tag in lower for tag in (b"<!doctype html", b"<html", b"<head", b"<body")):
        return read_web(content, url)
    text = _text(content)
    return read_markdown(text) if name.endswith((".md", ".markdown")) else read_plain(text)


def _text(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 that says so, or the character set of older Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if b"\x00" in content[:4096]:
        raise Unreadable("this is no text", f"import one of {', '.join(SUFFIXES)}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
