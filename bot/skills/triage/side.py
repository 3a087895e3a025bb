"""Questions that users ask while an incident is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.replies import Checklist, ContactItem, Contacts, Notice, Part, Quote, Reply, Text
from bot.replies.statuses import reply
from bot.skills.acts import ASK, DISTRESS, FOLLOW_UP, HELP, INCIDENT, LIVE, OUTSIDE, PROFILE, START_OVER, THREAT, UNSURE
from bot.skills.aside import without_choices
from bot.skills.ask import PLAIN
from bot.skills.triage.assessment import Assessment
from bot.skills.triage.beside import is_near, nearest, unsaid
from bot.skills.triage.case import Case
from bot.skills.triage.flow import Flow
from bot.skills.triage.kept import bare
from bot.skills.triage.own_plan import own_plan, steps_of
from bot.skills.triage.parts import SECTIONS
from bot.skills.triage.revising import Revising
from bot.skills.triage.whom import named_in
from bot.skills.triage.words import normal
from bot.skills.turn import Incident, Outcome, Turn
from index.content.triage import Step

# What a question in an incident may be taken for: what is outside by its subject comes up in one ("how do we do the
# medicines round"), and what it goes on about is the incident.
OF_THE_INCIDENT = (
    *("outside_health", "outside_council_service", "outside_home_it", "outside_other"),
    *(FOLLOW_UP, INCIDENT, UNSURE, LIVE, PROFILE, START_OVER, HELP),
)
# The chance from which a question in an incident is outside all the same: "can I delete the rule" hides nothing.
STANDS = 0.9
CARE_STANDS = 0.85
# Of what the plan forbids so much is shown for its likeness.
MOST_FORBIDDEN = 2
# So many are named to whom nothing that is held can answer.
MOST_NAMED = 3


class Side:
    def __init__(self, flow: Flow, revising: Revising):
        self.flow, self.revising = flow, revising

    def asks(self, case: Case, turn: Turn) -> bool:
        """Whether a message asks something, or tells what wants an answer though it has no form of a question."""
        return self._has_a_question(turn) or self._wants_answer(case, turn)

    def questioning(self, case: Case, turn: Turn) -> bool:
        """The same more surely: not only by its act."""
        ear = self.flow.ear
        return ear.is_question(turn.text) or ear.asks(turn.text) or self._wants_answer(case, turn)

    def answers_itself(self, case: Case, turn: Turn) -> bool:
        """Whether steps of the plan or a card are known to answer a message, whatever it is like."""
        known = own_plan().meant(turn.text, self._has_a_question(turn), self.flow.assess(case).facts["type"])
        return any(not each.section for each in known)

    def _has_a_question(self, turn: Turn) -> bool:
        ends = turn.text.rstrip().endswith("?") and not self.flow.ear.is_dont_know(turn.text)
        asks = turn.intent == ASK and not self.flow.ear.tells(turn.text) and not bare(turn.text)
        return asks or ends or self.flow.ear.asks(turn.text)

    def _wants_answer(self, case: Case, turn: Turn) -> bool:
        return own_plan().told(turn.text, self.flow.assess(case).facts["type"])

    def answer(self, case: Case, turn: Turn) -> Outcome:
        """Answer a side question, note what is told beside it, then put the waiting question again."""
        before, told = self.flow.assess(case), self.flow.ear.telling(turn.text)
        # "Has anyone paid? Don't know" answers its own question, and none of ours.
        told = "" if self.flow.ear.is_dont_know(told) else told
        moved, _ = self.revising.moved(case, turn) or ([], "")
        noted = [*moved, *self.flow.gatherer.urgent(case, turn.text), *self._told(case, turn, told, times=not moved)]
        if told:
            self.flow.widen(case, self.flow.further(case, turn, told))
        if (noted and told) or turn.intent == THREAT or self._wants_answer(case, turn):
            case.note(turn.now, turn.text)
        learned = self.flow.learned(case, before, noted)
        parts = [*learned, *(self._section(case, turn) or self._answered(case, turn, shown=learned))]
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

    def _answered(self, case: Case, turn: Turn, shown: Sequence[Part]) -> list[Part]:
        """What the guidance says; before it, or in its place, what the plan holds: whom it names, what of it answers.

        Args:
            shown: what the reply says already.
        """
        contacts = self.flow.book.items(self.flow.assess(case), case, turn.now)
        named = named_in(self.flow.ear.asked(turn.text), contacts, self.flow.book.also)
        own = unsaid(self._of_the_plan(case, turn), shown)
        plan = [Contacts(title=self.flow.common.words["in-plan"], items=named)] if named else []
        if any(not isinstance(part, (Checklist, Notice)) for part in own):
            return [*plan, *own]
        said = self._answer_about(case, turn)
        if plan or own:
            return [*plan, *own, *(without_choices(said) if said.status in PLAIN else [])]
        return without_choices(said) if is_near(said) else self._nothing_near(contacts)

    def _of_the_plan(self, case: Case, turn: Turn) -> list[Part]:
        """The parts of the plan and the cards that are known to answer a message; else what the plan forbids."""
        if turn.intent.startswith(OUTSIDE) and not self._is_doubted(turn):
            return []
        assessment, speaker = self.flow.assess(case), self.flow.speaker
        parts: list[Part] = []
        for each in own_plan().meant(turn.text, self._has_a_question(turn), assessment.facts["type"]):
            if each.section:
                contacts = self.flow.book.items(assessment, case, turn.now)
                parts += speaker.section(each.section, case, assessment, contacts)
            parts += speaker.own(*steps_of(assessment, each.steps), each.cards, case, each.danger)
        if not parts and self._has_a_question(turn):
            parts = speaker.own([], self._forbidden(turn, assessment), [], case)
        case.saw([part.passage for part in parts if isinstance(part, Quote)])
        return parts

    def _forbidden(self, turn: Turn, assessment: Assessment) -> list[Step]:
        """What the plan forbids of that for which a message asks leave, by its likeness."""
        asked = self.flow.ear.asked(turn.text)
        if self.flow.encode is None or not own_plan().for_leave(asked):
            return []
        vectors = self.flow.encode([asked, *(step.text for step in assessment.do_not)])
        likest = sorted(zip(vectors[1:] @ vectors[0], range(len(assessment.do_not))), reverse=True)
        return [assessment.do_not[place] for near, place in likest[:MOST_FORBIDDEN] if near >= own_plan().likeness]

    def _nothing_near(self, contacts: Sequence[ContactItem]) -> list[Part]:
        """That nothing held answers, with those in the plan who may know."""
        words = self.flow.common.words
        asked = [item for item in contacts if not item.done][:MOST_NAMED]
        text = Text(markdown=words["no-answer"])
        return [text, Contacts(title=words["ask-them"], items=asked)] if asked else [text]

    def _answer_about(self, case: Case, turn: Turn) -> Reply:
        """The answer to a question, which in an incident mostly leaves out what it is about: "can we pay"."""
        label = self.flow.library.in_words(case.types)
        unfit = own_plan().unfit(turn.text, self._told_so_far(case), case.facts)
        known = Incident(tuple(case.types), label, case.opening, tuple(case.seen), unfit)
        incident = known if case.types else None
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

    @staticmethod
    def _told_so_far(case: Case) -> list[str]:
        return [case.opening, *(entry.text for entry in case.log if entry.by == "user")]
