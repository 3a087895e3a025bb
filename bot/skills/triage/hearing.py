"""Hearing answers in free text, from the phrases of `triage.yml`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Optional

from rapidfuzz import fuzz

from bot.skills.triage.denial import DONE, MONEY, REACH, Denial
from bot.skills.triage.words import largest, mentions, normal, pattern, without_leading
from index.content.triage import UNKNOWN, Fact, Question, TriageFile, Value

REPLY_WORDS = 3
NOBODY = re.compile(r"\b(?:nobody|no one|no-one)(?:'s| (?:is|was|are|has been|got|seems))\b[^,.;]*")
SHORT = 6
UNSURE = 8  # words; a longer message that says "not sure" says something else as well
INSIDE = 4
UNSURE_OF = re.compile(r" (?:if|whether|how|what|which|who|where|about)\b")
DOUBTED = re.compile(
    r" (?:if|whether)(?: (?:it|he|she|they|we|i|that|this|the)(?:'s|'re)?)?(?: (?:is|was|are|were))? (?P<what>.+)"
)
# What is doubted, up to the end of its clause, where it is none of the answer itself.
DOUBT_OF = re.compile(
    r" (?:if|whether|who|why|how it|how they)(?: (?:it|he|she|they|we|i|that|this|the)(?:'s|'re)?)?"
    r"(?: (?:is|was|are|were))? (?P<what>[^.;!?]+)"
)
FEWEST_CERTAIN = 3
MOST_TOLD = 5
# What is kept where no attack gets to: "the usb drive is at my house", "backup tapes in the safe".
APART = re.compile(
    r"(?:(?!\b(?:but|deleted|wiped|encrypted|gone)\b)[^.;!?])*?\b(?:at (?:my|her|his|our|their|\w+'s)"
    r" (?:house|home|flat)"
    r"|at home"
    r"|off[- ]?site|offline|air[- ]?gapped|taken home"
    r"|in (?:a|the|my|our|another) (?:fire )?(?:safe|drawer|cupboard|building)"
    r"|(?:not|isn't|wasn't|aren't|never) (?:plugged in|connected|attached)|kept elsewhere)\b"
)
AND = re.compile(r"\b(?:and|so)\b")
# "No money has gone other than the deposit" is not flatly none.
BUT_FOR = re.compile(r"\b(?:other|more|further|else|apart|except|besides|only|yet|since)\b")
# Several who were told with one verb: "told IT and the police".
VERB_OF_TELLING = re.compile(
    r"\b(?P<verb>told|rang|rung|phoned|called|informed|notified|emailed|contacted|spoke to|spoken to)"
    r" (?P<whom>(?:the |our )?[\w'-]+(?: [\w'-]+){0,2}?)"
    r"(?P<more>(?:,? (?:and|&) |, )(?!(?:i|we|he|she|they|it's|it was|it is|then|now|so|but|told"
    r"|rang|rung|phoned|called|informed|notified|emailed"
    r"|contacted|spoke|spoken|have|has|had|not)\b)(?:the |our )?\w)"
)
NAYS = ("no", "nope", "none", "nothing", "not", "nah")
NAY_ALONE = {
    *NAYS,
    "at",
    "all",
    "really",
    "thanks",
    "thank",
    "you",
    "so",
    "far",
    "it",
    "is",
    "was",
    "there",
    "we",
}
NAY_ALONE |= {"i", "don't", "isn't", "wasn't", "didn't", "hasn't", "haven't", "of", "these", "them", "that", "sorry"}
COUNTED = 8  # words
CLAUSES = re.compile(r"[.,;:!?]\s|\b(?:and|but|so)\b|[.,;:!?]$")
DEVICES = re.compile(
    r"\b(?P<count>\d{1,5}) (?:of (?:our|the) )?(?:\w+ )?(?:pcs?|computers?|laptops?|devices?|machines?|endpoints?"
    r"|servers?|workstations?|hosts?|accounts?|mailboxes|tablets?|ipads?|clients? pcs?|vms?)\b"
)
WHEN = re.compile(
    r"\b(?:noticed|found out|spotted|started|began|happened) (?:it |this |that )?(?:at|around|about|since)\b"
)
# A question of one's own, and an answer to that: "has anyone paid? don't know yet".
OWN_QUESTION = re.compile(r"\w+ \w+.*\? *\w")
# Sentences and clauses of a message, each with the sign at its end.
PARTS = re.compile(r"(?:[^.,;!?]|[.,](?=\d))+[.,;!?]*")
# What a question begins with is no part of its own.
NOT_AFTER_WHO = "".join(
    rf"(?<!\b{word})" for word in ("who", "whom", "what", "wot", "how", "when", "where", "why", "which", "else")
)
MUST_KNOW = {"data"}
SUM = re.compile(
    r"(?:£\s?\d[\d,.]*\d|£\s?\d|\b\d[\d,.]*(?=\s?(?:k|m|grand|thousand|quid|pounds)\b))"
    r"(?:\s?(?:k|m|million|thousand|grand|quid|pounds))*\b"
)
NO_SUM = re.compile(r"£\s?0(?![\d.,]*[1-9])(?:\.00)?")
# A no that answers, and is no part of what is told: not "no one is hurt", not "nothing else".
REPLIES_NO = re.compile(
    r"(?:no|nope|nah|none|not yet|nothing)"
    r"(?:$|[,.;!]| (?:it|we|they|there|i|she|he|that|this|not|sorry|the|its|our)\b| \w+'\w)"
)
DOING = re.compile(
    r"(?:(?:i|we|he|she|they|you)(?:'\w+)?"
    r"|contacting|ringing|calling|phoning|telling|asking|waiting|trying|checking|looking) "
)
REQUEST = re.compile(
    r"(?:(?:ok|okay|please|just|so|and|but|now|well|you|can|could|would)[, ]+)*"
    r"(?:give|tell|show|list|explain|remind|stop (?:asking|telling))(?: (?:me|us)\b|$)"
)
ADVICE = re.compile(
    r"\b(?:tell|show|give|find|list|explain|help|advice|guid\w+|about|what|how|who|whom|when|why|where|which"
    r"|should|need to|have to|can|do|does|is it|are there|template|policy|checklist|example)\b"
)
Heard = dict[str, list[str]]


def each_with_its_verb(text: str) -> str:
    """A text in which everybody who was told stands beside the verb: "told it and told the police"."""
    for _ in range(MOST_TOLD):
        longer = VERB_OF_TELLING.sub(_repeated, text)
        if longer == text:
            break
        text = longer
    return text


def _repeated(hit: re.Match[str]) -> str:
    more = hit["more"]
    joint = re.match(r",? (?:and|&) |, ", more)
    assert joint
    return f"{hit['verb']} {hit['whom']} and {hit['verb']} {more[joint.end() :]}"


@dataclass(frozen=True)
class _Phrase:
    fact: Fact
    value: str
    words: str
    reply: bool
    flat: bool = False

    @cached_property
    def plain(self) -> str:
        """The words, normalised."""
        return normal(self.words)


class Ear:
    """Hears facts in messages.

    Args:
        common: the facts and how words are heard.
        labels: names of values that the corpus's vocabulary knows, as {fact: {value: [words]}}.
    """

    def __init__(self, common: TriageFile, labels: Mapping[str, Mapping[str, Sequence[str]]] | None = None):
        self.common = common
        self._denial = Denial(common.hearing)
        self._phrases: dict[str, list[_Phrase]] = {}
        for fact in common.facts:
            further = (labels or {}).get(fact.id, {})
            phrases = [
                _Phrase(fact, value.id, words, False, words in value.flatly)
                for value in fact.values
                for words in (*value.heard, *value.flatly)
            ]
            phrases += [_Phrase(fact, value.id, words, True) for value in fact.values for words in value.reply]
            phrases += [
                _Phrase(fact, value.id, words, True) for value in fact.values for words in further.get(value.id, ())
            ]
            self._phrases[fact.id] = sorted(phrases, key=lambda phrase: -len(phrase.words))

    def anywhere(self, text: str, only: Optional[str] = None) -> Heard:
        """Every fact that a message gives of itself, or `only` this one, whatever was asked."""
        text = normal(text)
        facts = [fact for fact in self.common.facts if only in (None, fact.id)]
        found = {fact.id: self._values(fact, text, replies=False) for fact in facts}
        if mentions(self.common.hearing.dont_know, text):
            found = {name: self._sure_of(self.common.fact(name), values, text) for name, values in found.items()}
        return {fact: values for fact, values in found.items() if values}

    def spared(self, fact: str, text: str, held: Sequence[str]) -> list[str]:
        """Of the things that are held to be hit or reached, those of which a message says that they are not."""
        text = normal(text)
        urgent = {value.id for value in self.common.fact(fact).values if value.urgent}
        phrases = [phrase for phrase in self._phrases[fact] if phrase.value in held and phrase.value not in urgent]
        spared = [
            phrase.value
            for phrase in phrases
            for hit in pattern(phrase.words).finditer(text)
            if self._denial.spares(text[hit.end() :])
        ]
        return list(dict.fromkeys(spared))

    def flatly(self, text: str) -> Heard:
        """What a message says to be so whatever was held before: "no money of ours has gone"."""
        text = normal(text)
        found: Heard = {}
        for fact in self.common.facts:
            for value in fact.values:
                for words in value.flatly:
                    hits = (hit for hit in pattern(words).finditer(text) if not BUT_FOR.search(hit.group()))
                    if any(self._holds(_Phrase(fact, value.id, words, False, True), text, hit) for hit in hits):
                        found[fact.id] = [value.id]
        return found

    def urgent(self, text: str) -> Heard:
        """What a message gives that cannot wait, whatever was asked."""
        text = normal(text)
        found = {fact.id: self._urgent(fact, text) for fact in self.common.facts}
        return {fact: values for fact, values in found.items() if values}

    def _urgent(self, fact: Fact, text: str) -> list[str]:
        urgent = {value.id for value in fact.values if value.urgent}
        phrases = [phrase for phrase in self._phrases[fact.id] if phrase.value in urgent and not phrase.reply]
        text = self._masked(fact, NOBODY.sub(" ", text), urgent)
        found = [phrase.value for phrase in phrases if self._find(phrase, text, text)]
        return list(dict.fromkeys([*found, *(name for name in self._paired(fact, text) if name in urgent)]))

    @staticmethod
    def _masked(fact: Fact, text: str, names: Collection[str]) -> str:
        """A text without the phrases that look like some values and are not."""
        for words in (each for value in fact.values if value.id in names for each in value.never):
            text = pattern(words).sub(lambda hit: "\0" * len(hit.group()), text)
        return text

    def _paired(self, fact: Fact, text: str) -> list[str]:
        """The values of which a message holds a phrase of each of two lists, none of them denied."""
        return [
            value.id
            for value in fact.values
            if any(all(self._tells_of(fact, value, words, text) for words in pair) for pair in value.both)
        ]

    def _tells_of(self, fact: Fact, value: Value, words: Sequence[str], text: str) -> bool:
        return any(self._find(_Phrase(fact, value.id, each, False), text, text) for each in words)

    def _sure_of(self, fact: Fact, values: list[str], text: str) -> list[str]:
        """The same, where what is not known may be the fact."""
        doubted = mentions(self.common.hearing.dont_know, self._certain(text, [fact]))
        return self._sure(fact, values) if doubted else values

    @staticmethod
    def _sure(fact: Fact, values: Sequence[str]) -> list[str]:
        """Values without those that calm: "it had a PIN, no idea about the rest" is no yes."""
        return [name for name in values if (value := fact.value(name)) and not value.calming]

    def answer(self, text: str, question: Question, wanted: Sequence[str]) -> Heard:
        """What a message says to the question's `wanted` facts; nothing where it does not answer it."""
        text = normal(text)
        facts = [self.common.fact(name) for name in wanted]
        for fact in facts:
            for value in fact.values:
                if text == normal(value.label):
                    return {fact.id: [value.id]}
        text = self._certain(text, facts)
        if self._opens_unsure(text):
            return {name: [UNKNOWN] for name in wanted}
        found = {fact.id: self._values(fact, text, replies=True) or self._counted(fact, text) for fact in facts}
        if not any(found.values()):
            found = {fact.id: self._fuzzy(fact, text) for fact in facts}
        found = {fact: values for fact, values in found.items() if values}
        if mentions(self.common.hearing.dont_know, text):
            found = {fact: self._sure(self.common.fact(fact), values) or [UNKNOWN] for fact, values in found.items()}
        if not found and self.is_dont_know(text):
            return {name: [UNKNOWN] for name in wanted}
        if not found and text.split(" ")[0].strip(",") in NAYS and len(facts) == 1:
            found = self._nay(facts[0], text)
        return found

    @staticmethod
    def _nay(fact: Fact, text: str) -> Heard:
        """What a message that begins with a no means.

        Where it says nothing but no, the value of no, but "not yet" calms nothing. Where it says more, only the no
        of a question of yes or no that alarms.
        """
        nay = next((value for value in fact.values if "no" in value.reply), None)
        words = set(re.findall(r"[\w']+", text))
        if not nay or ("yet" in words and nay.calming):
            return {}
        more = not nay.calming and not fact.many and REPLIES_NO.match(text)
        return {fact.id: [nay.id]} if words <= NAY_ALONE or more else {}

    @staticmethod
    def requests(text: str) -> bool:
        """Whether a message tells the bot to do something, and so answers nothing: "give me one thing to do"."""
        return bool(REQUEST.match(normal(text)))

    def _certain(self, text: str, facts: Sequence[Fact]) -> str:
        """An answer without the clauses that doubt something else: "by hand now. nobody knows if it's hackers".

        Nothing is left out of what holds no more than the doubt.
        """
        left = text
        for phrase in (each for each in self.common.hearing.dont_know if each != "?"):
            for hit in list(pattern(phrase).finditer(left)):
                of = DOUBT_OF.match(left[hit.end() :])
                if of and not any(self.speaks_of(fact, of["what"]) for fact in facts):
                    left = left.replace(left[hit.start() : hit.end() + of.end()], " ")
        left = re.sub(r"\s+", " ", left).strip(" ,;.!")
        return left if len(left.split()) >= FEWEST_CERTAIN else text

    def otherwise(self, facts: Sequence[Fact], text: str) -> Heard:
        """What any answer in words means for facts that are no closed list.

        A no, a question and what others did are no answers, and what somebody does is no service.
        """
        text = normal(text)
        if text.split(" ")[0].strip(",") in NAYS or self.asks(text) or self._denial.begins_with_others(text):
            return {}
        told = {fact.id: [fact.otherwise] for fact in facts if fact.otherwise}
        return {name: value for name, value in told.items() if name == DONE or not DOING.match(text)}

    def is_dont_know(self, text: str) -> bool:
        text = normal(text)
        if OWN_QUESTION.search(text):
            return False
        return (bool(mentions(self.common.hearing.dont_know, text)) and len(text.split()) <= UNSURE) or text == "?"

    def _opens_unsure(self, text: str) -> bool:
        """Whether a message says of what follows that it is not known: "dunno if she can still get in"."""
        hits = [pattern(phrase).match(text) for phrase in self.common.hearing.dont_know if phrase != "?"]
        return any(UNSURE_OF.match(text[hit.end() :]) for hit in hits if hit)

    def doubted(self, text: str) -> Optional[str]:
        """What a message is in doubt about: "encrypted" of "not sure if encrypted"; None where about nothing."""
        text = normal(text)
        for phrase in self.common.hearing.dont_know:
            if phrase != "?" and (hit := pattern(phrase).search(text)) and (of := DOUBTED.match(text[hit.end() :])):
                return of["what"]
        return None

    def speaks_of(self, fact: Fact, text: str) -> bool:
        """Whether some words name a fact, or any of its values."""
        phrases = [*(phrase.words for phrase in self._phrases[fact.id]), *fact.names, fact.label]
        return any(len(words) >= INSIDE and pattern(words).search(text) for words in phrases)

    def is_question(self, text: str) -> bool:
        """Whether a message asks something, by its last sign or its first word."""
        text = normal(text)
        opening = text.split(" ")[0].strip(",") if text else ""
        return text.endswith("?") or opening in self.common.hearing.question_openings

    def tells(self, text: str) -> bool:
        """Whether a message tells something that must not be lost, with no word of asking for advice."""
        said = self.anywhere(text)
        return bool(MUST_KNOW & set(said) or self.urgent(text)) and not ADVICE.search(normal(text))

    def asks(self, text: str) -> bool:
        """Whether any part of a message has the form of a question, even without its mark, or wants an answer."""
        return not self.is_dont_know(text) and any(self._asking(part) for part in self._parts(text))

    def telling(self, text: str) -> str:
        """What is left of a message, normalised, without the parts that ask something."""
        return "".join(part for part in self._parts(text) if not self._asking(part)).strip()

    def asked(self, text: str) -> str:
        """The parts of a message that ask something, normalised; the whole of it where none does."""
        return "".join(part for part in self._parts(text) if self._asking(part)).strip() or normal(text)

    def _parts(self, text: str) -> list[str]:
        text = normal(text)
        for form in self.common.hearing.asks_inside:
            text = re.sub(rf"(?<=\w){NOT_AFTER_WHO} (?={form})", "; ", text)
        return PARTS.findall(text)

    def _asking(self, part: str) -> bool:
        part = without_leading(part.strip(" ,;-"))
        hearing = self.common.hearing
        forms = (*hearing.question_forms, *hearing.wants_answer, *hearing.asks_inside)
        return part.endswith("?") or any(re.match(form, part) for form in forms)

    def _values(self, fact: Fact, text: str, replies: bool) -> list[str]:
        if fact.kind != "choice":
            return []
        if fact.id == DONE:
            text = each_with_its_verb(text)
        chunks = [chunk.strip() for chunk in re.split(r",|;|\band\b|&|\+|/|\bplus\b", text)]
        short = [
            re.sub(r"^(?:a|an|the|our|it's|its|just|only|yes,?|i|we|with|in) (?=\w)", "", chunk) for chunk in chunks
        ]
        short = [chunk for chunk in [*chunks, *short] if 0 < len(chunk.split()) <= REPLY_WORDS]
        values = list(
            dict.fromkeys(
                [
                    *self._urgent(fact, text),
                    *self._paired(fact, text),
                    *self._claused(fact, text),
                    *self._devices(fact, text),
                ]
            )
        )
        if fact.id == MONEY:
            text = SUM.sub("£sum", NO_SUM.sub("nothing", text))
        masked = self._masked(fact, text, {value.id for value in fact.values})
        for phrase in self._phrases[fact.id]:
            if not pattern(phrase.words).search(masked):
                continue
            if not phrase.reply and (value := fact.value(phrase.value)) and value.urgent:
                # What is urgent was heard before, with what nobody suffers left out.
                continue
            if phrase.reply:
                whole = replies and any(pattern(phrase.words).fullmatch(chunk) for chunk in [*short, text])
                inside = (
                    replies
                    and len(text.split()) <= SHORT
                    and len(phrase.words) >= INSIDE
                    and self._find(phrase, masked, text)
                )
                hit = inside if inside else (pattern(phrase.words).search(masked) if whole else None)
            else:
                hit = self._find(phrase, masked, text)
            said = [phrase.value] if hit else []
            if not hit and fact.id != MONEY and (not phrase.reply or (replies and len(text.split()) <= SHORT)):
                # What is refused is not heard in part either, and may mean its opposite.
                hit, value = self._refused(phrase, masked, text), fact.value(phrase.value)
                said = [value.denied] if hit and value and value.denied else []
            if not hit:
                continue
            masked = masked[: hit.start()] + "\0" * (hit.end() - hit.start()) + masked[hit.end() :]
            values += [each for each in said if each not in values]
        return self._settle(fact, values)

    @staticmethod
    def _claused(fact: Fact, text: str) -> list[str]:
        """The values that a whole clause of a message means: "fake invoice came in, not paid"."""
        clauses = {clause.strip() for clause in CLAUSES.split(text)}
        return [value.id for value in fact.values if clauses & {normal(words) for words in value.clause}]

    def _devices(self, fact: Fact, text: str) -> list[str]:
        """The value that a number of devices or accounts in a text means, for a fact that counts them."""
        steps = sorted((value.at_least, value.id) for value in fact.values if value.at_least)
        hits = DEVICES.finditer(text) if steps else ()
        counts = [int(hit["count"]) for hit in hits if not self._denial.said_no(text[: hit.start()])]
        return [name for least, name in steps if least <= max(counts, default=0)][-1:]

    @staticmethod
    def _counted(fact: Fact, text: str) -> list[str]:
        """The value that the largest number in a short answer means."""
        steps = sorted((value.at_least, value.id) for value in fact.values if value.at_least)
        count = largest(text) if steps and len(text.split()) <= COUNTED and not WHEN.search(text) else None
        fitting = [name for least, name in steps if count is not None and least <= count]
        return fitting[-1:]

    def _find(self, phrase: _Phrase, masked: str, text: str) -> re.Match[str] | None:
        """The phrase in what is left of a text, where nothing beside it in the text says no."""
        hits = pattern(phrase.words).finditer(masked)
        return next((hit for hit in hits if self._holds(phrase, text, hit)), None)

    def _refused(self, phrase: _Phrase, masked: str, text: str) -> re.Match[str] | None:
        """The phrase where the text plainly says no to it: "it wasn't encrypted"."""
        hits = pattern(phrase.words).finditer(masked)
        return next((hit for hit in hits if self._denial.denied(phrase.fact.id, phrase.words, text, hit)), None)

    def _holds(self, phrase: _Phrase, text: str, hit: re.Match[str]) -> bool:
        before, after = text[: hit.start()], text[hit.end() :]
        value = phrase.fact.value(phrase.value)
        if phrase.flat:
            # "Nothing is encrypted and all our systems are running": the no is of another clause.
            return not (self._denial.said_no(after_and := AND.split(before)[-1]) or self._denial.doubts(after_and))
        if phrase.fact.id == REACH and APART.match(after):
            return False
        if phrase.fact.id == DONE and self._denial.no_step_of_ours(phrase.value, before, after):
            return False
        if value and value.urgent:
            return not self._denial.denies_danger(before)
        doubted = (
            self._denial.is_not_known(after)
            or self._denial.not_known_about(before)
            or (value and value.calming and self._denial.doubts(before))
        )
        return not doubted and not self._denial.denied(phrase.fact.id, phrase.words, text, hit)

    def _fuzzy(self, fact: Fact, text: str) -> list[str]:
        """The values whose phrases come close to some words of the message, for slips of typing.

        None that calms: "so data on it" comes close to "no data on it".
        """
        hearing, words = self.common.hearing, re.findall(r"[\w'*-]+", text)
        best: dict[str, float] = {}
        names = {phrase.plain: phrase.value for phrase in self._phrases[fact.id]}
        for phrase in self._phrases[fact.id]:
            plain = phrase.plain.rstrip("*")
            value = fact.value(phrase.value)
            if len(plain) < hearing.shortest_fuzzy or "(" in plain or (value and value.calming):
                continue
            if phrase.reply and len(words) > REPLY_WORDS:
                continue
            size = len(plain.split())
            for start in range(len(words) - size + 1):
                said = " ".join(words[start : start + size])
                if names.get(said, phrase.value) != phrase.value:  # "encrypted" is no slip for "unencrypted"
                    continue
                near = fuzz.ratio(plain, said)
                if near < hearing.closeness or near <= best.get(phrase.value, 0):
                    continue
                before = " ".join(words[:start]) + " "
                if self._denial.said_no(before):
                    continue
                if fact.id == DONE and self._denial.no_step_of_ours(phrase.value, before):
                    continue
                best[phrase.value] = near
        return self._settle(fact, sorted(best, key=lambda value: -best[value]))

    @staticmethod
    def _settle(fact: Fact, values: list[str]) -> list[str]:
        """One value for a single fact, the worst; for a fact of many, all, without a "none" beside others."""
        if fact.many:
            some = [value.id for value in fact.values if value.id in values and value.id != fact.none]
            return some or values
        known = [value for value in map(fact.value, values) if value]
        return [value.id for value in sorted(known, key=lambda value: (-value.worse, value.calming))][:1]
