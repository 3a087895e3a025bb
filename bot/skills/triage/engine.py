"""Triage: reads every message while an incident is open, and says what comes next."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Optional

from bot.replies import Part, Reply, Text
from bot.skills.answering_live import answering
from bot.skills.aside import without_choices
from bot.skills.guided.cut import with_before
from bot.skills.triage.answering import Answering
from bot.skills.triage.assessment import Assessment
from bot.skills.triage.brief import say_fact
from bot.skills.triage.case import Case
from bot.skills.triage.closing import Closing
from bot.skills.triage.commands import stamped
from bot.skills.triage.flow import Flow
from bot.skills.triage.handing import Handing
from bot.skills.triage.parts import CHANGE, CLOSE, HAND_OVER, TYPE
from bot.skills.triage.requests import Requests
from bot.skills.triage.revising import Revising
from bot.skills.triage.several_said import pieces
from bot.skills.triage.side import Side
from bot.skills.turn import Outcome, Turn

# Replies that say for themselves what is ticked off.
TICKED = ("triage_ticked", "triage_tick_unknown")
# What wants a whole message as its answer.
WAITING = (TYPE, CHANGE, HAND_OVER, CLOSE)
# It names nothing but what was just told.
OFF = re.compile(
    r"(?:(?:please|just|so|and|can you) )*tick (?:that|it|them|those|this)(?: all)?(?: off)?(?: too| please)?\W*",
    re.IGNORECASE,
)
# Replies that show the whole plan, of which one is enough.
PLANS = ("triage_brief", "triage_updated")


def without_plan(said: Reply) -> list[Part]:
    """A reply's parts where another follows in the same message: no choices, and of a plan only what it was told."""
    parts = without_choices(said)
    return [part for part in parts if isinstance(part, Text)] if said.status in PLANS else parts


class Triage:
    """The triage skill."""

    def __init__(self, flow: Flow):
        self.flow = flow
        self.revising, self.handing = Revising(flow), Handing(flow)
        self.side = Side(flow, self.revising)
        self.closing = Closing(flow, self.advance)
        self.requests = Requests(flow, self.side, self.revising, self.closing, self.handing)
        self.answering = Answering(flow, self.side, self.revising, self.requests)

    def resume(self, turn: Turn) -> Outcome:
        """Go on where the user left off, minutes or days ago."""
        return self.flow.resume(turn)

    def start(self, turn: Turn) -> Outcome:
        """Open an incident from the message that told of it."""
        case = Case(started=turn.now, opening=turn.text)
        case.note(turn.now, self.flow.common.words["reported"].format(text=turn.text))
        self.flow.gatherer.from_profile(case, turn)
        incidents = [entity.value for entity in turn.entities if entity.kind == "incident"]
        told = self.flow.spelling.repair(turn.text)
        case.types = self.flow.hear_types(told, turn, incidents, opening=True)
        noted = self.flow.gatherer.volunteer(case, told, turn.now, by_words=True)
        if turn.added:
            # Who answers is told what was heard of it, also where the conversation heard it first.
            known = [fact for fact in ("nation", "body", "role") if case.known(fact) and fact not in noted]
            noted += [*known, *self.flow.gatherer.answered_before(case, turn.added, turn.now)]
        return self.flow.open(case, turn, noted)

    def advance(self, turn: Turn) -> Outcome:
        """Take the next message of an open incident."""
        case = Case.read(turn.state)
        if case is None:
            return self.start(turn)
        ticked = self.flow.tick_told(case, turn)
        outcome = self._each(case, turn, bool(ticked))
        return outcome if outcome.reply.status in TICKED else with_before(outcome, ticked)

    def _each(self, case: Case, turn: Turn, ticked: bool) -> Outcome:
        """Take each part of a message in which a command stands beside other things."""
        parts = [turn.text] if case.pending in WAITING else pieces(turn.text, self.flow.commands)
        parts = [part for part in parts if not (ticked and OFF.fullmatch(part))] or parts
        if len(parts) == 1:
            return self._advance(case, turn)
        # Of a part by itself the classifier was not asked.
        said = [replace(turn, text=part, intent="", vector=None, chances={}) for part in parts]
        before = [part for each in said[:-1] for part in without_plan(self._advance(case, each).reply)]
        return with_before(self._advance(case, said[-1]), before)

    def _advance(self, case: Case, turn: Turn) -> Outcome:
        said = self.flow.commands.hear(turn.text)
        none = answering().says_there_is_none(turn.text) and not (said and said.id == "stop")
        if none and (denied := self.closing.denied(case, turn)):
            return denied
        if said and (outcome := self.requests.act(case, turn, said)):
            return outcome
        if case.pending == CHANGE and self.requests.names_no_answer(turn.text):
            remaining = self.flow.remaining(case)
            case.pending = remaining[0].id if remaining else None
            case.status = "asking" if remaining else "briefed"
        if case.status == "paused":
            if asked_for := self.requests.meant(case, turn):
                return asked_for
            if self.side.asks(case, turn):
                return self.side.answer(case, turn)
            case.status = "asking" if self.flow.remaining(case) or case.pending else "briefed"
        if case.status == "briefed" and case.pending is None:
            return self.answering.take_briefed(case, turn)
        if case.pending is None:
            return self.flow.next(case, turn, "triage_question")
        if case.pending == TYPE:
            return self.answering.take_type(case, turn)
        if case.pending == CHANGE:
            return self.requests.change(case, turn, turn.text)
        if case.pending == HAND_OVER:
            return self.handing.take(case, turn)
        if case.pending == CLOSE:
            return self.closing.take(case, turn)
        return self.answering.take(case, turn)

    def claims(self, turn: Turn) -> bool:
        """Whether a message is plainly for an open incident: a command, a line with its time, a step, a shrug."""
        heard = self.flow.commands.hear(turn.text) or stamped(turn.text) or self.flow.ear.is_dont_know(turn.text)
        return bool(heard) or "done" in self.flow.ear.anywhere(turn.text)

    def tells(self, turn: Turn) -> bool:
        """Whether a message gives a fact, a time or a place, as an answer to a question of ours may."""
        moments = (
            moment
            for part in re.split(r"[,;.]", turn.text)
            for moment in self.flow.gatherer.moments(part.strip(), turn.now, answering=True)
        )
        place = self.flow.gatherer.whereabouts.nation(turn.text, answering=True)
        return bool(self.flow.ear.anywhere(turn.text) or place) or any(not moment.future for moment in moments)

    def assess(self, state: dict) -> Optional[Assessment]:
        """What the rules make of a state; None where there is no incident in it."""
        case = Case.read(state)
        return self.flow.assess(case) if case else None

    def say_fact(self, state: dict, fact: str) -> Optional[str]:
        """What a state holds of a fact, in words."""
        case = Case.read(state)
        return say_fact(case, self.flow.common, fact) if case else None
