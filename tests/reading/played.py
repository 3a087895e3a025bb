"""Whole walks, exercises and bites over the real content, without servers: what the bot said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Optional

from bot.documents import DocumentStore
from bot.replies import Reply, Text
from bot.skills.exercise import Exercise
from bot.skills.learn import Learn
from bot.skills.turn import Outcome, Profile, Turn
from bot.skills.walk import Walk
from index.content.bite import Bite
from index.content.walkthroughs import Walkthroughs

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone.utc)
Say = Callable[[str, dict[str, Any]], Turn]


def _answer(turn: Turn) -> Reply:
    return Reply(status="answered", parts=[Text(markdown="An answer.")])


def _turns(role: Optional[str], nation: Optional[str]) -> Say:
    def turn(text: str, state: dict[str, Any]) -> Turn:
        return Turn(text, "", NOW, profile=Profile(nation, role), state=state, conversation="c")

    return turn


def walked(
    content: Walkthroughs, role: str, nation: Optional[str], folder: Path, answers: Sequence[str]
) -> list[Reply]:
    """Every reply of a whole walk with these answers, over and over."""
    walk, turn = Walk(content.model, content.corpus, DocumentStore(folder), _answer), _turns(role, nation)
    outcome = walk.start(turn("walk me through it", {}))
    replies = [outcome.reply]
    while outcome.state and not outcome.state.get("paused"):
        outcome = walk.advance(turn(answers[len(replies) % len(answers)], outcome.state))
        replies.append(outcome.reply)
    return replies


def explained(content: Walkthroughs, role: str, folder: Path) -> list[Reply]:
    """What comes when every question of a walk is asked about."""
    walk, turn = Walk(content.model, content.corpus, DocumentStore(folder), _answer), _turns(role, "england")
    outcome: Outcome = walk.start(turn("walk me through it", {}))
    replies = []
    while outcome.state and not outcome.state.get("paused"):
        replies.append(walk.advance(turn("Explain", outcome.state)).reply)
        outcome = walk.advance(turn("Yes", outcome.state))
    return replies


def played(content: Walkthroughs, name: str, player: str, quality: str, folder: Path) -> list[Reply]:
    """Every reply of an exercise in which each decision is of this quality, or the nearest to it."""
    exercise = Exercise(content.exercises, content.corpus, DocumentStore(folder), _answer)
    turn, story = _turns(None, "england"), content.exercises[name]
    replies, state = [], {"phase": "role", "scenario": name}
    said = player
    while True:
        outcome = exercise.advance(turn(said, state))
        replies.append(outcome.reply)
        if not outcome.state:
            return replies
        state = outcome.state
        said = "We found our gaps and named who mends them."
        if state["phase"] == "play":
            decision = story.inject(state["at"]).decision
            fitting = [choice for choice in decision.choices if choice.quality == quality] if decision else []
            said = (fitting or decision.choices)[0].label if decision else "go on"


def taught(content: Walkthroughs, bite: Bite, folder: Path) -> list[Reply]:
    """A bite, and what comes after a wrong answer to its question."""
    learn = Learn(content.bites, content.corpus, DocumentStore(folder), _answer)
    turn = _turns(None, "england")
    wrong = next(option for option in bite.quiz.options if not option.right)
    opening = learn.start(turn(f"teach me: {bite.title}", {}))
    return [opening.reply, learn.advance(turn(wrong.label, opening.state or {})).reply]
