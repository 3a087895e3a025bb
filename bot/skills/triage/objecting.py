"""Hearing that something noted is said to be untrue, and of which fact: "what you say about whole systems is wrong"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.skills.triage.words import normal
from index.content.triage import TriageFile

UNTRUE = (
    r"(?:incorrect|untrue|not true|not correct|not right|inaccurate|false|wrong|mistaken|not the case|not so|nonsense"
    r"|not what (?:i|we) (?:said|told you|wrote))"
)
IS = r"(?:'s| is| was| are| were)?(?: (?:also|simply|just|quite|plainly|all|completely|still))*"
PLAINLY = r"(?:incorrect|untrue|not true|not correct|inaccurate|false|not the case|not what (?:i|we) (?:said|told you))"
OBJECTS = re.compile(
    rf"^(?:no|sorry|but|and|well)?[, ]*(?:that|this|it){IS} {PLAINLY}(?=\W|$)"
    rf"|\bwhat you(?:'ve| have)? (?:say|said|wrote|noted|put|have|hold|recorded|written|got)\b[^.;!?]*?{IS} {UNTRUE}\b"
    rf"|\b(?:the|your) (?:record|note|notes|summary|plan|brief|assessment){IS} {UNTRUE}\b"
    r"|\b(?:amend|correct|fix|change|update) (?:the|your|that|this) (?:record|note|notes|entry|summary)\b"
    r"|\b(?:i|we) (?:never|didn't|did not|haven't|have not) (?:say|said|tell you|told you)"
    r" (?:that|it (?:was|is)|this|so|all|any such|anything (?:like|about|of the)|everything)\b"
    r"|\bnot what (?:i|we) (?:said|told you|wrote)\b"
    r"|\byou(?:'ve| have)? (?:noted|recorded|put|written|got)\b[^.;!?]{1,60}"
    r"\b(?:wrong|wrongly|incorrectly|by mistake)\b"
    r"|\byou(?:'ve| have)? (?:misheard|misread|misunderstood)\b"
    r"|\bjust to correct you\b"
)
CITES = re.compile(rf"\bwhat you(?:'ve| have)? \w+\b[^.;!?]*?{IS} {UNTRUE}\b|\b(?:never|didn't) (?:say|said) ")
SENTENCES = re.compile(r"[^.;!?]+[.;!?]*")
SENTENCE = re.compile(r"[^.;!?]+")
# So many words of a label name its value.
FEWEST = 2


def objects(text: str) -> bool:
    """Whether a message says that something noted is not so."""
    return any(OBJECTS.search(part.strip()) for part in SENTENCE.findall(normal(text)))


def disputed(text: str, common: TriageFile, held: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The held values that the objecting sentences of a message name by their labels, or whose facts they name."""
    said = [_plain(part) for part in SENTENCE.findall(normal(text)) if OBJECTS.search(part.strip())]
    found: dict[str, list[str]] = {}
    for name, values in held.items():
        fact = common.fact(name)
        known = [value for value in map(fact.value, values) if value]
        named = [value.id for value in known if any(_names(value.label, part) for part in said)]
        about = any(_is_about(words, part) for part in said for words in (fact.label, *fact.names))
        if named or (about and known):
            found[name] = named or [value.id for value in known]
    return found


def told_beside(text: str) -> str:
    """What is left of a message without the sentences that only cite what they dispute."""
    return " ".join(part for part in SENTENCES.findall(text) if not CITES.search(normal(part))).strip()


def _is_about(words: str, part: str) -> bool:
    """Whether a sentence names a fact as what it is about."""
    return re.search(rf"\b(?:about|for|on|as|under) (?:the |our )?{re.escape(_plain(words))}\b", part) is not None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[^\w ]", " ", text.lower())).strip()


def _names(label: str, part: str) -> bool:
    """Whether a sentence holds a label, or a piece of it of several words: "whole systems"."""
    pieces = [_plain(piece) for piece in re.split(r",| or ", label)]
    long = [piece for piece in pieces if len(piece.split()) >= FEWEST]
    return any(re.search(rf"\b{re.escape(piece)}\b", part) for piece in [_plain(label), *long])
