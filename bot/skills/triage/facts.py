"""Gathering facts from messages: as the answer that was asked for, or volunteered at any point."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Optional

import numpy as np

from bot.skills.triage.answers import Answers
from bot.skills.triage.case import Case
from bot.skills.triage.correcting import BEGAN as BEGAN_AT
from bot.skills.triage.correcting import NOTICED, put_right, puts_right
from bot.skills.triage.denial import DONE, REACH, SERVICES
from bot.skills.triage.hearing import NAYS, WHEN, Ear, Heard, each_with_its_verb
from bot.skills.triage.noticing import BEGUN, answered, volunteered
from bot.skills.triage.tellings import Tellings
from bot.skills.triage.times import Moment, hear_times
from bot.skills.triage.whereabouts import Whereabouts
from bot.skills.triage.words import SENTENCE_END, normal, pattern
from bot.skills.turn import Turn
from index.content.playbook import FALLBACK, Library
from index.content.triage import UNKNOWN, Fact, Question

NATION, BODY = "nation", "body"
DANGER, BACKUPS = "danger", "backups"
DATA, NONE = "data", "none"
ONE_FACT = "fact:"
# So many words beside the name of a fact may give its new value.
FEWEST_MORE = 2
# Fewer words tell nothing but an answer, and take nothing back.
FEWEST = 4
# A part of the day that is the name of something: "the night staff", "Monday's cabinet".
NAME_OF_A_THING = re.compile(
    r"\b(?:night|evening|morning|afternoon|day) (?:staff|shift|team|carers?|rota|round|meeting|session)\b"
)
# "This morning, not Tuesday": the day that it was not.
NOT_THAT_DAY = re.compile(
    r",? not (?:on |last )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today)"
    r"(?:, (?:\w+day|that) (?:is|was) when [^.;,]*)?",
    re.IGNORECASE,
)
# Who says that nobody is at risk takes back that somebody may be.
NOBODY_AT_RISK = re.compile(
    r"\b(?:nobody|no one|no-one|none of (?:them|us)|not anyone|not anybody)"
    r"(?:'s| is| was| has been| were| are| has)? (?:ever |actually |really )?"
    r"(?:(?:in (?:any )?danger|at risk|hurt|harmed|injured|threatened)\b"
    r"|(?:hurting|harming|threatening|attacking) (?:anyone|anybody|anything|me|us|him|her|them)\b)"
    r"|\b(?:there's|there is|there was) no (?:danger|threat|risk of harm|violence)\b"
    r"|\bno (?:harm (?:done|came|was done|has come)|danger to (?:anyone|anybody|people|life))\b"
    r"|\bno harm(?=\W*(?:[.,;!]|$))"
)
NOT_YET = re.compile(r"\b(?:nothing|none|not|no) (?:\w+ )?yet\b|\byet$")
# A doubt about something else than the time that was asked for.
OF_ELSE = re.compile(
    r"\b(?:sure|unsure|idea|know|certain) (?:if|whether|about|which|who|where)\b(?! (?:when|the|time|it|that))"
)
# All of a short answer is a time: "2 hrs", "half an hour now".
A_SPAN = re.compile(r"(?:[\w']+ ){0,4}?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?)(?: or so| now| maybe)?")

WHOSE = (
    r"(?:resident|tenant|child|pupil|parent|patient|client|customer|staff|famil|carer|councillor|employee|people)\w*"
)
RECORD = (
    r"(?:reports?|lists?|details|data|files?|records?|notes|forms?|letters?|address\w*|spreadsheets?|complaints?|email)"
)
OF_PEOPLE = re.compile(
    r"\b(?:address|addresses|payroll (?:file|list|data|records|details)|payslips?)\b(?! bar)"
    r"|\b(?:medical|case notes|case files?)\b"
    rf"|\b{WHOSE}(?:'s|s'|')? (?:\w+ )?{RECORD}\b|\b{RECORD} (?:of|about|on|with|for) (?:\w+ ){{0,3}}{WHOSE}"
    r"|(?<!no )(?<!any )\b(?:personal (?:data|information|details)|names)\b"
)


@dataclass
class Answer:
    """What a message says to the pending question.

    Attributes:
        exact: it is the words of a choice.
        free: it names none of the values of a fact that is no closed list, so its words are what it says.
        of_other: what it gives belongs to another question.
    """

    values: Heard = field(default_factory=dict)
    moments: dict[str, Moment] = field(default_factory=dict)
    exact: bool = False
    free: bool = False
    future: bool = False
    of_other: bool = False

    @property
    def answered(self) -> bool:
        return bool(self.values or self.moments) and not self.of_other

    @property
    def noted(self) -> list[str]:
        return [*self.values, *self.moments]


class Gatherer:
    """Hears facts and writes them into a case."""

    def __init__(
        self, library: Library, ear: Ear, answers: Optional[Answers] = None, tellings: Optional[Tellings] = None
    ):
        self.library, self.common, self.ear = library, library.common, ear
        self.answers, self.tellings = answers, tellings
        self.whereabouts = Whereabouts(library.common)
        self._asked = {fact for question in library.common.questions for fact in question.facts}

    # --- which questions ---

    def questions(self, case: Case) -> list[Question]:
        """The questions of the case's types, in order, each once."""
        types = case.types or [FALLBACK]
        names = dict.fromkeys(name for kind in types for name in self.library.playbooks[kind].ask)
        ordered = [question.id for question in self.common.questions if question.id in names]
        first = [name for name in ordered if name in ("where", NOTICED)]
        return [self.common.question(name) for name in dict.fromkeys([*first, *names])]

    def remaining(self, case: Case) -> list[Question]:
        return [question for question in self.questions(case) if self.wanted(case, question)]

    def wanted(self, case: Case, question: Question) -> list[str]:
        """The facts of a question that are not known yet; assumed ones are."""
        types = case.types or [FALLBACK]
        assumed = {fact for kind in types for fact in self.library.playbooks[kind].assume}
        return [fact for fact in question.facts if not case.known(fact) and fact not in assumed]

    def question(self, name: str) -> Question:
        """A question by its id; `fact:ID` makes one for a fact that no question asks for."""
        if name.startswith(ONE_FACT):
            fact = self.common.fact(name[len(ONE_FACT) :])
            none: dict = {"options": [], "only": {}, "leaves": [], "hint": None}
            return Question.construct(id=name, ask=f"{fact.label}?", facts=[fact.id], **none)
        return self.common.question(name)

    def question_of(self, fact: str) -> Question:
        """The question that asks for a fact."""
        return next((each for each in self.common.questions if fact in each.facts), self.question(ONE_FACT + fact))

    def named(self, words: str) -> Optional[Fact]:
        """The fact that some words name: the longest name that they hold."""
        names = [(name, fact) for fact in self.common.facts for name in [*fact.names, fact.label, fact.id]]
        held = [(name, fact) for name, fact in names if pattern(name).search(normal(words))]
        return max(held, key=lambda pair: len(pair[0]))[1] if held else None

    @staticmethod
    def says_more(fact: Fact, words: str) -> bool:
        """Whether some words say more than the name of a fact."""
        left = normal(words)
        for name in sorted([*fact.names, fact.label, fact.id], key=len, reverse=True):
            left = pattern(name).sub(" ", left)
        return len(re.findall(r"\w+", left)) >= FEWEST_MORE

    def with_value(self, words: str) -> tuple[str, str]:
        """What is to be changed and its new value, "" where none is told: "services to housing"."""
        fact = self.named(words)
        label = normal(fact.label) if fact else ""
        if label and label in words:
            before, _, after = words.partition(label)
            return (before + label).strip(), after.strip().removeprefix("to ").strip()
        name, _, value = words.partition(" to ")
        return name, value

    # --- hearing ---

    def answer(
        self, case: Case, question: Question, text: str, now: dt.datetime, vector: Optional[np.ndarray] = None
    ) -> Answer:
        """What a message says to a question; `vector` is its embedding, where there is one."""
        wanted = [fact for fact in question.facts if not case.known(fact)] or question.facts
        facts = [self.common.fact(name) for name in wanted]
        if self.ear.requests(text):
            return Answer()
        doubted = self.doubted(case, wanted, text)
        if doubted and doubted not in wanted:
            return Answer(values={doubted: [UNKNOWN]}, of_other=True)
        if doubted == "" and set(wanted) <= {NATION, BODY}:
            return Answer()
        if any(fact.kind == "time" for fact in facts):
            return self._time(case, facts, text, now)
        if {NATION, BODY} & set(wanted) and puts_right(text):
            text = self._righted(text)
        values = self.ear.answer(text, question, wanted)
        if NATION in wanted and values.get(NATION, [UNKNOWN]) == [UNKNOWN]:
            values.update(self._where(text, wanted, answering=True))
        told = self._told(text)
        exact = any(normal(text) == normal(value.label) for fact in facts for value in fact.values)
        free = {} if values or told else self.ear.otherwise(facts, text)
        if self.answers and not exact:
            heard = values or free
            # A no names no place, however near "no no" comes to "NI".
            nay = normal(text).split(" ")[0].strip(",") in NAYS
            settled = {
                fact.id: list(heard.get(fact.id, ()))
                if nay and fact.id == NATION
                else self.answers.settle(fact, text, vector, heard.get(fact.id, ()), bool(free))
                for fact in facts
            }
            values, free = self._kept_apart(settled, free)
        # "Nothing yet" says what was done or seen so far, not what a lost list holds.
        not_yet = bool(NOT_YET.search(normal(text)))
        if values.get(DATA) == [NONE] and DATA not in told and (not_yet or self._told_of_people(case)):
            values.pop(DATA)
        return Answer(values=values or free, exact=exact, free=bool(free))

    def answer_in_part(
        self, case: Case, question: Question, text: str, now: dt.datetime, encode: Callable[[str], Optional[np.ndarray]]
    ) -> Answer:
        """What the first or the last sentence of a message says to a question: "None of these. So what about pay?"."""
        parts = [part.strip(" .,;") for part in SENTENCE_END.split(text) if part.strip(" .,;")]
        for part in dict.fromkeys([parts[0], parts[-1]] if len(parts) > 1 else []):
            if self.ear.asks(part):
                continue
            heard = self.answer(case, question, part, now, encode(part))
            if heard.answered and not heard.free:
                # The words of a choice may be all of the part, and are not all of the message.
                return replace(heard, exact=False)
        return Answer()

    @staticmethod
    def _kept_apart(settled: Heard, free: Heard) -> tuple[Heard, Heard]:
        """The values that an answer names, and apart from them what any words mean."""
        any_words = {fact: values for fact, values in settled.items() if values and values == free.get(fact)}
        return {fact: values for fact, values in settled.items() if values and fact not in any_words}, any_words

    def _told(self, text: str) -> set[str]:
        """The facts that a message gives and a question asks for: "gone to paper" tells of no lost item."""
        return self._asked & set(self.ear.anywhere(text))

    @staticmethod
    def _told_of_people(case: Case) -> bool:
        """Whether anything said so far tells of information about people, so that a short no does not deny it."""
        return any(OF_PEOPLE.search(normal(words)) for words in (case.opening, *(entry.text for entry in case.log)))

    def doubted(self, case: Case, wanted: Sequence[str], text: str) -> Optional[str]:
        """The fact of which a message says that it is not known: "not sure if encrypted".

        One of the `wanted` first; "" where it is in doubt about something that is no fact, None where about nothing.
        """
        thing = self.ear.doubted(text)
        if thing is None:
            return None
        asked = [fact for question in self.questions(case) for fact in question.facts]
        further = [*asked, *(fact.id for fact in self.common.facts if fact.id in self._asked and fact.id not in asked)]
        names = [*wanted, *(name for name in further if name not in wanted and not case.known(name))]
        return next((name for name in names if self.ear.speaks_of(self.common.fact(name), thing)), "")

    def placed(self, case: Case, text: str) -> list[str]:
        """Write down where the user is, if that is not known and any place in a message says it."""
        if case.known(NATION):
            return []
        found = {**self.ear.anywhere(text, only=NATION), **self._where(text, [NATION], answering=True)}
        case.facts.update(found)
        return list(found)

    @staticmethod
    def came_before(case: Case) -> None:
        """Take the time that was held as that of the noticing for that of the beginning."""
        if BEGAN_AT not in case.moments and NOTICED in case.moments:
            case.moments[BEGAN_AT] = case.moments[NOTICED]
            if NOTICED in case.earliest:
                case.earliest.append(BEGAN_AT)

    def _where(self, text: str, wanted: Sequence[str], answering: bool = False) -> Heard:
        found = {NATION: self.whereabouts.nation(text, answering), BODY: self.whereabouts.body(text)}
        return {fact: values for fact, values in found.items() if values and fact in wanted}

    def _time(self, case: Case, facts: Sequence[Fact], text: str, now: dt.datetime) -> Answer:
        heard = self.moments(text, now, answering=True)
        past = [moment for moment in heard if not moment.future]
        if past:
            asked = facts[0].id
            found = answered(past, now) if asked == NOTICED else {asked: past[0]}
            began, held = found.get(BEGAN_AT), case.moments.get(BEGAN_AT)
            if asked == NOTICED and began and held and held <= began.at and not puts_right(text):
                found.pop(BEGAN_AT)
            return Answer(moments=found)
        tokens = normal(text)
        future = bool(heard) or any(pattern(word).search(tokens) for word in self.common.times.future)
        if not future and self.ear.is_dont_know(text) and not OF_ELSE.search(tokens):
            return Answer(values={facts[0].id: [UNKNOWN]})
        return Answer(future=future)

    def moments(self, text: str, now: dt.datetime, answering: bool = False) -> list[Moment]:
        text = NOT_THAT_DAY.sub("", text)
        return hear_times(text, now, self.common.times, answering)

    # --- writing down ---

    def take(self, case: Case, heard: Answer) -> list[str]:
        """Write an answer into the case; returns the facts that it gave."""
        case.facts.update(heard.values)
        for fact, moment in heard.moments.items():
            self._keep(case, fact, moment)
        return heard.noted

    @staticmethod
    def _keep(case: Case, fact: str, moment: Moment) -> None:
        case.forget(fact)
        case.moments[fact] = moment.at
        if moment.earliest:
            case.earliest.append(fact)

    def volunteer(
        self,
        case: Case,
        text: str,
        now: dt.datetime,
        times: bool = True,
        leaves: Sequence[str] = (),
        by_words: bool = False,
    ) -> list[str]:
        """Write down what a message gives unasked, but for the facts that it `leaves` alone.

        Only its words count where it says what kind of incident it is, or answers what was asked: what others told
        unasked is not like that.
        A known single fact changes only to a worse value, or where the message puts something right.
        """
        gone = self._take_back(case, text, leaves)
        noted = list(gone)
        right = puts_right(text)
        open_ = [fact for fact in (NATION, BODY) if right or not case.known(fact)]
        told = self.told_of(text, open_, by_words)
        if right:
            told = {name: values for name, values in told.items() if name not in (NATION, BODY)} | self._placed(text)
        flat = {name: values for name, values in self.ear.flatly(text).items() if name not in leaves}
        noted += self._flatly(case, flat)
        for name, values in told.items():
            if name in flat:
                continue
            fact, held = self.common.fact(name), case.facts.get(name, [])
            values = [each for each in values if each not in gone.get(name, ())]
            if name in leaves:
                values = [each for each in values if (value := fact.value(each)) and value.urgent]
            if not values:
                continue
            moved = len(values) == 1 and (right or self._better(fact, values[0]))
            if fact.many:
                noted += self.add(case, {name: values}) if set(values) - set(held) - {fact.none} or not held else []
            elif values != held and (not held or held == [UNKNOWN] or self._worse(fact, values, held) or moved):
                case.facts[name] = values
                noted.append(name)
        if times and not self.ear.requests(text):
            noted += self.times(case, text, now)
        return noted

    def _flatly(self, case: Case, flat: Heard) -> list[str]:
        """Write down what is said to be so whatever was held before, but for danger, which stays."""
        noted = []
        for name, values in flat.items():
            fact, held = self.common.fact(name), case.facts.get(name, [])
            urgent = [each for each in held if (value := fact.value(each)) and value.urgent]
            if (now := urgent or values) != held:
                case.facts[name] = now
                noted.append(name)
        return noted

    def times(self, case: Case, text: str, now: dt.datetime) -> list[str]:
        """Write down the times that a message tells unasked; what is known of them stays.

        A time that is all of a message still answers the question after it, once that was put.
        """
        said = NAME_OF_A_THING.sub("they", normal(text))
        heard = self.moments(said, now, answering=WHEN.search(said) is not None)
        past = [each for each in heard if not each.future]
        late_answer = NOTICED in case.asked and len(said.split()) <= FEWEST
        found = answered(past, now) if late_answer else volunteered(past, now)
        told = {fact: moment for fact, moment in found.items() if fact not in case.moments}
        if NOTICED in case.moments and not (found.get(BEGAN_AT) and BEGUN.search(found[BEGAN_AT].before)):
            told = {}
        for fact, moment in told.items():
            self._keep(case, fact, moment)
        return list(told)

    def _righted(self, text: str) -> str:
        """What is left of a message without what it takes back, which of where they are may be the kind of body alone:
        "a district in Wales, sorry no, a county borough"."""
        left = put_right(text)
        if self.ear.anywhere(left, only=NATION):
            return left
        named = [self.common.fact(NATION).value(name) for name in self.ear.anywhere(text, only=NATION).get(NATION, ())]
        kept = [value.label.lower() for value in named if value and f"not in {value.label.lower()}" not in normal(text)]
        return ", ".join([left, *kept])

    def _placed(self, text: str) -> Heard:
        """Where the user is, and in what kind of body, once a message has put right what was said before."""
        said = self._righted(text)
        named = {fact: self.ear.anywhere(said, only=fact).get(fact, []) for fact in (NATION, BODY)}
        found = {**self._where(said, (NATION, BODY), answering=True), **{f: v for f, v in named.items() if v}}
        return {fact: values for fact, values in found.items() if len(values) == 1}

    def _take_back(self, case: Case, text: str, leaves: Sequence[str]) -> Heard:
        """Forget what was told and a message says holds no more, but for facts that it `leaves`; what is gone."""
        held = {fact: values for fact, values in case.facts.items() if fact not in leaves}
        long = len(text.split()) >= FEWEST
        gone = self.tellings.taken_back(text, held) if self.tellings and long else {}
        if self.calms(case, text):
            gone[SERVICES] = [*gone.get(SERVICES, ()), DANGER]
        for fact in (REACH, SERVICES):
            if spared := self.ear.spared(fact, text, held.get(fact, ())):
                gone[fact] = list(dict.fromkeys([*gone.get(fact, ()), *spared]))
        for fact, values in gone.items():
            case.leave(fact, values)
        return gone

    def calms(self, case: Case, text: str) -> bool:
        """Whether a message says that nobody is at risk, where somebody was held to be."""
        said = normal(text)
        if DANGER not in case.facts.get(SERVICES, ()) or not NOBODY_AT_RISK.search(said):
            return False
        return not self.ear.urgent(NOBODY_AT_RISK.sub(" ", said))

    def told_of(self, text: str, wanted: Sequence[str], by_words: bool = False) -> Heard:
        """What a message tells of any fact; of where the user is, only what is `wanted`."""
        heard = {**self._where(text, wanted), **self.ear.anywhere(text)}
        if not self.tellings or len(text.split()) < FEWEST or by_words:
            return heard
        return self._by_words(normal(text), heard, self.tellings.settle(text, heard))

    @staticmethod
    def _by_words(said: str, heard: Heard, settled: Heard) -> Heard:
        """What is settled, where words say plainly more than likeness: without a danger that is denied or a backup that
        is kept apart, and with each of those who were told with one verb."""
        refused = {
            SERVICES: {DANGER} if NOBODY_AT_RISK.search(said) else set(),
            REACH: {BACKUPS} if "backup" in said else set(),
        }
        found = {
            fact: [each for each in values if each in heard.get(fact, ()) or each not in refused.get(fact, ())]
            for fact, values in settled.items()
        }
        if each_with_its_verb(said) != said:
            told = [each for each in heard.get(DONE, ()) if each.startswith("told-")]
            found[DONE] = list(dict.fromkeys([*found.get(DONE, ()), *told]))
        return {fact: values for fact, values in found.items() if values}

    def answered_before(self, case: Case, text: str, now: dt.datetime) -> list[str]:
        """Write down what was said before the first question as an answer to "when" and "where": "2 hrs, Kent".

        Only a span is a time, and only what names a place tells of a body: "10 people" and "finance" are neither.
        """
        noted = []
        for part in (each.strip() for each in re.split(r"[,;.]|\band\b", text)):
            if NOTICED not in case.moments and A_SPAN.fullmatch(normal(part)):
                noted += self.take(case, Answer(moments=answered(self.moments(part, now, answering=True), now)))
            if self.whereabouts.nation(part, answering=True):
                heard = self.answer(case, self.common.question("where"), part, now).values
                open_ = {fact: values for fact, values in heard.items() if values != [UNKNOWN] and not case.known(fact)}
                noted += self.take(case, Answer(values=open_))
        return noted

    def urgent(self, case: Case, text: str) -> list[str]:
        """Write down what a message says that cannot wait, such as danger to somebody; the facts that it gives."""
        return self.add(case, self.ear.urgent(text))

    def add(self, case: Case, more: Heard) -> list[str]:
        """Add values to facts that may have several."""
        for name, values in more.items():
            fact = self.common.fact(name)
            held = [value for value in case.facts.get(name, []) if value not in (UNKNOWN, fact.none)]
            case.facts[name] = list(dict.fromkeys([*held, *values]))
        return list(more)

    @staticmethod
    def _better(fact: Fact, name: str) -> bool:
        """Whether a value says that what progresses has got better."""
        value = fact.value(name)
        return fact.progresses and value is not None and value.calming

    @staticmethod
    def _worse(fact: Fact, values: Sequence[str], held: Sequence[str]) -> bool:
        new, old = fact.value(values[0]), fact.value(held[0])
        return bool(new and old and new.worse > old.worse)

    def from_profile(self, case: Case, turn: Turn) -> None:
        """Where the user is and what they do, as far as the conversation knows it already."""
        known = {"nation": turn.profile.nation, "body": turn.profile.body, "role": turn.profile.role}
        for entity in turn.entities:
            if entity.kind in known and not known[entity.kind]:
                known[entity.kind] = entity.value
        for name, value in known.items():
            if value and self.common.fact(name).value(value):
                case.facts[name] = [value]
