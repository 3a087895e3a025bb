"""Options as buttons. Typing the same words does the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from bot.channels.teams.cards.elements import LONGEST_LABEL, Json, buttons, say, text
from bot.channels.teams.markdown import plain
from bot.replies import Choices, Feedback, Option

# Beside a list that has the words in full, so that several buttons fit into a row.
_SHORT = 24


def choices(part: Choices) -> list[Json]:
    return _options(part.prompt, part.options)


def feedback(part: Feedback) -> list[Json]:
    return _options(part.prompt, part.options)


def _options(prompt: Optional[str], options: Sequence[Option]) -> list[Json]:
    """Buttons; options too long for a button are listed in full, and the buttons bear their numbers."""
    asked = [text(plain(prompt))] if prompt else []
    if all(len(option.label) <= LONGEST_LABEL for option in options):
        return [*asked, *buttons(say(option.label, option.message) for option in options)]
    listed = [text(f"**{number}.** {plain(option.label)}", spacing="Small") for number, option in enumerate(options, 1)]
    rows = buttons(
        say(_short(f"{number}. {option.label}"), option.message, shown=option.label)
        for number, option in enumerate(options, 1)
    )
    return [*asked, *listed, *rows]


def _short(label: str) -> str:
    return label if len(label) <= _SHORT else label[:_SHORT].rsplit(" ", 1)[0].rstrip(",;:") + "…"
