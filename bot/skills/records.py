"""What is kept of each turn: its status, and the question where it went unanswered. JSON lines, append only."""

from __future__ import annotations

import datetime as dt
import json
import logging
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)

TURNS = "turns.jsonl"
FEEDBACK = "feedback.jsonl"
# Only of these is the user's text kept (it is redacted at the door): they make the gap report.
KEPT = frozenset({"unanswerable", "closest", "likely", "not_understood", "found_nothing"})


class Records:
    """Two append-only files in one folder. A full disk costs the record, never the answer."""

    def __init__(self, folder: Path):
        self._folder = folder

    def turn(
        self, when: dt.datetime, status: str, text: str, card: str | None = None, score: float | None = None
    ) -> None:
        """Record how a turn ended; the text only where it went unanswered."""
        kept = text if status in KEPT else None
        self._append(TURNS, when, {"status": status, "text": kept, "card": card, "score": score})

    def feedback(
        self, when: dt.datetime, helpful: bool, card: str | None, question: str | None, reason: str | None
    ) -> None:
        """Record what a user said of an answer."""
        self._append(FEEDBACK, when, {"helpful": helpful, "card": card, "question": question, "reason": reason})

    def _append(self, name: str, when: dt.datetime, fields: dict[str, Any]) -> None:
        line = json.dumps({"when": when.isoformat(timespec="seconds"), **fields}, ensure_ascii=False)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / name).open("a", encoding="utf-8") as stream:
                stream.write(line + "\n")
        except OSError as error:
            logger.error("could not write %s: %s", self._folder / name, error)
