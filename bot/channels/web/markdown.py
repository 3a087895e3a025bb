"""Markdown of cards and of the bot's own lines as HTML that can do no harm."""

from __future__ import annotations

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.channels.web.links import safe_link

_CLASSES = {
    "p": {"govuk-body"},
    "ul": {"govuk-list", "govuk-list--bullet"},
    "ol": {"govuk-list", "govuk-list--number"},
    "a": {"govuk-link"},
    "h2": {"govuk-heading-m"},
    "h5": {"govuk-heading-s"},
    "table": {"govuk-table"},
    "th": {"govuk-table__header"},
    "td": {"govuk-table__cell"},
}
_TAGS = {*_CLASSES, "li", "strong", "em", "code", "pre", "br", "hr", "blockquote", "thead", "tbody", "tr"}
_SCHEMES = {"https", "mailto", "tel"}


def to_html(markdown: str, heading: str = "h5") -> str:
    """Render Markdown. HTML in it is shown as text, images are dropped, and only safe links stay links.

    Headings of every level become `heading`, which fits below the page's own.
    """
    parser = _parser()
    tokens = parser.parse(markdown)
    _adapt(tokens, heading)
    html = parser.renderer.render(tokens, parser.options, {})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def _adapt(tokens: list[Token], heading: str) -> None:
    """Give tokens the page's classes and unlink what is not safe."""
    for token in tokens:
        if token.children:
            _adapt(token.children, heading)
        if token.type in ("heading_open", "heading_close"):
            token.tag = heading
        if token.nesting != 1:
            continue
        if token.type == "link_open":
            address = safe_link(str(token.attrGet("href") or ""))
            token.attrs = {"href": address} if address else {}
        if token.tag in _CLASSES:
            token.attrSet("class", " ".join(sorted(_CLASSES[token.tag])))
