"""The running bot in a council's own page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.real.journeys import INCIDENT
from tests.browser.steps import OpenPage, faults
from tests.browser.test_embed import PAGE, Handler, Intranet, in_the_frame
from tests.conversations.running import RunningBot


@pytest.fixture
def intranet(running: RunningBot) -> Iterator[Intranet]:
    server = Intranet(("127.0.0.1", urlsplit(running.intranet).port or 0), Handler)
    server.page = PAGE.format(chat=running.address, attributes='data-title="Cyber help"')
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_an_incident_is_told_in_a_council_s_own_page(open_page: OpenPage, intranet: Intranet) -> None:
    page = open_page(intranet.address)
    page.get_by_role("button", name="Cyber help").click()
    in_the_frame(page, INCIDENT)
    frame = page.frame_locator("iframe")
    expect(frame.locator(".tc-entry--bot")).to_contain_text("First, right now")
    assert faults(page) == []
    frame.locator(".tc-choices button").first.click()
    expect(frame.locator(".tc-entry--bot")).to_have_count(2)
