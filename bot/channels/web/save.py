"""A conversation to keep: as a web page, as Markdown, as plain text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bot.channels import plain_text
from bot.channels.web.render import Renderer
from bot.channels.web.transcript import Entry
from bot.replies import (
    Chart,
    Checklist,
    Choices,
    Citation,
    Contacts,
    Document,
    Feedback,
    Notice,
    Part,
    Progress,
    Quote,
    Text,
)

FORMATS = ("html", "md", "txt")


def conversation(form: str, entries: list[Entry], title: str, render: Renderer, now: dt.datetime) -> str:
    """The transcript as one file of the format `form` (one of FORMATS)."""
    if form == "html":
        return render.page("saved.html", entries=[render.entry(entry) for entry in entries], now=now)
    as_markdown = form == "md"
    blocks = [_heading(1, f"{title}: saved conversation", as_markdown), f"Saved {now:%Y-%m-%d %H:%M} UTC"]
    for entry in entries:
        who = "You" if entry.who == "user" else title
        blocks.append(_heading(2, f"{who}, {entry.at:%Y-%m-%d %H:%M} UTC", as_markdown))
        if entry.text:
            blocks.append(entry.text)
        if entry.reply and as_markdown:
            blocks.extend(block for part in entry.reply.parts for block in _part(part))
        elif entry.reply:
            blocks.append(plain_text.render(entry.reply))
    return "\n\n".join(blocks) + "\n"


def _heading(level: int, text: str, as_markdown: bool) -> str:
    return f"{'#' * level} {text}" if as_markdown else f"{text}\n{'=-'[level - 1] * len(text)}"


def _part(part: Part) -> Iterator[str]:
    """The Markdown blocks of a part; choices and requests for feedback are of no use once saved."""
    if isinstance(part, Text):
        yield part.markdown
    elif isinstance(part, Notice):
        yield f"**{part.level.upper()}** {part.markdown}"
    elif isinstance(part, Quote):
        yield f"### {part.title}" + (f": {part.heading}" if part.heading else "")
        yield part.markdown
        sources = "\n".join(f"- {_citation(citation)}" for citation in part.citations)
        yield f"Sources (reviewed {part.reviewed.isoformat()}):\n\n{sources}"
    elif isinstance(part, Checklist):
        yield f"### {part.title}"
        yield "\n".join(f"- [{'x' if item.done else ' '}] {item.text}" for item in part.items)
    elif isinstance(part, Contacts):
        yield f"### {part.title}"
        for contact in part.items:
            ways = "\n".join(f"- {way.value}" + (f" ({way.hours})" if way.hours else "") for way in contact.channels)
            due = f" {contact.due.label}: {contact.due.text}." if contact.due else ""
            yield f"**{contact.name}.** {contact.why}{due}\n\n{ways}"
    elif isinstance(part, Progress):
        yield f"{part.label}: {part.done} of {part.total}"
    elif isinstance(part, Document):
        yield f"Document: {part.title}" + (f". {part.summary}" if part.summary else "")
    elif isinstance(part, Chart):
        yield f"### {part.title}"
        yield part.text
    elif isinstance(part, (Choices, Feedback)):
        return


def _citation(citation: Citation) -> str:
    updated = f", {citation.updated}" if citation.updated else ""
    return f"{citation.publisher}, {citation.title}{updated}: {citation.url}"
