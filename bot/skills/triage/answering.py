"""Answers to the question that waits, and what is told when none does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.replies.statuses import reply
from bot.skills.guided.cut import with_before
from bot.skills.triage.case import Case
from bot.skills.triage.commands import stamped
from bot.skills.triage.correcting import NOTICED
from bot.skills.triage.denial import affirmed
from bot.skills.triage.facts import Answer
from bot.skills.triage.flow import Flow
from bot.skills.triage.kept import people, tells
from bot.skills.triage.requests import Requests
from bot.skills.triage.revising import Revising
from bot.skills.triage.side import Side
from bot.skills.triage.turnings import Turned
from bot.skills.triage.words import SENTENCE_END, normal
from bot.skills.turn import Outcome, Turn
from index.content.playbook import FALLBACK
from index.content.triage import UNKNOWN, Question

# An answer of more words is kept as it was said, beside the fact.
ANSWER_WORDS = 6


class Answering:
    def __init__(self, flow: Flow, side: Side, revising: Revising, requests: Requests):
        self.flow, self.side, self.revising, self.requests = flow, side, revising, requests
        self.closing = requests.closing

    def take(self, case: Case, turn: Turn) -> Outcome:
        question = self.flow.gatherer.question(case.pending or "")
        if stamped(turn.text) and (question.id != NOTICED or "done" in self.flow.ear.anywhere(turn.text)):
            return self.requests.log(case, turn, turn.text)
        if question.id != NOTICED and (put_right := self.revising.put_right(case, turn)):
            return put_right
        heard = self.flow.gatherer.answer(case, question, turn.text, turn.now, turn.vector)
        if not heard.noted and not heard.future:
            encode = partial(self.flow.vector, turn=turn)
            heard = self.flow.gatherer.answer_in_part(case, question, turn.text, turn.now, encode)
        heard = self._with_the_rest(case, turn, question, heard)
        if objected := self.revising.objected(case, turn, heard):
            return objected
        if heard.future and not heard.noted and not self.side.questioning(case, turn):
            return self._missed(case, turn, question, "triage_future")
        turned = self._turned(case, turn, heard)
        if turned.no_cyber:
            return self.closing.not_ours(case, turn)
        if not heard.exact and self.side.asks(case, turn) and (dropped := self.revising.dropped(case, turn)):
            return with_before(self.side.answer(case, turn), dropped)
        if not heard.exact and (wrong := self.revising.not_that(case, turn, turned)):
            return wrong
        if (heard.free or not heard.answered) and (asked_for := self.requests.meant(case, turn)):
            return asked_for
        if self.side.asks(case, turn) and not heard.exact and (not heard.answered or self.side.questioning(case, turn)):
            return self.side.answer(case, turn)
        if heard.free or (not heard.exact and self._worth_keeping(turn.text, heard)):
            case.note(turn.now, turn.text)
        before = self.flow.assess(case)
        noted = self.flow.gatherer.take(case, heard)
        leaves = [*question.leaves, *(question.facts if heard.answered else [])]
        if not heard.exact:
            by_words = heard.answered
            noted += self.flow.gatherer.volunteer(case, turn.text, turn.now, leaves=leaves, by_words=by_words)
        noted += self.flow.gatherer.urgent(case, turn.text)
        if not heard.answered and (told := self.revising.told_more(case, turn, noted)):
            return told
        self.flow.widen(case, turned.adds)
        if not heard.answered and (noted or turned.adds):
            if not self.flow.gatherer.wanted(case, question):
                case.pending, case.misses = None, 0
            if said := self.flow.learned(case, before, noted):
                if tells(turn.text):
                    case.note(turn.now, turn.text)
                return self.flow.next(case, turn, "triage_question", said)
            if case.pending is None:
                return self.flow.next(case, turn, "triage_question")
        if not heard.answered and tells(turn.text):
            return self._kept(case, turn, question)
        if not heard.answered:
            return self._missed(case, turn, question, "triage_again")
        changing, case.pending, case.misses, case.changing = case.changing, None, 0, False
        parts = self.flow.learned(case, before, noted, plan=not self.flow.remaining(case))
        if not heard.exact and set(noted) <= set(question.facts) and self._says_more(turn.text):
            parts += self.flow.speaker.rest_kept()
        return self.flow.next(
            case, turn, "triage_updated" if changing and not self.flow.remaining(case) else "triage_question", parts
        )

    def _with_the_rest(self, case: Case, turn: Turn, question: Question, heard: Answer) -> Answer:
        """With what another sentence says to those facts of a question that are still open: "Kent. It's a district"."""
        wanted = set(self.flow.gatherer.wanted(case, question)) - set(heard.noted)
        if not heard.answered or heard.exact or heard.moments or not wanted:
            return heard
        encode = partial(self.flow.vector, turn=turn)
        part = self.flow.gatherer.answer_in_part(case, question, turn.text, turn.now, encode)
        more = {fact: values for fact, values in part.values.items() if fact in wanted and values != [UNKNOWN]}
        return replace(heard, values={**heard.values, **more})

    def _turned(self, case: Case, turn: Turn, heard: Answer) -> Turned:
        """What an answer makes of the kind of incident: nothing, where it says no more than was asked."""
        if heard.exact or (heard.answered and not self._worth_keeping(turn.text, heard)):
            return Turned()
        return self.flow.turned(case, turn, turn.text, heard.answered)

    @staticmethod
    def _worth_keeping(text: str, heard: Answer) -> bool:
        """Whether an answer says more than the fact that is taken from it."""
        return bool(heard.answered) and tells(text) and len(text.split()) > ANSWER_WORDS

    @staticmethod
    def _says_more(text: str) -> bool:
        """Whether an answer goes on in a sentence of its own, in which nothing was heard."""
        further = SENTENCE_END.split(text.strip())[1:]
        return any(len(part.split()) > ANSWER_WORDS and tells(part) for part in further)

    def _kept(self, case: Case, turn: Turn, question: Question) -> Outcome:
        """Keep what was told as it was said and ask again, shorter the second time; after that leave it open."""
        case.note(turn.now, turn.text)
        case.misses += 1
        said = [
            *self.flow.speaker.noted(case, self.flow.gatherer.urgent(case, turn.text)),
            *self.flow.speaker.taken_as(turn.text),
        ]
        allowed = self.flow.common.hearing.misses_allowed
        if case.misses <= allowed:
            return self.flow.next(case, turn, "triage_kept", said)
        if case.misses == allowed + 1:
            return self.flow.say(case, reply("triage_kept_again", *said, *self.flow.speaker.ask(case, short=True)))
        self._leave_open(case, question)
        return self.flow.next(case, turn, "triage_left", said)

    def _missed(self, case: Case, turn: Turn, question: Question, status: str) -> Outcome:
        """Ask once more; after that write down that it is not known, and go on."""
        case.misses += 1
        if case.misses <= self.flow.common.hearing.misses_allowed:
            urgent = self.flow.speaker.noted(case, self.flow.gatherer.urgent(case, turn.text))
            return self.flow.next(case, turn, status, [*urgent, *self.flow.speaker.hint(question)])
        self._leave_open(case, question)
        case.note(turn.now, turn.text)
        return self.flow.next(case, turn, "triage_question", self.flow.speaker.noted(case, question.facts))

    @staticmethod
    def _leave_open(case: Case, question: Question) -> None:
        """Write down that what was asked is not known, and ask no more."""
        for fact in question.facts:
            if not case.known(fact):
                case.facts[fact] = [UNKNOWN]
        case.pending, case.misses, case.changing = None, 0, False

    def take_type(self, case: Case, turn: Turn) -> Outcome:
        text = normal(turn.text)
        chosen = [
            name
            for name, each in self.flow.library.playbooks.items()
            if text in (normal(each.choice), normal(each.label))
        ]
        tapped = bool(chosen)
        if not tapped and self.flow.turned(case, turn, turn.text).no_cyber:
            return self.closing.not_ours(case, turn)
        chosen = chosen or self.flow.hear_types(affirmed(turn.text), turn)
        doubted = not chosen and self.flow.gatherer.doubted(case, (), turn.text)
        chosen = chosen or ([FALLBACK] if self.flow.ear.is_dont_know(turn.text) and not doubted else [])
        if not chosen and (asked_for := self.requests.meant(case, turn)):
            return asked_for
        if not chosen and self.side.asks(case, turn):
            return self.side.answer(case, turn)
        before = self.flow.assess(case)
        # The words of a choice are ours: "a lost or stolen laptop, phone or papers" does not say which.
        noted = [] if tapped else self.flow.gatherer.volunteer(case, turn.text, turn.now, by_words=True)
        noted += self.flow.gatherer.urgent(case, turn.text)
        if doubted:
            noted += self.flow.gatherer.take(case, Answer(values={doubted: [UNKNOWN]}))
        if not chosen and not noted and not people(turn.text):
            noted = self.flow.gatherer.take(
                case, self.flow.gatherer.answer(case, self.flow.common.question("spread"), turn.text, turn.now)
            )
        learned = self.flow.learned(case, before, noted)
        kept = not learned and tells(turn.text)
        if not chosen and case.misses <= bool(learned or kept):
            case.misses += 1
            if kept:
                case.note(turn.now, turn.text)
                said = "triage_kept" if case.misses == 1 else "triage_kept_again"
                return self.flow.next(case, turn, said, self.flow.speaker.taken_as(turn.text))
            return self.flow.next(case, turn, "triage_question" if noted else "triage_again", learned)
        if not tapped:
            case.note(turn.now, turn.text)
        case.types, case.pending, case.misses, case.changing = chosen or [FALLBACK], None, 0, False
        case.status = "asking"
        return self.flow.open(case, turn, noted)

    def take_briefed(self, case: Case, turn: Turn) -> Outcome:
        if stamped(turn.text):
            return self.requests.log(case, turn, turn.text)
        if objected := self.revising.objected(case, turn, Answer()):
            return objected
        if self.side.asks(case, turn) and (dropped := self.revising.dropped(case, turn)):
            return with_before(self.side.answer(case, turn), dropped)
        if asked_for := self.requests.meant(case, turn):
            return asked_for
        if self.side.asks(case, turn):
            return self.side.answer(case, turn)
        before, turned = self.flow.assess(case), self.flow.turned(case, turn, turn.text)
        if turned.no_cyber:
            return self.closing.not_ours(case, turn)
        told = (
            self.revising.not_that(case, turn, turned)
            or self.revising.told_more(case, turn, ())
            or self.revising.put_right(case, turn)
        )
        if told:
            return told
        noted = [*self.flow.gatherer.volunteer(case, turn.text, turn.now), *self.flow.gatherer.urgent(case, turn.text)]
        self.flow.widen(case, turned.adds)
        if noted or turned.adds:
            case.note(turn.now, turn.text)
            said = self.flow.learned(case, before, noted, plan=True)
            if self.flow.assess(case).fired != before.fired:
                return self.flow.briefed(case, turn, "triage_updated", said)
            return self.requests.logged(case, turn.now, turn.text, turn, said)
        if tells(turn.text):
            case.note(turn.now, turn.text)
            return self.requests.logged(case, turn.now, turn.text, turn, self.flow.speaker.taken_as(turn.text))
        return self.flow.say(
            case, reply("triage_open", self.flow.speaker.after(before, self.flow.hand_over is not None))
        )
