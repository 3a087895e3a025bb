"""Every kind of part that a Reply can hold has a template and renders its words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import get_args

import pytest

from bot import replies
from bot.channels.web import render
from bot.channels.web.render import Renderer
from bot.channels.web.settings import Settings, load_page
from bot.channels.web.transcript import Entry
from tests.bot.channels.web.fake import sample_parts

KINDS = [model.__fields__["kind"].default for model in get_args(get_args(replies.Part)[0])]


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    settings = Settings()
    page = load_page(settings.page)
    return Renderer("/base", home="/", asset=lambda name: name, wording=page, settings=settings, nonce=lambda: "n")


def rendered(renderer: Renderer, *parts: replies.Part) -> str:
    reply = replies.Reply(status="answered", parts=list(parts))
    return renderer.entry(Entry("m.1", "bot", dt.datetime(2026, 11, 23, tzinfo=dt.timezone.utc), reply=reply))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_renders(renderer: Renderer, kind: str) -> None:
    html = rendered(renderer, sample_parts()[kind])
    assert 'data-status="answered"' in html
    assert len(html) > len(rendered(renderer, replies.Text(markdown="."))) or kind == "text"


def test_no_template_without_a_kind() -> None:
    assert {path.stem for path in Path(render.TEMPLATES, "parts").iterdir()} == set(KINDS)


def test_sections_of_one_card_share_their_title_and_sources(renderer: Renderer) -> None:
    quote = sample_parts()["quote"]
    other = quote.copy(update={"heading": "What not to do", "markdown": "Do not pay."})
    html = rendered(renderer, quote, other)
    assert html.count("When to report a personal data breach") == 1
    assert html.count("https://ico.example/report-a-breach/") == 1
    assert (
        html.index("What to do") < html.index("Ring the data") < html.index("What not to do") < html.index("Do not pay")
    )


def test_quotes_of_different_cards_keep_their_own_sources(renderer: Renderer) -> None:
    quote = sample_parts()["quote"]
    html = rendered(renderer, quote, quote.copy(update={"card": "another", "title": "Another"}))
    assert html.count("https://ico.example/report-a-breach/") == 2


def test_every_source_is_there_even_if_folded(renderer: Renderer) -> None:
    quote = sample_parts()["quote"]
    many = [quote.citations[0].copy(update={"url": f"https://example.org/{number}"}) for number in range(5)]
    html = rendered(renderer, quote.copy(update={"citations": many}))
    assert all(f"https://example.org/{number}" in html for number in range(5))
    assert "3 more sources" in html


def test_a_source_at_an_address_that_is_not_secure_is_shown_but_not_linked(renderer: Renderer) -> None:
    quote = sample_parts()["quote"]
    old = quote.citations[0].copy(update={"url": "http://old.example/minutes?a=1&b=2"})
    html = rendered(renderer, quote.copy(update={"citations": [old]}))
    assert "http://old.example/minutes?a=1&amp;b=2" in html
    assert 'href="http://' not in html


def test_a_licence_has_a_name_and_an_unknown_one_is_left_out(renderer: Renderer) -> None:
    quote = sample_parts()["quote"]
    assert "Open Government Licence v3.0" in rendered(renderer, quote)
    unknown = [quote.citations[0].copy(update={"licence": "unknown"})]
    assert "unknown" not in rendered(renderer, quote.copy(update={"citations": unknown}))
