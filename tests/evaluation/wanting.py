"""Whether a message that follows an answer gets what it wants: the right card, what is to be done with the one on show, or
neither, where it tells of an incident or asks for something else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Optional

from pydantic import Field

from bot.skills.acts import FOLLOW_UP
from bot.skills.ask import Ask
from bot.skills.turn import Turn
from bot.skills.wanted import COMMANDS
from index.content.fields import Strict
from index.content.said import Wants
from index.content.yaml_file import read_yaml, validate
from tests.evaluation.following import NOW, Hear, quoted_as_heard
from tests.evaluation.metrics import share

FOLDER = Path(__file__).parent / "second_turns"
# What goes on about the answer on show without naming what is to be done with it.
ABOUT = frozenset({"further", "instead", "elsewhere", "audience", "correction"})
GOING_ON = ABOUT | COMMANDS


class SecondTurn(Strict):
    """A message after an answer: the question before it, where that is given, and the cards that answer it then."""

    before: Optional[str]
    text: str
    wants: Wants
    cards: list[str] = []


class SecondTurns(Strict):
    second_turns: list[SecondTurn] = Field(min_items=1)


def second_turns(split: str) -> list[SecondTurn]:
    """Those of `dev` or `test`; none is in the corpus."""
    path = FOLDER / f"{split}.yml"
    return validate(SecondTurns, read_yaml(path), path).second_turns


def state_after(ask: Ask, question: str) -> dict[str, Any]:
    """What the conversation holds on to once the question is answered."""
    return ask(Turn(question, "ask", NOW)).state or {}


def figures(turns: Sequence[SecondTurn], ask: Ask, hear: Hear) -> dict[str, float]:
    """Shares of the second turns that get what they want, heard as in the running bot."""
    heard = hear([turn.text for turn in turns])
    any_answer = next(state_after(ask, turn.before) for turn in turns if turn.before)
    found: list[tuple[SecondTurn, bool, bool]] = []
    for turn, (act, chances) in zip(turns, heard):
        state = state_after(ask, turn.before) if turn.before else any_answer
        said = Turn(turn.text, act, NOW, chances=chances, state=state)
        cards = quoted_as_heard(ask, said) if turn.cards else []
        goes_on = act == FOLLOW_UP or ask.goes_on(said)
        found.append((turn, bool(cards) and cards[0] in turn.cards, goes_on))
    wants = [(turn, max(chances, key=lambda name: chances[name], default="")) for turn, chances in _wanted(turns, ask)]
    commands = [(turn, ask.command(Turn(turn.text, "ask", NOW, state=any_answer))) for turn in turns]
    return {
        "second_turns": float(len(turns)),
        "second_turns_answered": share(right for turn, right, _ in found if turn.cards),
        "second_turns_taken_to_go_on": share(goes for turn, _, goes in found if turn.wants in GOING_ON),
        "other_turns_taken_to_go_on": share(goes for turn, _, goes in found if turn.wants not in GOING_ON),
        "live_turns_taken_to_go_on": share(goes for turn, _, goes in found if turn.wants == "incident"),
        "second_turn_wants_right": share(want == turn.wants for turn, want in wants),
        "second_turn_commands_right": share(
            command == turn.wants for turn, command in commands if turn.wants in COMMANDS
        ),
        "second_turn_commands_imagined": share(
            command is not None for turn, command in commands if turn.wants not in COMMANDS
        ),
    }


def _wanted(turns: Sequence[SecondTurn], ask: Ask) -> list[tuple[SecondTurn, dict[str, float]]]:
    return [(turn, dict(ask.wanted(Turn(turn.text, "ask", NOW)))) for turn in turns]
