"""Hearing answers in free text, from the phrases of `triage.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from index.content.triage import UNKNOWN, Fact, Question, TriageFile, Value

REPLY_WORDS = 3
NOBODY = re.compile(r"\b(?:nobody|no one|no-one) (?:is|was|are|has been|got|seems)\b[^,.;]*")
GAP = r"[\s,-]+(?:[\w'/-]+[\s,-]+){0,3}"
SHORT = 6
UNSURE = 8  # words; a longer message that says "not sure" says something else as well
INSIDE = 4
UNSURE_OF = re.compile(r" (?:if|whether|how|what|which|who|where|about)\b")
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
NT = "can|don|won|isn|aren|wasn|weren|hasn|haven|hadn|didn|doesn|couldn|wouldn|shouldn|needn|ain"
# How contractions look without their apostrophe, where that is no other word; "its" is nearly always meant as one.
BARE = [
    (re.compile(rf"(?<![\w'-])({NT})t(?![\w'-])"), r"\1't"),
    (
        re.compile(r"(?<![\w'-])(it|that|what|who|where|how|there|here|he|she|let|everyone|everybody)s(?![\w'-])"),
        r"\1's",
    ),
    (re.compile(r"(?<![\w'-])(i|you|we|they|who|should|could|would)ve(?![\w'-])"), r"\1've"),
    (re.compile(r"(?<![\w'-])(they|you)re(?![\w'-])"), r"\1're"),
    (re.compile(r"(?<![\w'-])(they|you|that|it)ll(?![\w'-])"), r"\1'll"),
    (re.compile(r"(?<![\w'-])im(?![\w'-])"), "i'm"),
]
COUNTED = 8  # words
ONE_TO_TWELVE = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBERS = {word: number for number, word in enumerate(ONE_TO_TWELVE, 1)}
NUMBERS |= {
    "both": 2,
    "dozen": 12,
    "fifteen": 15,
    "twenty": 20,
    "dozens": 24,
    "thirty": 30,
    "fifty": 50,
    "hundred": 100,
}
# Sentences and clauses of a message, each with the sign at its end.
PARTS = re.compile(r"(?:[^.,;!?]|[.,](?=\d))+[.,;!?]*")
NOT_KNOWN = re.compile(r"\W*(?:(?:is|are|still) )*(?:unknown|not known|unclear|unsure)\b")
CLOCK = re.compile(r"\bat \d{3,4}\b|\b\d{1,2}[:.]\d\d\b")
MUST_KNOW = {"data"}
DONE = "done"
ADVICE = re.compile(
    r"\b(?:tell|show|give|find|list|explain|help|advice|guid\w+|about|what|how|who|whom|when|why|where|which"
    r"|should|need to|have to|can|do|does|is it|are there|template|policy|checklist|example)\b"
)
Heard = dict[str, list[str]]


def normal(text: str) -> str:
    """Lower case, straight quotes, apostrophes where they belong, single spaces, no full stop at the end."""
    text = text.lower().replace("\u2019", "'").replace("\u2018", "'").replace("\u2011", "-").replace("\u2013", "-")
    for bare, whole in BARE:
        text = bare.sub(whole, text)
    return re.sub(r"\s+", " ", text).strip(" .!")


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as whole words: `*` stands for any ending, `~` for up to three words, `(a|b)` for either of two;
    apostrophes may be missing."""
    body = re.escape(normal(phrase) if phrase != "?" else phrase)
    body = body.replace(r"\*", r"\w*").replace("'", "'?")
    body = body.replace(r"\(", "(?:").replace(r"\|", "|").replace(r"\)", ")")
    body = body.replace(r"\ \~\ ", GAP).replace(r"\ ~\ ", GAP).replace(r"\ ", r"[\s,-]+")
    return re.compile(rf"(?<![\w-]){body}(?![\w])")


def mentions(phrases: Iterable[str], text: str) -> list[str]:
    """The phrases that a normalised text holds."""
    return [phrase for phrase in phrases if pattern(phrase).search(text)]


def largest(text: str) -> int | None:
    """The largest number that a normalised text names, in words or digits; None where it names none."""
    words = re.findall(r"[a-z]+|\d+", CLOCK.sub(" ", text))
    numbers = [int(word) if word.isdigit() else NUMBERS[word] for word in words if word.isdigit() or word in NUMBERS]
    return max(numbers, default=None)


