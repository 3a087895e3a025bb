"""A passage of guidance in its box, with its sources below."""

from __future__ import annotations

from bot.channels.teams.cards.elements import Json, container, heading, small, text
from bot.channels.teams.markdown import blocks, link, plain
from bot.replies import Citation, Quote

_STATUS = {"current": None, "changing": "Changing", "retired": "Out of date"}


def quote(part: Quote) -> list[Json]:
    title = plain(part.title if part.heading is None else f"{part.title}: {part.heading}")
    marks = [plain(mark) for mark in _marks(part)]
    dated = f"We last reviewed this on {part.reviewed.day} {part.reviewed:%B %Y}."
    items = [
        *([small(plain(part.label))] if part.label else []),
        heading(title),
        *([small(" · ".join(marks))] if marks else []),
        *(text(block) for block in blocks(part.markdown)),
        *(small(f"Source: {cite(citation)}") for citation in part.citations),
        small(dated),
    ]
    return [container(items, "emphasis", spacing="Medium")]


def cite(citation: Citation) -> str:
    """Publisher, linked title and date."""
    dated = f", {plain(citation.updated)}" if citation.updated else ""
    return f"{plain(citation.publisher)}: {link(citation.title, citation.url)}{dated}"


def _marks(part: Quote) -> list[str]:
    nations = [nation for nation in part.nations if nation != "all"]
    if part.nations and len(nations) in (0, 4):
        named = ["Whole UK"]
    else:
        named = [nation.replace("-", " ").title() for nation in nations]
    status = _STATUS[part.status]
    return [*(["Your council"] if part.local else []), *([status] if status else []), *named]
