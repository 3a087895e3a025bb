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
