"""Understand an answer or a command in free words, without a model: the words are in `words.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Optional

from pydantic import Field
from rapidfuzz import fuzz

from bot.skills.as_said import holds_any
from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate

WORDS = Path(__file__).with_name("words.yml")
TYPING_SLIP = 85  # rapidfuzz ratio at which a whole message counts as a phrase with a slip of the finger
SHORT = 4  # words; a longer message is not only an answer
EXTRA = 4  # words that may follow a command
YES, PARTLY, NO, UNKNOWN = "yes", "partly", "no", "unknown"
TORN, WHEN = "torn", "when"  # what is in doubt: two answers that gainsay each other; a time and no answer
NOT_FOR = re.compile(r"not (?:the|for|in|with|to|at|on|by|our|my|so) ")
CLAUSE_END = re.compile(r"[,;:.!()\n]+|\s[-–—]+\s|…")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Phrases(Strict):
    id: str
    whole: list[str] = []
    opening: list[str] = []
    anywhere: list[str] = []
    patterns: list[Regular] = []


class Real(Strict):
    anywhere: list[str] = Field(min_items=1)
    unless: list[str] = []


class Words(Strict):
    """The phrase lists of `words.yml`."""

    fillers: list[str]
    read_as: dict[str, str]
    questions: list[str]
    answers: list[Phrases]
    firm: list[str]
    dated: list[Regular]
    hedges: list[str]
    negations: list[str]
    commands: list[Phrases]
    places: dict[str, int]
    around_places: list[str]
    jump: list[str]
    asking: list[str]
    signs: dict[str, str]
    real: Real
    live: list[str]
    sure_live: float = Field(ge=0, le=1)
    perhaps_live: list[str]
    aside: list[str]
    answered: list[str]
    care: list[str]
    sure_care: float = Field(ge=0, le=1)
    guided: dict[str, str]
    sure: float = Field(ge=0, le=1)


@dataclass(frozen=True)
class Heard:
    """What a message is, apart from what the content of the moment makes of it.

    Attributes:
        plain: the message in lower case without punctuation and fillers.
        answer: yes, partly, no, unknown or other; None if it is none.
        command: the id of a command, or None.
        question: whether it is put as a question.
        short: whether it is so short that there is nothing in it but an answer.
        real: whether it says that an incident is really happening.
        amid: whether the answer stands among other things, and may be meant of those.
        doubt: what there is in place of an answer: answers that gainsay each other, or only a time; None if neither.
    """

    plain: str
    answer: Optional[str]
    command: Optional[str]
    question: bool
    short: bool
    real: bool
    amid: bool = False
    doubt: Optional[str] = None

    @property
    def free(self) -> bool:
        """Whether it is put in free words: neither question nor command, and more than yes, no or don't know."""
        return not (self.command or self.question or self.real or (self.answer and self.short))


@cache
def words(path: Path = WORDS) -> Words:
    """The phrase lists, each phrase plain.

    Raises:
        ContentError: the file is broken, with file, line and mend.
    """
    loaded = validate(Words, read_yaml(path), path)
    for group in (*loaded.answers, *loaded.commands):
        group.whole, group.opening, group.anywhere = (
            [plain_words(phrase) or phrase for phrase in phrases]
            for phrases in (group.whole, group.opening, group.anywhere)
        )
    loaded.real.anywhere = [plain_words(phrase) for phrase in loaded.real.anywhere]
    loaded.real.unless = [plain_words(phrase) for phrase in loaded.real.unless]
    loaded.questions = [plain_words(phrase) for phrase in loaded.questions]
    return loaded


def hear(text: str) -> Heard:
    """Understand one message."""
    known = words()
    for sign, meant in known.signs.items():
        text = text.replace(sign, f" {meant} ")
    text = text.replace("%", " percent ")
    clauses = [clause for part in CLAUSE_END.split(text) if (clause := _read_as(plain_words(part), known))]
    plain = _read_as(plain_words(text), known)
    bare = _without_fillers(plain, known.fillers)
    command = _command(bare, known.commands) or _command(_without_asking(bare, known.asking), known.commands)
    asked = text.rstrip().endswith("?") or any(_opens(bare, word) for word in known.questions)
    answer = None if command else _answer(plain, bare, clauses, known, asked)
    amid = None if command or answer or asked else _among(clauses, known)
    answer = answer or amid
    doubt = None if command or answer or asked else _doubt(bare, known)
    return Heard(
        plain=bare,
        answer=answer,
        command=command,
        question=asked and answer is None,
        short=len(bare.split()) <= SHORT,
        real=_real(plain, known.real),
        amid=amid is not None,
        doubt=doubt,
    )


