"""What an answer rests on: the sources of the passage that is meant, or those of a publisher that is named."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Optional

from bot.replies import Part, Text
from bot.skills.facets import SHORTEST, publishers_by_name
from bot.skills.follow_up_words import FollowUpWords
from bot.skills.memory import Shown
from bot.skills.quoting import quote
from bot.skills.sections import speaking
from bot.skills.texts import texts
from index.content.fields import PartialDate
from index.lexical import words
from index.passages import Passage, PassageSource
from index.retriever import Retriever

# Of so many cards the sources of a publisher are named, and so many sources.
CARDS = 30
MOST = 5


class Sources:
    """Names sources; the publisher is asked for by the words of `follow_up.yml`."""

    def __init__(self, retriever: Retriever, said: FollowUpWords):
        self._retriever = retriever
        self._words = said

    def __call__(self, text: str, shown: Shown, meant: str = "") -> list[Part]:
        """The sources as parts of a reply.

        Args:
            text: the message in the user's words.
            meant: the words for the passage whose sources are asked for, where there are any.
        """
        passage = self._meant(meant, shown)
        name = self.publisher(text)
        if name is None:
            return [self._listed(texts().sources.format(title=passage.title), passage.sources, passage), quote(passage)]
        known = _bare(name).lower() in self._by_name
        found = self._published(_bare(name).lower(), passage, shown) if known else []
        if found:
            return [self._listed(texts().sources_of.format(publisher=name), found)]
        none = Text(markdown=texts().no_sources_of.format(publisher=name))
        return [none, self._listed(texts().sources.format(title=passage.title), passage.sources, passage)]

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        known = publishers_by_name(self._retriever.glossary, self._retriever.passages)
        return {name: names for name, names in known.items() if len(name) >= SHORTEST}

    def publisher(self, text: str) -> Optional[str]:
        """The publisher that a message names, in its own words; one that is not known is named with a capital."""
        said = text.replace("’", "'")
        for pattern in self._words.publishers:
            for match in re.finditer(pattern, said, re.IGNORECASE):
                name = match.group("name").strip()
                bare = _bare(name)
                if bare.lower() in self._by_name or (bare[:1].isupper() and bare.lower() not in self._words.empty):
                    return name
        return None

    def _meant(self, said: str, shown: Shown) -> Passage:
        """The passage of the last reply that words speak of, or the first of it."""
        known = {passage.id for passage in self._retriever.passages}
        quoted = [self._retriever.passage(name) for name in shown.quoted if name in known]
        own = [word for word in words(said) if word not in words(" ".join(self._words.empty))]
        named = [one for one in quoted if set(own) & set(words(f"{one.title} {one.heading or ''}"))]
        best = max(named, key=lambda one: len(set(own) & set(words(f"{one.title} {one.heading or ''}"))), default=None)
        return best or speaking(quoted, own) or self._retriever.passage(shown.passage or "")

    def _published(self, name: str, passage: Passage, shown: Shown) -> list[PassageSource]:
        """The sources of a publisher: of the card on show, then of the cards nearest to what was asked."""
        names = self._by_name[name]
        hits = self._retriever.search(f"{shown.asked()} {name}", None, shown.nation, CARDS)
        near: Sequence[Passage] = [*self._retriever.card(passage.card), *(hit.passage for hit in hits)]
        found = {
            source.url: source
            for one in near
            for source in one.sources
            if {source.publisher.lower(), (source.short or source.publisher).lower()} & names
        }
        return list(found.values())[:MOST]

    def _listed(self, heading: str, sources: Iterable[PassageSource], passage: Optional[Passage] = None) -> Text:
        lines = [heading, ""]
        lines += [
            texts().source.format(
                title=source.title,
                url=source.url,
                publisher=source.publisher,
                updated=texts().source_updated.format(date=source.updated) if source.updated else "",
            )
            for source in sources
        ]
        if passage:
            checked = dt.date.fromisoformat(passage.reviewed)
            lines += ["", texts().reviewed.format(date=PartialDate(checked.isoformat()).readable)]
        return Text(markdown="\n".join(lines))


def _bare(name: str) -> str:
    """A name without its article."""
    return re.sub(r"^(?:the|an?|your) ", "", name, flags=re.IGNORECASE)
