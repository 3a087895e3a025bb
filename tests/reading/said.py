"""What there is to read in a reply, as text and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.replies import Part, Quote, Reply
from index.keeping.style import reading_age as age
from index.passages import plain_text

SENTENCE = 5  # fewer words are a label and not a sentence


def said(reply: Reply, seen: set[str], choices: bool = True) -> Iterator[str]:
    """Everything but the lines of sources; the labels of choices that were seen before are not read again."""
    for part in reply.parts:
        if part.kind != "choices":
            yield from _part(part)
            continue
        yield part.prompt or ""
        fresh = [option.label for option in part.options if option.label not in seen]
        seen.update(fresh)
        if choices:
            yield from fresh


def _part(part: Part) -> Iterator[str]:
    if part.kind in ("text", "notice"):
        yield plain_text(part.markdown)
    elif part.kind == "quote":
        yield from (part.title, plain_text(part.markdown))
    elif part.kind == "progress":
        yield part.label
    elif part.kind == "chart":
        yield from (part.title, part.text)
    elif part.kind == "checklist":
        yield part.title
        yield from (f"{item.text} {item.owner or ''}" for item in part.items)
    elif part.kind == "document":
        yield from (part.title, part.summary or "")


def words(replies: Iterable[Reply]) -> int:
    """The words that somebody reads who reads everything once."""
    seen: set[str] = set()
    return sum(len(text.split()) for reply in replies for text in said(reply, seen))


def words_of_sources(replies: Iterable[Reply]) -> int:
    """Publisher, title and date of every source line, beside the rest."""
    cited = [
        f"{citation.publisher} {citation.title} {citation.updated or ''}"
        for reply in replies
        for part in reply.parts
        if isinstance(part, Quote)
        for citation in part.citations
    ]
    return sum(len(line.split()) for line in cited)


def reading_age(replies: Iterable[Reply]) -> float:
    """Of all sentences that are said, each once."""
    texts = dict.fromkeys(text for reply in replies for text in said(reply, set(), choices=False))
    return age("\n\n".join(_ended(text) for text in texts if len(text.split()) > SENTENCE))


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "?", "!")) else f"{text}."
