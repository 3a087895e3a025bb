"""What a player's message is: a choice by its letter, a decision, a remark, notes, a pause, a question on the exercise.

The words are in `hearing.yml`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Optional

from pydantic import Field

from bot.skills.as_said import as_said, holds_any
from bot.skills.guided.hearing import Heard, hear, place
from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("hearing.yml")
# Where one part of a message ends and another begins.
PARTS = re.compile(
    r"[,;:.!]+\s+|[\n()]+|\s+[-\u2013\u2014]+\s+"
    r"|\s+(?=(?:and|but|because|since|as|so|oh|also|plus|while|though|if)\b)",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"(?<=[.!?;])\s+")
# "note: print the rota", anywhere but within a sentence ("the ransom note: pay us"), and "note that" at its beginning.
NOTE = re.compile(
    r"(?:^|(?<=[.!?;,\n)])|(?<=\s[-\u2013\u2014])|(?<=\band)|(?<=\boh))\s*"
    r"(?:please |also |oh |and |can (?:you|we) |could (?:you|we) )*"
    r"(?:(?:(?:make|take|add|put|keep) )?(?:(?:a|an|another|one more|one) )?(?:notes?|n\.?b\.?|action|lesson|to do)"
    r"(?: (?:to self|down|point|for later|for (?:the|our) (?:debrief|report|notes|record)))*"
    r"|for (?:the|our) (?:debrief|report|notes|record))\s*(?::|\s-\s|\s?[\u2013\u2014])\s*(?:that )?"
    r"|(?:^|(?<=[.!?;\n]))\s*(?:please |can (?:you|we) |could (?:you|we) )*"
    r"(?:note(?: down)?|(?:make|take|add) a note)(?: (?:that|of)\b|\s)\s*(?!taking\b|taker|is\b|was\b|that$)",
    re.IGNORECASE,
)
# What a decision in own words adds to it: "oh and ring the neighbours".
ADDED = re.compile(
    r"[\s,.;]+(?:oh,? (?:and|also)|and also|also|plus|as well as)\b,?\s+(?P<added>.+)$", re.IGNORECASE | re.DOTALL
)
NEGATION = r"(?:not|never|no|nobody|no one|without|rather than|instead of|against|\w+n't)"
LEADS = r"(?:ok|okay|so|and|but|um|er|sorry|quick question|hang on|wait|just|well|right|also|actually|by the way|btw)"
ASKING = re.compile(
    rf"(?:{LEADS}\W+)*"
    r"(?:what|who|how|when|where|which|why|can|could|will|would|do|does|did|is|are|am|was|has|have|should|shall|may|if)"
    r"(?:'s|s)?\b"
)
# Fewer words of a note that says that something is real are no note.
FEW = 6
# Fewer words say nothing of their own.
SOME = 3


class Hearing(Strict):
    """The words of `hearing.yml`."""

    around: list[str]
    after_a: list[str]
    choosing: list[Regular]
    deciding: list[Regular]
    deciders: list[str]
    verbs: list[str]
    suggesting: list[str]
    remarks: list[Regular]
    doubting: list[Regular]
    story: list[Regular]
    pausing: list[Regular]
    facilitating: list[Regular]
    about: dict[str, list[Regular]] = Field(min_items=1)


@cache
def hearing(path: Path = FILE) -> Hearing:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Hearing, read_yaml(path), path)


def hear_player(text: str) -> Heard:
    """What every guided conversation hears of a message, and whether it stops an exercise for now."""
    heard = hear(text)
    # A game that is stopped is over, one that is paused is not: where both are said, it is kept.
    if heard.command in (None, "stop", "next", "repeat") and holds_any(hearing().pausing, as_said(text)):
        return replace(heard, command="pause", answer=None, question=False)
    return heard


def picked(text: str, count: int) -> Optional[tuple[int, str]]:
    """Which of `count` choices a message picks by letter, number or place, and what else it says; None for none.

    Two letters, a doubt or a question are no pick.
    """
    if text.rstrip().endswith("?") and len(PARTS.split(text.strip())) == 1:
        return None
    found, rest = set(), []
    for part in _parts(text):
        at = _place(part, count)
        if at is not None:
            found.add(at)
        elif not _says_nothing(part):
            rest.append(part)
    if not found:
        return _chosen_within(text, count)
    others = " ".join(rest)
    asked = others.rstrip().endswith("?")
    if len(found) > 1 or (not asked and holds_any(hearing().doubting, as_said(others))):
        return None
    return found.pop(), ", ".join(rest)


def decides(text: str) -> bool:
    """Whether a message is put in words of a decision, and not of a report."""
    known, said = hearing(), as_said(text)
    verbs = "|".join(map(re.escape, known.verbs))
    before = "|".join(map(re.escape, known.deciders))
    return holds_any([*known.deciding, rf"(?:^|\b(?:{before}) |, )(?:{verbs})\b"], said)


def remarks(text: str) -> bool:
    """Whether a message remarks on the story or doubts, and decides nothing."""
    return holds_any(hearing().remarks, as_said(text)) and not decides(text)


def suggests(text: str, names: list[str]) -> bool:
    """Whether a question proposes one of the names: "should we ring round?"."""
    said = as_said(text)
    lead = next((lead for lead in hearing().suggesting if said.startswith(f"{lead} ")), None)
    rest = re.sub(r"^(?:just|also|please|simply|first|at least) ", "", said[len(lead) + 1 :]) if lead else ""
    return any(rest == name or rest.startswith(f"{name} ") for name in map(as_said, names))


def negated(text: str, name: str) -> bool:
    """Whether a message says the name with a negation shortly before it, which is not the name's own."""
    name = as_said(name)
    if re.search(rf"\b(?:{NEGATION}|nothing|don't)\b", name):
        return False
    said = re.sub(r"\bwhy (?:not|don't we)\b", "", as_said(text))
    return re.search(rf"\b{NEGATION}(?: [\w']+){{0,2}} {re.escape(name)}\b", said) is not None


