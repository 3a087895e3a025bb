"""A reply as the messages that Teams is sent."""

from __future__ import annotations

from typing import Any

from bot.channels.plain_text import render
from bot.channels.teams.cards import choices, contacts, document, lines, quote
from bot.channels.teams.cards.checklist import checklist
from bot.channels.teams.cards.elements import Json, card
from bot.channels.teams.cards.split import pack, shorten
from bot.channels.teams.markdown import plain
from bot.replies import (
    Chart,
    Checklist,
    Choices,
    Contacts,
    Document,
    Feedback,
    Notice,
    Part,
    Progress,
    Quote,
    Reply,
    Text,
)

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
_LONGEST_SUMMARY = 150
_LONGEST_FALLBACK = 1200


def activities(reply: Reply, kind: str = "personal", follow_up: bool = False) -> list[Json]:
    """One message for one reply, or several in order where one would be too large for Teams.

    Args:
        kind: the conversation's: `personal`, `groupChat` or `channel`.
        follow_up: whether reminders of deadlines are offered.
    """
    bodies = pack(element for part in reply.parts for element in elements(part, kind, follow_up))
    words = plain(render(reply))
    return [
        message(card(body, _fallback(reply, words) if not number else words[:_LONGEST_SUMMARY]), words)
        for number, body in enumerate(bodies)
    ]


def message(content: Json, words: str) -> Json:
    """A message with one card; `words` become the line that a notification shows. It makes no alert of its own."""
    line = next((line.strip() for line in words.splitlines() if line.strip()), "")
    return {
        "type": "message",
        "summary": line[:_LONGEST_SUMMARY],
        "attachments": [{"contentType": CONTENT_TYPE, "content": content}],
    }


def elements(part: Part, kind: str, follow_up: bool) -> list[Json]:
    """The elements of one part."""
    if isinstance(part, Contacts):
        return contacts.contacts(part, follow_up)
    if isinstance(part, Document):
        return document.document(part, kind)
    return _BUILDERS[type(part)](part)


_BUILDERS: dict[type, Any] = {
    Text: lines.text_part,
    Notice: lines.notice,
    Quote: quote.quote,
    Choices: choices.choices,
    Feedback: choices.feedback,
    Checklist: checklist,
    Progress: lines.progress,
    Chart: lines.chart,
}


def _fallback(reply: Reply, words: str) -> str:
    """The reply as words, then its options numbered, each with what to type for it."""
    options = [option for part in reply.parts if isinstance(part, (Choices, Feedback)) for option in part.options]
    typed = [plain(f'{number}. {option.label}: type "{option.message}"') for number, option in enumerate(options, 1)]
    lines = [words, "\n".join(typed)] if typed else [words]
    return "\n".join(shorten(line, _LONGEST_FALLBACK) for line in lines)
