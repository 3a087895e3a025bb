"""Where a message could be a live incident or a question about one: ask, and remember what it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

from bot.replies import Choices, Part, Reply
from bot.replies.statuses import reply
from bot.skills.acts import (
    ABUSE,
    ASK,
    DISTRESS,
    FIND,
    FOLLOW_UP,
    GOODBYE,
    GREET,
    INCIDENT,
    LIVE,
    OUTSIDE,
    PROFILE,
    QUESTION,
    RESUME,
    START_OVER,
    THANK,
    THREAT,
    UNSURE,
)
from bot.skills.answering_live import answering
from bot.skills.asked_beside import asked_beside
from bot.skills.guided.hearing import UNKNOWN, Heard, hear
from bot.skills.memory import SHOWN
from bot.skills.practice import wishes_practice
from bot.skills.texts import texts
from bot.skills.turn import Entity, Outcome, Turn

# Messages of choices that lead into triage.
WAYS_IN = frozenset(("It is happening now", "Something is happening now"))
# The chance of an incident from which on the way into triage stands beside whatever is said.
AT_ALL = 0.02
# The same for a person in distress or under threat, who is not to be troubled without need.
BESIDE_CARE = 0.1
# The chance from which on it stands first also in the middle of a talk.
LIKELY_LIVE = 0.25
# Acts that ask for nothing, or whose reply must not wait.
ANSWERED_FIRST = (GREET, PROFILE, THANK, GOODBYE, DISTRESS, THREAT)
# Words of a message that says no more than yes or no.
SHORT = 4
# Words of a statement that says only a little more of what was asked about.
LITTLE = 6
# The user has said which it is.
SETTLED = (LIVE, QUESTION)
# Acts of a message that is for itself whatever it also tells.
OF_ITSELF = (FIND, "walk", "exercise", "learn", RESUME, START_OVER, ABUSE, DISTRESS, THREAT)
# The chance of a question from which a message without the form of one is none the less a new question.
SURELY_ASKED = 0.95


def ask_if_live(turn: Turn, *beneath: Part, again: bool = False) -> Outcome:
    """The short question; the state is the message that it is about.

    Args:
        beneath: what there is to say if it is none.
        again: whether the conversation was asked before: nobody is asked twice in the same words.
    """
    asking = texts().ask_if_live_again if again else texts().ask_if_live
    said = reply("live_or_question", texts().choices("live_or_question"), *beneath, asking=asking)
    return Outcome(said, state=waits(turn))


def waits(turn: Turn, beside: bool = False) -> dict[str, Any]:
    """The message that the user is asked about, what else it may be than an incident, and what was on show before.

    Args:
        beside: whether nobody is asked, and the way into triage only stands beside an answer.
    """
    return {
        "beside": beside and turn.live < LIKELY_LIVE,
        "text": turn.text,
        "chances": {act: chance for act, chance in turn.chances.items() if act != INCIDENT},
        "entities": [[entity.kind, entity.value, entity.text] for entity in turn.entities],
        SHOWN: turn.state.get(SHOWN),
    }


def may_be_live(turn: Turn) -> bool:
    """Whether a message that was taken for something else may tell of an incident in words that nobody thought of."""
    return may_mean_live(turn.intent, turn.live)


def may_mean_live(act: str, live: float) -> bool:
    """The same of an act and the chance of an incident."""
    return act not in SETTLED and live >= (BESIDE_CARE if act in (DISTRESS, THREAT) else AT_ALL)


def with_way_in(said: Reply, turn: Turn) -> Reply:
    """The reply, which loses nothing, with the way into triage before it; as it is where it has one.

    Who only says hello, or who they are, is greeted first, and care waits for nothing: for those acts it comes after.
    So it does in the middle of a talk in peace, where an incident is unlikely.
    """
    talking = bool(turn.state.get(SHOWN)) and turn.live < LIKELY_LIVE
    way_in = texts().choices("live_beside", texts().ask_live_beside)
    messages = {option.message for part in said.parts if isinstance(part, Choices) for option in part.options}
    if messages & WAYS_IN:
        return said
    after = talking or turn.intent in ANSWERED_FIRST
    return said.copy(update={"parts": [*said.parts, way_in] if after else [way_in, *said.parts]})


def taken(turn: Turn, waiting: dict[str, Any], tells: bool = False, goes_on: bool = False) -> Turn:
    """The message that follows the question, with the one that it was about, as what it is to be taken for.

    A yes or a no in any words settles it. What tells more of it, says who the user is, or does not know, is an incident
    until that is denied: who is under attack types facts and taps no choice. A question is answered, and anything else
    is taken for itself.

    Args:
        tells: whether the message gives a fact, a time or a place, as an answer may.
        goes_on: whether it plainly goes on about what is on show.
    """
    said, heard = answering(), hear(turn.text)
    few = len(turn.text.split()) <= SHORT
    if turn.text in waiting.get("offered", ()):
        return replace(turn, intent=ASK)
    if wishes_practice(turn.text):
        return turn if turn.intent == "exercise" else replace(turn, intent="exercise")
    if said.denies(turn.text) or (said.says_no(turn.text) and (few or turn.intent != INCIDENT)):
        own = asked_beside(turn.text)
        asked = {**waiting, "text": own, "chances": {}, "entities": []} if own else waiting
        return settled(replace(turn, intent=QUESTION), asked)
    yes = said.says_yes(turn.text)
    if heard.question and not yes and turn.intent != INCIDENT:
        return replace(turn, intent=ASK) if turn.intent == UNSURE else _leaning(turn, waiting, goes_on)
    if few and turn.intent not in (INCIDENT, UNSURE) and (yes or turn.intent == LIVE or _unknown(heard)):
        return settled(replace(turn, intent=LIVE), waiting)
    if waiting.get("beside") and not yes and turn.intent in (PROFILE, UNSURE):
        # Nobody asked: who says where they are goes on with the talk.
        return turn
    happened = yes or said.says_past(turn.text)
    if happened or turn.intent in (INCIDENT, UNSURE, LIVE, PROFILE) or _tells_more(turn, tells, goes_on):
        both = {**waiting, "text": _joined(waiting["text"], turn.text)}
        return settled(replace(turn, intent=LIVE, added=turn.text), both)
    if turn.intent == FOLLOW_UP:
        return _leaning(turn, waiting, goes_on)
    return settled(turn, waiting)


def left_open(turn: Turn, waiting: dict[str, Any]) -> Optional[dict[str, Any]]:
    """What still waits for a yes after a message that was neither that nor a no; None where it was settled.

    It was by a no, by what was offered beneath the question, and by what care or a new start is for.
    """
    if turn.text in (waiting["text"], *waiting.get("offered", ())) or turn.intent in (DISTRESS, THREAT, START_OVER):
        return None
    return {**waiting, "text": _joined(waiting["text"], turn.text)} if may_be_live(turn) else waiting


def _leaning(turn: Turn, waiting: dict[str, Any], goes_on: bool) -> Turn:
    """What leans on the message that was asked about, where nothing is on show for it to lean on, with that message."""
    if turn.intent != FOLLOW_UP or goes_on or turn.state.get(SHOWN):
        return settled(turn, waiting)
    return replace(turn, intent=ASK, text=f"{waiting['text']}, {turn.text}", vector=None)


def _unknown(heard: Heard) -> bool:
    return heard.answer == UNKNOWN and heard.short


def _tells_more(turn: Turn, tells: bool, goes_on: bool) -> bool:
    """Whether a statement is a fact of what was asked about, or says no more than that: "he's 14"."""
    if turn.intent in OF_ITSELF or turn.intent == QUESTION or (turn.intent == ASK and turn.asked >= SURELY_ASKED):
        return False
    leans = turn.intent == FOLLOW_UP or turn.intent.startswith(OUTSIDE)
    return tells or (leans and not goes_on and len(turn.text.split()) <= LITTLE)


def _joined(first: str, then: str) -> str:
    return f"{first} {then}" if first.rstrip().endswith((".", "!", "?")) else f"{first}. {then}"


def settled(turn: Turn, waiting: Optional[dict[str, Any]]) -> Turn:
    """The turn that waited, now that the user said which it is; the turn itself where nothing waited.

    What is no incident is a question, unless it is likelier to be something that the bot is not for.
    """
    if not waiting or turn.intent not in (LIVE, QUESTION):
        return turn
    entities = (*(Entity(*each) for each in waiting.get("entities", [])), *turn.entities)
    state = {**turn.state, SHOWN: waiting.get(SHOWN)}
    taken = replace(
        turn, text=waiting["text"], vector=None, chances=waiting.get("chances", {}), entities=entities, state=state
    )
    if turn.intent == LIVE:
        return replace(taken, intent=INCIDENT)
    return replace(taken, intent=taken.otherwise if taken.otherwise.startswith(OUTSIDE) else ASK)
