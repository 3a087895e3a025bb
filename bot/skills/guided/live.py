"""Messages that lead out of a guided conversation, or beside it."""

from __future__ import annotations

from typing import Optional

from bot.skills.guided.hearing import Heard, words
from bot.skills.turn import Turn


def reports_live(turn: Turn) -> bool:
    """Whether the classifier took the message for a report of an incident."""
    return turn.intent in words().live


def needs_care(turn: Turn) -> bool:
    """Whether the person, and not the subject, comes first now."""
    return turn.intent in words().care


def leads_to(turn: Turn, heard: Heard, own: str) -> Optional[str]:
    """The guided conversation that the message asks for; None where it is an answer or a command, or not clear."""
    if heard.answer or heard.command or turn.confidence < words().sure:
        return None
    found = words().guided.get(turn.intent)
    return None if found == own else found


def asks_for(turn: Turn, own: str) -> bool:
    """Whether the message asks for the conversation that is under way already."""
    return words().guided.get(turn.intent) == own


def is_aside(turn: Turn, heard: Heard) -> bool:
    """Whether the message is beside the point, to be answered before going on."""
    return heard.question or turn.intent in words().aside or turn.intent.startswith("outside_")
