"""Going on in a list that was found: the next page, the one before, or one of its items."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

from bot.skills.find import Find
from bot.skills.follow_up_words import Command, FollowUpWords, follow_up_words
from bot.skills.memory import Shown
from bot.skills.showing import Showing
from bot.skills.shown_again import picked
from bot.skills.turn import Outcome, Turn
from index.retriever import Hit, Retriever

TURNS = {"next_page": 1, "more": 1, "previous_page": -1}
# These always mean a list; the others do only while it is what was shown last.
ALWAYS = ("next_page", "previous_page")


class Paging:
    """Takes a command as one for the list on show; None where it is not."""

    def __init__(self, retriever: Retriever, find: Find, showing: Showing, words: Optional[FollowUpWords] = None):
        self._retriever = retriever
        self._find = find
        self._showing = showing
        self._words = words or follow_up_words()

    def __call__(self, turn: Turn, found: dict[str, Any], command: Command, rest: str) -> Optional[Outcome]:
        if not found.get("open", True) and command not in ALWAYS:
            return None
        if command in TURNS:
            page = max(0, int(found.get("page", 0)) + TURNS[command])
            return self._find(replace(turn, text=str(found.get("text", "")), vector=None, state={"page": page}))
        if command == "pick":
            number = self._words.picks.get(rest) or int("".join(filter(str.isdigit, rest)) or 0)
            card = picked(list(found.get("cards", [])), number)
            passages = self._retriever.card(card) if card else []
            if passages:
                asked = Shown(passages[0].questions[0] if passages[0].questions else passages[0].title)
                return self._showing([Hit(passages[0], 0.0, 1.0)], asked)
        return None
