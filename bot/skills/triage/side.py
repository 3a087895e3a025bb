"""Questions that users ask while an incident is open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.replies import Contacts, Part, Quote, Reply
from bot.replies.statuses import reply
from bot.skills.acts import ASK, DISTRESS, FOLLOW_UP, HELP, INCIDENT, LIVE, OUTSIDE, PROFILE, START_OVER, UNSURE
from bot.skills.aside import without_choices
from bot.skills.ask import PLAIN
from bot.skills.triage.beside import nearest
from bot.skills.triage.case import Case
from bot.skills.triage.flow import Flow
from bot.skills.triage.kept import bare
from bot.skills.triage.parts import SECTIONS
from bot.skills.triage.revising import Revising
from bot.skills.triage.whom import named_in
from bot.skills.triage.words import normal
from bot.skills.turn import Incident, Outcome, Turn

# What a question in an incident may be taken for: what is outside by its subject comes up in one ("how do we do the
# medicines round"), and what it goes on about is the incident.
OF_THE_INCIDENT = (
    *("outside_health", "outside_council_service", "outside_home_it", "outside_other"),
    *(FOLLOW_UP, INCIDENT, UNSURE, LIVE, PROFILE, START_OVER, HELP),
)
# The chance from which a question in an incident is outside all the same: "can I delete the rule" hides nothing.
STANDS = 0.9
CARE_STANDS = 0.85


class Side:
    def __init__(self, flow: Flow, revising: Revising):
        self.flow, self.revising = flow, revising

    def asks(self, turn: Turn) -> bool:
        ends = turn.text.rstrip().endswith("?") and not self.flow.ear.is_dont_know(turn.text)
        asks = turn.intent == ASK and not self.flow.ear.tells(turn.text) and not bare(turn.text)
        return asks or ends or self.flow.ear.asks(turn.text)

    def questioning(self, turn: Turn) -> bool:
        return self.flow.ear.is_question(turn.text) or self.flow.ear.asks(turn.text)

    def answer(self, case: Case, turn: Turn) -> Outcome:
        """Answer a side question, note what is told beside it, then put the waiting question again."""
        before, told = self.flow.assess(case), self.flow.ear.telling(turn.text)
        # "Has anyone paid? Don't know" answers its own question, and none of ours.
        told = "" if self.flow.ear.is_dont_know(told) else told
        moved, _ = self.revising.moved(case, turn) or ([], "")
        noted = [*moved, *self.flow.gatherer.urgent(case, turn.text), *self._told(case, turn, told, times=not moved)]
        if told:
            self.flow.widen(case, self.flow.further(case, turn, told))
        if noted and told:
            case.note(turn.now, turn.text)
        learned = self.flow.learned(case, before, noted)
        parts = [*learned, *(self._section(case, turn) or self._whom(case, turn))]
        if case.status == "paused":
            return self.flow.say(case, reply("triage_side", *parts, *self.flow.speaker.paused()))
        return self.flow.then_back(case, turn, "triage_side", parts)

    def _told(self, case: Case, turn: Turn, told: str, times: bool) -> list[str]:
        """Write down what is told beside a question: the answer to the one that waits, and whatever else.

        Args:
            times: whether a time in it is news, and not one that was put right.
        """
        gatherer, noted = self.flow.gatherer, []
        if told and case.pending in self.flow.questions():
            vector = self.flow.vector(told, turn)
            question = gatherer.question(case.pending or "")
            heard = gatherer.answer(case, question, told.strip(" .,;"), turn.now, vector)
            if not heard.answered or heard.free:
                encode = partial(self.flow.vector, turn=turn)
                heard = gatherer.answer_in_part(case, question, turn.text, turn.now, encode)
            if heard.answered and not heard.free:
                noted += gatherer.take(case, heard)
                case.pending, case.misses = None, 0
        times = times and bool(told) and not self.flow.ear.asks(told)
        return [*noted, *gatherer.volunteer(case, told, turn.now, times=times)]

    def _section(self, case: Case, turn: Turn) -> list[Part]:
        """The part of the plan that is asked for beside what is told: "it's the payroll. Who do I ring?"."""
        asked = self.flow.ear.asked(turn.text)
        if asked == normal(turn.text):
            return []
        said = self.flow.commands.hear(asked)
        if said is None or said.id not in SECTIONS:
            return []
        assessment = self.flow.assess(case)
        return self.flow.speaker.section(said.id, case, assessment, self.flow.book.items(assessment, case, turn.now))

    def _whom(self, case: Case, turn: Turn) -> list[Part]:
        """What the guidance says; before it whom the plan names, where it is asked whether they are to be told."""
        said = self._answer_about(case, turn)
        contacts = self.flow.book.items(self.flow.assess(case), case, turn.now)
        named = named_in(self.flow.ear.asked(turn.text), contacts, self.flow.book.also)
        if not named:
            return without_choices(said)
        plan = Contacts(title=self.flow.common.words["in-plan"], items=named)
        return [plan, *(without_choices(said) if said.status in PLAIN else [])]

    def _answer_about(self, case: Case, turn: Turn) -> Reply:
        """The answer to a question, which in an incident mostly leaves out what it is about: "can we pay"."""
        label = self.flow.library.in_words(case.types)
        incident = Incident(tuple(case.types), label, case.opening, tuple(case.seen)) if case.types else None
        asked = replace(turn, incident=incident)
        if turn.intent in OF_THE_INCIDENT or self._is_doubted(turn):
            asked = replace(asked, intent=ASK)
        said = nearest(self.flow.answer(asked))
        case.saw([part.passage for part in said.parts if isinstance(part, Quote)])
        return said

    @staticmethod
    def _is_doubted(turn: Turn) -> bool:
        chance = turn.chances.get(turn.intent, turn.confidence)
        return turn.intent.startswith(OUTSIDE) and chance < (CARE_STANDS if turn.intent == DISTRESS else STANDS)
