"""Ask and find."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.adapter import say, skills, turn_of
from bot.skills.profile import ask_once


class ActionAnswer(Action):
    """Answers a question; after the first answer asks once for nation, later once for role."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = turn_of(tracker)
        outcome = skills().answer(turn)
        asked = tracker.get_slot("asked") or []
        events: list[EventType] = [SlotSet("shown", outcome.state)]
        following = ask_once(turn.profile, asked) if outcome.reply.status == "answered" else None
        if following:
            reply = outcome.reply.copy(update={"parts": [*outcome.reply.parts, following[0]]})
            outcome = replace(outcome, reply=reply)
            events.append(SlotSet("asked", following[1]))
        return [*events, *say(outcome, turn, dispatcher)]


class ActionFind(Action):
    """Lists guidance by topic, role, nation, publisher or step."""

    def name(self) -> str:
        return "action_find"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = turn_of(tracker)
        outcome = skills().find(turn)
        return [SlotSet("found", outcome.state), *say(outcome, turn, dispatcher)]
