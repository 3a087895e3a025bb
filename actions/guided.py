"""Triage, walk, exercise and bites: one Rasa form whose every message goes to the guide that is under way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.adapter import WAITING, answered, remember, remembering, say, shown_of, skills, turn_of
from actions.answer import ActionAnswer, goes_on
from bot.skills.acts import DISTRESS, INCIDENT, LIVE, UNSURE
from bot.skills.conversation import converse
from bot.skills.guides import ACTS, TRIAGE, Guided, States
from bot.skills.live_question import settled
from bot.skills.memory import SHOWN
from bot.skills.turn import Turn

SAID = "guided_said"
GUIDE = "guide"
# Among what was asked once: whether it is happening now.
GATE = "live"
NAMES = tuple(ACTS.values())
# Statuses after which the person, and no machine, is what is spoken of.
CARED_FOR = (DISTRESS, "threatened")
# A message that the door found at fault is no answer to anything.
FAULTS = ("empty_message", "too_long")


class ActionGuide(Action):
    """Begins the guide that the dialogue act asks for, or takes up the one that waits."""

    def name(self) -> str:
        return "action_guide"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        if begun := _practice(dispatcher, tracker):
            return begun
        if goes_on(tracker):
            return _answered_instead(dispatcher, tracker, domain)
        if skills().ask.may_only_ask(remembering(turn_of(tracker), tracker)):
            return ActionAskIfLive().run(dispatcher, tracker, domain)
        turn, states = settled(turn_of(tracker), tracker.get_slot(WAITING)), _states(tracker)
        if turn.intent == LIVE and tracker.get_slot("status") in CARED_FOR and not tracker.get_slot(WAITING):
            # "It is happening now" of a person in need tells of no incident: care stays.
            return [SlotSet(GUIDE, None), SlotSet(SAID, "done"), *say(converse(DISTRESS), turn, dispatcher)]
        name = ACTS.get(turn.intent) or skills().guides.paused(states) or TRIAGE
        return [SlotSet(WAITING, None), *_events(skills().guides.start(name, turn, states), turn, dispatcher)]


class ActionAskIfLive(Action):
    """Asks whether it is happening now, where the message could be either and needs asking."""

    def name(self) -> str:
        return "action_ask_if_live"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        if begun := _practice(dispatcher, tracker):
            return begun
        turn = remembering(turn_of(tracker), tracker)
        if skills().ask.needs_no_asking(turn):
            return _answered_instead(dispatcher, tracker, domain)
        asked = tracker.get_slot("asked") or []
        outcome = skills().gate(turn, again=GATE in asked)
        waits = outcome.state or {}
        on_show = [SlotSet(SHOWN, waits["asked"])] if "asked" in waits else []
        events = [SlotSet(WAITING, waits), SlotSet(GUIDE, WAITING), SlotSet("asked", [*dict.fromkeys([*asked, GATE])])]
        return [*on_show, *events, *say(replace(outcome, state=None), turn, dispatcher)]


def _practice(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """An exercise, where one is wished for, though the message was taken for an incident or a question."""
    turn, states = turn_of(tracker), _states(tracker)
    name = skills().guides.begins(turn, states)
    if name is None or turn.intent not in (INCIDENT, UNSURE, name):
        return []
    return [SlotSet(WAITING, None), *_events(skills().guides.start(name, turn, states), turn, dispatcher)]


def _answered_instead(dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
    """The answer, where no guide is to begin."""
    return [*ActionAnswer().run(dispatcher, tracker, domain), SlotSet(GUIDE, None), SlotSet(SAID, "done")]


class ValidateGuidedForm(Action):
    """Gives each message of the form to the guide; the form ends when no guide wants the next one."""

    def name(self) -> str:
        return "validate_guided_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        guide = tracker.get_slot(GUIDE)
        if not guide:
            return [SlotSet(SAID, "done")]
        if tracker.get_slot(SAID) is None:
            return []
        turn, states = turn_of(tracker), _states(tracker)
        if guide == WAITING:
            return _answered_if_live(turn, tracker, dispatcher)
        if turn.intent in FAULTS or not skills().guides.takes(guide, turn, states):
            outcome = skills().guides.beside(guide, skills().route(remembering(turn, tracker)))
            return [SlotSet(SAID, None), *remember(outcome), *say(shown_of(outcome), turn, dispatcher)]
        return _events(skills().guides.advance(guide, turn, states), turn, dispatcher)


def _answered_if_live(turn: Turn, tracker: Tracker, dispatcher: CollectingDispatcher) -> list[EventType]:
    """What becomes of the message that follows "is this happening now?"."""
    if turn.intent in FAULTS:
        return [SlotSet(SAID, None), *say(skills().route(turn), turn, dispatcher)]
    waiting = tracker.get_slot(WAITING) or {"text": turn.text}
    turn = skills().gate.taken(remembering(turn, tracker), waiting)
    if turn.intent in ACTS:
        begun = skills().guides.start(ACTS[turn.intent], turn, _states(tracker))
        return [SlotSet(WAITING, None), *_events(begun, turn, dispatcher)]
    # What the question left on show gives way to what was on show before it, where nothing else is shown now.
    left = [SlotSet(GUIDE, None), SlotSet(SAID, "done"), SlotSet(SHOWN, turn.state.get(SHOWN))]
    return [*left, *answered(turn, dispatcher, waiting)]


class ActionGuideDone(Action):
    """Makes room for the next guide."""

    def name(self) -> str:
        return "action_guide_done"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return [SlotSet(SAID, None), SlotSet(GUIDE, None)]


def _states(tracker: Tracker) -> States:
    return {name: tracker.get_slot(name) for name in NAMES}


def _events(guided: Guided, turn: Turn, dispatcher: CollectingDispatcher) -> list[EventType]:
    changed = [SlotSet(name, state) for name, state in guided.states.items()]
    said = None if guided.guide else "done"
    return [*say(guided.outcome, turn, dispatcher), *changed, SlotSet(GUIDE, guided.guide), SlotSet(SAID, said)]
