"""A message that holds a command among other things, cut where the command stands."""

from __future__ import annotations

import re

from bot.skills.triage.commands import Commands, Said
from bot.skills.triage.parts import SECTIONS
from bot.skills.triage.words import SENTENCE_END

# Commands that may stand beside other things. What closes, ends, pauses or begins again is meant by a whole message or
# not at all: "false alarm. no hang on, it isn't".
BESIDE = {"tick", "untick", "change", "log", "short", "brief", *SECTIONS}
# What names the deed of ticking off, and does not only tell of another.
NAMED = re.compile(r"\b(?:un-?)?tick|^(?:done|completed)\b", re.IGNORECASE)
LEAD = r"(?:please |just |so |and |can you |now )*"
# Where a command may begin within a sentence: "I told the bank too, tick that off".
WITHIN = re.compile(rf"(?<=[,;])\s+(?={LEAD}(?:un-?tick|tick|change|log)\b)", re.IGNORECASE)
# What is to be ticked off or not, and the reason: "untick the bank - nobody rang them".
REASON = re.compile(rf"^({LEAD}un-?tick\b.*?)\s+[-–—]+\s+(.*)$", re.IGNORECASE)


def pieces(text: str, commands: Commands) -> list[str]:
    """The parts of a message in their order, each command one of its own; the whole message where it has no command
    beside other things."""
    found: list[tuple[str, bool]] = []
    for part in _parts(text):
        said = commands.hear(part)
        is_command = said is not None and said.id in BESIDE and not _only_tells(said, part)
        if found and not is_command and not found[-1][1]:
            found[-1] = (f"{found[-1][0]} {part}", False)
        else:
            found.append((part, is_command))
    return [part for part, _ in found] if any(is_command for _, is_command in found) else [text]


def _parts(text: str) -> list[str]:
    sentences = [part for sentence in SENTENCE_END.split(text.strip()) for part in WITHIN.split(sentence)]
    parts = [part for sentence in sentences for part in REASON.sub(r"\1\n\2", sentence).split("\n")]
    return [part.strip() for part in parts if part.strip()]


def _only_tells(said: Said, part: str) -> bool:
    """Whether somebody is only said to have been told, or not: "the chair hasn't been told. Does she need to be?"."""
    return said.id in ("tick", "untick") and not NAMED.search(part)
