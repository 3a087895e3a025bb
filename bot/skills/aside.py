"""What another skill says, put beside a guided conversation."""

from __future__ import annotations

from bot.replies import Choices, Feedback, Part, Reply, Text
from bot.skills.texts import texts

FOUND = "found"


def without_choices(said: Reply) -> list[Part]:
    """A reply's parts without its choices, which would lead away; the titles of a list stay, as text."""
    turning = {texts().next_page.message, texts().previous_page.message}
    parts: list[Part] = []
    for part in said.parts:
        if isinstance(part, Choices) and said.status == FOUND:
            titles = [option.label for option in part.options if option.message not in turning]
            parts.append(Text(markdown="\n".join(f"- {title}" for title in titles)))
        elif not isinstance(part, (Choices, Feedback)):
            parts.append(part)
    return parts
