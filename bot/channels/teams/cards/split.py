"""Cards small enough for Teams, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bot.channels.teams.cards.elements import Json

# Teams refuses a message of about 28 kB and more; the rest of the message needs room too.
LIMIT = 22_000
# Shorter pieces fill cards better.
_LONGEST_TEXT = 5_000


def pack(elements: Iterable[Json], limit: int = LIMIT) -> list[list[Json]]:
    """Bodies of cards, each at most `limit` bytes as JSON; an element too large for one is cut at its joints."""
    bodies: list[list[Json]] = []
    for element in elements:
        for piece in cut(element, limit):
            if bodies and size([*bodies[-1], piece]) <= limit:
                bodies[-1].append(piece)
            else:
                bodies.append([piece])
    return bodies


def cut(element: Json, limit: int) -> list[Json]:
    """The element whole where it fits, else in pieces of the same kind. Boxes stay with their button."""
    limit = min(limit, _LONGEST_TEXT) if element["type"] == "TextBlock" else limit
    if size(element) <= limit:
        return [element]
    if element["type"] == "TextBlock":
        bare = size({**element, "text": ""})
        return [{**element, "text": piece} for piece in _cut_text(element["text"], limit - bare)]
    if element["type"] == "Container" and not _has_input(element):
        bare = size({**element, "items": []})
        return [{**element, "items": items} for items in pack(element["items"], limit - bare)]
    if element["type"] == "ActionSet" and len(element["actions"]) > 1:
        half = len(element["actions"]) // 2
        halves = (element["actions"][:half], element["actions"][half:])
        return [piece for actions in halves for piece in cut({**element, "actions": actions}, limit)]
    return [element]


def size(value: object) -> int:
    """Bytes as they are sent."""
    return len(json.dumps(value).encode())


def shorten(text: str, limit: int) -> str:
    """The beginning of a text, at most `limit` bytes."""
    return text if size(text) <= limit else _cut_text(text, limit)[0] + "…"


def _cut_text(text: str, limit: int) -> list[str]:
    pieces: list[str] = []
    rest = text
    while size(rest) > limit:
        # A character takes at most 12 bytes when it is escaped.
        end = max(limit // 12, 1)
        while end < len(rest) and size(rest[: end * 2]) <= limit:
            end *= 2
        at = max((rest.rfind(mark, 1, end) for mark in ("\n", ". ", " ")), key=lambda found: found > end // 2 and found)
        at = at + 1 if at > end // 2 else end
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*pieces, rest] if rest else pieces


def _has_input(element: Json) -> bool:
    return any(item["type"].startswith("Input.") for item in element["items"])
