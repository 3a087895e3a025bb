"""Who users say that they are in passing: "SIRO here", "I own two care homes", "clerk to a small council"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Optional

from bot.skills.turn import Profile, Turn
from index.content.fields import Regular, Slug, Strict
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("introductions.yml")

# The nations of the places that a message names as the user's own.
Places = Callable[[str], Sequence[str]]
# Who speaks of where they are; a council in Leicester may be any council.
OF_SELF = re.compile(r"\b(?:i['’]?m|i am|we['’]?re|we are|here|i work|we work|based)\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\s+[-–—]+\s+")
# Fewer words beside an introduction ask nothing.
FEWEST = 4
# What follows a role that is one's own: a comma or full stop, "here", where, or nothing.
AFTER = r"(?=\s*(?:$|[,.;:!–-]|(?:here|btw|by the way|at|for|in|of|to|with|and|who)\b|\d))"
# The same at the head of a message, where a role may as well be what the sentence is about.
AFTER_FIRST = r"(?=\s*(?:[,.;:!–-]|(?:here|btw|(?:at|for|in|of|to) an?)\b))(?![^.!;,–-]*\?)"


class Words(Strict):
    greetings: list[str]
    of_self: list[Regular]
    between: list[str]
    no_role: list[str]
    roles: dict[Slug, list[str]]


@cache
def words(path: Path = FILE) -> Words:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Words, read_yaml(path), path)


class Introductions:
    """Hears a role at the head of a message or after words for oneself, and one's own place.

    Args:
        places: hears the nation of a place that the user names as their own.
    """

    def __init__(self, vocabulary: Vocabulary, places: Places):
        self._places = places
        said = words()
        self._roles = {name: term.id for term in vocabulary.audiences for name in term.also if name not in said.no_role}
        self._roles |= {name: role for role, names in said.roles.items() for name in names}
        role, between = rf"(?P<role>{_any(self._roles)})", rf"(?:{_any(said.between)}\s+)*"
        self._mine = _compiled(rf"\b(?:{'|'.join(said.of_self)})\s+{between}{role}(?:s|es)?\b{AFTER}")
        self._head = _compiled(rf"^\W*(?:{_any(said.greetings)}[\s,.!–-]+)*{between}{role}\b{AFTER_FIRST}")

    def role(self, text: str) -> Optional[str]:
        """The role that users say is their own; None where they say none."""
        found = self._found(text)
        return self._roles[found["role"].lower()] if found else None

    def __call__(self, turn: Turn) -> Profile:
        """The profile with what a message tells of who speaks; what is known stays where it tells nothing."""
        role = self.role(turn.text)
        return replace(turn.profile, role=role or turn.profile.role, nation=self._nation(turn) or turn.profile.nation)

    def without(self, text: str) -> Optional[str]:
        """The other sentences of a message that holds an introduction; None where they say little."""
        found = self._found(text)
        if found is None:
            return None
        sentences, at = [], 0
        for sentence in SENTENCE_END.split(text):
            start = text.index(sentence, at)
            at = start + len(sentence)
            if not start <= found.start("role") < at:
                sentences.append(sentence)
        left = " ".join(sentences)
        return left if len(left.split()) >= FEWEST else None

    def _nation(self, turn: Turn) -> Optional[str]:
        """The nation of an introduction, or of the place that users name as their own; None where that is unclear."""
        found = self._found(turn.text)
        sentence = SENTENCE_END.split(turn.text[found.start() :].strip())[0] if found else ""
        named = {each.value for each in turn.entities if each.kind == "nation" and each.text in sentence}
        if len(named) == 1 and not sentence.endswith("?"):
            return named.pop()
        if any(each.kind == "nation" for each in turn.entities) or not (found or OF_SELF.search(turn.text)):
            return None
        return next(iter(self._places(turn.text)), None)

    def _found(self, text: str) -> Optional[re.Match[str]]:
        return self._mine.search(text) or self._head.search(text)


def _any(names: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
