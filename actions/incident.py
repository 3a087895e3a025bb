"""A live incident."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.adapter import say, skills, turn_of
from bot.skills.first_minutes import first_minutes


class ActionIncident(Action):
    """The first-minute card of the incident heard."""

    def name(self) -> str:
        return "action_incident"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = turn_of(tracker)
        outcome = first_minutes(turn, skills().retriever)
        return [SlotSet("shown", outcome.state), *say(outcome, turn, dispatcher)]
