"""An incident as triage knows it: the JSON state that travels with the conversation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Literal, Optional

from pydantic import BaseModel, Extra, ValidationError

# So many passages that were shown are remembered.
MOST_SEEN = 12


class Entry(BaseModel):
    """A line of the log: when it happened, and who said so."""

    at: dt.datetime
    text: str
    by: Literal["user", "bot"] = "user"


class Case(BaseModel):
    """One incident.

    Attributes:
        version: of this shape; a state of another shape is not read.
        status: `asking`, `paused`, `briefed` (open, every question settled) or `ended`.
        types: ids of playbooks, the main one first; [] while unknown.
        facts: what is known, as {fact: [values]}; ["unknown"] where the user does not know.
        moments: facts that are times, aware.
        earliest: the moments of which only the earliest possible time is known.
        asked: questions that were put, in order.
        pending: the question that waits for an answer, or `type`, `change`, `hand-over`, `fact:ID`.
        misses: how often the pending question was not answered.
        ticked: ids of steps and contacts that are done.
        level: the severity last told.
        opening: the message that it began with.
        denied: the types that it was taken for and of which the user said that it is none.
        seen: ids of the passages that questions were last answered with.
    """

    class Config:
        extra = Extra.forbid

    version: Literal[1] = 1
    status: Literal["asking", "paused", "briefed", "ended"] = "asking"
    started: dt.datetime
    types: list[str] = []
    facts: dict[str, list[str]] = {}
    moments: dict[str, dt.datetime] = {}
    earliest: list[str] = []
    asked: list[str] = []
    pending: Optional[str] = None
    misses: int = 0
    log: list[Entry] = []
    ticked: list[str] = []
    level: Optional[str] = None
    changing: bool = False
    opening: str = ""
    denied: list[str] = []
    seen: list[str] = []

    def known(self, fact: str) -> bool:
        return fact in self.moments or fact in self.facts

    def told(self, but: str) -> list[str]:
        """What the user told until now, beside the message that says it now."""
        return [self.opening, *(entry.text for entry in self.log if entry.by == "user" and entry.text != but)]

    def forget(self, fact: str) -> None:
        """Drop what is known of a fact."""
        self.facts.pop(fact, None)
        self.moments.pop(fact, None)
        if fact in self.earliest:
            self.earliest.remove(fact)

    def leave(self, fact: str, values: Collection[str]) -> None:
        """Drop some values of a fact; all that is known of it where none is left."""
        left = [value for value in self.facts.get(fact, []) if value not in values]
        if left:
            self.facts[fact] = left
        else:
            self.forget(fact)

    def saw(self, passages: Collection[str]) -> None:
        """Remember passages as shown, the last of them."""
        self.seen = [*(each for each in self.seen if each not in passages), *passages][-MOST_SEEN:]

    def note(self, at: dt.datetime, text: str, by: Literal["user", "bot"] = "user") -> None:
        """Write a line of the log, once, kept in the order of its times."""
        if (entry := Entry(at=at, text=text, by=by)) in self.log:
            return
        self.log.append(entry)
        self.log.sort(key=lambda entry: entry.at)

    def state(self) -> dict[str, Any]:
        """As JSON-serialisable data."""
        data = self.dict()
        data["started"] = self.started.isoformat()
        data["moments"] = {fact: at.isoformat() for fact, at in self.moments.items()}
        data["log"] = [{**entry.dict(), "at": entry.at.isoformat()} for entry in self.log]
        return data

    @classmethod
    def read(cls, state: dict[str, Any]) -> Optional[Case]:
        """The case of a state; None where there is none or it cannot be read."""
        try:
            return cls.parse_obj(state) if state else None
        except ValidationError:
            return None
