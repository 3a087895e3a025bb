"""A document to keep: saved to the user's own OneDrive where Teams lets a bot do so, else read in the chat."""

from __future__ import annotations

from bot.channels.teams.cards.elements import Json, buttons, container, heading, small, submit, text
from bot.channels.teams.events import SAVE, SHOW
from bot.channels.teams.markdown import plain
from bot.channels.teams.wording import wording
from bot.replies import Document

READABLE = ("md", "txt")
_NAMES = {
    "html": "web page",
    "md": "Markdown",
    "json": "JSON",
    "docx": "Word",
    "csv": "CSV",
    "xlsx": "Excel",
    "txt": "plain text",
    "eml": "e-mail",
}


def document(part: Document, kind: str) -> list[Json]:
    """`kind` is the conversation's: bots may offer files in one-to-one chats only."""
    readable = [file for file in part.files if file.format in READABLE][:1]
    saved = part.files if kind == "personal" else []
    actions = [
        *(submit(wording().save_as.format(format=_NAMES[file.format]), {SAVE: file.path}) for file in saved),
        *(submit(wording().show_here, {SHOW: file.path}) for file in readable),
    ]
    title = [heading(plain(part.title)), *([text(plain(part.summary))] if part.summary else [])]
    note = [] if kind == "personal" else [small(wording().save_in_private)]
    return [container([*title, *note, *buttons(actions)], "emphasis")]
