"""What a later message changes of what was taken: another type, a further one, another time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Optional

from bot.replies import Part, Text
from bot.replies.statuses import reply
from bot.skills.triage.case import Case
from bot.skills.triage.correcting import NOTICED, corrected, found_out
from bot.skills.triage.denial import affirmed
from bot.skills.triage.facts import Answer
from bot.skills.triage.flow import Flow
from bot.skills.triage.objecting import disputed, objects, told_beside
from bot.skills.triage.parts import CHANGE, CLOSE, HAND_OVER, TYPE
from bot.skills.triage.times import Moment
from bot.skills.triage.turnings import Turned
from bot.skills.turn import Outcome, Turn
from index.content.playbook import FALLBACK


class Revising:
    def __init__(self, flow: Flow):
        self.flow = flow

    def not_that(self, case: Case, turn: Turn, turned: Turned) -> Optional[Outcome]:
        """Another type, or the question which, where a message says that it is not the one that was taken."""
        denied = self._denied(case, turn)
        left = [name for name in case.types if name not in denied]
        if case.types and left == case.types:
            if not denied and turned.denies and len(case.types) == 1:
                case.note(turn.now, turn.text)
                return self._retyped(case, turn, list(turned.adds))
            return self._not_added(case, turn, denied)
        if not case.types:
            return None
        case.note(turn.now, turn.text)
        more = [name for name in self.flow.hear_types(affirmed(turn.text), turn) if name not in denied]
        return self._retyped(case, turn, more or left)

    def _denied(self, case: Case, turn: Turn) -> list[str]:
        """The types of which a message says that it is none; those that it was taken for stay off."""
        denied = self.flow.types.denied(turn.text, case.told(turn.text))
        held = self.flow.assess(case).facts["type"] if case.types else []
        case.denied += [name for name in held if name in denied and name not in case.denied]
        return denied

    def dropped(self, case: Case, turn: Turn) -> list[Part]:
        """Take off the types that a question denies beside what it asks; what to say of it, [] where none goes."""
        denied = self.flow.types.denied(turn.text, case.told(turn.text))
        gone = [name for name in case.types if name in denied]
        if not gone or gone == case.types or case.pending in (TYPE, CHANGE, HAND_OVER, CLOSE):
            return []
        self._denied(case, turn)
        case.note(turn.now, turn.text)
        case.types = [name for name in case.types if name not in gone]
        if case.pending and case.pending not in {each.id for each in self.flow.remaining(case)}:
            case.pending, case.misses = None, 0
        return [Text(markdown=self.flow.common.words["no-longer-type"].format(types=self.flow.library.in_words(gone)))]

    def _not_added(self, case: Case, turn: Turn, denied: Sequence[str]) -> Optional[Outcome]:
        """Without a type that an answer had brought, where a message says that it is none; that answer is forgotten."""
        before = self.flow.assess(case)
        added = [rule for each in before.playbooks for rule in each.adds if rule.type in denied]
        if not set(denied) & set(before.facts["type"]) or not added:
            return None
        for fact in {fact for rule in added for fact, _ in rule.named}:
            case.forget(fact)
        case.note(turn.now, turn.text)
        case.status = "asking"
        return self.flow.open(case, turn, ())

    def wrong(self, case: Case, turn: Turn, what: str = "") -> Optional[Outcome]:
        """Another type where a message only says that it is something else than was taken."""
        if not case.types or case.pending in (TYPE, CHANGE, HAND_OVER, CLOSE):
            return None
        case.note(turn.now, turn.text)
        denied = self._denied(case, turn)
        heard = [name for name in self.flow.hear_types(affirmed(turn.text), turn) if name not in denied]
        # A demand for money is told of the flood that it is to stop, and does not make it another kind.
        heard = self.flow.types.not_outweighed(heard, turn.text, case.types) or (case.types[:1] if heard else [])
        # What is said to be all of it stays, or what is not denied; else the type goes that came last.
        kept = [name for name in case.types if name in heard]
        left = kept or ([name for name in case.types if name not in denied] if denied else case.types[:-1])
        return self._retyped(case, turn, [name for name in heard if name not in case.types] or left)

    def renamed(self, case: Case, turn: Turn) -> Optional[Outcome]:
        """Another type where a message that wants to change it says which; None where it does not."""
        denied = self._denied(case, turn)
        heard = [name for name in self.flow.hear_types(affirmed(turn.text), turn) if name not in (*denied, *case.types)]
        return self._retyped(case, turn, heard) if heard else None

    def _retyped(self, case: Case, turn: Turn, types: list[str]) -> Outcome:
        case.types, case.status, case.pending, case.misses = types, "asking", None, 0
        return self.flow.open(
            case, turn, self.flow.gatherer.volunteer(case, self.flow.ear.telling(turn.text), turn.now)
        )

    def put_right(self, case: Case, turn: Turn) -> Optional[Outcome]:
        """A time put right by a later one, with whatever else is told beside it; None where none is."""
        before = self.flow.assess(case)
        if (moved := self.moved(case, turn)) is None:
            return None
        noted, rest = moved
        if rest and case.pending in self.flow.questions():
            heard = self.flow.gatherer.answer(case, self.flow.gatherer.question(case.pending), rest, turn.now)
            noted += self.flow.gatherer.take(case, heard)
            if heard.answered:
                case.pending, case.misses = None, 0
        noted += self.flow.gatherer.volunteer(case, rest or turn.text, turn.now, times=False)
        parts = self.flow.learned(case, before, noted)
        if case.status == "briefed":
            return self.flow.briefed(case, turn, "triage_updated", parts)
        return self.flow.next(case, turn, "triage_question", parts)

    def objected(self, case: Case, turn: Turn, heard: Answer) -> Optional[Outcome]:
        """What is put right where a message says that something noted is untrue: what it tells instead; else what it
        disputes is taken out and asked again; else it is asked which is wrong. None where it says no such thing.

        Args:
            heard: what it says to the question that waits.
        """
        if case.pending in (TYPE, CHANGE, HAND_OVER, CLOSE) or not objects(turn.text):
            return None
        if self.flow.types.denied(turn.text):
            return None
        before, flow = self.flow.assess(case), self.flow
        held = {name: list(values) for name, values in case.facts.items()}
        named = disputed(turn.text, flow.common, held)
        case.note(turn.now, turn.text)
        noted = flow.gatherer.take(case, heard) if heard.answered and not heard.free else []
        if noted and not flow.gatherer.wanted(case, flow.gatherer.question(case.pending or "")):
            case.pending, case.misses = None, 0
        told = told_beside(turn.text)
        noted += flow.gatherer.volunteer(case, told, turn.now, leaves=list(named)) if told else []
        flat = {name: values for name, values in flow.ear.flatly(told).items() if name in named}
        case.facts.update(flat)
        noted += list(flat)
        out = {
            name: values for name, values in named.items() if case.facts.get(name) == held[name] and name not in flat
        }
        if not out and (same := flow.ear.flatly(told)) and same.items() <= case.facts.items():
            # It is noted as it is told by now.
            return flow.then_back(case, turn, "triage_question", flow.speaker.noted(case, [*same, *noted]))
        if not out and not any(case.facts.get(name) != held.get(name) for name in noted if name not in case.moments):
            return self._asked_which(case, held)
        taken = flow.speaker.taken_out(out)
        for name, values in out.items():
            case.leave(name, values)
        if out:
            question = flow.gatherer.question_of(next(iter(out)))
            case.pending, case.changing, case.status, case.misses = question.id, True, "asking", 0
            if question.id not in case.asked:
                case.asked.append(question.id)
        parts = [*taken, *flow.learned(case, before, [name for name in noted if case.known(name)])]
        if case.status == "briefed":
            return flow.briefed(case, turn, "triage_updated", parts)
        return flow.next(case, turn, "triage_question", parts)

    def _asked_which(self, case: Case, held: Mapping[str, Sequence[str]]) -> Outcome:
        """Ask which of what is noted is wrong, with all of it in words."""
        case.pending, case.misses = CHANGE, 0
        noted = self.flow.speaker.noted(case, [*held, *case.moments])
        return self.flow.say(case, reply("triage_change", *noted, self.flow.speaker.ask_change(case)))

    def moved(self, case: Case, turn: Turn) -> Optional[tuple[list[str], str]]:
        """Take a time that a message puts right: the fact, and what is said beside it; None where none is."""

        def hear(words: str) -> list[Moment]:
            return self.flow.gatherer.moments(words, turn.now, answering=True)

        found = corrected(turn.text, hear, case.moments)
        later = found_out(self.flow.gatherer.moments(turn.text, turn.now), case.moments)
        if found is None and later is None:
            return None
        fact, moment, rest = found or (NOTICED, later, "")
        if moment is None or moment.at > turn.now:
            return None
        if found is None:
            self.flow.gatherer.came_before(case)
        case.note(turn.now, turn.text)
        return self.flow.gatherer.take(case, Answer(moments={fact: moment})), rest

    def told_more(self, case: Case, turn: Turn, noted: Sequence[str]) -> Optional[Outcome]:
        """The first things again where a message plainly tells of a further type; None where it does not."""
        more = self.flow.signed(case, turn.text)
        if not more or case.types == more:
            return None
        case.note(turn.now, turn.text)
        case.types, case.status = [*[name for name in case.types if name != FALLBACK], *more], "asking"
        return self.flow.open(case, turn, [*noted, *self.flow.gatherer.volunteer(case, turn.text, turn.now)])
