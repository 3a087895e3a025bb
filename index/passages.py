"""From cards to passages: each makes sense alone, with its card's title and its heading as context."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Literal, Optional

from markdown_it import MarkdownIt
from pydantic import BaseModel

from index.content.card import Card, Section
from index.content.corpus import Corpus
from index.content.fields import PartialDate

_MARKDOWN = MarkdownIt("commonmark").enable("table")
# Not after the number of a list's item.
_SENTENCE_END = re.compile(r"(?<=[^\d\s][.!?])\s+(?=[\"“'*\[(]?[A-Z])")


class PassageSource(BaseModel):
    """A citation of a passage; `updated` in readable words."""

    id: str
    publisher: str
    short: Optional[str]
    title: str
    url: str
    updated: Optional[str]
    licence: str


class Passage(BaseModel):
    """A stretch of one card that can be an answer, with all that is needed to quote and to find it.

    `embed` is the text that is embedded, `plain` the text that is searched by words, `markdown` what is shown.
    `words_of` names the publisher where the words are not ours but imported from it.
    """

    id: str
    card: str
    title: str
    heading: Optional[str]
    markdown: str
    plain: str
    embed: str
    questions: list[str]
    audiences: list[str]
    nations: list[str]
    topics: list[str]
    steps: list[str]
    sources: list[PassageSource]
    related: list[str]
    reviewed: str
    status: Literal["current", "changing", "retired"]
    confidence: Literal["high", "medium", "low"]
    local: bool
    words_of: Optional[str] = None


def cut(corpus: Corpus, count_tokens: Callable[[str], int], max_tokens: int) -> list[Passage]:
    """Every passage of the corpus's cards that are not retired, in the order of their ids.

    Args:
        count_tokens: length of a text in the encoder's tokens.
        max_tokens: longest `embed`, title and heading included.
    """
    passages = []
    for card in sorted(corpus.cards.values(), key=lambda card: card.id):
        if card.front.status != "retired":
            passages += list(_cut_card(card, corpus, count_tokens, max_tokens))
    return passages


def plain_text(markdown: str) -> str:
    """The words of a Markdown text, without its marks and addresses, one block a line."""
    lines = [token.children for token in _MARKDOWN.parse(markdown) if token.type == "inline"]
    texts = ("".join(_words(child.type, child.content) for child in children or []) for children in lines)
    return "\n".join(text.strip() for text in texts if text.strip())


def plain_blocks(markdown: str) -> str:
    """The same, with list items marked and numbered and paragraphs apart, to be read as it stands."""
    lines: list[str] = []
    counters: list[int | None] = []
    mark = ""
    for token in _MARKDOWN.parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            counters.append(int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            counters.pop()
            lines += [] if counters else [""]
        elif token.type == "list_item_open":
            number = counters[-1]
            mark = "  " * (len(counters) - 1) + ("- " if number is None else f"{number}. ")
            counters[-1] = None if number is None else number + 1
        elif token.type == "inline":
            lines.append(mark + "".join(_words(child.type, child.content) for child in token.children or []).strip())
            lines += [] if counters else [""]
            mark = "  " * len(counters)
    return "\n".join(lines).strip()


def _words(kind: str, content: str) -> str:
    return " " if kind in ("softbreak", "hardbreak") else content if kind in ("text", "code_inline") else ""


def _cut_card(card: Card, corpus: Corpus, count: Callable[[str], int], limit: int) -> Iterable[Passage]:
    front = card.front
    for section in card.sections:
        slug = anchor(section.heading)
        context = front.title if section.heading is None else f"{front.title}. {section.heading}"
        for number, markdown in enumerate(_pieces(section, context, count, limit)):
            plain = plain_text(markdown)
            yield Passage(
                id=f"{card.id}#{slug}" + (f"-{number + 1}" if number else ""),
                card=card.id,
                title=front.title,
                heading=section.heading,
                markdown=markdown,
                plain=plain,
                embed=f"{context}. {plain}",
                questions=front.questions if section.heading is None and not number else [],
                audiences=front.audiences,
                nations=front.nations,
                topics=front.topics,
                steps=front.steps,
                sources=[_source(corpus, name) for name in front.sources],
                related=front.related,
                reviewed=front.reviewed.isoformat(),
                status=front.status,
                confidence=front.confidence,
                local=card.local,
                words_of=corpus.sources[front.quoted_from].publisher if front.quoted_from else None,
            )


def _pieces(section: Section, context: str, count: Callable[[str], int], limit: int) -> list[str]:
    """The section whole where it fits, else its blocks packed into as few pieces as fit, long ones by sentence."""

    def fits(markdown: str) -> bool:
        return count(f"{context}. {plain_text(markdown)}") < limit

    blocks: list[str] = []
    for block in _blocks(section.markdown):
        blocks += [block] if fits(block) else _packed(_SENTENCE_END.split(block), " ", fits)
    return _packed(blocks, "\n\n", fits)


def _packed(texts: list[str], between: str, fits: Callable[[str], bool]) -> list[str]:
    """`texts` in order, joined for as long as they fit; one that does not fit even alone stands alone."""
    packed: list[str] = []
    for text in texts:
        joined = f"{packed[-1]}{between}{text}" if packed else text
        if packed and fits(joined):
            packed[-1] = joined
        else:
            packed.append(text)
    return packed


def _blocks(markdown: str) -> list[str]:
    """Top-level paragraphs, and the items of top-level lists, as they stand in the text."""
    lines = markdown.splitlines()
    tokens = _MARKDOWN.parse(markdown)
    starts = [
        token.map[0]
        for token in tokens
        if token.map and (token.level == 0 or (token.type == "list_item_open" and token.level == 1))
    ]
    bounds = [*sorted(set(starts)), len(lines)]
    return [text for first, last in pairwise(bounds) if (text := "\n".join(lines[first:last]).strip())]


def _source(corpus: Corpus, name: str) -> PassageSource:
    source = corpus.sources[name]
    return PassageSource(
        id=source.id,
        publisher=source.publisher,
        short=source.short,
        title=source.title,
        url=str(source.url),
        updated=PartialDate(source.updated).readable if source.updated else None,
        licence=source.licence,
    )


def anchor(heading: Optional[str]) -> str:
    """What names a section of a card in the id of its passages; the answer has no heading."""
    return "answer" if heading is None else _slug(heading)


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
