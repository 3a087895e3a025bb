"""The way of an incident from its first message over the questions to the brief, and what every step of it needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Optional

import numpy as np

from bot.documents import DocumentStore
from bot.handover import HandOver
from bot.replies import Part, Reply
from bot.replies.statuses import reply
from bot.skills.aside import without_choices
from bot.skills.ask import PLAIN
from bot.skills.nations import Nations
from bot.skills.triage.answers import Answers, Encode
from bot.skills.triage.assessment import Assessment, assess
from bot.skills.triage.brief import brief_data, render
from bot.skills.triage.case import Case
from bot.skills.triage.commands import Commands
from bot.skills.triage.contacts import ContactBook
from bot.skills.triage.denial import affirmed
from bot.skills.triage.facts import Gatherer
from bot.skills.triage.hearing import Ear
from bot.skills.triage.parts import CHANGE, TYPE, Speaker
from bot.skills.triage.spelling import own_words
from bot.skills.triage.tellings import Tellings
from bot.skills.triage.turnings import Turned, Turnings
from bot.skills.triage.types import Types
from bot.skills.triage.whom import told_in
from bot.skills.turn import Outcome, Profile, Turn
from index.content.corpus import Corpus, read_corpus
from index.content.playbook import FALLBACK, Library, load_library
from index.content.triage import UNKNOWN, Question
from index.spelling import Speller
from index.told import Told

# An incident is taken for no more types at once.
MOST_TYPES = 3
# How many assessments are kept at hand.
ASSESSMENTS = 16


class Flow:
    """What all handlers of messages share: who hears, decides and speaks, and how it goes on after them.

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
        self.turnings = Turnings(self.common.hearing, told.turnings if told else None)
        self.gatherer = Gatherer(self.library, self.ear, answers, tellings)
        self.encode = encode
        # A turn asks for the same assessment several times.
        self._assessed = lru_cache(ASSESSMENTS)(lambda types, facts: assess(self.library, types, dict(facts)))
        self.book = ContactBook(self.corpus, self.common)
        self.speaker = Speaker(self.library, self.corpus, self.gatherer)

    def resume(self, turn: Turn) -> Outcome:
        """Go on where the user left off, minutes or days ago."""
        case = Case.read(turn.state)
        if case is None:
            return Outcome(reply("triage_none_open"))
        if case.status == "briefed" and case.pending is None:
            return self.briefed(case, turn, "triage_resumed", log=False)
        case.status = "asking"
        return self.next(case, turn, "triage_resumed")

    def hear_types(self, text: str, turn: Turn, incidents: Sequence[str] = (), opening: bool = False) -> list[str]:
        """The types that a text tells of: a message, or what is left of it."""
        return self.types.hear(text, self.vector(text, turn), incidents, opening)

    def vector(self, text: str, turn: Turn) -> Optional[np.ndarray]:
        """The embedding of a message or of what is left of it; the turn's own where nothing encodes."""
        if self.encode is None or (turn.vector is not None and text == turn.text):
            return turn.vector
        return self.encode([text])[0]

    def turned(self, case: Case, turn: Turn, text: str, answers: bool = False) -> Turned:
        """What a message, or what it tells, makes of the kind of incident; less where it `answers` what was asked."""
        held = self.assess(case).facts["type"]
        turned = self.turnings(text, self.vector(text, turn), held, answers)
        likely = [name for name in turned.adds if name not in case.denied and not self.types.unlikely(name, text)]
        return replace(turned, adds=tuple(self.types.not_outweighed(likely, text, held)))

    def further(self, case: Case, turn: Turn, text: str) -> list[str]:
        """The types that a message, or what it tells, adds to an incident: by their signs, and by what others told."""
        return list(dict.fromkeys([*self.signed(case, text), *self.turned(case, turn, text).adds]))

    def signed(self, case: Case, text: str) -> list[str]:
        """The types that a text adds by their signs."""
        known = self.assess(case).facts["type"]
        signed = [name for name in self.types.by_signs(affirmed(text)) if name not in known]
        told = [name for name in signed if name not in case.denied or self.types.tells_again(name, text)]
        return self.types.not_outweighed(told, text, known)

    @staticmethod
    def widen(case: Case, more: Sequence[str]) -> None:
        """Take the incident for these types as well."""
        if more:
            case.types = [*(name for name in case.types if name != FALLBACK), *more][:MOST_TYPES]

    def tick_told(self, case: Case, turn: Turn) -> list[Part]:
        """Tick off whom a message says to have been told; what to say of those whom the plan names."""
        told = [name for name in told_in(turn.text, self.book.names) if name not in case.ticked]
        case.ticked += told
        items = self.book.items(self.assess(case), case, turn.now) if told else []
        return self.speaker.ticked([item.name for item in items if item.id in told])

    def assess(self, case: Case) -> Assessment:
        facts = tuple((name, tuple(values)) for name, values in case.facts.items())
        return self._assessed(tuple(case.types), facts)

    def remaining(self, case: Case) -> list[Question]:
        return self.gatherer.remaining(case)

    def open(self, case: Case, turn: Turn, noted: Sequence[str], status: str = "triage_first") -> Outcome:
        """The first things for the types, then the first question."""
        parts = self.speaker.first(case, self.assess(case), noted)
        if not case.types:
            case.pending = TYPE
            if status == "triage_first" and self.ear.asks(turn.text):
                parts += self._plainly(turn)
            parts.append(self.speaker.ask_type(list(self.types.chances(turn.text, turn.vector))))
            return self.say(case, reply("triage_first_unclear", *parts))
        return self.next(case, turn, status, parts, types=self.library.in_words(case.types))

    def _plainly(self, turn: Turn) -> list[Part]:
        """The answer to what a first message asks beside what it tells, where it is a plain one: nobody is lectured."""
        said = self.answer(turn)
        return without_choices(said) if said.status in PLAIN else []

    def next(self, case: Case, turn: Turn, status: str, parts: Sequence[Part] = (), **values: str) -> Outcome:
        """Ask what is still to be asked, or make the brief."""
        shown = list(parts)
        if case.pending in (TYPE, CHANGE):
            ask = self.speaker.ask_type() if case.pending == TYPE else self.speaker.ask_change(case)
            return self.say(case, reply(status, *shown, ask, **values))
        if case.pending is None:
            remaining = self.remaining(case)
            if not remaining:
                return self.briefed(case, turn, status, shown, True, **values)
            case.pending = remaining[0].id
            if case.asked[-1:] != [case.pending]:
                case.asked.append(case.pending)
        return self.say(case, reply(status, *shown, *self.speaker.ask(case), **values))

    def learned(self, case: Case, before: Assessment, noted: Sequence[str], plan: bool = False) -> list[Part]:
        """What was just heard, the types that it brings, and the first things that it adds.

        Where the plan comes next, without those that it holds as well.
        """
        after = self.assess(case)
        parts = self.speaker.noted(case, noted)
        parts += self.speaker.also([each for each in after.facts["type"] if each not in before.facts["type"]])
        return parts + self.speaker.more_first(case, [*before.first, *(after.do if plan else ())], after.first)

    def briefed(
        self, case: Case, turn: Turn, status: str, parts: Sequence[Part] = (), log: bool = True, **values: str
    ) -> Outcome:
        """Severity, contacts, actions and the brief."""
        assessment = self.assess(case)
        case.status, case.pending, case.misses = "briefed", None, 0
        if log and assessment.level.id != case.level:
            case.note(turn.now, self.common.words["severity-log"].format(label=assessment.level.label), "bot")
        case.level = assessment.level.id
        shown = [*parts, *self.speaker.verdict(case, assessment, self.book.items(assessment, case, turn.now))]
        shown += [self.document(case, assessment, turn), self.speaker.after(assessment, self.hand_over is not None)]
        final = "triage_brief" if status == "triage_question" else status
        return self.say(case, reply(final, *shown, **values))

    def document(self, case: Case, assessment: Assessment, turn: Turn) -> Part:
        data = self.brief(case, assessment, turn.now)
        return self.documents.save(turn.conversation, data["title"], render(data), data["severity"]["label"])

    def brief(self, case: Case, assessment: Assessment, now: dt.datetime) -> dict:
        contacts = self.book.items(assessment, case, now)
        return brief_data(case, assessment, contacts, self.corpus, self.common, now)

    def then_back(self, case: Case, turn: Turn, status: str, parts: Sequence[Part], **values: str) -> Outcome:
        """Say something, then return to what was waiting."""
        if case.status == "asking" or case.pending:
            return self.next(case, turn, status, parts, **values)
        after = self.speaker.after(self.assess(case), self.hand_over is not None)
        return self.say(case, reply(status, *parts, after, **values))

    def questions(self) -> set[str]:
        return {question.id for question in self.common.questions}

    def say(self, case: Case, said: Reply) -> Outcome:
        held = {fact: case.facts.get(fact, [UNKNOWN])[0] for fact in ("nation", "body", "role")}
        profile = Profile(**{fact: value if value != UNKNOWN else None for fact, value in held.items()})
        return Outcome(said, case.state(), profile)
