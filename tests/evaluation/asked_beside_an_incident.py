"""What is asked in the middle of an incident: whether the reply quotes a right card first, or shows the right part of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Optional

from pydantic import Field

from bot.replies import Part, Quote
from bot.skills.triage import Triage
from bot.skills.triage.case import Case
from bot.skills.turn import Turn
from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate
from index.encoder import Encoder
from tests.evaluation.following import NOW, Hear
from tests.evaluation.metrics import share

FOLDER = Path(__file__).parent / "side_questions"
Section = Literal["contacts", "deadlines", "actions", "evidence", "lines", "next-day", "case", "talk"]
AMONG = 3


class SideQuestion(Strict):
    """A question of somebody whose incident is open: how it began, and the cards or the part of the plan that answers."""

    opening: str
    types: list[str]
    nation: Optional[str]
    text: str
    cards: list[str] = []
    section: Optional[Section]


class SideQuestions(Strict):
    side_questions: list[SideQuestion] = Field(min_items=1)


def side_questions(split: str) -> list[SideQuestion]:
    """Those of `dev` or `test`; none is in the corpus."""
    path = FOLDER / f"{split}.yml"
    return validate(SideQuestions, read_yaml(path), path).side_questions


def case_of(triage: Triage, question: SideQuestion) -> Case:
    """The incident as it stands when the question comes: its types are known, and triage has asked its next question."""
    facts = {"nation": [question.nation]} if question.nation else {}
    case = Case(started=NOW, opening=question.opening, types=question.types, facts=facts)
    case.pending = triage.flow.remaining(case)[0].id
    case.asked.append(case.pending)
    return case


def figures(asked: Sequence[SideQuestion], triage: Triage, encoder: Encoder, hear: Hear) -> dict[str, float]:
    """Shares of the questions that get what they ask for, heard as in the running bot."""
    shown: list[str] = []
    said = triage.flow.speaker.section

    def section(name: str, *further: object) -> list[Part]:
        shown.append(name)
        return said(name, *further)  # type: ignore[arg-type]

    triage.flow.speaker.section = section  # type: ignore[method-assign, assignment]
    found: list[tuple[SideQuestion, list[str], list[str]]] = []
    vectors = encoder.encode([question.text for question in asked])
    for question, vector, (act, chances) in zip(asked, vectors, hear([question.text for question in asked])):
        shown.clear()
        state = case_of(triage, question).state()
        outcome = triage.advance(Turn(question.text, act, NOW, state=state, vector=vector, chances=chances))
        cards = list(dict.fromkeys(part.card for part in outcome.reply.parts if isinstance(part, Quote)))
        found.append((question, cards, list(shown)))
    triage.flow.speaker.section = said  # type: ignore[method-assign]
    by_card = [each for each in found if each[0].cards]
    by_section = [each for each in found if each[0].section]
    return {
        "side_questions": len(asked),
        "side_questions_answered": share(cards[:1] and cards[0] in one.cards for one, cards, _ in by_card),
        "side_questions_among_three": share(set(cards[:AMONG]) & set(one.cards) for one, cards, _ in by_card),
        "side_questions_without_a_card": share(not cards for one, cards, _ in by_card),
        "side_sections_shown": share(one.section in names for one, _, names in by_section),
        "side_sections_imagined": share(names for one, _, names in by_card),
    }
