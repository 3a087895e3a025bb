"""Draft cards: what the publisher said, with where it came from, waiting for a person.

A draft holds fields that no card may have (`imported`, `publisher`, ...), so one that is copied to the corpus
unfinished fails the check. It names its source in `quoted_from`: it stays the publisher's until somebody
writes it anew.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from index.keeping.dates import months_after
from index.keeping.importing.cutting import Part
from index.keeping.importing.document import Document

REVIEW_AFTER = 6  # months
TO_WRITE = "# how users would ask for this, three or more"


@dataclass(frozen=True)
class Provenance:
    """Where a draft's words come from; `source` is the id under which the document is or will be listed."""

    source: str
    publisher: str
    licence: str
    origin: str
    read_on: dt.date


def slug(text: str, most: int = 60) -> str:
    """An id made of a title, cut at a word."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if len(plain) > most:
        plain = plain[:most].rsplit("-", 1)[0]
    return plain or "untitled"


def draft_text(part: Part, card_id: str, document: str, provenance: Provenance, like: list[str]) -> str:
    """A draft card as it is written to its file."""
    front = CommentedMap(
        imported=True,
        publisher=provenance.publisher,
        licence=provenance.licence,
        origin=provenance.origin,
        part_of=document,
        like=like,
        id=card_id,
        title=part.title[:100],
        questions=[],
        audiences=[],
        nations=[],
        topics=[],
        steps=[],
        sources=[provenance.source],
        quoted_from=provenance.source,
        reviewed=provenance.read_on,
        review_by=months_after(provenance.read_on, REVIEW_AFTER),
        status="current",
        confidence="low",
    )
    front.yaml_set_start_comment(
        "A draft: these words are the publisher's. Before it becomes a card, remove the fields from imported to\n"
        "like and fill in the rest. Write it anew in our own words and drop quoted_from, or keep it as a quotation\n"
        "where the licence allows that."
    )
    front.yaml_add_eol_comment(TO_WRITE, "questions")
    if like:
        front.yaml_add_eol_comment("# cards of ours that say much the same", "like")
    return f"---\n{_yaml(front)}---\n{part.markdown}\n"


def source_text(document: Document, provenance: Provenance) -> str:
    """The document's entry for the register of sources; an address that is not known is left for a person."""
    entry = CommentedMap(id=provenance.source, title=document.title, url=document.url)
    if not document.url:
        entry.yaml_add_eol_comment("# the page at which it is published", "url")
    if document.published:
        entry["updated"] = document.published
    entry["seen"] = provenance.read_on
    entry["seen_as"] = "publisher"
    entry["licence"] = document.licence
    if document.licence == "unknown":
        entry.yaml_add_eol_comment("# look for it on the page or the last leaf", "licence")
    return _yaml(CommentedMap(publisher=provenance.publisher, documents=[entry]))


def write(path: Path, text: str) -> bool:
    """Write a file and the folders above it; False where another text is there already, which is left alone."""
    if path.exists() and path.read_text(encoding="utf-8", errors="replace") != text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def _yaml(data: Any) -> str:
    stream = io.StringIO()
    yaml = YAML(typ="rt")
    yaml.width = 4096  # type: ignore[assignment]
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(data, stream)
    return stream.getvalue()
