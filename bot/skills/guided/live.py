"""Messages that lead out of a guided conversation, or beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Optional

from bot.replies import Part, Reply, Text
from bot.replies.statuses import statuses
from bot.skills.acts import ASK
from bot.skills.aside import without_choices
from bot.skills.guided.hearing import UNKNOWN, Heard, words
from bot.skills.guided.wording import wording
from bot.skills.turn import Turn

Answer = Callable[[Turn], Reply]

TEXTS = Path(__file__).with_name("texts.yml")


def reports_live(turn: Turn) -> bool:
    """Whether the message is surely a report of an incident.

    The classifier knows first messages. In the middle of a conversation it takes many a plain statement for a
    report, so it must be surer here than there.
    """
    return turn.intent in words().live and turn.confidence >= words().sure_live


def may_report_live(turn: Turn) -> bool:
    """Whether the message could be a report of an incident, so that the user should be asked."""
    return turn.intent in words().perhaps_live


def least_share(turn: Turn) -> float:
    """How much of the message the name of a choice must make up to count.

    "Isolate the systems" is a decision, however much it sounds like a report; "ransomware is everywhere and we
    cannot log in" is none, although "log in" is an option.
    """
    return 1 / 3 if reports_live(turn) else 0.0


def needs_care(turn: Turn, heard: Heard, understood: bool = False) -> bool:
    """Whether the person, and not the subject, comes first now.

    What is `understood` as an answer must sound so more surely: "I cannot name anyone" is no cry for help. "Dont know"
    is none however it sounds.
    """
    if heard.answer == UNKNOWN and heard.short:
        return False
    return turn.intent in words().care and (not understood or turn.confidence >= words().sure_care)


def leads_to(turn: Turn, heard: Heard, own: str) -> Optional[str]:
    """The guided conversation that the message asks for; None where it is an answer or a command, or not clear."""
    if heard.answer or heard.command or turn.confidence < words().sure:
        return None
    found = words().guided.get(turn.intent)
    return None if found == own else found


def asks_for(turn: Turn, own: str) -> bool:
    """Whether the message asks for the conversation that is under way already."""
    return words().guided.get(turn.intent) == own


def beside(turn: Turn, heard: Heard, answer: Answer) -> list[Part]:
    """What there is to say to a message beside the point, without choices that would lead away; else nothing.

    A question is answered, whatever comes of it. Other words are taken for one only where the answer is sure.
    """
    if not (heard.question or turn.intent in words().aside or turn.intent.startswith("outside_")):
        return []
    said = answer(replace(turn, intent=ASK) if may_report_live(turn) else turn)
    sure = said.status in words().answered or (turn.confidence >= words().sure and turn.intent not in words().aside)
    if not heard.question and not sure:
        return []
    if statuses()[said.status].kind == "unanswerable":
        # Its own words lead to choices, which would lead away.
        return [Text(markdown=wording(TEXTS)("no_answer")), *if_live(turn)]
    return [*without_choices(said), *if_live(turn)]


def if_live(turn: Turn) -> list[Part]:
    """How to say that it is happening now, where the message may have meant that."""
    return [Text(markdown=wording(TEXTS)("if_live"))] if may_report_live(turn) else []
