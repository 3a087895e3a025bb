"""Where a walk is: small, JSON-serialisable, and forgiving when the model changes under it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, Optional

from pydantic import BaseModel, Extra

from index.content.model import Model

Phase = Literal["route", "ask", "done"]


class Past(BaseModel):
    """The answers of an earlier walk and the day of its end."""

    on: dt.date
    route: str
    answers: dict[str, str]


class WalkState(BaseModel):
    """The state of one person's walk.

    `at` is the question that is open. A `paused` walk is kept but does not take the next message. `last` is
    the finished walk before this one, for comparison. `waiting` is the message of which was asked whether it is
    happening now.
    """

    version: Literal[1] = 1
    phase: Phase = "route"
    route: Optional[str] = None
    role: Optional[str] = None
    at: Optional[str] = None
    answers: dict[str, str] = {}
    skipped: list[str] = []
    paused: bool = False
    told: bool = False
    waiting: Optional[str] = None
    updated: Optional[dt.date] = None
    last: Optional[Past] = None

    class Config:
        extra = Extra.ignore

    @classmethod
    def read(cls, state: dict[str, Any], model: Model) -> WalkState:
        """The state as far as it still fits the model: answers to questions that are gone are dropped."""
        if not state:
            return cls()
        walk = cls.parse_obj(state)
        if walk.route not in [route.id for route in model.routes]:
            waiting = walk.waiting if walk.phase == "route" else None
            return cls(last=walk.last, told=walk.told, paused=walk.paused, waiting=waiting)
        known = [question.id for question in model.questions(walk.route)]
        walk.answers = {name: answer for name, answer in walk.answers.items() if name in known}
        walk.skipped = [name for name in walk.skipped if name in known]
        if walk.phase == "ask" and walk.at not in known:
            walk.at = next((name for name in known if name not in walk.answers and name not in walk.skipped), known[-1])
        return walk

    def write(self) -> dict[str, Any]:
        """Plain JSON, without what is empty."""
        data: dict[str, Any] = _plain(self.dict())
        return {key: value for key, value in data.items() if value not in (None, [], {}, False)}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def is_active(state: dict[str, Any]) -> bool:
    """Whether a guided conversation with this state should take the next message."""
    return bool(state) and not state.get("paused", False)
