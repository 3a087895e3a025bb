"""The elements of an Adaptive Card that our cards are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Optional

from bot.channels.teams.events import SAY

Json = dict[str, Any]
# Teams shows no more buttons than this in one row.
_MOST_BUTTONS = 6
# A longer label is cut off on a button.
LONGEST_LABEL = 40


def text(words: str, **style: Any) -> Json:
    """A block of words that wraps."""
    return {"type": "TextBlock", "text": words, "wrap": True, **style}


def heading(words: str) -> Json:
    return text(words, weight="Bolder", style="heading")


def small(words: str) -> Json:
    return text(words, size="Small", isSubtle=True, spacing="Small")


def container(items: Sequence[Json], style: Optional[str] = None, **more: Any) -> Json:
    """A group; `style` is one of Teams' own colours."""
    return {"type": "Container", "items": list(items), **({"style": style} if style else {}), **more}


def submit(title: str, data: Json, *, inputs: bool = False, **style: Any) -> Json:
    """A button whose data comes back to us. Data must be an object: Teams drops anything else without a word."""
    return {
        "type": "Action.Submit",
        "title": title,
        "data": data,
        "associatedInputs": "auto" if inputs else "none",
        **style,
    }


def say(title: str, message: str, shown: Optional[str] = None) -> Json:
    """A button that says `message` for the user; the chat shows that they chose `shown`, or the title."""
    back = {"type": "messageBack", "displayText": shown or title, "text": message, "value": {SAY: message}}
    return submit(title, {SAY: message, "msteams": back})


def buttons(actions: Iterable[Json]) -> list[Json]:
    """Rows of buttons."""
    every = list(actions)
    rows = [every[start : start + _MOST_BUTTONS] for start in range(0, len(every), _MOST_BUTTONS)]
    return [{"type": "ActionSet", "actions": row} for row in rows]


def bar(value: float, maximum: float, style: str = "accent") -> Json:
    """A bar as two coloured columns; the words beside it say the same."""
    share = 0 if maximum <= 0 else round(min(max(value / maximum, 0.0), 1.0) * 100)
    columns = [
        {"type": "Column", "width": str(width), "style": colour, "spacing": "None", "items": []}
        for width, colour in ((share, style), (100 - share, "emphasis"))
        if width
    ]
    return {"type": "ColumnSet", "columns": columns, "spacing": "Small"}


def card(body: Sequence[Json], fallback: str) -> Json:
    """A card; `fallback` is for whoever cannot see cards."""
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "body": list(body),
        "fallbackText": fallback,
        "msteams": {"width": "Full"},
    }
