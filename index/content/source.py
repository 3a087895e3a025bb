"""A register of the documents that guidance rests on: `corpus/sources/PUBLISHER.yml`."""

from __future__ import annotations

from typing import Literal, Optional

from pydantic import Field, HttpUrl

from index.content.fields import PartialDate, Slug, Strict

Licence = Literal["OGL-3.0", "OPL-3.0", "CC-BY-4.0", "CC-BY-NC-4.0", "all-rights-reserved", "unknown", "council"]


class Document(Strict):
    """One document of a publisher.

    `seen_as` says how its words reached us: `publisher` (the publisher's own page or a file of it),
    `official-copy` (a government web archive or a mirror of official notices), `report` (what the press
    or another third party says of it), `not-seen` (the address is known, the text was not read).
    """

    id: Slug
    title: str
    url: HttpUrl
    updated: Optional[PartialDate] = None
    seen: Optional[PartialDate] = None
    seen_as: Literal["publisher", "official-copy", "report", "not-seen"]
    seen_at: Optional[HttpUrl] = None
    licence: Licence
    status: Literal["current", "changing", "retired"] = "current"
    replaced_by: Optional[Slug] = None
    note: Optional[str] = None


class SourceFile(Strict):
    """One publisher and its documents."""

    publisher: str
    short: Optional[str] = None
    documents: list[Document] = Field(min_items=1)


class Source(Document):
    """A document with its publisher's name."""

    publisher: str
    short: Optional[str] = None
