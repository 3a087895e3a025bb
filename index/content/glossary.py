"""Terms, abbreviations and superseded names: `corpus/glossary.yml` and `corpus/glossary/*.yml`."""

from __future__ import annotations

from typing import Literal, Optional

from pydantic import Field

from index.content.fields import Slug, Strict

Kind = Literal["incident", "body", "nation", "system", "publisher", "scheme", "role", "law", "concept"]


class Entry(Strict):
    """One term.

    `also` are other words for it that are still right; `superseded` are names that are not, with what
    changed in `change`. `value` is what a slot takes when the term is heard; it defaults to the id.
    """

    id: Slug
    term: str
    kind: Kind
    abbreviation: Optional[str] = None
    also: list[str] = []
    superseded: list[str] = []
    change: Optional[str] = None
    definition: Optional[str] = None
    value: Optional[str] = None
    sources: list[Slug] = []
    card: Optional[Slug] = None

    @property
    def names(self) -> list[str]:
        """Every name under which users may know it, present name first."""
        short = [self.abbreviation] if self.abbreviation else []
        return [self.term, *short, *self.also, *self.superseded]


class GlossaryFile(Strict):
    entries: list[Entry] = Field(min_items=1)
