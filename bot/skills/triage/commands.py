"""What the user may say at any point: back, change, pause, restart, stop, log, brief and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.content.triage import Command, TriageFile

STAMPED = re.compile(
    r"^(?:at )?(?P<time>\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?)\s*[:,-]?\s+(?P<what>[^\W\d].+)$", re.I | re.S
)


@dataclass(frozen=True)
class Said:
    """A command that was heard, with what it is about (`change NATION`), as typed."""

    id: str
    what: str = ""


class Commands:
    """Tells commands by the patterns of `triage.yml`, the first that fits the whole message."""

    def __init__(self, common: TriageFile):
        self._commands: list[tuple[Command, list[re.Pattern[str]]]] = [
            (command, [re.compile(pattern, re.I | re.S) for pattern in command.patterns]) for command in common.commands
        ]

    def hear(self, text: str) -> Said | None:
        text = re.sub(r"\s+", " ", text.replace("\u2019", "'")).strip().rstrip(".!")
        for command, patterns in self._commands:
            for pattern in patterns:
                if match := pattern.search(text):
                    return Said(command.id, (match.groupdict().get("what") or "").strip())
        return None


def stamped(text: str) -> tuple[str, str] | None:
    """The time and the rest of a line such as "14:20 isolated the file server"."""
    match = STAMPED.match(text.strip())
    return (match["time"], match["what"].strip()) if match else None
