"""Where a message could be a live incident or a question about one: ask, and remember what it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

from bot.replies.statuses import reply
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn

UNSURE = "maybe_incident"
LIVE = "confirm_live"
QUESTION = "confirm_question"
# Statuses that hold no sure answer, and the chance of an incident from which on it is then better to ask.
NO_ANSWER = ("closest", "found_nothing")
AT_ALL = 0.03


def ask_if_live(turn: Turn) -> Outcome:
    """The short question; the state is the message that it is about."""
    said = reply("live_or_question", texts().choices("live_or_question"))
    return Outcome(said, state={"text": turn.text})


def may_be_live(turn: Turn, answered: Outcome) -> bool:
    """Whether a message that nothing surely answers may tell of an incident in words that nobody thought of."""
    return answered.reply.status in NO_ANSWER and turn.live >= AT_ALL


def settled(turn: Turn, waiting: Optional[dict[str, Any]]) -> Turn:
    """The turn that waited, now that the user said which it is; the turn itself where nothing waited."""
    if not waiting or turn.intent not in (LIVE, QUESTION):
        return turn
    return replace(turn, text=waiting["text"], intent="report_incident" if turn.intent == LIVE else "ask", vector=None)
