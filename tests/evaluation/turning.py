"""What a later message makes of the kind of incident: the types that it adds, that it denies, and what is no cyber matter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from bot.skills.triage import Triage
from bot.skills.triage.case import Case
from bot.skills.triage.parts import CLOSE, TYPE
from bot.skills.turn import Turn
from index.content.fields import Strict
from index.content.playbook import FALLBACK
from index.content.yaml_file import read_yaml, validate
from index.encoder import Encoder
from tests.evaluation.following import NOW, Hear
from tests.evaluation.metrics import share

FOLDER = Path(__file__).parent / "turnings"
PLAN = "plan"


class LaterTurn(Strict):
    """A message of an incident that was taken for some types, with what it makes of them.

    Attributes:
        asked: the fact that triage had asked for, `plan` after the plan, `type` where it had asked what they see.
    """

    opening: str
    types: list[str]
    asked: str
    text: str
    adds: list[str] = []
    denies: list[str] = []
    no_cyber: bool = False


class LaterTurns(Strict):
    later_turns: list[LaterTurn] = Field(min_items=1)


def later_turns(split: str) -> list[LaterTurn]:
    path = FOLDER / f"{split}.yml"
    return validate(LaterTurns, read_yaml(path), path).later_turns


def case_of(triage: Triage, turn: LaterTurn) -> Case:
    """The incident as it stands when the message comes."""
    case = Case(started=NOW, opening=turn.opening, types=turn.types)
    if turn.asked == PLAN:
        case.status = "briefed"
        return case
    questions = [one.id for one in triage.flow.common.questions if turn.asked in (one.id, *one.facts)]
    case.pending = next(iter([TYPE] if turn.asked == TYPE else questions), triage.flow.remaining(case)[0].id)
    case.asked.append(case.pending)
    return case


def figures(turns: Sequence[LaterTurn], triage: Triage, encoder: Encoder, hear: Hear) -> dict[str, float]:
    """Shares of the types that messages add and deny that are taken so; and of messages to which one is imagined."""
    texts = [turn.text for turn in turns]
    after: list[tuple[LaterTurn, set[str], bool]] = []
    for turn, vector, (act, chances) in zip(turns, encoder.encode(texts), hear(texts)):
        state = case_of(triage, turn).state()
        outcome = triage.advance(Turn(turn.text, act, NOW, state=state, vector=vector, chances=chances))
        state = outcome.state or {"types": [], "pending": None}
        after.append((turn, set(state["types"]) - {FALLBACK}, state["pending"] == CLOSE or outcome.state is None))
    cyber = [each for each in after if not each[0].no_cyber]
    added = [(turn, types - set(turn.types)) for turn, types, _ in cyber]
    wanted = sum(len(turn.adds) for turn, _ in added)
    dropped = [(turn, set(turn.types) - {FALLBACK} - types) for turn, types, _ in cyber]
    denied = sum(len(set(turn.denies) - {FALLBACK}) for turn, _ in dropped)
    return {
        "later_turns": len(turns),
        "later_types_added": sum(len(more & set(turn.adds)) for turn, more in added) / wanted,
        "later_types_imagined": share(more - set(turn.adds) for turn, more in added),
        "later_types_dropped": sum(len(gone & set(turn.denies)) for turn, gone in dropped) / denied,
        "later_types_lost": share(gone - set(turn.denies) for turn, gone in dropped),
        "later_no_cyber_heard": share(closing for turn, _, closing in after if turn.no_cyber),
        "later_no_cyber_imagined": share(closing for turn, _, closing in cyber),
    }
