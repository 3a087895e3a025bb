"""Between Rasa and the skills: a tracker becomes a Turn, an Outcome becomes a message and slots."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import cache
from typing import Any, Optional
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.skills.assembly import Skills, assemble
from bot.skills.live_question import left_open, may_be_live, waits, with_way_in
from bot.skills.memory import FOUND, SHOWN
from bot.skills.turn import Entity, Outcome, Profile, Turn
from bot.skills.vectors import EMBEDDING, unpack
from index.paths import Paths

LONDON = ZoneInfo("Europe/London")
# The slot with the message of which the user is yet to say whether it is happening now.
WAITING = "waiting"


@cache
def skills() -> Skills:
    """The skills of this installation, loaded once; see `bot.skills.assembly.assemble` for what it raises."""
    return assemble(Paths())


def turn_of(tracker: Tracker, slot: Optional[str] = None) -> Turn:
    """The latest message as a Turn, with the JSON state that `slot` holds."""
    message = tracker.latest_message or {}
    intent = message.get("intent") or {}
    entities = tuple(
        Entity(found["entity"], str(found["value"]), _span(message, found)) for found in message.get("entities", [])
    )
    return Turn(
        text=message.get("text") or "",
        intent=intent.get("name") or "",
        confidence=float(intent.get("confidence") or 0.0),
        chances={each["name"]: float(each["confidence"]) for each in message.get("intent_ranking") or []},
        now=_now(message),
        entities=entities,
        profile=Profile(tracker.get_slot("nation"), tracker.get_slot("role"), tracker.get_slot("body")),
        state=tracker.get_slot(slot) or {} if slot else {},
        vector=unpack(message.get(EMBEDDING)),
        conversation=tracker.sender_id,
    )


def remembering(turn: Turn, tracker: Tracker) -> Turn:
    """The turn with what was shown and found before it."""
    return replace(turn, state={name: tracker.get_slot(name) for name in (SHOWN, FOUND)})


def remember(outcome: Outcome) -> list[EventType]:
    """What was shown and found, for the next turn; a turn without a state leaves what was there."""
    if outcome.state is None:
        return []
    return [SlotSet(name, outcome.state.get(name)) for name in (SHOWN, FOUND)]


def shown_of(outcome: Outcome) -> Outcome:
    """The outcome with only what was shown as its state, as the record of the turn wants it."""
    return replace(outcome, state=(outcome.state or {}).get(SHOWN))


def offering_triage(
    outcome: Outcome, turn: Turn, waiting: Optional[dict[str, Any]] = None
) -> tuple[Outcome, list[EventType]]:
    """The outcome, with the way into triage where an incident may be meant; then the message waits for a yes.

    Args:
        waiting: the message of which the user was asked before this one whether it is happening now.
    """
    still = left_open(turn, waiting) if waiting else None
    if still is None and (not may_be_live(turn) or skills().ask.continues(turn)):
        return outcome, [SlotSet(WAITING, None)]
    return replace(outcome, reply=with_way_in(outcome.reply, turn)), [
        SlotSet(WAITING, still or waits(turn, beside=True))
    ]


def answered(turn: Turn, dispatcher: CollectingDispatcher, waiting: Optional[dict[str, Any]] = None) -> list[EventType]:
    """Say what the skill for the turn's act answers, with the way into triage where an incident may be meant."""
    outcome, waits_now = offering_triage(skills().route(turn), turn, waiting)
    return [*remember(outcome), *waits_now, *say(shown_of(outcome), turn, dispatcher)]


def say(outcome: Outcome, turn: Turn, dispatcher: CollectingDispatcher) -> list[EventType]:
    """Send the reply as one custom message, record how the turn ended, and remember the profile."""
    dispatcher.utter_message(json_message={"reply": json.loads(outcome.reply.json())})
    state = outcome.state or {}
    skills().records.turn(turn.now, outcome.reply.status, turn.text, state.get("card"), state.get("score"))
    events: list[EventType] = [SlotSet("status", outcome.reply.status)]
    if outcome.profile is not None:
        told = {"nation": outcome.profile.nation, "role": outcome.profile.role, "body": outcome.profile.body}
        events += [SlotSet(name, value) for name, value in told.items()]
    return events


def _span(message: dict[str, Any], entity: dict[str, Any]) -> str:
    text = message.get("text") or ""
    return str(text[entity.get("start", 0) : entity.get("end", 0)])


def _now(message: dict[str, Any]) -> dt.datetime:
    """The time at which the door took the message, so that a replayed turn gives the same answer."""
    said = str((message.get("metadata") or {}).get("now"))
    try:
        return dt.datetime.fromisoformat(said).astimezone(LONDON)
    except ValueError:
        return dt.datetime.now(LONDON)
