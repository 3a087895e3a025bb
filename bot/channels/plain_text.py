"""A reply as plain text: for the terminal, for REST, and as the proof that a new channel is one file."""

from __future__ import annotations

from bot.replies import (
    Chart,
    Checklist,
    Choices,
    Citation,
    ContactItem,
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
from index.passages import plain_blocks

LEVELS = {"info": "Note", "warning": "Important", "emergency": "URGENT", "exercise": "EXERCISE"}


def render(reply: Reply) -> str:
    """The reply's parts in order, an empty line between them. Choices are numbered words to type."""
    return "\n\n".join(text for part in reply.parts if (text := _part(part)))


def _part(part: Part) -> str:
    if isinstance(part, Text):
        return plain_blocks(part.markdown)
    if isinstance(part, Notice):
        words = plain_blocks(part.markdown)
        return words if part.says_its_level else f"{LEVELS[part.level]}: {words}"
    if isinstance(part, Quote):
        return _quote(part)
    if isinstance(part, (Choices, Feedback)):
        lines = [f"- {option.label}" + _typed(option.label, option.message) for option in part.options]
        return "\n".join([*([part.prompt] if part.prompt else []), *lines])
    if isinstance(part, Checklist):
        return _checklist(part)
    if isinstance(part, Contacts):
        return "\n".join([part.title, *(_contact(item) for item in part.items)])
    if isinstance(part, Progress):
        return f"{part.label} ({part.done} of {part.total})"
    if isinstance(part, Document):
        formats = ", ".join(file.format for file in part.files)
        return "\n".join(line for line in (f"{part.title} ({formats})", part.summary) if line)
    if isinstance(part, Chart):
        return f"{part.title}\n{part.text}"
    raise TypeError(f"no plain text for {type(part).__name__}")


def _typed(label: str, message: str) -> str:
    """What to type, where the label does not say it already."""
    return "" if f" {message} " in f" {label} " else f'  (say: "{message}")'


def _quote(part: Quote) -> str:
    title = part.title if part.heading is None else f"{part.title} - {part.heading}"
    marks = [
        *([part.label] if part.label else []),
        *(["Your council"] if part.local else []),
        *([f"in the words of {part.words_of}"] if part.words_of else []),
        *([f"status: {part.status}"] if part.status != "current" else []),
    ]
    head = title + (f" [{'; '.join(marks)}]" if marks else "")
    sources = [f"Source: {_citation(citation)}" for citation in part.citations]
    reviewed = f"Reviewed: {part.reviewed.day} {part.reviewed:%B %Y}"
    return "\n".join([head, "", plain_blocks(part.markdown), "", *sources, reviewed])


def _citation(citation: Citation) -> str:
    dated = f", {citation.updated}" if citation.updated else ""
    return f"{citation.publisher}, {citation.title}{dated}, {citation.url}"


def _checklist(part: Checklist) -> str:
    lines = []
    for number, item in enumerate(part.items, 1):
        mark = ("[x]" if item.done else "[ ]") if part.tick else f"{number}." if part.ordered else "-"
        lines.append(f"{mark} {item.text}" + (f" ({item.owner})" if item.owner else ""))
    return "\n".join([part.title, *lines])


def _contact(item: ContactItem) -> str:
    ways = "; ".join(channel.value + (f" ({channel.hours})" if channel.hours else "") for channel in item.channels)
    named = f"{item.name}: {ways}" if ways else item.name
    due = f" - {item.due.text}" if item.due else ""
    note = f"\n    {item.note}" if item.note else ""
    source = f"\n    Source: {_citation(item.citation)}" if item.citation else ""
    return f"{'[x]' if item.done else '[ ]'} {named}{due}\n    {item.why}{note}{source}"
