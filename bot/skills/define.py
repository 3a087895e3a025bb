"""What is a SIRO? The glossary's words with their source, and the card that says more."""

from __future__ import annotations

import re
from typing import Optional

from bot.replies import Notice, Part, Text
from bot.replies.statuses import reply
from bot.skills.answer import nation_of
from bot.skills.asking import asking
from bot.skills.memory import Shown
from bot.skills.names import Names
from bot.skills.quoting import quote
from bot.skills.showing import Showing
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from index.content.glossary import Entry
from index.passages import PassageSource
from index.retriever import FIRST_MINUTES, Hit, Retriever

# "Our website is slow" tells of something, whatever term it comes near.
STATED = re.compile(r"\W*(?:our|my|the)\b", re.IGNORECASE)


class Define:
    """Defines one term of the glossary; None where the message asks for something else."""

    def __init__(self, retriever: Retriever, showing: Showing):
        self._retriever = retriever
        self._showing = showing
        self.names = Names(retriever.glossary)
        self._sources = {source.id: source for passage in retriever.passages for source in passage.sources}

    def __call__(self, turn: Turn) -> Optional[Outcome]:
        found = self._asked(turn.text)
        if found is None or (found[0].kind == "incident" and STATED.match(turn.text)):
            return None
        return self._defined(turn, *found)

    def explains(self, text: str) -> bool:
        """Whether a message asks what a term means that is the name of no incident."""
        found = self._asked(text)
        return found is not None and found[0].kind != "incident"

    def _asked(self, text: str) -> Optional[tuple[Entry, str]]:
        """The entry that is asked for, with the name that was used for it."""
        for term in asking().terms(text):
            entry = self.names.entry(term)
            if entry and entry.definition:
                return entry, self.names.name(term) or ""
        return None

    def parts(self, entry: Entry) -> list[Part]:
        """The definition with its source."""
        short = f" ({entry.abbreviation})" if entry.abbreviation else ""
        lines = [texts().definition.format(term=f"{entry.term}{short}", definition=entry.definition)]
        known = [self._sources[name] for name in entry.sources if name in self._sources]
        if known:
            lines.append(texts().definition_source.format(sources="; ".join(_link(source) for source in known)))
        return [Text(markdown="\n\n".join(lines))]

    def card(self, entry: Entry, text: str, nation: Optional[str], by_search: bool = False) -> Optional[Hit]:
        """What says more: the entry's own card, unless that is for an emergency, or the best find."""
        own = [card for card in self._retriever.card(entry.card or "")[:1] if not card.card.startswith(FIRST_MINUTES)]
        entrys = Hit(own[0], 0.0, 1.0) if own else None
        if entrys and not by_search:
            return entrys
        hits = self._retriever.search(text, None, nation)
        fitting = [hit for hit in hits if not hit.passage.card.startswith(FIRST_MINUTES)][:1]
        judgement = self._showing.judgement
        # The definition answers; what stands below it need only be more likely than not to belong to it.
        least = (judgement.floor + judgement.plain) / 2
        return next((hit for hit in fitting if hit.confidence >= least), entrys)

    def _defined(self, turn: Turn, entry: Entry, name: str) -> Outcome:
        old = next((one for one in entry.superseded if one.lower() == name), None)
        parts = self.parts(entry)
        if old:
            change = entry.change or texts().superseded.format(old=old, new=entry.term)
            parts.insert(0, Notice(level="info", markdown=change))
        nation = nation_of(turn)
        more = self.card(entry, turn.text, nation, by_search=old is not None)
        shown = Shown(turn.text, nation=nation)
        if more:
            parts.append(quote(more.passage))
            parts += self._showing.next_choices([], more.passage)
            shown = shown.with_hit(more)
        return Outcome(reply("defined", *parts, texts().ask_feedback()), state=shown.json())


def _link(source: PassageSource) -> str:
    return f"[{source.title}]({source.url}), {source.publisher}" + (f", {source.updated}" if source.updated else "")
