"""Markdown as Teams' cards can show it: bold, italic, lists and safe links; everything else becomes words."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.channels.web.links import safe_link

# What would begin a link, an address to follow or a tag in some renderer is pushed apart; it reads the same.
_OPENERS = re.compile(r"\](?=[(\[:]|$)|<(?=[A-Za-z/!])|&(?=#?\w+;)")


def plain(text: str) -> str:
    """Words that stay words in a card's text."""
    return _OPENERS.sub(lambda found: f"{found[0]} ", text)


def link(text: str, address: str) -> str:
    """A link, or only its words where the address is none that a page may hold."""
    safe = safe_link(address)
    words = plain(text).replace("[", "(").replace("]", ")")
    return f"[{words}]({safe.replace('(', '%28').replace(')', '%29')})" if safe else plain(text)


def blocks(markdown: str) -> list[str]:
    """The blocks of a Markdown text, each fit for one text block of a card; headings are bold lines."""
    found: list[str] = []
    items: list[str] = []
    counters: list[int | None] = []
    mark = ""
    cells: list[str] = []
    heading = False
    for token in _parser().parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            counters.append(int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            counters.pop()
            if not counters:
                found.append("\n".join(items))
                items = []
        elif token.type == "list_item_open":
            number = counters[-1]
            mark = "  " * (len(counters) - 1) + ("- " if number is None else f"{number}. ")
            counters[-1] = None if number is None else number + 1
        elif token.type in ("heading_open", "heading_close"):
            heading = token.nesting == 1
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            found.append(" | ".join(cells))
        elif token.type in ("td_open", "th_open"):
            cells.append("")
        elif token.type == "inline" or token.type in ("fence", "code_block", "html_block"):
            text = _inline(token.children or []) if token.type == "inline" else plain(token.content.strip())
            if cells and cells[-1] == "" and not counters:
                cells[-1] = text
            elif counters:
                items.append(mark + text)
                mark = "  " * len(counters)
            else:
                found.append(f"**{text}**" if heading and "**" not in text else text)
    return [block for block in found if block.strip()]


def _inline(tokens: list[Token]) -> str:
    words: list[str] = []
    links: list[tuple[int, str]] = []
    for token in tokens:
        if token.type == "link_open":
            links.append((len(words), str(token.attrGet("href") or "")))
        elif token.type == "link_close":
            start, address = links.pop()
            text = "".join(words[start:])
            words[start:] = [link(text, address)]
        elif token.type in ("strong_open", "strong_close"):
            words.append("**")
        elif token.type in ("em_open", "em_close"):
            words.append("_")
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type == "hardbreak":
            words.append("\n\n")
        else:
            words.append(plain(token.content))
    return "".join(words).strip()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
