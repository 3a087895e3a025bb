"""Turns that need no guidance, the profile, feedback and starting over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.adapter import answered, offering_triage, remember, remembering, say, skills, turn_of
from actions.answer import ActionAnswer, goes_on
from bot.skills.acts import FOLLOW_UP, OUTSIDE, START_OVER, THREAT
from bot.skills.asked_beside import asked_beside
from bot.skills.conversation import ACTS, OUTSIDE_BY_SUBJECT, converse
from bot.skills.feedback import give_feedback, rejects
from bot.skills.memory import SHOWN, Shown
from bot.skills.profile import tell_profile
from bot.skills.told_beside import told_beside

FORGOTTEN = ("shown", "found", "asked")


class ActionConverse(Action):
    """Says what a dialogue act calls for where no guidance is needed, unless guidance is what was meant."""

    def name(self) -> str:
        return "action_converse"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = remembering(turn_of(tracker), tracker)
        if turn.intent in OUTSIDE_BY_SUBJECT and skills().ask.can_only_continue(turn):
            turn = replace(turn, intent=FOLLOW_UP)
        elif turn.intent not in (*ACTS, THREAT) and not turn.intent.startswith(OUTSIDE):
            turn = replace(turn, intent="not_understood")
        return answered(turn, dispatcher)


class ActionProfile(Action):
    """Remembers nation, role and kind of body, and goes on with what waited for them."""

    def name(self) -> str:
        return "action_profile"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = replace(turn_of(tracker), state={"asked": tracker.get_slot("asked") or []})
        if skills().ask.choice(remembering(turn, tracker)):
            # "The chief executive one" is one of those that were offered.
            return ActionAnswer().run(dispatcher, tracker, domain)
        outcome = tell_profile(
            turn, skills().retriever.vocabulary, skills().ask.follow_up.nations, skills().ask.own_role
        )
        if outcome is None:
            return ActionAnswer().run(dispatcher, tracker, domain)
        events: list[EventType] = [SlotSet("asked", (outcome.state or {}).get("asked", []))]
        beside = told_beside(remembering(turn, tracker), outcome.profile or turn.profile, skills().ask, skills().route)
        if beside:
            # What is still to be asked of the user comes last.
            parts = [*outcome.reply.parts[:1], *beside.reply.parts, *outcome.reply.parts[1:]]
            asks = asked_beside(turn.text) is not None
            said = (beside if asks else outcome).reply.copy(update={"parts": parts})
            outcome = replace(beside, reply=said, profile=outcome.profile)
            events += remember(beside)
        outcome, waits = offering_triage(outcome, turn)
        return [*events, *waits, *say(replace(outcome, state=None), turn, dispatcher)]


class ActionFeedback(Action):
    """Stores what the user thought of the last answer."""

    def name(self) -> str:
        return "action_feedback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        if goes_on(tracker):
            return ActionAnswer().run(dispatcher, tracker, domain)
        turn = turn_of(tracker, "shown")
        shown = Shown.read(turn.state)
        rejected = [SlotSet(SHOWN, shown.rejecting().json())] if shown and rejects(turn) else []
        return rejected + say(give_feedback(turn, skills().records), turn, dispatcher)


class ActionStartOver(Action):
    """Forgets everything that the conversation had gathered."""

    def name(self) -> str:
        return "action_start_over"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = turn_of(tracker)
        said = say(converse(START_OVER), turn, dispatcher)
        return [*said, *(SlotSet(name, None) for name in FORGOTTEN)]
