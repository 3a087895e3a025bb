"""Where somebody is, and of what kind of body, from the place that they name as their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.skills.nations import places
from index.content.triage import TriageFile

PLACE = "{place}"
COUNCIL = "principal-council"


class Whereabouts:
    """Hears places in the ways in which people name their own.

    Any place would not do: a laptop left on the train to Leeds says nothing of whose it is, and the wrong nation
    means the wrong police.
    """

    def __init__(self, common: TriageFile):
        self._ours = common.hearing.our_place
        self._councils = common.hearing.our_council
        self._names = {nation: _any_of(names) for nation, names in places().items()}
        self._compiled = {
            (pattern, nation): re.compile(pattern.replace(PLACE, names), re.IGNORECASE)
            for pattern in (PLACE, *self._ours, *self._councils)
            for nation, names in self._names.items()
        }

    def nation(self, text: str, answering: bool = False) -> list[str]:
        """The nation of the place that is the user's own, or of any place where they answer "where?"; [] if unclear."""
        patterns = [PLACE] if answering else [*self._ours, *self._councils]
        found = [nation for nation in self._names if self._said(patterns, nation, text)]
        return found if len(found) == 1 else []

    def body(self, text: str) -> list[str]:
        """A council by the name of its place, such as "Highland Council"."""
        return [COUNCIL] if any(self._said(self._councils, nation, text) for nation in self._names) else []

    def _said(self, patterns: Sequence[str], nation: str, text: str) -> bool:
        return any(self._compiled[pattern, nation].search(text) for pattern in patterns)


def _any_of(names: Sequence[str]) -> str:
    longest_first = sorted({re.escape(name) for name in names}, key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)"
