"""CAF or Cyber Essentials? The card that compares them, or both side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Optional

from bot.replies import Part, Text
from bot.replies.statuses import reply
from bot.skills.answer import nation_of
from bot.skills.asking import asking
from bot.skills.define import Define
from bot.skills.memory import Shown
from bot.skills.quoting import quote
from bot.skills.showing import Showing
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from index.content.glossary import Entry
from index.lexical import words
from index.passages import Passage
from index.retriever import Retriever

PAIR = 2


class Compare:
    """Compares terms of the glossary; None where the message asks for something else."""

    def __init__(self, retriever: Retriever, showing: Showing, define: Define):
        self._retriever = retriever
        self._showing = showing
        self._define = define
        self._answers = [retriever.card(card)[0] for card in retriever.cards]

    def __call__(self, turn: Turn) -> Optional[Outcome]:
        several = asking().sides(turn.text)
        sides = [several] if len(several) > PAIR else []
        for names in [*sides, *asking().pairs(turn.text)]:
            entries = [entry for name in names if (entry := self._define.names.entry(name))]
            if len(entries) == len(names) == len({entry.id for entry in entries}):
                return self._compared(turn, entries)
        return None

    def nearest(self, turn: Turn) -> Optional[Outcome]:
        """What comes nearest to each thing that is plainly to be compared, where no card speaks of them all."""
        sides = asking().sides(turn.text)
        if len(sides) < PAIR:
            return None
        nation = nation_of(turn)
        hits = self._retriever.search(turn.text, turn.vector, nation)
        if not hits or self._speaks_of_all(hits[0].passage, sides):
            return None
        best = [found[0] for side in sides if (found := self._retriever.search(side, None, nation))]
        each = list({hit.passage.card: hit for hit in [*best, hits[0]]}.values())
        unsure = sorted(map(self._showing.unsure, each), key=lambda hit: -hit.confidence)
        return self._showing(unsure, Shown(turn.text, nation=nation), (Text(markdown=texts().not_compared),))

    def _speaks_of_all(self, passage: Passage, sides: Sequence[str]) -> bool:
        card = self._retriever.card(passage.card)
        told = " ".join(f"{one.title} {one.heading or ''} {one.markdown}" for one in card)
        return all(set(words(side)) <= set(words(told)) for side in sides)

    def _compared(self, turn: Turn, entries: Sequence[Entry]) -> Outcome:
        nation = nation_of(turn)
        shown = Shown(turn.text, nation=nation)
        both = [card for card in self._answers if self._compares(card, entries)]
        if both:
            names = {card.card for card in both}
            hits = self._retriever.search(turn.text, turn.vector, nation)
            best = next((hit.passage for hit in hits if hit.passage.card in names), both[0])
            parts: list[Part] = [quote(best), *self._showing.next_choices([], best), texts().ask_feedback()]
            return Outcome(reply("compared", *parts), state=shown.with_passage(best, 1.0).json())
        parts = []
        for entry in reversed(entries):
            more = self._define.card(entry, entry.term, nation)
            said: list[Part] = self._define.parts(entry) if entry.definition else []
            parts = [*said, *([quote(more.passage)] if more else []), *parts]
            shown = shown.with_hit(more) if more else shown
        return Outcome(reply("compared", *parts, texts().ask_feedback()), state=shown.json())

    def _compares(self, card: Passage, entries: Sequence[Entry]) -> bool:
        """Whether its title or a question names them all, and sets one against the other."""
        return any(
            all(_names(text, entry) for entry in entries) and re.search(asking().against, text, re.IGNORECASE)
            for text in [card.title, *card.questions]
        )


def _names(text: str, entry: Entry) -> bool:
    longest_first = sorted(entry.names, key=len, reverse=True)
    return bool(re.search(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?:s|es)?\b", text, re.IGNORECASE))
