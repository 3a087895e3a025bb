"""The closed lists that cards choose from: `corpus/vocabulary.yml`."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from index.content.fields import Slug, Strict


class Term(Strict):
    """One value of a closed list, with the label that users see and other words for it."""

    id: Slug
    label: str
    also: list[str] = []


class Vocabulary(Strict):
    """The closed lists, each in the order in which it is shown."""

    audiences: list[Term] = Field(min_items=1)
    nations: list[Term] = Field(min_items=1)
    topics: list[Term] = Field(min_items=1)
    steps: list[Term] = Field(min_items=1)
    bodies: list[Term] = Field(min_items=1)

    def label(self, facet: str, value: str) -> str:
        """The words for a value of a facet; the value itself where the facet lacks it."""
        return next((term.label for term in getattr(self, facet) if term.id == value), value)

    def everywhere(self, nations: Iterable[str]) -> bool:
        """Whether these are all the nations that there are."""
        return set(self.ids("nations")) <= set(nations)

    def ids(self, facet: str) -> list[str]:
        """The values of a facet in order."""
        return [term.id for term in getattr(self, facet)]
