"""Going on in a list that was found: the next page, the one before, or one of its items."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

from bot.skills.facets import AUDIENCE, NATION, TOPIC
from bot.skills.find import Find
from bot.skills.follow_up_hearing import Heard, Kind
from bot.skills.follow_up_words import Command, FollowUpWords, follow_up_words
from bot.skills.memory import Shown
from bot.skills.showing import Showing
from bot.skills.shown_again import picked
from bot.skills.turn import Outcome, Turn
from index.retriever import Hit, Retriever

# A list on show is narrowed down anew by what is named; what it was narrowed down by before gives way.
NARROWING: dict[Kind, str] = {"nation": NATION, "audience": AUDIENCE, "topic": TOPIC}
LEADING: dict[Kind, str] = {"nation": "for", "audience": "for", "topic": "on"}
TURNS: dict[Optional[Command], int] = {"next_page": 1, "more": 1, "previous_page": -1}
# These always mean a list; the others do only while it is what was shown last.
ALWAYS = ("next_page", "previous_page")


class Paging:
    """Takes a follow-up as one to the list on show; None where it is not."""

    def __init__(self, retriever: Retriever, find: Find, showing: Showing, words: Optional[FollowUpWords] = None):
        self._retriever = retriever
        self._find = find
        self._showing = showing
        self._words = words or follow_up_words()

    def __call__(self, turn: Turn, found: dict[str, Any], heard: Heard) -> Optional[Outcome]:
        command = heard.command
        if not found.get("open", True) and command not in ALWAYS:
            return None
        if command in TURNS:
            return self._listed(turn, str(found.get("text", "")), max(0, int(found.get("page", 0)) + TURNS[command]))
        if command == "pick":
            return self._picked(list(found.get("cards", [])), heard.rest)
        if heard.kind in NARROWING:
            left = self._find.hearing.without(str(found.get("text", "")), NARROWING[heard.kind])
            return self._listed(turn, f"{left} {LEADING[heard.kind]} {heard.rest}", 0)
        return None

    def _listed(self, turn: Turn, text: str, page: int) -> Outcome:
        return self._find(replace(turn, text=text, vector=None, state={"page": page}))

    def _picked(self, cards: list[str], words: str) -> Optional[Outcome]:
        number = self._words.picks.get(words) or int("".join(filter(str.isdigit, words)) or 0)
        card = picked(cards, number)
        passages = self._retriever.card(card) if card else []
        if not passages:
            return None
        asked = Shown(passages[0].questions[0] if passages[0].questions else passages[0].title)
        return self._showing([Hit(passages[0], 0.0, 1.0)], asked)