@dataclass(frozen=True)
class _Phrase:
    fact: Fact
    value: str
    words: str
    reply: bool


class Ear:
    """Hears facts in messages.

    Args:
        common: the facts and how words are heard.
        labels: names of values that the corpus's vocabulary knows, as {fact: {value: [words]}}.
    """

    def __init__(self, common: TriageFile, labels: Mapping[str, Mapping[str, Sequence[str]]] | None = None):
        self.common = common
        self._phrases: dict[str, list[_Phrase]] = {}
        for fact in common.facts:
            further = (labels or {}).get(fact.id, {})
            phrases = [_Phrase(fact, value.id, words, False) for value in fact.values for words in value.heard]
            phrases += [_Phrase(fact, value.id, words, True) for value in fact.values for words in value.reply]
            phrases += [
                _Phrase(fact, value.id, words, True) for value in fact.values for words in further.get(value.id, ())
            ]
            self._phrases[fact.id] = sorted(phrases, key=lambda phrase: -len(phrase.words))

    def anywhere(self, text: str) -> Heard:
        """Every fact that a message gives of itself, whatever was asked."""
        text = normal(text)
        found = {fact.id: self._values(fact, text, replies=False) for fact in self.common.facts}
        if mentions(self.common.hearing.dont_know, text):
            found = {fact: self._sure(self.common.fact(fact), values) for fact, values in found.items()}
        return {fact: values for fact, values in found.items() if values}

    def urgent(self, text: str) -> Heard:
        """What a message gives that cannot wait, whatever was asked."""
        text = normal(text)
        found = {fact.id: self._urgent(fact, text) for fact in self.common.facts}
        return {fact: values for fact, values in found.items() if values}

    def _urgent(self, fact: Fact, text: str) -> list[str]:
        urgent = {value.id for value in fact.values if value.urgent}
        phrases = [phrase for phrase in self._phrases[fact.id] if phrase.value in urgent and not phrase.reply]
        text = NOBODY.sub(" ", text)
        found = [phrase.value for phrase in phrases if self._find(phrase, text, text)]
        return list(dict.fromkeys([*found, *(name for name in self._paired(fact, text) if name in urgent)]))

    def _paired(self, fact: Fact, text: str) -> list[str]:
        """The values of which a message holds a phrase of each of two lists, none of them denied."""
        return [
            value.id
            for value in fact.values
            if any(all(self._holds(fact, value, words, text) for words in pair) for pair in value.both)
        ]

    def _holds(self, fact: Fact, value: Value, words: Sequence[str], text: str) -> bool:
        return any(self._find(_Phrase(fact, value.id, each, False), text, text) for each in words)

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
        """What a message that begins with a no means; one that calms only where it says nothing but no."""
        nay = next((value for value in fact.values if "no" in value.reply), None)
        alone = set(re.findall(r"[\w']+", text)) <= NAY_ALONE
        return {fact.id: [nay.id]} if nay and (alone or not nay.calming) else {}

    def otherwise(self, facts: Sequence[Fact]) -> Heard:
        """What any answer in words means for facts that are no closed list."""
        return {fact.id: [fact.otherwise] for fact in facts if fact.otherwise}

    def is_dont_know(self, text: str) -> bool:
        text = normal(text)
        return (bool(mentions(self.common.hearing.dont_know, text)) and len(text.split()) <= UNSURE) or text == "?"

    def _opens_unsure(self, text: str) -> bool:
        """Whether a message says of what follows that it is not known: "dunno if she can still get in"."""
        hits = [pattern(phrase).match(text) for phrase in self.common.hearing.dont_know if phrase != "?"]
        return any(UNSURE_OF.match(text[hit.end() :]) for hit in hits if hit)

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

    def _parts(self, text: str) -> list[str]:
        text = normal(text)
        for form in self.common.hearing.asks_inside:
            text = re.sub(rf"(?<=\w) (?={form})", "; ", text)
        return PARTS.findall(text)

    def _asking(self, part: str) -> bool:
        part = part.strip(" ,;-")
        hearing = self.common.hearing
        forms = (*hearing.question_forms, *hearing.wants_answer, *hearing.asks_inside)
        return part.endswith("?") or any(re.match(form, part) for form in forms)

    def _values(self, fact: Fact, text: str, replies: bool) -> list[str]:
        if fact.kind != "choice":
            return []
        chunks = [chunk.strip() for chunk in re.split(r",|;|\band\b|&|\+|/|\bplus\b", text)]
        short = [
            re.sub(r"^(?:a|an|the|our|it's|its|just|only|yes,?|i|we|with|in) (?=\w)", "", chunk) for chunk in chunks
        ]
        short = [chunk for chunk in [*chunks, *short] if 0 < len(chunk.split()) <= REPLY_WORDS]
        values = list(dict.fromkeys([*self._urgent(fact, text), *self._paired(fact, text)]))
        masked = text
        for phrase in self._phrases[fact.id]:
            if phrase.value in values and (value := fact.value(phrase.value)) and value.urgent:
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
            if not hit:
                continue
            masked = masked[: hit.start()] + "\0" * (hit.end() - hit.start()) + masked[hit.end() :]
            if phrase.value not in values:
                values.append(phrase.value)
        return self._settle(fact, values)

    @staticmethod
    def _counted(fact: Fact, text: str) -> list[str]:
        """The value that the largest number in a short answer means."""
        steps = sorted((value.at_least, value.id) for value in fact.values if value.at_least)
        count = largest(text) if steps and len(text.split()) <= COUNTED else None
        fitting = [name for least, name in steps if count is not None and least <= count]
        return fitting[-1:]

    def _find(self, phrase: _Phrase, masked: str, text: str) -> re.Match[str] | None:
        """The phrase in what is left of a text, where nothing just before it in the text says no."""
        hits = pattern(phrase.words).finditer(masked)
        said = (hit for hit in hits if not self._denied(text[: hit.start()]) and not NOT_KNOWN.match(text[hit.end() :]))
        return next((hit for hit in said if phrase.fact.id != DONE or not self._undone(text[: hit.start()])), None)

    def _undone(self, before: str) -> bool:
        """Whether what follows is only asked, wanted or left undone: "should I", "nobody has", "they want us to"."""
        clause = re.split(r"[,.;:!?]|\b(?:and|but|so)\b", before)[-1]
        return any(pattern(word).search(clause) for word in self.common.hearing.undone) or clause.endswith(" to ")

    def _denied(self, before: str) -> bool:
        hearing = self.common.hearing
        words = re.findall(r"[\w']+|[,.;:]", before)[-hearing.reach_of_negation :]
        for sign in (",", ".", ";", ":"):
            words = words[words.index(sign) + 1 :] if sign in words else words
        return bool(set(words) & set(hearing.negations))

    def _fuzzy(self, fact: Fact, text: str) -> list[str]:
        """The values whose phrases come close to some words of the message, for slips of typing.

        None that calms: "so data on it" comes close to "no data on it".
        """
        hearing, words = self.common.hearing, re.findall(r"[\w'*-]+", text)
        best: dict[str, float] = {}
        for phrase in self._phrases[fact.id]:
            plain = normal(phrase.words).rstrip("*")
            value = fact.value(phrase.value)
            if len(plain) < hearing.shortest_fuzzy or "(" in plain or (value and value.calming):
                continue
            if phrase.reply and len(words) > REPLY_WORDS:
                continue
            size = len(plain.split())
            for start in range(len(words) - size + 1):
                near = fuzz.ratio(plain, " ".join(words[start : start + size]))
                if self._denied(" ".join(words[:start])):
                    continue
                if near >= hearing.closeness and near > best.get(phrase.value, 0):
                    best[phrase.value] = near
        return self._settle(fact, sorted(best, key=lambda value: -best[value]))

    @staticmethod
    def _settle(fact: Fact, values: list[str]) -> list[str]:
        """One value for a single fact, the worst; for a fact of many, all, without a "none" beside others."""
        if fact.many:
            some = [value.id for value in fact.values if value.id in values and value.id != fact.none]
            return some or values
        ranked = sorted(values, key=lambda name: -(value.worse if (value := fact.value(name)) else 0))
        return ranked[:1]
