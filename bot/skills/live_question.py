"""Where a message could be a live incident or a question about one: ask, and remember what it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

from bot.replies import Choices, Reply
from bot.replies.statuses import reply
from bot.skills.conversation import DISTRESS, OUTSIDE
from bot.skills.texts import texts
from bot.skills.turn import ASK, INCIDENT, Outcome, Turn

UNSURE = "maybe_incident"
LIVE = "confirm_live"
QUESTION = "confirm_question"
# Messages of choices that lead into triage.
WAYS_IN = frozenset(("It is happening now", "Something is happening now"))
# The chance of an incident from which on the way into triage stands beside whatever is said.
AT_ALL = 0.02
# The same for a person in distress, who is not to be troubled without need.
BESIDE_CARE = 0.1
# Acts that ask for nothing, or whose reply must not wait.
ANSWERED_FIRST = ("greet", "tell_profile", "thank", "goodbye", DISTRESS)
# The user has said which it is.
SETTLED = (LIVE, QUESTION)


def ask_if_live(turn: Turn) -> Outcome:
    """The short question; the state is the message that it is about."""
    said = reply("live_or_question", texts().choices("live_or_question"))
    return Outcome(said, state=waits(turn))


def waits(turn: Turn) -> dict[str, Any]:
    """The message that the user is asked about, and what else it may be than an incident."""
    return {"text": turn.text, "chances": {act: chance for act, chance in turn.chances.items() if act != INCIDENT}}


def may_be_live(turn: Turn) -> bool:
    """Whether a message that was taken for something else may tell of an incident in words that nobody thought of."""
    return may_mean_live(turn.intent, turn.live)


def may_mean_live(act: str, live: float) -> bool:
    """The same of an act and the chance of an incident."""
    return act not in SETTLED and live >= (BESIDE_CARE if act == DISTRESS else AT_ALL)


def with_way_in(said: Reply, act: str) -> Reply:
    """The reply, which loses nothing, with the way into triage before it; as it is where it has one.

    Who only says hello, or who they are, is greeted first, and care waits for nothing: for those acts it comes after.
    """
    way_in = texts().choices("live_beside", texts().ask_live_beside)
    messages = {option.message for part in said.parts if isinstance(part, Choices) for option in part.options}
    if messages & WAYS_IN:
        return said
    return said.copy(update={"parts": [*said.parts, way_in] if act in ANSWERED_FIRST else [way_in, *said.parts]})


def settled(turn: Turn, waiting: Optional[dict[str, Any]]) -> Turn:
    """The turn that waited, now that the user said which it is; the turn itself where nothing waited.

    What is no incident is a question, unless it is likelier to be something that the bot is not for.
    """
    if not waiting or turn.intent not in (LIVE, QUESTION):
        return turn
    taken = replace(turn, text=waiting["text"], vector=None, chances=waiting.get("chances", {}))
    if turn.intent == LIVE:
        return replace(taken, intent=INCIDENT)
    return replace(taken, intent=taken.otherwise if taken.otherwise.startswith(OUTSIDE) else ASK)
