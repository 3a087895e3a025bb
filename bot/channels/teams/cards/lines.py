"""Parts that are only words: text, notices, progress and charts."""

from __future__ import annotations

from bot.channels.teams.cards.elements import Json, bar, container, heading, small, text
from bot.channels.teams.markdown import blocks, plain
from bot.replies import Chart, Notice, Progress, Text

_LEVELS = {
    "info": ("Note", "accent"),
    "warning": ("Important", "warning"),
    "emergency": ("URGENT", "attention"),
    "exercise": ("EXERCISE", "emphasis"),
}


def text_part(part: Text) -> list[Json]:
    return [text(block) for block in blocks(part.markdown)]


def notice(part: Notice) -> list[Json]:
    """A coloured box whose first word says what the colour means."""
    word, style = _LEVELS[part.level]
    title = [] if part.says_its_level else [heading(word)]
    return [container([*title, *(text(block) for block in blocks(part.markdown))], style, bleed=True)]


def progress(part: Progress) -> list[Json]:
    label = plain(part.label)
    counted = label if str(part.total) in label else f"{label}: {part.done} of {part.total}"
    return [small(counted)]


def chart(part: Chart) -> list[Json]:
    rows = [
        container([text(f"{plain(entry.label)}: {plain(entry.text)}", spacing="Small"), bar(entry.value, part.maximum)])
        for entry in part.bars
    ]
    return [heading(plain(part.title)), *rows, *([small(plain(part.text))] if part.text_says_more else [])]
