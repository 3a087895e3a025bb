"""Where a message could be a live incident or a question about one: ask, and remember what it was."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Optional

from bot.replies import Choices, Reply
from bot.replies.statuses import reply
from bot.skills.conversation import DISTRESS, OUTSIDE, THREAT
from bot.skills.guided.hearing import UNKNOWN, hear
from bot.skills.texts import texts
from bot.skills.turn import ASK, INCIDENT, Entity, Outcome, Turn

UNSURE = "maybe_incident"
LIVE = "confirm_live"
QUESTION = "confirm_question"
# Messages of choices that lead into triage.
WAYS_IN = frozenset(("It is happening now", "Something is happening now"))
# The chance of an incident from which on the way into triage stands beside whatever is said.
AT_ALL = 0.02
# The same for a person in distress or under threat, who is not to be troubled without need.
BESIDE_CARE = 0.1
# Acts that ask for nothing, or whose reply must not wait.
ANSWERED_FIRST = ("greet", "tell_profile", "thank", "goodbye", DISTRESS, THREAT)
# How people say yes and no to "is this happening now?", the Scots among them, and what denies it anywhere.
YES = re.compile(
    r"\W*(y|ye|yes|yh|yea|yeah|yep|yup|aye|now|right now|the noo|correct|affirmative|it is|it'?s happening)\b", re.I
)
NO = re.compile(r"\W*(n|no|nope|nah|naw|nae|not (now|yet|really|happening|at the moment))\b", re.I)
DENIED = re.compile(
    r"\bnot happening\b|\ba question\b|\b(just|only) (asking|curious|wondering|planning)\b|\bplanning (ahead|for)\b|"
    r"\bhypothetical|\bfor an exercise\b|\bjust want(ed)? to know\b",
    re.I,
)
# Words of a message that says no more than yes or no.
SHORT = 4
# The user has said which it is.
SETTLED = (LIVE, QUESTION)


def ask_if_live(turn: Turn) -> Outcome:
    """The short question; the state is the message that it is about."""
    said = reply("live_or_question", texts().choices("live_or_question"))
    return Outcome(said, state=waits(turn))


def waits(turn: Turn) -> dict[str, Any]:
    """The message that the user is asked about, and what else it may be than an incident."""
    return {
        "text": turn.text,
        "chances": {act: chance for act, chance in turn.chances.items() if act != INCIDENT},
        "entities": [[entity.kind, entity.value, entity.text] for entity in turn.entities],
    }


def may_be_live(turn: Turn) -> bool:
    """Whether a message that was taken for something else may tell of an incident in words that nobody thought of."""
    return may_mean_live(turn.intent, turn.live)


def may_mean_live(act: str, live: float) -> bool:
    """The same of an act and the chance of an incident."""
    return act not in SETTLED and live >= (BESIDE_CARE if act in (DISTRESS, THREAT) else AT_ALL)


def with_way_in(said: Reply, act: str) -> Reply:
    """The reply, which loses nothing, with the way into triage before it; as it is where it has one.

    Who only says hello, or who they are, is greeted first, and care waits for nothing: for those acts it comes after.
    """
    way_in = texts().choices("live_beside", texts().ask_live_beside)
    messages = {option.message for part in said.parts if isinstance(part, Choices) for option in part.options}
    if messages & WAYS_IN:
        return said
    return said.copy(update={"parts": [*said.parts, way_in] if act in ANSWERED_FIRST else [way_in, *said.parts]})


def taken(turn: Turn, waiting: dict[str, Any]) -> Turn:
    """The message that follows the question, with the one that it was about, as what it is to be taken for.

    A yes or a no in any words settles it. What tells more of it, or does not know, is an incident until that is denied:
    who is under attack types facts and taps no choice. Anything else is taken for itself.
    """
    text = turn.text.replace("\u2019", "'")
    short = len(text.split()) <= SHORT
    if DENIED.search(text) or (NO.match(text) and (short or turn.intent != INCIDENT)):
        return settled(replace(turn, intent=QUESTION), waiting)
    if turn.intent in (INCIDENT, UNSURE) or (YES.match(text) and not short):
        return settled(replace(turn, intent=LIVE), {**waiting, "text": f"{waiting['text']}. {turn.text}"})
    heard = hear(text)
    if YES.match(text) or (heard.answer == UNKNOWN and heard.short):
        return settled(replace(turn, intent=LIVE), waiting)
    return settled(turn, waiting)


def settled(turn: Turn, waiting: Optional[dict[str, Any]]) -> Turn:
    """The turn that waited, now that the user said which it is; the turn itself where nothing waited.

    What is no incident is a question, unless it is likelier to be something that the bot is not for.
    """
    if not waiting or turn.intent not in (LIVE, QUESTION):
        return turn
    entities = (*(Entity(*each) for each in waiting.get("entities", [])), *turn.entities)
    taken = replace(turn, text=waiting["text"], vector=None, chances=waiting.get("chances", {}), entities=entities)
    if turn.intent == LIVE:
        return replace(taken, intent=INCIDENT)
    return replace(taken, intent=taken.otherwise if taken.otherwise.startswith(OUTSIDE) else ASK)
