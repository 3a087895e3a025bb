"""Links in a card's text, links to retired cards, and HTML that has no place in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.content.card import Card
from index.content.corpus import Corpus
from index.content.problem import Problem


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def check_links(corpus: Corpus) -> list[Problem]:
    """Links that lead nowhere, to an address that no source has, or to a card that is retired."""
    addresses = _addresses(corpus)
    problems = []
    for card in corpus.cards.values():
        problems += _check_related(corpus, card)
        for line, token in _inline(card):
            if token.type == "link_open":
                problems += _check_link(corpus, card, line, str(token.attrGet("href")), addresses)
            elif token.type in ("html_inline", "html_block"):
                mend = "write it in Markdown"
                problems.append(Problem(card.path, line, f"the text holds HTML ({token.content.strip()})", mend))
    return problems


def _check_related(corpus: Corpus, card: Card) -> list[Problem]:
    problems = []
    for number, name in enumerate(card.front.related):
        line = card.line_of("related", number)
        other = corpus.cards.get(name)
        if name == card.id:
            problems.append(Problem(card.path, line, "the card is related to itself", "remove it from related"))
        elif other and other.front.status == "retired":
            what = f"the card {name!r} is retired"
            problems.append(Problem(card.path, line, what, f"link to {other.front.replaced_by} instead"))
    return problems


def _check_link(corpus: Corpus, card: Card, line: int, href: str, addresses: set[str]) -> list[Problem]:
    if href.startswith(("tel:", "mailto:", "#")):
        return []
    if href.startswith(("http://", "https://")):
        if _bare(href) in addresses:
            return []
        what = f"the address {href} is not that of a source or contact"
        return [Problem(card.path, line, what, "add the document under sources/, or remove the link")]
    name = href.split("/")[-1].removesuffix(".md")
    if name in corpus.cards:
        return []
    return [Problem(card.path, line, f"the link {href} leads to no card", "link to the id of a card")]


def _addresses(corpus: Corpus) -> set[str]:
    documents = (address for source in corpus.sources.values() for address in (source.url, source.seen_at) if address)
    channels = (channel.value for contact in corpus.contacts.values() for channel in contact.channels)
    return {_bare(str(address)) for address in (*documents, *channels)}


def _bare(address: str) -> str:
    return address.split("://")[-1].split("#")[0].removeprefix("www.").rstrip("/")


def _inline(card: Card) -> Iterator[tuple[int, Token]]:
    """Every token of the body that can hold a link or HTML, with its line."""
    for section in card.sections:
        for block in _markdown().parse(section.markdown):
            line = section.start + (block.map[0] if block.map else 0)
            yield line, block
            for token in block.children or []:
                line += token.type in ("softbreak", "hardbreak")
                yield line, token
