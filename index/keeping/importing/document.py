"""What is known of a document once it is read, whatever kind of file it was."""

from __future__ import annotations

import re
from dataclasses import dataclass


class Unreadable(Exception):
    """A file or page that cannot become drafts; says what is wrong and what to do about it."""

    def __init__(self, what: str, mend: str):
        self.what = what
        self.mend = mend
        super().__init__(f"{what}: {mend}")


@dataclass(frozen=True)
class Document:
    """A publisher's text.

    Attributes:
        markdown: the main text, headings as `#` to `######`, without menus, page numbers and the like.
        publisher: as the document names it; None where it does not.
        published: ISO date, as far as the document says.
        licence: an id of `index.content.source.Licence`; `unknown` where the document is silent.
        pages: of a PDF.
    """

    title: str
    markdown: str
    publisher: str | None = None
    published: str | None = None
    licence: str = "unknown"
    url: str | None = None
    pages: int | None = None


LICENCES = (
    ("OGL-3.0", re.compile(r"open[- ]government[- ]licence(?:/|,? )*(?:version/|v(?:ersion)? ?)3", re.I)),
    ("OPL-3.0", re.compile(r"open[- ]parliament[- ]licence", re.I)),
    ("CC-BY-NC-4.0", re.compile(r"creativecommons\.org/licenses/by-nc/4|CC[ -]BY[ -]NC[ -]4", re.I)),
    ("CC-BY-4.0", re.compile(r"creativecommons\.org/licenses/by/4|CC[ -]BY[ -]4", re.I)),
    ("all-rights-reserved", re.compile(r"all rights reserved", re.I)),
)


def find_licence(text: str) -> str:
    """The licence that a text or page names; `unknown` where it names none that we know."""
    return next((licence for licence, pattern in LICENCES if pattern.search(text)), "unknown")
