"""Whether a message follows on from what was shown, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Optional

from bot.skills.acts import FOLLOW_UP
from bot.skills.as_said import as_said
from bot.skills.audiences import Audiences
from bot.skills.follow_up_words import Command, FollowUpWords, Leaning
from bot.skills.nations import Nations

Kind = Literal["command", "new_topic", "correction", "nation", "audience", "topic", "leaning"]
# At most so many words with a subject of their own may stand after a marker, or in a message that leans.
NAMED = 6
POINTED = 2
BARE = 3
_JOINED = re.compile(r"^(?:(?:and|but|or|so|also|then)\s+)+")
_MARKS = " .,!?;:\"'"
_WORD = re.compile(r"[a-z0-9]+(?:[-'.][a-z0-9]+)*")


@dataclass(frozen=True)
class Heard:
    """What a follow-up asks for.

    Attributes:
        rest: the user's words for what they name; the whole message for `leaning`.
        command: which, for `command`.
        nation, audience: ids of the vocabulary, where named.
        leaning: which kind of question leans on what was shown, where that is known.
    """

    kind: Kind
    rest: str
    command: Optional[Command] = None
    nation: Optional[str] = None
    audience: Optional[str] = None
    leaning: Optional[Leaning] = None


class Hearing:
    """Hears follow-ups by the patterns of `follow_up.yml`."""

    def __init__(self, words: FollowUpWords, nations: Nations, audiences: Audiences):
        self._words = words
        self._nations = nations
        self._audiences = audiences

    def heard(self, text: str, act: str) -> Optional[Heard]:
        """What the message asks for; None where it stands alone.

        Args:
            act: the dialogue act; only `follow_up` lets a message lean that names a subject of its own.
        """
        if self._is_done(text):
            return Heard("command", "", "done")
        said = self._plain(text)
        if not said:
            return None
        if rest := self._rest(self._words.new_topic, said):
            # "Never mind, more on this" leaves only what was asked in between.
            return self._command(rest) or Heard("new_topic", rest)
        if command := self._command(said):
            return command
        return self._correction(said, act) or self._marked(said) or self._nation(said, act) or self._leans(said, act)

    def audience(self, text: str) -> Optional[str]:
        """The audience that a text names, an id of the vocabulary."""
        return self._audiences.heard(text)

    def subjects(self, text: str) -> list[str]:
        """The words of a text that carry a subject of their own."""
        return [word for word in _WORD.findall(text.lower().replace("’", "'")) if word not in self._words.empty]

    def points(self, text: str) -> bool:
        """Whether it has a word that points back, such as "it"."""
        said = re.sub(self._words.idle, " ", self._plain(text))
        return any(word in self._words.pointing for word in _WORD.findall(said))

    def is_background(self, text: str) -> bool:
        """Whether it tells of the user's own situation without asking anything."""
        return bool(re.search(self._words.first_person, self._plain(text))) and not self._asks(text)

    def _asks(self, text: str) -> bool:
        return text.rstrip().endswith("?") or bool(re.match(self._words.questions, self._plain(text)))

    def _is_done(self, text: str) -> bool:
        """Whether nothing is asked; tried on the whole message, of which fillers and closers leave nothing."""
        said = as_said(text, _MARKS)
        return any(re.fullmatch(pattern, said) for pattern in self._words.commands["done"])

    def _plain(self, text: str) -> str:
        said = as_said(text, _MARKS)
        said = self._words.closing.sub("", said).strip(_MARKS)
        return self._words.opening.sub("", said, count=1).strip() if self._words.opening.match(said) else said

    def _command(self, said: str) -> Optional[Heard]:
        for command, patterns in self._words.commands.items():
            for pattern in patterns:
                match = re.fullmatch(pattern, said)
                if match:
                    return Heard("command", match.groupdict().get("rest") or "", command)
        return None

    def _correction(self, said: str, act: str) -> Optional[Heard]:
        rest = self._rest(self._words.corrections, said)
        if not rest or (act != FOLLOW_UP and self._stands_alone(rest)):
            return None
        nation = self.one_nation(rest)
        if nation and not self.subjects(self._nations.without(rest)):
            return Heard("nation", rest, nation=nation)
        return Heard("correction", rest, nation=nation)

    def _marked(self, said: str) -> Optional[Heard]:
        for pattern in self._words.markers:
            match = re.match(rf"(?:{pattern})(?:\s+|$)(?P<rest>.*)", said)
            if match:
                rest = re.sub(
                    r"\b(?:as well|too|instead|also|please|on (?:that|this|it))$", "", match.group("rest")
                ).strip()
                if self._stands_alone(rest) or len(self.subjects(rest)) > NAMED or not rest:
                    return None
                return self._named(rest)
        return None

    def _named(self, rest: str) -> Optional[Heard]:
        nation = self.one_nation(rest)
        if nation:
            return Heard("nation", rest, nation=nation)
        if not self.subjects(rest):
            return None
        audience = self._audiences.heard(rest)
        return Heard("audience", rest, audience=audience) if audience else Heard("topic", rest)

    def _nation(self, said: str, act: str) -> Optional[Heard]:
        nation = self.one_nation(said)
        if not nation:
            return None
        left = len(self.subjects(self._nations.without(said)))
        if left == 0 or (act == FOLLOW_UP and left <= BARE and not (self._stands_alone(said) and left > 1)):
            return Heard("nation", said, nation=nation)
        return None

    def _leans(self, said: str, act: str) -> Optional[Heard]:
        subjects = self.subjects(said)
        pointing = self.points(said)
        question = _JOINED.sub("", said)
        asks = bool(re.match(self._words.questions, question)) or pointing
        leaning = next((one for one in self._words.leaning if re.match(rf"(?:{one.opening})\b", question)), None)
        most = (POINTED if pointing else 0) if act != FOLLOW_UP else (BARE if pointing or leaning else POINTED)
        if len(subjects) > 1 and not leaning and self._stands_alone(said):
            return None
        if len(subjects) > most or not (asks or leaning or act == FOLLOW_UP):
            return None
        return Heard("leaning", said, leaning=leaning)

    def _stands_alone(self, rest: str) -> bool:
        """A question with two subjects or more, which points at nothing before it."""
        return bool(re.match(self._words.questions, rest)) and len(self.subjects(rest)) >= 2 and not self.points(rest)

    def one_nation(self, text: str) -> Optional[str]:
        """The nation that a text names, by itself or by a place in it; None where it names none or several."""
        nations = self._nations.heard(text)
        return nations[0] if len(nations) == 1 else None

    def _rest(self, patterns: Iterable[str], said: str) -> Optional[str]:
        for pattern in patterns:
            match = re.fullmatch(pattern, said)
            if match:
                return match.group("rest").strip()
        return None
