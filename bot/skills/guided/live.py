"""A live incident heard while something else is going on."""

from __future__ import annotations

from bot.skills.guided.hearing import Heard, words
from bot.skills.turn import Turn


def reports_live(turn: Turn) -> bool:
    """Whether the classifier took the message for a report of an incident."""
    return turn.intent in words().live


def is_aside(turn: Turn, heard: Heard) -> bool:
    """Whether the message is a question beside the point, to be answered before going on."""
    return heard.question or turn.intent in words().aside
