"""Where an exercise is: small and JSON-serialisable."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, Optional

from pydantic import BaseModel, Extra

from index.content.exercise import Exercise

LONGEST_NOTE = 400  # characters
MOST_NOTES = 40


class Made(BaseModel):
    """A decision: the inject, and the choice made there; None where it was skipped."""

    inject: str
    choice: Optional[str] = None


class ExerciseState(BaseModel):
    """The state of one exercise: what was decided, what was noted, and which moment is open.

    `waiting` is the message of which was asked whether it is real.
    """

    version: Literal[1] = 1
    phase: Literal["scenario", "role", "play", "debrief"] = "scenario"
    scenario: Optional[str] = None
    role: Optional[str] = None
    at: Optional[str] = None
    made: list[Made] = []
    notes: list[str] = []
    debrief: list[str] = []
    waiting: Optional[str] = None
    paused: bool = False
    started: Optional[str] = None

    class Config:
        extra = Extra.ignore

    @classmethod
    def read(cls, state: dict[str, Any], exercises: dict[str, Exercise]) -> ExerciseState:
        """The state, or a new one where its exercise or the open moment is no longer there."""
        if not state:
            return cls()
        read = cls.parse_obj(state)
        if read.scenario is None:
            return read
        exercise = exercises.get(read.scenario)
        names = {inject.id for inject in exercise.injects} if exercise else set()
        gone = read.phase == "play" and read.at not in names
        return cls() if exercise is None or gone else read

    def write(self) -> dict[str, Any]:
        """Plain JSON, without what is empty."""
        return {key: value for key, value in self.dict().items() if value not in (None, [], False)}

    def note(self, text: str) -> None:
        self.notes = [*self.notes, text[:LONGEST_NOTE]][-MOST_NOTES:]

    def start_day(self, now: dt.datetime) -> None:
        self.started = now.date().isoformat()