def refusing(text: str) -> str:
    """The message with every way to refuse put as "do not"."""
    return re.sub(
        r"\b(?:won't|wouldn't|will not|would not|shouldn't|should not|must not|mustn't|never"
        r"|(?:are not|aren't|not) going to|(?:don't|do not) want to|refuse to)\b(?: be| ever)?",
        "do not",
        as_said(text),
    )


def is_story(text: str) -> bool:
    """Whether a message says that what is told belongs to the exercise."""
    return holds_any(hearing().story, as_said(text))


def without_story(text: str) -> str:
    """What a message says besides that."""
    return ", ".join(part for part in _parts(text) if not (is_story(part) or _says_nothing(part)))


def facilitates(text: str) -> bool:
    """Whether somebody says that they run the exercise for others."""
    return holds_any(hearing().facilitating, as_said(text))


def asked_about(text: str) -> Optional[str]:
    """What is asked about the exercise itself: a key of `about`, or None."""
    said = as_said(text)
    asking = ASKING.match(said)
    if not (asking or text.rstrip().endswith("?")):
        return None
    said = re.sub(rf"^(?:{LEADS}\W+)+", "", said)
    return next((topic for topic, patterns in hearing().about.items() if holds_any(patterns, said)), None)


def cut_notes(text: str) -> tuple[str, list[str]]:
    """What a message says apart from its notes, and the notes; what chooses or asks after a note is no part of it."""
    starts = list(NOTE.finditer(text))
    if not starts:
        return text, []
    rest, notes = [text[: starts[0].start()]], []
    for match, following in zip(starts, [*starts[1:], None]):
        note = text[match.end() : following.start() if following else None]
        sentences = SENTENCES.split(note.strip())
        while len(sentences) > 1 and (_place(sentences[-1], 26) is not None or asked_about(sentences[-1])):
            rest.append(sentences.pop())
        notes.append(" ".join(sentences).strip(" ,;-\u2013\u2014"))
    return " ".join(part.strip() for part in rest).strip(" ,;-\u2013\u2014"), [note for note in notes if note]


def added(text: str) -> str:
    """What a decision in own words adds to it; empty for nothing."""
    match = ADDED.search(text)
    return match["added"].strip() if match and len(match["added"].split()) >= SOME else ""


def before_added(text: str) -> str:
    """The decision without what is added to it, or its first sentence."""
    first = SENTENCES.split(ADDED.sub("", text))[0]
    return first if len(first.split()) >= SOME else text


def _parts(text: str) -> list[str]:
    return [part.strip() for part in PARTS.split(text) if part and part.strip()]


def _place(part: str, count: int) -> Optional[int]:
    known = hearing()
    words = re.findall(r"[A-Za-z0-9']+", part.replace("\u2019", "'"))
    left = [
        word
        for at, word in enumerate(words)
        if (word.lower() not in known.around or _numbered(words, at)) and not _article(words, at)
    ]
    if len(left) != 1 or (len(left[0]) > 1 and not left[0][0].isdigit() and not _names_place(words)):
        return None
    return place(left[0], count)


def _article(words: list[str], at: int) -> bool:
    """Whether a small "a" is an article: then something is said of which it is one."""
    return words[at] == "a" and any(word.lower() not in hearing().after_a for word in words[at + 1 :][:1])


def _numbered(words: list[str], at: int) -> bool:
    """Whether it is the one of "option one"."""
    return words[at].lower() == "one" and at > 0 and words[at - 1].lower() in ("option", "choice", "number", "answer")


def _names_place(words: list[str]) -> bool:
    """Whether a place is named as one of a list: "the second", "last one"."""
    return bool({"the", "one", "option", "choice", "answer", "number"} & {word.lower() for word in words})


def _says_nothing(part: str) -> bool:
    words = re.findall(r"[a-z0-9']+", part.lower().replace("\u2019", "'"))
    return all(word in hearing().around for word in words) or is_story(part)


def _chosen_within(text: str, count: int) -> Optional[tuple[int, str]]:
    said = as_said(text)
    if text.rstrip().endswith("?"):
        return None
    for pattern in hearing().choosing:
        for match in re.finditer(pattern, said):
            if holds_any([rf"\b{NEGATION}\b|\bif\b|\bor\b"], said[: match.start()]):
                continue
            if (at := place(match["place"], count)) is not None:
                return at, said[match.end() :].strip(" ,.;:-")
    return None