def named(text: str, choices: dict[str, list[str]], sure: int = 85, share: float = 0.0) -> Optional[str]:
    """The choice whose name or other words the message says, or None.

    `choices` maps ids to their names. A whole match wins over a name said within the message, and the
    longest name said wins over shorter ones. A name within must make up at least `share` of the words.
    """
    plain = _without_fillers(plain_words(text), words().fillers)
    said: list[tuple[int, str]] = []
    for choice, names in choices.items():
        for name in map(plain_words, names):
            if plain == name:
                return choice
            if len(name) > 2 and _within(plain, name) and len(name.split()) >= share * len(plain.split()):
                said.append((len(name), choice))
    if said:
        return max(said)[1]
    close = [(fuzz.ratio(plain, plain_words(name)), choice) for choice, names in choices.items() for name in names]
    score, choice = max(close, default=(0, ""))
    return choice if score >= sure else None


def place(text: str, count: int) -> Optional[int]:
    """Which of `count` things in a list a message picks by its place, counted from 0: `2`, `b`, `the second one`."""
    said = [
        word
        for word in _without_fillers(plain_words(text), words().fillers).split()
        if word not in words().around_places
    ]
    if len(said) == 2 and said[1] == NUMBERS[0]:
        said.pop()
    if len(said) != 1:
        return None
    word = said[0]
    if word in words().places:
        number = words().places[word]
    elif word in NUMBERS:
        number = NUMBERS.index(word) + 1
    elif word.isdigit():
        number = int(word)
    else:
        number = ord(word) - ord("a") + 1 if len(word) == 1 else 0
    number = count + 1 + number if number < 0 else number
    return number - 1 if 1 <= number <= count else None


def jump(text: str, steps: dict[str, list[str]]) -> Optional[str]:
    """The step that a message asks to go to: `step 3`, `go to step three`, `jump to recovery`, or a bare name."""
    plain = _without_fillers(plain_words(text), words().fillers)
    lead = next((word for word in sorted(words().jump, key=len, reverse=True) if _opens(plain, word)), None)
    rest = plain[len(lead) :].strip() if lead else plain
    rest = re.sub(r"^(the |step |number )+", "", rest)
    rest = re.sub(r" step$", "", rest)
    ids = list(steps)
    if lead and rest in NUMBERS[: len(ids)]:
        return ids[NUMBERS.index(rest)]
    if lead and rest.isdigit() and 1 <= int(rest) <= len(ids):
        return ids[int(rest) - 1]
    return next((step for step, names in steps.items() if rest in map(plain_words, names)), None)


def plain_words(text: str) -> str:
    """The text in lower case without punctuation."""
    lowered = text.lower().replace("\u2019", "'").replace("&", " and ")
    return re.sub(r"\s+", " ", re.sub(r"[^a-z0-9']+", " ", lowered)).strip()


def _read_as(plain: str, known: Words) -> str:
    """The words with those changed that mean something else than they hold: "no doubt" is no no."""
    for said in sorted(known.read_as, key=len, reverse=True):
        plain = re.sub(rf"\b{re.escape(said)}\b", known.read_as[said], plain)
    return re.sub(r"\s+", " ", plain).strip()


def _without_fillers(plain: str, fillers: list[str]) -> str:
    changed = True
    while changed:
        changed = False
        for filler in fillers:
            for pattern in (rf"^{re.escape(filler)} (?=\S)", rf"(?<=\S) {re.escape(filler)}$"):
                shorter = re.sub(pattern, "", plain)
                changed, plain = changed or shorter != plain, shorter
    return plain.strip()


def _without_asking(plain: str, asking: list[str]) -> str:
    lead = next((phrase for phrase in asking if _opens(plain, phrase)), "")
    return plain[len(lead) :].strip()


def _opens(plain: str, phrase: str) -> bool:
    return plain == phrase or plain.startswith(f"{phrase} ")


def _within(plain: str, phrase: str) -> bool:
    return f" {phrase} " in f" {plain} "


def _command(plain: str, commands: list[Phrases]) -> Optional[str]:
    for entry in commands:
        if plain in entry.whole or plain in entry.opening or any(_within(plain, phrase) for phrase in entry.anywhere):
            return entry.id
    found = [
        (len(phrase), entry.id)
        for entry in commands
        for phrase in entry.opening
        if _opens(plain, phrase) and (entry.id == "note" or len(plain.split()) <= len(phrase.split()) + EXTRA)
    ]
    if found:
        return max(found)[1]
    close = [
        (fuzz.ratio(plain, phrase), entry.id)
        for entry in commands
        for phrase in (*entry.whole, *entry.opening)
        if len(phrase) > SHORT
    ]
    score, command = max(close, default=(0.0, ""))
    return command if score >= TYPING_SLIP else None


