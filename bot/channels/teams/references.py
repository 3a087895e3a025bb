"""Where to write to users who asked to be reminded, and of what. Nobody else is in it, and nobody's name."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Optional

from pydantic import BaseModel, Extra, ValidationError

from bot.channels.teams.place import Place

logger = logging.getLogger(__name__)

MOST_DEADLINES = 20


class Deadline(BaseModel):
    """A time to remind of; `at` is aware."""

    class Config:
        extra = Extra.forbid

    label: str
    at: dt.datetime
    reminded: bool = False


class Reference(BaseModel):
    """A conversation that asked to be followed up."""

    class Config:
        extra = Extra.forbid

    place: Place
    deadlines: list[Deadline] = []


class References:
    """A file in the state folder, readable by the server's own user only; without one nothing is kept."""

    def __init__(self, path: Path):
        self._path = path
        self._known = self._read()

    def opt_in(self, conversation: str, place: Place, deadlines: Iterable[Deadline] = ()) -> None:
        """Keep where to write to a user who asked for it.

        Raises:
            OSError: it cannot be stored.
        """
        known = self._known.get(conversation)
        merged = {(one.label, one.at): one for one in [*deadlines, *(known.deadlines if known else [])]}
        kept = sorted(merged.values(), key=lambda one: one.at)[:MOST_DEADLINES]
        # Not below one message: a reminder begins a line of its own.
        place = place.copy(update={"activity": None})
        self._known[conversation] = Reference(place=place, deadlines=kept)
        self._write()

    def opt_out(self, conversation: str) -> None:
        """Forget a conversation."""
        if self._known.pop(conversation, None) is not None:
            self._write()

    def forget(self, chat: str) -> None:
        """Forget everybody in a chat that the bot was taken out of."""
        for conversation in [key for key, entry in self._known.items() if entry.place.conversation == chat]:
            self.opt_out(conversation)

    def find(self, conversation: str) -> Optional[Place]:
        entry = self._known.get(conversation)
        return entry.place if entry else None

    def due(self, until: dt.datetime) -> list[tuple[str, Place, Deadline]]:
        """The deadlines up to a time that were not reminded of yet."""
        return [
            (conversation, entry.place, deadline)
            for conversation, entry in self._known.items()
            for deadline in entry.deadlines
            if not deadline.reminded and deadline.at <= until
        ]

    def reminded(self, conversation: str, deadline: Deadline) -> None:
        """Note a reminder; with the last one the conversation is forgotten."""
        deadline.reminded = True
        entry = self._known.get(conversation)
        if entry is not None and all(one.reminded for one in entry.deadlines):
            self._known.pop(conversation)
        self._write()

    def _read(self) -> dict[str, Reference]:
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(key): Reference.parse_obj(entry) for key, entry in stored.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, ValidationError, AttributeError) as error:
            logger.error("%s cannot be read, so nobody is reminded of anything: %s", self._path, error)
            return {}

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        content = json.dumps({key: json.loads(entry.json()) for key, entry in self._known.items()})
        fresh = self._path.with_suffix(".new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        fresh.replace(self._path)
