"""Ask, what follows on from an answer, and find."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.adapter import WAITING, offering_triage, remember, remembering, say, shown_of, skills, turn_of
from bot.skills.ask import PLAIN
from bot.skills.live_question import settled
from bot.skills.memory import SHOWN
from bot.skills.practice import offering_practice
from bot.skills.profile import ask_once


def goes_on(tracker: Tracker) -> bool:
    """Whether the latest message goes on about the answer on show, whatever act it was taken for."""
    return skills().ask.goes_on(remembering(turn_of(tracker), tracker))


class ActionAnswer(Action):
    """Answers a question or a follow-up; after the first answer asks once for nation, later once for role."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = settled(remembering(turn_of(tracker), tracker), tracker.get_slot(WAITING))
        outcome, waits = offering_triage(skills().route(turn), turn)
        asked = tracker.get_slot("asked") or []
        events = [SlotSet(SHOWN, turn.state.get(SHOWN)), *remember(outcome), *waits]
        following = ask_once(outcome.profile or turn.profile, asked) if outcome.reply.status in PLAIN else None
        if following:
            reply = outcome.reply.copy(update={"parts": [*outcome.reply.parts, following[0]]})
            outcome = replace(outcome, reply=reply)
            events.append(SlotSet("asked", following[1]))
        return [*events, *say(shown_of(outcome), turn, dispatcher)]


class ActionFind(Action):
    """Lists guidance by topic, role, nation, publisher, date or step."""

    def name(self) -> str:
        return "action_find"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = remembering(turn_of(tracker), tracker)
        outcome, waits = offering_triage(offering_practice(skills().ask(turn), turn.text), turn)
        return [*remember(outcome), *waits, *say(replace(outcome, state=None), turn, dispatcher)]
