"""The chat in a council's own page, which is another origin."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.bot.channels.web.serving import serving
from tests.browser.steps import OpenPage, faults

PAGE = """<!doctype html><html lang="en"><head><title>Intranet</title></head><body>
<main><h1>Intranet</h1><p><a href="#">News</a></p></main>
<script src="{chat}/webhooks/web/embed.js" defer {attributes}></script></body></html>"""


class Intranet(http.server.ThreadingHTTPServer):
    """A site with one page."""

    page = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Intranet

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.page.encode())

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def intranet() -> Iterator[Intranet]:
    server = Intranet(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def in_the_frame(page: Page, text: str) -> None:
    chat = page.frame_locator("iframe")
    before = chat.locator(".tc-entry--bot").count()
    chat.locator("#message").fill(text)
    chat.locator("#message").press("Enter")
    expect(chat.locator(".tc-entry--bot")).to_have_count(before + 1, timeout=20_000)


def test_one_script_tag_brings_the_chat(open_page: OpenPage, intranet: Intranet, tmp_path: Path) -> None:
    attributes = 'data-title="Cyber help" data-accent="#ffdd00" data-position="left" data-welcome="Ask <b>away</b>."'
    with serving(tmp_path, embed_origins=[intranet.address]) as chat:
        intranet.page = PAGE.format(chat=chat.address, attributes=attributes)
        page = open_page(intranet.address)
        opener = page.get_by_role("button", name="Cyber help")
        expect(opener).to_have_attribute("aria-expanded", "false")
        assert opener.bounding_box()["x"] < 100  # type: ignore[index]
        assert opener.evaluate("element => getComputedStyle(element).color") == "rgb(0, 0, 0)"  # reads well on yellow
        opener.click()
        frame = page.frame_locator("iframe")
        expect(frame.locator(".tc-header__name")).to_have_text("Cyber help")
        expect(frame.locator("[data-welcome]")).to_have_text("Ask <b>away</b>.")
        in_the_frame(page, "hello from the intranet")
        expect(frame.locator(".tc-entry--bot")).to_contain_text("You said hello from the intranet")
        assert faults(page) == []
        page.keyboard.press("Escape")
        expect(page.locator("iframe")).to_be_hidden()
        expect(opener).to_be_focused()
        page.reload()
        opener.click()
        expect(frame.locator(".tc-entry--bot")).to_have_count(1)


def test_a_first_message_is_said_once(open_page: OpenPage, intranet: Intranet, tmp_path: Path) -> None:
    with serving(tmp_path, embed_origins=[intranet.address]) as chat:
        intranet.page = PAGE.format(chat=chat.address, attributes='data-ask="What can you do?"')
        page = open_page(intranet.address)
        for _ in range(2):
            page.get_by_role("button", name="Think Cyber").click()
            frame = page.frame_locator("iframe")
            expect(frame.locator(".tc-entry--bot")).to_have_count(1)
            page.reload()
    assert [message.text for message in chat.bot.heard] == ["What can you do?"]


def test_a_site_that_is_not_named_cannot_frame_it(open_page: OpenPage, intranet: Intranet, tmp_path: Path) -> None:
    with serving(tmp_path) as chat:
        intranet.page = PAGE.format(chat=chat.address, attributes="")
        page = open_page(intranet.address, expected_errors=["frame-ancestors"])
        page.get_by_role("button", name="Think Cyber").click()
        expect(page.frame_locator("iframe").locator("#message")).to_have_count(0)
        expect(page.get_by_role("link", name="Open in its own tab")).to_be_visible()
