"""What the user may say at any point: back, change, pause, restart, stop, log, brief and the like."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Optional

import numpy as np

from bot.skills.triage.words import without_leading
from index.content.triage import Command, TriageFile
from index.label_classifier import LabelClassifier

STAMPED = re.compile(
    r"^(?:at )?(?P<time>\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?)\s*[:,-]?\s+"
    r"(?!(?:is|was|were|it|by|but|and|or|on|when|today|yesterday|this|ish|maybe|not|no|i think)\b)(?P<what>[^\W\d].+)$",
    re.I | re.S,
)


@dataclass(frozen=True)
class Said:
    """A command that was heard, with what it is about (`change NATION`), as typed."""

    id: str
    what: str = ""


class Commands:
    """Tells commands by the patterns of `triage.yml`, and by what others said.

    Args:
        learned: what was learned of the requests of others; without it only patterns count.
    """

    def __init__(self, common: TriageFile, learned: Optional[LabelClassifier] = None):
        self._learned = learned
        self._least = {command.id: command.least for command in common.commands}
        self._commands: list[tuple[Command, list[re.Pattern[str]]]] = [
            (command, [re.compile(pattern, re.I | re.S) for pattern in command.patterns]) for command in common.commands
        ]

    def hear(self, text: str) -> Said | None:
        """The first command of which a pattern fits the whole message."""
        text = without_leading(re.sub(r"\s+", " ", text.replace("\u2019", "'")).strip().rstrip(".!"))
        for command, patterns in self._commands:
            for pattern in patterns:
                if match := pattern.search(text):
                    return Said(command.id, (match.groupdict().get("what") or "").strip())
        return None

    def meant(self, text: str, vector: np.ndarray) -> str | None:
        """The command that messages like this one meant, for one that answers nothing.

        Args:
            vector: the message's embedding, unit length, shape (d,).
        """
        if self._learned is None:
            return None
        chances = self._learned.chances(text, vector)
        likeliest = max(chances, key=lambda name: chances[name])
        return likeliest if chances[likeliest] >= self._least.get(likeliest, 1.0) else None

    def chance(self, text: str, vector: Optional[np.ndarray], names: Collection[str]) -> float:
        """The chance that messages like this one meant any of some commands; 0 where nothing was learned."""
        if self._learned is None or vector is None:
            return 0.0
        chances = self._learned.chances(text, vector)
        return sum(chances.get(name, 0.0) for name in names)


def stamped(text: str) -> tuple[str, str] | None:
    """The time and the rest of a line such as "14:20 isolated the file server"."""
    match = STAMPED.match(text.strip())
    return (match["time"], match["what"].strip()) if match else None
