"""What users ask of the bot while an incident is open: by a command's words, or by what others meant."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Optional

from bot.replies import Part, Text
from bot.replies.statuses import reply
from bot.skills.triage.case import Case
from bot.skills.triage.closing import Closing
from bot.skills.triage.commands import Said, stamped
from bot.skills.triage.deadlines import short_clock
from bot.skills.triage.facts import Answer
from bot.skills.triage.flow import Flow
from bot.skills.triage.handing import Handing
from bot.skills.triage.parts import CHANGE, CLOSE, HAND_OVER, SECTIONS, TYPE
from bot.skills.triage.revising import Revising
from bot.skills.triage.side import Side
from bot.skills.triage.ticking import labels_of, tick
from bot.skills.triage.whom import told_in
from bot.skills.triage.words import SENTENCE_END, normal, pattern
from bot.skills.turn import Outcome, Turn
from index.content.triage import UNKNOWN

# What names nothing means what was ticked off last.
LAST = re.compile(r"\s*(?:(?:that|it|this)\b|$)")
# What ends or breaks off the talk, and what else is said with it.
ENDING = ("stop", "pause")
PARTING = (*ENDING, "thanks", "close", "not-live", "hand-over", "resume", "act", "short")
# The chance of any of them below which a sentence of so many words says something else.
ENDS, FEWEST = 0.15, 4
# So many words may name an answer to be changed in a way that is not known.
FEW = 6
# Parts of the plan that count from a time.
OF_TIME = ("deadlines", "clock")


class Requests:
    def __init__(self, flow: Flow, side: Side, revising: Revising, closing: Closing, handing: Handing):
        self.flow, self.side, self.revising, self.closing, self.handing = flow, side, revising, closing, handing

    def act(self, case: Case, turn: Turn, said: Said) -> Optional[Outcome]:
        if said.id in SECTIONS:
            return self._section(case, turn, said.id)
        acts: dict[str, Callable[[Case, Turn, str], Optional[Outcome]]] = {
            "back": self._back,
            "restart": self._restart,
            "stop": self._stop,
            "not-live": self.closing.not_live,
            "harmless": self.closing.harmless,
            "close": self.closing.ask,
            "short": self._shortly,
            "pause": self._pause,
            "resume": lambda case, turn, what: self.flow.resume(turn),
            "log": self.log,
            "brief": lambda case, turn, what: self._briefed_early(case, turn),
            "change": self.change,
            "hand-over": self.handing.offer,
            "act": lambda case, turn, what: self.flow.briefed(case, turn, "triage_brief"),
            "wrong": self.revising.wrong,
            "tick": self._tick,
            "untick": self._untick,
            "also": self._also,
            "why": self._why,
            "ask": lambda case, turn, what: self.side.answer(case, turn),
            "missed": lambda case, turn, what: self.flow.then_back(case, turn, "triage_missed", []),
            "thanks": lambda case, turn, what: self.flow.then_back(case, turn, "triage_thanks", []),
        }
        return acts[said.id](case, turn, said.what) if said.id in acts else None

    def meant(self, case: Case, turn: Turn) -> Optional[Outcome]:
        """What a message asks for that no pattern hears.

        None where it asks for nothing, tells of danger, or asks or tells what the plan is known to answer.
        """
        vector = self.flow.vector(turn.text, turn)
        if vector is None or self.flow.ear.urgent(turn.text) or self.flow.gatherer.calms(case, turn.text):
            return None
        if self.side.answers_itself(case, turn):
            return None
        name = self.flow.commands.meant(turn.text, vector)
        if name in ENDING and self._goes_on(turn):
            return None
        if name == "not-live":
            return self.closing.ask(case, turn)
        if name == "change":
            return self.change(case, turn, self._slip(case, turn))
        return self.act(case, turn, Said(name, turn.text)) if name else None

    def _goes_on(self, turn: Turn) -> bool:
        """Whether another sentence tells of the matter: "ok, I'll leave it. He keeps ringing though"."""
        parts = [part for part in SENTENCE_END.split(turn.text) if len(part.split()) >= FEWEST]
        return any(self.flow.commands.chance(part, self.flow.vector(part, turn), PARTING) < ENDS for part in parts)

    def _slip(self, case: Case, turn: Turn) -> str:
        """What is to be changed, with the new value where a message gives one: "services to housing as well"."""
        fact = self.flow.gatherer.named(turn.text)
        if fact is None or fact.kind == "derived":
            return ""
        heard = self.flow.gatherer.answer(
            case, self.flow.gatherer.question_of(fact.id), turn.text, turn.now, turn.vector
        )
        return f"{fact.id} to {turn.text}" if heard.answered and not heard.free else fact.id

    def _why(self, case: Case, turn: Turn, what: str = "") -> Optional[Outcome]:
        """Why the question that waits is asked; None where none does."""
        if case.pending == TYPE:
            why: Optional[str] = self.flow.common.words["why-type"]
        elif case.pending in self.flow.questions():
            why = self.flow.gatherer.question(case.pending or "").why
        else:
            return None
        return self.flow.then_back(case, turn, "triage_section", [Text(markdown=why)]) if why else None

    def _back(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        case.status, case.misses, case.changing = "asking", 0, False
        if case.pending and case.asked and case.asked[-1] == case.pending:
            case.asked.pop()
        if not case.asked:
            case.pending = None
            return self.flow.next(case, turn, "triage_back_first")
        case.pending = case.asked[-1]
        for fact in self.flow.gatherer.question(case.pending).facts:
            case.forget(fact)
        return self.flow.next(case, turn, "triage_question")

    def _restart(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        kept: dict[str, list[str]] = {
            fact: case.facts[fact] for fact in ("nation", "body", "role") if fact in case.facts
        }
        fresh = Case(started=turn.now, facts=kept, pending=TYPE)
        return self.flow.say(fresh, reply("triage_restarted", self.flow.speaker.ask_type()))

    def _stop(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        done = self.flow.briefed(case, turn, "triage_stopped")
        return Outcome(done.reply, None, done.profile)

    def _shortly(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        assessment = self.flow.assess(case)
        parts = self.flow.speaker.shortly(case, assessment, self.flow.book.items(assessment, case, turn.now))
        return self.flow.then_back(case, turn, "triage_section", parts)

    def _pause(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        case.status = "paused"
        return self.flow.say(case, reply("triage_paused", self.flow.speaker.resume_choice()))

    def _briefed_early(self, case: Case, turn: Turn) -> Outcome:
        """The brief as far as things are known; a question that waits goes on waiting."""
        if case.status == "briefed":
            return self.flow.briefed(case, turn, "triage_brief", log=False)
        assessment = self.flow.assess(case)
        parts = self.flow.speaker.verdict(case, assessment, self.flow.book.items(assessment, case, turn.now))
        return self.flow.next(case, turn, "triage_brief", [*parts, self.flow.document(case, assessment, turn)])

    def _section(self, case: Case, turn: Turn, name: str) -> Outcome:
        facts = self.flow.gatherer.placed(case, turn.text)
        if name in OF_TIME:
            moved = self.revising.moved(case, turn)
            facts += moved[0] if moved else self.flow.gatherer.times(case, turn.text, turn.now)
        noted = self.flow.speaker.noted(case, facts)
        assessment = self.flow.assess(case)
        contacts = self.flow.book.items(assessment, case, turn.now)
        parts = noted + self.flow.speaker.section(name, case, assessment, contacts)
        return self.flow.then_back(case, turn, "triage_section", parts)

    def log(self, case: Case, turn: Turn, what: str) -> Outcome:
        at, text = turn.now, what
        if line := stamped(what):
            moments = self.flow.gatherer.moments(line[0], turn.now, answering=True)
            at, text = (moments[0].at, line[1]) if moments else (at, text)
        case.note(at, text)
        self.flow.gatherer.volunteer(case, text, turn.now, times=False)
        urgent = self.flow.speaker.noted(case, self.flow.gatherer.urgent(case, text))
        return self.logged(case, at, text, turn, urgent)

    def logged(self, case: Case, at: dt.datetime, text: str, turn: Turn, parts: Sequence[Part] = ()) -> Outcome:
        return self.flow.then_back(case, turn, "triage_logged", parts, time=short_clock(at, turn.now), entry=text)

    def _tick(self, case: Case, turn: Turn, what: str) -> Optional[Outcome]:
        named = normal(turn.text).startswith(("done", "tick", "completed"))
        if case.status != "briefed" and not named:
            return None
        assessment, asks = self.flow.assess(case), self.flow.ear.asks(turn.text)
        told = self.flow.ear.telling(what) if asks else what
        contacts = self.flow.book.items(assessment, case, turn.now)
        by_name = told_in(told, self.flow.book.names)
        items = {each.id: each.name for each in contacts if each.id in by_name} | tick(told, assessment, contacts)
        if not items and not named and not asks:
            # Whom the plan does not name was told, or more than that: it is news like any other.
            return None
        case.note(turn.now, turn.text)
        case.ticked += [name for name in items if name not in case.ticked]
        if objected := self.revising.objected(case, turn, Answer()):
            return objected
        if asks:
            return self.side.answer(case, turn)
        self.flow.gatherer.volunteer(case, turn.text, turn.now, times=False)
        if not items:
            return self.flow.then_back(case, turn, "triage_tick_unknown", [])
        return self.flow.then_back(case, turn, "triage_ticked", [], items=", ".join(items.values()))

    def _untick(self, case: Case, turn: Turn, what: str) -> Optional[Outcome]:
        """Take back what was ticked off, or told as done; None where nothing of what is named was."""
        assessment = self.flow.assess(case)
        contacts = self.flow.book.items(assessment, case, turn.now)
        done = {each.id for each in contacts if each.done} | set(case.ticked)
        items = {name: words for name, words in tick(what, assessment, contacts).items() if name in done}
        if not items and LAST.match(what):
            named = labels_of(assessment, contacts)
            items = {name: named[name] for name in case.ticked[-1:] if name in named}
        if not items:
            return None
        case.note(turn.now, turn.text)
        case.ticked = [name for name in case.ticked if name not in items]
        case.leave("done", {value for tell in assessment.tell if tell.contact in items for value in tell.done_when})
        said = self.flow.common.words["unticked"].format(items=", ".join(items.values()))
        return self.flow.then_back(case, turn, "triage_section", [Text(markdown=said)])

    def _also(self, case: Case, turn: Turn, what: str) -> Optional[Outcome]:
        """More of a fact that may have several values: "also benefits"."""
        # The type, a change and a hand-over are waited for as well, but are no questions about facts.
        pending = [case.pending] if case.pending and case.pending not in (TYPE, CHANGE, HAND_OVER, CLOSE) else []
        for name in [*pending, *reversed(case.asked)]:
            question = self.flow.gatherer.question(name)
            many = [fact for fact in question.facts if self.flow.common.fact(fact).many]
            heard = self.flow.ear.answer(what, question, many) if many else {}
            more = {fact: values for fact, values in heard.items() if values != [UNKNOWN]}
            if more and name != case.pending:
                noted = self.flow.gatherer.add(case, more)
                return self.flow.then_back(case, turn, "triage_question", self.flow.speaker.noted(case, noted))
        return None

    def names_no_answer(self, text: str) -> bool:
        """Whether a message is news where it was asked which answer to change: long, and it names none."""
        return len(text.split()) > FEW and self.flow.gatherer.named(text) is None

    def change(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        if self.flow.gatherer.calms(case, turn.text):
            noted = self.flow.gatherer.volunteer(case, turn.text, turn.now)
            return self.flow.then_back(case, turn, "triage_updated", self.flow.speaker.noted(case, noted))
        what = normal(what)
        name, value = self.flow.gatherer.with_value(what)
        if any(pattern(word).search(name) for word in ("type", "kind of incident", "incident type")):
            case.pending, case.status, case.misses = TYPE, "asking", 0
            named = self.revising.renamed(case, turn)
            return named or self.flow.next(case, turn, "triage_question")
        fact = self.flow.gatherer.named(name)
        if fact is None or fact.kind == "derived":
            case.pending, case.misses = CHANGE, 0
            return self.flow.say(case, reply("triage_change", self.flow.speaker.ask_change(case)))
        question = self.flow.gatherer.question_of(fact.id)
        if not case.changing:
            for each in question.facts if value == "" else [fact.id]:
                case.forget(each)
        case.pending, case.changing, case.status, case.misses = question.id, True, "asking", 0
        if question.id not in case.asked:
            case.asked.append(question.id)
        # The new value may be told with the name of what is to be changed: "it began on Sunday at 17:30".
        for words in filter(None, (value, name if self.flow.gatherer.says_more(fact, name) else "")):
            heard = self.flow.gatherer.answer(case, question, words, turn.now)
            if heard.answered and not heard.free:
                noted = self.flow.gatherer.take(case, heard)
                case.pending, case.changing = None, False
                status = "triage_question" if self.flow.remaining(case) else "triage_updated"
                return self.flow.next(case, turn, status, self.flow.speaker.noted(case, noted))
        return self.flow.next(case, turn, "triage_question")