def _answer(full: str, plain: str, clauses: list[str], known: Words, asked: bool) -> Optional[str]:
    for said in (full, plain):
        if exact := _exact(said, known):
            return exact
    if asked:
        return None
    if _within(plain, "yes") and _within(plain, "no") and not _within(plain, "no one"):
        return PARTLY
    firm = any(_opens(plain, word) or word in clauses for word in known.firm) or any(
        clause.endswith(f" {YES}") for clause in clauses
    )
    for entry in known.answers:
        if entry.id == PARTLY and (_half_taken_back(plain, known) or _not_for_some(clauses, known)):
            return PARTLY
        if firm and entry.id in (UNKNOWN, NO):
            if entry.id == UNKNOWN and _says(plain, entry):
                return PARTLY if any(_within(plain, hedge) for hedge in known.hedges) else None
            continue
        if not _says(plain, entry):
            continue
        opening = max((phrase for phrase in entry.opening if _opens(plain, phrase)), key=len, default="")
        return _unless_taken_back(plain[len(opening) :], known) if entry.id == YES else entry.id
    return _nearly(plain, known)


def _exact(said: str, known: Words) -> Optional[str]:
    """The answer that some words are and no more."""
    return next(
        (entry.id for entry in known.answers if said in (*entry.whole, *entry.opening, *entry.anywhere)),
        None,
    )


def _says(plain: str, entry: Phrases) -> bool:
    return (
        any(_opens(plain, phrase) for phrase in entry.opening)
        or any(_within(plain, phrase) for phrase in entry.anywhere)
        or holds_any(entry.patterns, plain)
    )


def _among(clauses: list[str], known: Words) -> Optional[str]:
    """The answer that stands by itself between other things: "every quarter to the committee, yes, near misses too"."""
    bare = [_without_fillers(clause, known.fillers) for clause in clauses]
    said = {answer for clause in bare if (answer := _exact(clause, known))}
    if said == {NO} and any(_opens(clause, phrase) for clause in bare for phrase in _of(YES, known).opening):
        return PARTLY
    if len(said) != 1 or (said == {YES} and any(_negates(clause, known) for clause in bare)):
        return None
    return said.pop()


def _nearly(plain: str, known: Words) -> Optional[str]:
    """The answer that a slip of the finger was meant to be."""
    close = [
        (fuzz.ratio(plain, phrase), entry.id)
        for entry in known.answers
        for phrase in entry.anywhere
        if len(phrase) > SHORT
    ]
    score, answer = max(close, default=(0.0, ""))
    return answer if score >= TYPING_SLIP else None


def _doubt(plain: str, known: Words) -> Optional[str]:
    """What a message holds in place of an answer."""
    yes = any(_opens(plain, phrase) for phrase in _of(YES, known).opening) or _within(plain, "yes")
    if yes and (_negates(plain, known) or _says(plain, _of(UNKNOWN, known))):
        return TORN
    return WHEN if holds_any(known.dated, plain) else None


def _of(answer: str, known: Words) -> Phrases:
    return next(entry for entry in known.answers if entry.id == answer)


def _not_for_some(clauses: list[str], known: Words) -> bool:
    """Whether a clause takes back a part of what one before it says: "I can name the officer, not the member"."""
    bare = [_without_fillers(clause, known.fillers) for clause in clauses]
    for number, clause in enumerate(bare[1:], 1):
        if re.match(NOT_FOR, clause) and any(
            _opens(before, phrase) and not _negates(before, known)
            for before in bare[:number]
            for phrase in _of(YES, known).opening
        ):
            return True
    return False


def _half_taken_back(plain: str, known: Words) -> bool:
    """Whether something is there and something else is not: "there's a plan but it has never been tested"."""
    for hedge in known.hedges:
        before, found, after = f" {plain} ".partition(f" {hedge} ")
        if found and before.strip() and not _negates(before, known) and _negates(after, known):
            return True
    return False


def _negates(text: str, known: Words) -> bool:
    return any(_within(text, negation) for negation in known.negations)


def _unless_taken_back(rest: str, known: Words) -> Optional[str]:
    """What a yes comes to with what follows it: "yes but", "we have never"."""
    if any(_within(rest, hedge) for hedge in known.hedges):
        return PARTLY
    if any(_opens(rest.strip(), negation) for negation in known.negations):
        return NO
    return None if _negates(rest, known) else YES


def _real(plain: str, real: Real) -> bool:
    for phrase in real.unless:
        plain = re.sub(rf"\b{re.escape(phrase)}\b", " ", plain)
    return any(_within(plain, phrase) for phrase in real.anywhere)
