"""Triage: reads every message while an incident is open, and says what comes next."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Optional

import numpy as np

from bot.documents import DocumentStore
from bot.handover import HandOver
from bot.replies import Part, Reply, Text
from bot.replies.statuses import reply
from bot.skills.acts import ASK
from bot.skills.aside import without_choices
from bot.skills.ask import PLAIN
from bot.skills.asked_beside import asked_beside
from bot.skills.nations import Nations
from bot.skills.several import questions_in
from bot.skills.triage.answers import Answers, Encode
from bot.skills.triage.assessment import Assessment, assess
from bot.skills.triage.beside import CLOSEST, nearest
from bot.skills.triage.brief import brief_data, render, say_fact
from bot.skills.triage.case import Case
from bot.skills.triage.commands import Commands, Said, stamped
from bot.skills.triage.contacts import ContactBook
from bot.skills.triage.correcting import NOTICED, corrected, found_out
from bot.skills.triage.deadlines import short_clock
from bot.skills.triage.denial import affirmed
from bot.skills.triage.facts import Answer, Gatherer
from bot.skills.triage.hearing import NAYS, Ear
from bot.skills.triage.kept import bare, people, tells
from bot.skills.triage.parts import CHANGE, CLOSE, HAND_OVER, TYPE, Speaker
from bot.skills.triage.spelling import own_words
from bot.skills.triage.tellings import Tellings
from bot.skills.triage.ticking import tick
from bot.skills.triage.times import Moment
from bot.skills.triage.types import Types
from bot.skills.triage.words import normal, pattern
from bot.skills.turn import Outcome, Profile, Turn
from index.content.corpus import Corpus, read_corpus
from index.content.playbook import FALLBACK, Library, load_library
from index.content.triage import UNKNOWN, Question
from index.spelling import Speller
from index.told import Told

# Statuses of a question that may lean on the incident.
# A no in so many words is nothing but that.
BARE = 3
# What closes an incident for whoever was asked whether it may be closed.
ENDING = ("close", "not-live", "stop")
LEANING = ("unanswerable", "nothing_before")
# Acts of what is outside by its subject, which an incident brings up.
OF_THE_SERVICE = ("outside_health", "outside_council_service", "outside_home_it", "outside_other")
# An answer of more words is kept as it was said, beside the fact.
ANSWER_WORDS = 6
SECTIONS = ("contacts", "deadlines", "actions", "evidence", "lines", "next-day", "case", "differences", "talk")


class Triage:
    """The triage skill.

    Args:
        corpus_root: the folder that holds `playbooks/`, `triage.yml`, `contacts/` and the rest.
        documents: where briefs are kept.
        answer: answers a side question (the answer skill).
        corpus, library: the corpus and its playbooks, where the caller has read them already.
        overlay: a council's own folder; its contacts and playbooks take the place of ours by id.
        hand_over: how a brief reaches the council's incident lead; None where it is not set up.
        told: what was learned of the messages of others; without it types are told by their signs, and answers by
            their words.
        encode: texts to unit vectors, float32 of shape (texts, dimensions); needed with `told`.

    Raises:
        ContentError: a playbook or `triage.yml` is broken.
    """

    def __init__(
        self,
        corpus_root: Path,
        documents: DocumentStore,
        answer: Callable[[Turn], Reply],
        *,
        corpus: Optional[Corpus] = None,
        library: Optional[Library] = None,
        overlay: Optional[Path] = None,
        hand_over: Optional[HandOver] = None,
        told: Optional[Told] = None,
        encode: Optional[Encode] = None,
    ):
        self.library: Library = library or load_library(corpus_root, overlay)
        self.corpus = corpus or read_corpus(corpus_root, overlay)[0]
        self.common = self.library.common
        self.documents, self.answer, self.hand_over = documents, answer, hand_over
        vocabulary = self.corpus.vocabulary
        labels = {
            fact: {term.id: [term.label, *term.also] for term in getattr(vocabulary, facet)}
            for fact, facet in (("nation", "nations"), ("body", "bodies"))
        }
        self.ear = Ear(self.common, labels)
        self.commands = Commands(self.common, told.requests if told else None)
        self.spelling = Speller(own_words(self.library))
        nations = Nations(vocabulary, self.corpus.glossary.values())
        self.types = Types(self.library, told.types if told else None, nations.without)
        answers = Answers(self.common.hearing, told.answers, encode) if told and encode else None
        tellings = Tellings(self.common, told.tellings, encode) if told and encode else None
        self.gatherer = Gatherer(self.library, self.ear, answers, tellings)
        self._encode = encode
        self.book = ContactBook(self.corpus, self.common)
        self.speaker = Speaker(self.library, self.corpus, self.gatherer)

    # --- the three doors ---

    def start(self, turn: Turn) -> Outcome:
        """Open an incident from the message that told of it."""
        case = Case(started=turn.now, opening=turn.text)
        case.note(turn.now, self.common.words["reported"].format(text=turn.text))
        self.gatherer.from_profile(case, turn)
        incidents = [entity.value for entity in turn.entities if entity.kind == "incident"]
        told = self.spelling.repair(turn.text)
        case.types = self._hear_types(told, turn, incidents, opening=True)
        noted = self.gatherer.volunteer(case, told, turn.now, by_words=True)
        if turn.added:
            # Who answers is told what was heard of it, also where the conversation heard it first.
            known = [fact for fact in ("nation", "body", "role") if case.known(fact) and fact not in noted]
            noted += [*known, *self.gatherer.answered_before(case, turn.added, turn.now)]
        return self._open(case, turn, noted)

    def advance(self, turn: Turn) -> Outcome:
        """Take the next message of an open incident."""
        case = Case.read(turn.state)
        if case is None:
            return self.start(turn)
        said = self.commands.hear(turn.text)
        if said and (outcome := self._command(case, turn, said)):
            return outcome
        if case.status == "paused":
            if asked_for := self._requested(case, turn):
                return asked_for
            if self._asks(turn):
                return self._aside(case, turn)
            case.status = "asking" if self._remaining(case) or case.pending else "briefed"
        if case.status == "briefed" and case.pending is None:
            return self._open_case(case, turn)
        if case.pending is None:
            return self._next(case, turn, "triage_question")
        if case.pending == TYPE:
            return self._type(case, turn)
        if case.pending == CHANGE:
            return self._change(case, turn, turn.text)
        if case.pending == HAND_OVER:
            return self._handing(case, turn)
        if case.pending == CLOSE:
            return self._closing(case, turn)
        return self._answered(case, turn)

    def claims(self, turn: Turn) -> bool:
        """Whether a message is plainly for an open incident: a command, a line with its time, a step, a shrug."""
        heard = self.commands.hear(turn.text) or stamped(turn.text) or self.ear.is_dont_know(turn.text)
        return bool(heard) or "done" in self.ear.anywhere(turn.text)

    def tells(self, turn: Turn) -> bool:
        """Whether a message gives a fact, a time or a place, as an answer to a question of ours may."""
        moments = (
            moment
            for part in re.split(r"[,;.]", turn.text)
            for moment in self.gatherer.moments(part.strip(), turn.now, answering=True)
        )
        place = self.gatherer.whereabouts.nation(turn.text, answering=True)
        return bool(self.ear.anywhere(turn.text) or place) or any(not moment.future for moment in moments)

    def resume(self, turn: Turn) -> Outcome:
        """Go on where the user left off, minutes or days ago."""
        case = Case.read(turn.state)
        if case is None:
            return Outcome(reply("triage_none_open"))
        if case.status == "briefed" and case.pending is None:
            return self._briefed(case, turn, "triage_resumed", log=False)
        case.status = "asking"
        return self._next(case, turn, "triage_resumed")

    def assess(self, state: dict) -> Optional[Assessment]:
        """What the rules make of a state; None where there is no incident in it."""
        case = Case.read(state)
        return self._assess(case) if case else None

    def _hear_types(self, text: str, turn: Turn, incidents: Sequence[str] = (), opening: bool = False) -> list[str]:
        """The types that a text tells of: a message, or what is left of it."""
        return self.types.hear(text, self._vector(text, turn), incidents, opening)

    def _vector(self, text: str, turn: Turn) -> Optional[np.ndarray]:
        """The embedding of a message or of what is left of it; the turn's own where nothing encodes."""
        if self._encode is None or (turn.vector is not None and text == turn.text):
            return turn.vector
        return self._encode([text])[0]

    # --- the path from question to brief ---

    def _assess(self, case: Case) -> Assessment:
        return assess(self.library, case.types, case.facts)

    def _remaining(self, case: Case) -> list[Question]:
        return self.gatherer.remaining(case)

    def _open(self, case: Case, turn: Turn, noted: Sequence[str], status: str = "triage_first") -> Outcome:
        """The first things for the types, then the first question."""
        parts = self.speaker.first(case, self._assess(case), noted)
        if not case.types:
            case.pending = TYPE
            if status == "triage_first" and self.ear.asks(turn.text):
                parts += self._plainly(turn)
            parts.append(self.speaker.ask_type(list(self.types.chances(turn.text, turn.vector))))
            return self._say(case, reply("triage_first_unclear", *parts))
        types = " and ".join(self.library.playbooks[name].label for name in case.types)
        return self._next(case, turn, status, parts, types=types)

    def _plainly(self, turn: Turn) -> list[Part]:
        """The answer to what a first message asks beside what it tells, where it is a plain one: nobody is lectured."""
        said = self.answer(turn)
        return without_choices(said) if said.status in PLAIN else []

    def _next(self, case: Case, turn: Turn, status: str, parts: Sequence[Part] = (), **values: str) -> Outcome:
        """Ask what is still to be asked, or make the brief."""
        shown = list(parts)
        if case.pending in (TYPE, CHANGE):
            ask = self.speaker.ask_type() if case.pending == TYPE else self.speaker.ask_change(case)
            return self._say(case, reply(status, *shown, ask, **values))
        if case.pending is None:
            remaining = self._remaining(case)
            if not remaining:
                return self._briefed(case, turn, status, shown, True, **values)
            case.pending = remaining[0].id
            if case.asked[-1:] != [case.pending]:
                case.asked.append(case.pending)
        return self._say(case, reply(status, *shown, *self.speaker.ask(case), **values))

    def _answered(self, case: Case, turn: Turn) -> Outcome:
        question = self.gatherer.question(case.pending or "")
        if stamped(turn.text) and (question.id != NOTICED or "done" in self.ear.anywhere(turn.text)):
            return self._log(case, turn, turn.text)
        if question.id != NOTICED and (put_right := self._put_right(case, turn)):
            return put_right
        heard = self.gatherer.answer(case, question, turn.text, turn.now, turn.vector)
        if heard.future and not heard.noted and not self._questioning(turn):
            return self._missed(case, turn, question, "triage_future")
        if not heard.exact and (wrong := self._not_that(case, turn)):
            return wrong
        if (heard.free or not heard.answered) and (asked_for := self._requested(case, turn)):
            return asked_for
        if self._asks(turn) and not heard.exact and (not heard.answered or self._questioning(turn)):
            return self._told_beside(case, turn) or self._aside(case, turn)
        if heard.free or (not heard.exact and self._worth_keeping(turn.text, heard)):
            case.note(turn.now, turn.text)
        before = self._assess(case)
        noted = self.gatherer.take(case, heard)
        leaves = [*question.leaves, *(question.facts if heard.answered else [])]
        if not heard.exact:
            by_words = heard.answered
            noted += self.gatherer.volunteer(case, turn.text, turn.now, leaves=leaves, by_words=by_words)
        noted += self.gatherer.urgent(case, turn.text)
        if not heard.answered and (told := self._told_more(case, turn, noted)):
            return told
        if not heard.answered and noted:
            if not self.gatherer.wanted(case, question):
                case.pending, case.misses = None, 0
            if said := self._learned(case, before, noted):
                if tells(turn.text):
                    case.note(turn.now, turn.text)
                return self._next(case, turn, "triage_question", said)
            if case.pending is None:
                return self._next(case, turn, "triage_question")
        if not heard.answered and tells(turn.text):
            return self._kept(case, turn, question)
        if not heard.answered:
            return self._missed(case, turn, question, "triage_again")
        changing, case.pending, case.misses, case.changing = case.changing, None, 0, False
        parts = self._learned(case, before, noted, plan=not self._remaining(case))
        return self._next(
            case, turn, "triage_updated" if changing and not self._remaining(case) else "triage_question", parts
        )

    @staticmethod
    def _worth_keeping(text: str, heard: Answer) -> bool:
        """Whether an answer says more than the fact that is taken from it."""
        return bool(heard.answered) and tells(text) and len(text.split()) > ANSWER_WORDS

    def _learned(self, case: Case, before: Assessment, noted: Sequence[str], plan: bool = False) -> list[Part]:
        """What was just heard, the types that it brings, and the first things that it adds.

        Where the plan comes next, without those that it holds as well.
        """
        after = self._assess(case)
        parts = self.speaker.noted(case, noted)
        parts += self.speaker.also([each for each in after.facts["type"] if each not in before.facts["type"]])
        return parts + self.speaker.more_first(case, [*before.first, *(after.do if plan else ())], after.first)

    def _not_that(self, case: Case, turn: Turn) -> Optional[Outcome]:
        """Another type, or the question which, where a message says that it is not the one that was taken."""
        denied = self.types.denied(turn.text)
        left = [name for name in case.types if name not in denied]
        if case.types and left == case.types:
            return self._not_added(case, turn, denied)
        if not case.types:
            return None
        case.note(turn.now, turn.text)
        more = [name for name in self._hear_types(affirmed(turn.text), turn) if name not in denied]
        return self._retyped(case, turn, more or left)

    def _not_added(self, case: Case, turn: Turn, denied: Sequence[str]) -> Optional[Outcome]:
        """Without a type that an answer had brought, where a message says that it is none; that answer is forgotten."""
        before = self._assess(case)
        added = [rule for each in before.playbooks for rule in each.adds if rule.type in denied]
        if not set(denied) & set(before.facts["type"]) or not added:
            return None
        for fact in {fact for rule in added for fact, _ in rule.named}:
            case.forget(fact)
        case.note(turn.now, turn.text)
        case.status = "asking"
        return self._open(case, turn, ())

    def _wrong(self, case: Case, turn: Turn, what: str = "") -> Optional[Outcome]:
        """The same, where it only says that it is something else."""
        if not case.types or case.pending in (TYPE, CHANGE, HAND_OVER, CLOSE):
            return None
        case.note(turn.now, turn.text)
        more = [name for name in self._hear_types(affirmed(turn.text), turn) if name not in case.types]
        return self._retyped(case, turn, more)

    def _retyped(self, case: Case, turn: Turn, types: list[str]) -> Outcome:
        case.types, case.status, case.pending, case.misses = types, "asking", None, 0
        return self._open(case, turn, self.gatherer.volunteer(case, self.ear.telling(turn.text), turn.now))

    def _put_right(self, case: Case, turn: Turn) -> Optional[Outcome]:
        """A time put right by a later one, with whatever else is told beside it; None where none is."""

        def hear(words: str) -> list[Moment]:
            return self.gatherer.moments(words, turn.now, answering=True)

        if found := corrected(turn.text, hear, case.moments):
            fact, moment, rest = found
        elif later := found_out(self.gatherer.moments(turn.text, turn.now), case.moments):
            self.gatherer.came_before(case)
            fact, moment, rest = NOTICED, later, ""
        else:
            return None
        if moment.at > turn.now:
            return None
        before = self._assess(case)
        case.note(turn.now, turn.text)
        noted = self.gatherer.take(case, Answer(moments={fact: moment}))
        if rest and case.pending in self._questions():
            heard = self.gatherer.answer(case, self.gatherer.question(case.pending), rest, turn.now)
            noted += self.gatherer.take(case, heard)
            if heard.answered:
                case.pending, case.misses = None, 0
        noted += self.gatherer.volunteer(case, rest or turn.text, turn.now, times=False)
        parts = self._learned(case, before, noted)
        if case.status == "briefed":
            return self._briefed(case, turn, "triage_updated", parts)
        return self._next(case, turn, "triage_question", parts)

    def _kept(self, case: Case, turn: Turn, question: Question) -> Outcome:
        """Keep what was told as it was said and ask again, shorter the second time; after that leave it open."""
        case.note(turn.now, turn.text)
        case.misses += 1
        said = [*self.speaker.noted(case, self.gatherer.urgent(case, turn.text)), *self.speaker.taken_as(turn.text)]
        allowed = self.common.hearing.misses_allowed
        if case.misses <= allowed:
            return self._next(case, turn, "triage_kept", said)
        if case.misses == allowed + 1:
            return self._say(case, reply("triage_kept_again", *said, *self.speaker.ask(case, short=True)))
        for fact in question.facts:
            if not case.known(fact):
                case.facts[fact] = [UNKNOWN]
        case.pending, case.misses, case.changing = None, 0, False
        return self._next(case, turn, "triage_left", said)

    def _missed(self, case: Case, turn: Turn, question: Question, status: str) -> Outcome:
        """Ask once more; after that write down that it is not known, and go on."""
        case.misses += 1
        if case.misses <= self.common.hearing.misses_allowed:
            urgent = self.speaker.noted(case, self.gatherer.urgent(case, turn.text))
            return self._next(case, turn, status, [*urgent, *self.speaker.hint(question)])
        for fact in question.facts:
            if not case.known(fact):
                case.facts[fact] = [UNKNOWN]
        case.note(turn.now, turn.text)
        case.pending, case.misses, case.changing = None, 0, False
        return self._next(case, turn, "triage_question", self.speaker.noted(case, question.facts))

    def _type(self, case: Case, turn: Turn) -> Outcome:
        text = normal(turn.text)
        chosen = [
            name for name, each in self.library.playbooks.items() if text in (normal(each.choice), normal(each.label))
        ]
        tapped = bool(chosen)
        chosen = chosen or self._hear_types(affirmed(turn.text), turn)
        doubted = not chosen and self.gatherer.doubted(case, (), turn.text)
        chosen = chosen or ([FALLBACK] if self.ear.is_dont_know(turn.text) and not doubted else [])
        if not chosen and (asked_for := self._requested(case, turn)):
            return asked_for
        if not chosen and self._asks(turn):
            return self._aside(case, turn)
        before = self._assess(case)
        # The words of a choice are ours: "a lost or stolen laptop, phone or papers" does not say which.
        noted = [] if tapped else self.gatherer.volunteer(case, turn.text, turn.now, by_words=True)
        noted += self.gatherer.urgent(case, turn.text)
        if doubted:
            noted += self.gatherer.take(case, Answer(values={doubted: [UNKNOWN]}))
        if not chosen and not noted and not people(turn.text):
            noted = self.gatherer.take(
                case, self.gatherer.answer(case, self.common.question("spread"), turn.text, turn.now)
            )
        learned = self._learned(case, before, noted)
        kept = not learned and tells(turn.text)
        if not chosen and case.misses <= bool(learned or kept):
            case.misses += 1
            if kept:
                case.note(turn.now, turn.text)
                said = "triage_kept" if case.misses == 1 else "triage_kept_again"
                return self._next(case, turn, said, self.speaker.taken_as(turn.text))
            return self._next(case, turn, "triage_question" if noted else "triage_again", learned)
        if not tapped:
            case.note(turn.now, turn.text)
        case.types, case.pending, case.misses, case.changing = chosen or [FALLBACK], None, 0, False
        case.status = "asking"
        return self._open(case, turn, noted)

    def _briefed(
        self, case: Case, turn: Turn, status: str, parts: Sequence[Part] = (), log: bool = True, **values: str
    ) -> Outcome:
        """Severity, contacts, actions and the brief."""
        assessment = self._assess(case)
        case.status, case.pending, case.misses = "briefed", None, 0
        if log and assessment.level.id != case.level:
            case.note(turn.now, self.common.words["severity-log"].format(label=assessment.level.label), "bot")
        case.level = assessment.level.id
        shown = [*parts, *self.speaker.verdict(case, assessment, self.book.items(assessment, case, turn.now))]
        shown += [self._document(case, assessment, turn), self.speaker.after(assessment, self.hand_over is not None)]
        final = "triage_brief" if status == "triage_question" else status
        return self._say(case, reply(final, *shown, **values))

    def _document(self, case: Case, assessment: Assessment, turn: Turn) -> Part:
        data = self._brief(case, assessment, turn.now)
        return self.documents.save(turn.conversation, data["title"], render(data), data["severity"]["label"])

    def _brief(self, case: Case, assessment: Assessment, now: dt.datetime) -> dict:
        contacts = self.book.items(assessment, case, now)
        return brief_data(case, assessment, contacts, self.corpus, self.common, now)

    # --- an open, briefed incident ---

    def _open_case(self, case: Case, turn: Turn) -> Outcome:
        if stamped(turn.text):
            return self._log(case, turn, turn.text)
        if asked_for := self._requested(case, turn):
            return asked_for
        if self._asks(turn):
            return self._told_beside(case, turn) or self._aside(case, turn)
        before = self._assess(case)
        told = self._not_that(case, turn) or self._told_more(case, turn, ()) or self._put_right(case, turn)
        if told:
            return told
        noted = [*self.gatherer.volunteer(case, turn.text, turn.now), *self.gatherer.urgent(case, turn.text)]
        if noted:
            case.note(turn.now, turn.text)
            said = self._learned(case, before, noted, plan=True)
            if self._assess(case).fired != before.fired:
                return self._briefed(case, turn, "triage_updated", said)
            return self._logged(case, turn.now, turn.text, turn, said)
        if tells(turn.text):
            case.note(turn.now, turn.text)
            return self._logged(case, turn.now, turn.text, turn, self.speaker.taken_as(turn.text))
        return self._say(case, reply("triage_open", self.speaker.after(before, self.hand_over is not None)))

    def _told_beside(self, case: Case, turn: Turn) -> Optional[Outcome]:
        """The same as `_told_more`, for what a message tells beside its question."""
        told = self.ear.telling(turn.text)
        return self._told_more(case, replace(turn, text=told), ()) if told else None

    def _told_more(self, case: Case, turn: Turn, noted: Sequence[str]) -> Optional[Outcome]:
        """The first things again where a message plainly tells of a further type; None where it does not."""
        known = self._assess(case).facts["type"]
        more = [name for name in self.types.by_signs(affirmed(turn.text)) if name not in known]
        if not more or case.types == more:
            return None
        case.note(turn.now, turn.text)
        case.types, case.status = [*[name for name in case.types if name != FALLBACK], *more], "asking"
        return self._open(case, turn, [*noted, *self.gatherer.volunteer(case, turn.text, turn.now)])

    # --- commands ---

    def _command(self, case: Case, turn: Turn, said: Said) -> Optional[Outcome]:
        if said.id in SECTIONS:
            return self._section(case, turn, said.id)
        acts: dict[str, Callable[[Case, Turn, str], Optional[Outcome]]] = {
            "back": self._back,
            "restart": self._restart,
            "stop": self._stop,
            "not-live": self._not_live,
            "harmless": self._harmless,
            "close": self._ask_to_close,
            "short": self._shortly,
            "pause": self._pause,
            "resume": lambda case, turn, what: self.resume(turn),
            "log": self._log,
            "brief": lambda case, turn, what: self._briefed_early(case, turn),
            "change": self._change,
            "hand-over": self._offer_hand_over,
            "act": lambda case, turn, what: self._briefed(case, turn, "triage_brief"),
            "wrong": self._wrong,
            "tick": self._tick,
            "untick": self._untick,
            "also": self._also,
            "why": self._why,
            "thanks": lambda case, turn, what: self._then_back(case, turn, "triage_thanks", []),
        }
        return acts[said.id](case, turn, said.what) if said.id in acts else None

    def _requested(self, case: Case, turn: Turn) -> Optional[Outcome]:
        """What a message asks for that no pattern hears; None where it asks for nothing, or tells of danger."""
        vector = self._vector(turn.text, turn)
        if vector is None or self.ear.urgent(turn.text):
            return None
        name = self.commands.meant(turn.text, vector)
        if name == "not-live":
            return self._ask_to_close(case, turn)
        if name == "change":
            return self._change(case, turn, self._slip(case, turn))
        return self._command(case, turn, Said(name, turn.text)) if name else None

    def _slip(self, case: Case, turn: Turn) -> str:
        """What is to be changed, with the new value where a message gives one: "services to housing as well"."""
        fact = self.gatherer.named(turn.text)
        if fact is None or fact.kind == "derived":
            return ""
        heard = self.gatherer.answer(case, self.gatherer.question_of(fact.id), turn.text, turn.now, turn.vector)
        return f"{fact.id} to {turn.text}" if heard.answered and not heard.free else fact.id

    def _why(self, case: Case, turn: Turn, what: str = "") -> Optional[Outcome]:
        """Why the question that waits is asked; None where none does."""
        if case.pending == TYPE:
            why: Optional[str] = self.common.words["why-type"]
        elif case.pending in self._questions():
            why = self.gatherer.question(case.pending or "").why
        else:
            return None
        return self._then_back(case, turn, "triage_section", [Text(markdown=why)]) if why else None

    def _back(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        case.status, case.misses, case.changing = "asking", 0, False
        if case.pending and case.asked and case.asked[-1] == case.pending:
            case.asked.pop()
        if not case.asked:
            case.pending = None
            return self._next(case, turn, "triage_back_first")
        case.pending = case.asked[-1]
        for fact in self.gatherer.question(case.pending).facts:
            case.forget(fact)
        return self._next(case, turn, "triage_question")

    def _restart(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        kept: dict[str, list[str]] = {
            fact: case.facts[fact] for fact in ("nation", "body", "role") if fact in case.facts
        }
        fresh = Case(started=turn.now, facts=kept, pending=TYPE)
        return self._say(fresh, reply("triage_restarted", self.speaker.ask_type()))

    def _stop(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        done = self._briefed(case, turn, "triage_stopped")
        return Outcome(done.reply, None, done.profile)

    def _not_live(self, case: Case, turn: Turn, what: str = "") -> Optional[Outcome]:
        """Close what was no incident and answer what it began with; None where more has been told by now."""
        if case.status == "briefed" or not case.opening:
            return None
        return Outcome(reply("triage_not_live", *self._plain_answer(turn, asked_beside(turn.text) or case.opening)))

    def _harmless(self, case: Case, turn: Turn, what: str = "") -> Optional[Outcome]:
        """Ask whether to close what a message says was nothing; None where it tells a fact as well."""
        told = bool(self.ear.anywhere(turn.text))
        if case.pending in self._questions():
            question = self.gatherer.question(case.pending or "")
            told = told or bool(self.gatherer.answer(case, question, turn.text, turn.now).noted)
        return None if told else self._ask_to_close(case, turn)

    def _ask_to_close(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        case.note(turn.now, turn.text)
        case.pending, case.misses = CLOSE, 0
        own = asked_beside(turn.text)
        beside = self._plain_answer(turn, own) if own else []
        return self._say(case, reply("triage_close_ask", *beside, self.speaker.yes_no(CLOSE)))

    def _plain_answer(self, turn: Turn, question: str) -> list[Part]:
        """What the guidance holds on a question, as if nothing were happening."""
        return without_choices(self.answer(replace(turn, text=question, intent=ASK, vector=None, chances={})))

    def _closing(self, case: Case, turn: Turn) -> Outcome:
        """Close the incident on a yes; on anything else it stays open, and what is said counts as ever."""
        case.pending = None if case.types else TYPE
        text = normal(turn.text)
        vector, said = self._vector(turn.text, turn), re.split(r"\W+", text)
        ends = vector is not None and self.commands.meant(turn.text, vector) in ENDING
        if said[0] in NAYS and (len(said) <= BARE or not ends):
            return self._then_back(case, turn, "triage_kept_open", [])
        if ends or re.match(r"(?:yes|y|yep|yeah|aye|ok|okay|please|close|do it|sure|go ahead)\b", text):
            return Outcome(reply("triage_closed", self._document(case, self._assess(case), turn)))
        if case.pending is None and case.status == "asking":
            case.pending = next((question.id for question in self._remaining(case)), None)
        return self.advance(replace(turn, state=case.state()))

    def _shortly(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        assessment = self._assess(case)
        parts = self.speaker.shortly(case, assessment, self.book.items(assessment, case, turn.now))
        return self._then_back(case, turn, "triage_section", parts)

    def _pause(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        case.status = "paused"
        return self._say(case, reply("triage_paused", self.speaker.resume_choice()))

    def _briefed_early(self, case: Case, turn: Turn) -> Outcome:
        """The brief as far as things are known; a question that waits goes on waiting."""
        if case.status == "briefed":
            return self._briefed(case, turn, "triage_brief", log=False)
        assessment = self._assess(case)
        parts = self.speaker.verdict(case, assessment, self.book.items(assessment, case, turn.now))
        return self._next(case, turn, "triage_brief", [*parts, self._document(case, assessment, turn)])

    def _section(self, case: Case, turn: Turn, name: str) -> Outcome:
        noted = self.speaker.noted(case, self.gatherer.placed(case, turn.text))
        assessment = self._assess(case)
        contacts = self.book.items(assessment, case, turn.now)
        parts = noted + self.speaker.section(name, case, assessment, contacts)
        return self._then_back(case, turn, "triage_section", parts)

    def _then_back(self, case: Case, turn: Turn, status: str, parts: Sequence[Part], **values: str) -> Outcome:
        """Say something, then return to what was waiting."""
        if case.status == "asking" or case.pending:
            return self._next(case, turn, status, parts, **values)
        after = self.speaker.after(self._assess(case), self.hand_over is not None)
        return self._say(case, reply(status, *parts, after, **values))

    def _log(self, case: Case, turn: Turn, what: str) -> Outcome:
        at, text = turn.now, what
        if line := stamped(what):
            moments = self.gatherer.moments(line[0], turn.now, answering=True)
            at, text = (moments[0].at, line[1]) if moments else (at, text)
        case.note(at, text)
        self.gatherer.volunteer(case, text, turn.now, times=False)
        urgent = self.speaker.noted(case, self.gatherer.urgent(case, text))
        return self._logged(case, at, text, turn, urgent)

    def _logged(self, case: Case, at: dt.datetime, text: str, turn: Turn, parts: Sequence[Part] = ()) -> Outcome:
        return self._then_back(case, turn, "triage_logged", parts, time=short_clock(at, turn.now), entry=text)

    def _tick(self, case: Case, turn: Turn, what: str) -> Optional[Outcome]:
        if case.status != "briefed" and not normal(turn.text).startswith(("done", "tick", "completed")):
            return None
        assessment, asks = self._assess(case), self.ear.asks(turn.text)
        told = self.ear.telling(what) if asks else what
        items = tick(told, assessment, self.book.items(assessment, case, turn.now))
        case.note(turn.now, turn.text)
        case.ticked += [name for name in items if name not in case.ticked]
        if asks:
            return self._aside(case, turn)
        self.gatherer.volunteer(case, turn.text, turn.now, times=False)
        if not items:
            return self._then_back(case, turn, "triage_tick_unknown", [])
        return self._then_back(case, turn, "triage_ticked", [], items=", ".join(items.values()))

    def _untick(self, case: Case, turn: Turn, what: str) -> Optional[Outcome]:
        """Take back what was ticked off, or told as done; None where nothing of what is named was."""
        assessment = self._assess(case)
        contacts = self.book.items(assessment, case, turn.now)
        done = {each.id for each in contacts if each.done} | set(case.ticked)
        items = {name: words for name, words in tick(what, assessment, contacts).items() if name in done}
        if not items:
            return None
        case.note(turn.now, turn.text)
        case.ticked = [name for name in case.ticked if name not in items]
        case.leave("done", {value for tell in assessment.tell if tell.contact in items for value in tell.done_when})
        said = self.common.words["unticked"].format(items=", ".join(items.values()))
        return self._then_back(case, turn, "triage_section", [Text(markdown=said)])

    def _also(self, case: Case, turn: Turn, what: str) -> Optional[Outcome]:
        """More of a fact that may have several values: "also benefits"."""
        # The type, a change and a hand-over are waited for as well, but are no questions about facts.
        pending = [case.pending] if case.pending and case.pending not in (TYPE, CHANGE, HAND_OVER, CLOSE) else []
        for name in [*pending, *reversed(case.asked)]:
            question = self.gatherer.question(name)
            many = [fact for fact in question.facts if self.common.fact(fact).many]
            heard = self.ear.answer(what, question, many) if many else {}
            more = {fact: values for fact, values in heard.items() if values != [UNKNOWN]}
            if more and name != case.pending:
                noted = self.gatherer.add(case, more)
                return self._then_back(case, turn, "triage_question", self.speaker.noted(case, noted))
        return None

    def _change(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        what = normal(what)
        name, value = self.gatherer.with_value(what)
        if any(pattern(word).search(name) for word in ("type", "kind of incident", "incident type")):
            case.pending, case.status, case.misses = TYPE, "asking", 0
            return self._next(case, turn, "triage_question")
        fact = self.gatherer.named(name)
        if fact is None or fact.kind == "derived":
            case.pending, case.misses = CHANGE, 0
            return self._say(case, reply("triage_change", self.speaker.ask_change(case)))
        question = self.gatherer.question_of(fact.id)
        if not case.changing:
            for each in question.facts if value == "" else [fact.id]:
                case.forget(each)
        case.pending, case.changing, case.status, case.misses = question.id, True, "asking", 0
        if question.id not in case.asked:
            case.asked.append(question.id)
        # The new value may be told with the name of what is to be changed: "it began on Sunday at 17:30".
        for words in filter(None, (value, name)):
            heard = self.gatherer.answer(case, question, words, turn.now)
            if heard.answered and not heard.free:
                noted = self.gatherer.take(case, heard)
                case.pending, case.changing = None, False
                status = "triage_question" if self._remaining(case) else "triage_updated"
                return self._next(case, turn, status, self.speaker.noted(case, noted))
        return self._next(case, turn, "triage_question")

    # --- side questions and people ---

    def _asks(self, turn: Turn) -> bool:
        ends = turn.text.rstrip().endswith("?") and not self.ear.is_dont_know(turn.text)
        asks = turn.intent == ASK and not self.ear.tells(turn.text) and not bare(turn.text)
        return asks or ends or self.ear.asks(turn.text)

    def _questioning(self, turn: Turn) -> bool:
        return self.ear.is_question(turn.text) or self.ear.asks(turn.text)

    def _aside(self, case: Case, turn: Turn) -> Outcome:
        """Answer a side question, note what is told beside it, then put the waiting question again."""
        before, told = self._assess(case), self.ear.telling(turn.text)
        # "Has anyone paid? Don't know" answers its own question, and none of ours.
        told = "" if self.ear.is_dont_know(told) else told
        waits = self.gatherer.question(case.pending) if case.pending in self._questions() else None
        noted = self.gatherer.urgent(case, turn.text)
        if waits and told and (heard := self.gatherer.answer(case, waits, told, turn.now)).answered and not heard.free:
            noted += self.gatherer.take(case, heard)
            case.pending, case.misses = None, 0
        noted += self.gatherer.volunteer(case, told, turn.now, times=bool(told) and not self.ear.asks(told))
        if noted and told:
            case.note(turn.now, turn.text)
        parts = [
            *self._learned(case, before, noted),
            *without_choices(self._answer_about(case, turn)),
        ]
        if case.status == "paused":
            return self._say(case, reply("triage_side", *parts, *self.speaker.paused()))
        return self._then_back(case, turn, "triage_side", parts)

    def _answer_about(self, case: Case, turn: Turn) -> Reply:
        """The answer to a question; where it is not sure of one, the question is asked of the incident as well.

        One that names no subject, such as "can we pay", has no answer else.
        """
        asked = replace(turn, incidents=tuple(case.types))
        if turn.intent in OF_THE_SERVICE:
            # In an incident "how do we do the medicines round" is about what is down, and not about health.
            asked = replace(asked, intent=ASK)
        said = self.answer(asked)
        if said.status not in (*LEANING, CLOSEST) or not case.types or len(questions_in(turn.text)) > 1:
            return said
        labels = " and ".join(self.library.playbooks[name].label for name in case.types)
        whole = f"{labels}: {self.ear.asked(turn.text)}"
        again = self.answer(replace(asked, text=whole, intent=ASK, vector=None, chances={}))
        if said.status in LEANING:
            return said if again.status in LEANING else nearest(again)
        return nearest(said, again)

    def _questions(self) -> set[str]:
        return {question.id for question in self.common.questions}

    def _offer_hand_over(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        if self.hand_over is None or not self.hand_over.ways:
            return self._then_back(case, turn, "triage_hand_over_none", [])
        if case.pending == HAND_OVER:
            return self._handing(case, turn)
        case.pending = HAND_OVER
        ways = " and ".join(self.hand_over.ways)
        yes_no = self.speaker.yes_no()
        return self._say(case, reply("triage_hand_over_ask", yes_no, lead=self.hand_over.lead, ways=ways))

    def _handing(self, case: Case, turn: Turn) -> Outcome:
        case.pending = None
        if self.hand_over is None or not re.match(
            r"(yes|y|ok|okay|please|do it|send it|go ahead)\b", normal(turn.text)
        ):
            return self._then_back(case, turn, "triage_hand_over_kept", [])
        data = self._brief(case, self._assess(case), turn.now)
        sent = self.hand_over.send(data, render(data), turn.now)
        worked = [each.way for each in sent if each.ok]
        failed = [each.way for each in sent if not each.ok]
        lead = self.hand_over.lead
        if worked:
            case.note(turn.now, self.common.words["handed-log"].format(lead=lead, ways=", ".join(worked)), "bot")
        status, ways = ("triage_hand_over_failed", failed) if failed else ("triage_handed_over", worked)
        return self._then_back(case, turn, status, [], lead=lead, ways=", ".join(ways))

    def _say(self, case: Case, said: Reply) -> Outcome:
        held = {fact: case.facts.get(fact, [UNKNOWN])[0] for fact in ("nation", "body", "role")}
        profile = Profile(**{fact: value if value != UNKNOWN else None for fact, value in held.items()})
        return Outcome(said, case.state(), profile)

    def say_fact(self, state: dict, fact: str) -> Optional[str]:
        """What a state holds of a fact, in words."""
        case = Case.read(state)
        return say_fact(case, self.common, fact) if case else None
