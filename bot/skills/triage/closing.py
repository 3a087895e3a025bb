"""Ending an incident that is over, or was none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Optional

from bot.replies import Part
from bot.replies.statuses import reply
from bot.skills.acts import ASK
from bot.skills.answering_live import answering
from bot.skills.aside import without_choices
from bot.skills.asked_beside import asked_beside
from bot.skills.triage.case import Case
from bot.skills.triage.flow import Flow
from bot.skills.triage.hearing import NAYS
from bot.skills.triage.parts import CLOSE, TYPE
from bot.skills.triage.words import normal
from bot.skills.turn import Outcome, Turn

# A no in so many words is nothing but that.
BARE = 3
# Fewer words after it say nothing of their own.
FEWEST = 3
SENTENCES = re.compile(r"(?<=[.!?])\s+")
# Facts that tell of the user, and nothing of an incident.
OF_WHO_SPEAKS = ("nation", "body", "role")
# So many facts more are a record that is not closed unasked.
FEW = 1
# What closes an incident for whoever was asked whether it may be closed.
ENDING = ("close", "not-live", "stop")


class Closing:
    """Closes incidents.

    Args:
        advance: takes a message that turns out to be about the incident still.
    """

    def __init__(self, flow: Flow, advance: Callable[[Turn], Outcome]):
        self.flow, self._advance = flow, advance

    def not_live(self, case: Case, turn: Turn, what: str = "") -> Optional[Outcome]:
        """Close what was no incident and answer what it began with; None where more has been told by now."""
        if case.status == "briefed" or not case.opening:
            return None
        return Outcome(reply("triage_not_live", *self._plain_answer(turn, asked_beside(turn.text) or case.opening)))

    def denied(self, case: Case, turn: Turn) -> Optional[Outcome]:
        """Close what a message says in full is no incident; ask before that where more than a little was told."""
        if case.pending == CLOSE:
            return None
        return self.not_live(case, turn) if _has_little(case) else self.ask(case, turn)

    def harmless(self, case: Case, turn: Turn, what: str = "") -> Optional[Outcome]:
        """Ask whether to close what a message says was nothing; None where it tells a fact as well."""
        told = bool(self.flow.ear.anywhere(turn.text))
        if case.pending in self.flow.questions():
            question = self.flow.gatherer.question(case.pending or "")
            told = told or bool(self.flow.gatherer.answer(case, question, turn.text, turn.now).noted)
        return None if told else self.ask(case, turn)

    def ask(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        own = asked_beside(turn.text)
        return self._put(case, turn, "triage_close_ask", self._plain_answer(turn, own) if own else ())

    def not_ours(self, case: Case, turn: Turn) -> Outcome:
        """Ask the same of what a message says is no matter of computers or data."""
        return self._put(case, turn, "triage_not_ours")

    def _put(self, case: Case, turn: Turn, status: str, beside: Sequence[Part] = ()) -> Outcome:
        """Keep what was said, and put the question whether to close."""
        case.note(turn.now, turn.text)
        case.pending, case.misses = CLOSE, 0
        return self.flow.say(case, reply(status, *beside, self.flow.speaker.yes_no(CLOSE)))

    def _plain_answer(self, turn: Turn, question: str) -> list[Part]:
        """What the guidance holds on a question, as if nothing were happening."""
        return without_choices(self.flow.answer(replace(turn, text=question, intent=ASK, vector=None, chances={})))

    def take(self, case: Case, turn: Turn) -> Outcome:
        """Close the incident on a yes; on anything else it stays open, and what is said counts as ever."""
        case.pending = None if case.types else TYPE
        text = normal(turn.text)
        vector, said = self.flow.vector(turn.text, turn), re.split(r"\W+", text)
        ends = vector is not None and self.flow.commands.meant(turn.text, vector) in ENDING
        none = answering().says_there_is_none(turn.text)
        if said[0] in NAYS and not none and (len(said) <= BARE or not ends):
            return self._kept_open(case, turn)
        if ends or none or re.match(r"(?:yes|y|yep|yeah|aye|ok|okay|please|close|do it|sure|go ahead)\b", text):
            if none and _has_little(case) and (ended := self.not_live(case, turn)):
                return ended
            return Outcome(reply("triage_closed", self.flow.document(case, self.flow.assess(case), turn)))
        return self._go_on(case, turn, turn.text)

    def _kept_open(self, case: Case, turn: Turn) -> Outcome:
        """Leave it open, and take what is said after the no for itself: "no, keep it open. What do I owe the ICO?"."""
        rest = [part for part in SENTENCES.split(turn.text)[1:] if len(part.split()) >= FEWEST]
        if rest and not self.flow.ear.is_dont_know(rest[-1]):
            return self._go_on(case, turn, " ".join(rest))
        return self.flow.then_back(case, turn, "triage_kept_open", [])

    def _go_on(self, case: Case, turn: Turn, text: str) -> Outcome:
        if case.pending is None and case.status == "asking":
            case.pending = next((question.id for question in self.flow.remaining(case)), None)
        vector = turn.vector if text == turn.text else None
        return self._advance(replace(turn, text=text, vector=vector, state=case.state()))


def _has_little(case: Case) -> bool:
    """Whether all but nothing of an incident was told."""
    return len({*case.facts, *case.moments} - {*OF_WHO_SPEAKS}) <= FEW
