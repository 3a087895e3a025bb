"""CAF or Cyber Essentials? The card that compares them, or both side by side."""

from __future__ import annotations

import re
from typing import Optional

from bot.replies import Part
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
from index.passages import Passage
from index.retriever import Retriever


class Compare:
    """Compares two terms of the glossary; None where the message asks for something else."""

    def __init__(self, retriever: Retriever, showing: Showing, define: Define):
        self._retriever = retriever
        self._showing = showing
        self._define = define
        self._answers = [retriever.card(card)[0] for card in retriever.cards]

    def __call__(self, turn: Turn) -> Optional[Outcome]:
        for one, other in asking().pairs(turn.text):
            first, second = self._define.names.entry(one), self._define.names.entry(other)
            if first and second and first.id != second.id:
                return self._compared(turn, first, second)
        return None

    def _compared(self, turn: Turn, one: Entry, other: Entry) -> Outcome:
        nation = nation_of(turn)
        shown = Shown(turn.text, nation=nation)
        both = [card for card in self._answers if self._names_both(card, one, other)]
        if both:
            names = {card.card for card in both}
            hits = self._retriever.search(turn.text, turn.vector, nation)
            best = next((hit.passage for hit in hits if hit.passage.card in names), both[0])
            parts: list[Part] = [quote(best), *self._showing.next_choices([], best), texts().ask_feedback()]
            return Outcome(reply("compared", *parts), state=shown.with_passage(best, 1.0).json())
        parts = []
        for entry in (other, one):
            more = self._define.card(entry, entry.term, nation)
            said: list[Part] = self._define.parts(entry) if entry.definition else []
            parts = [*said, *([quote(more.passage)] if more else []), *parts]
            shown = shown.with_hit(more) if more else shown
        return Outcome(reply("compared", *parts, texts().ask_feedback()), state=shown.json())

    def _names_both(self, card: Passage, one: Entry, other: Entry) -> bool:
        return any(_names(text, one) and _names(text, other) for text in [card.title, *card.questions])


def _names(text: str, entry: Entry) -> bool:
    longest_first = sorted(entry.names, key=len, reverse=True)
    return bool(re.search(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?:s|es)?\b", text, re.IGNORECASE))
