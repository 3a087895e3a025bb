"""axe-core finds no fault in any state of the pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.bot.channels.web.serving import PREFIX, Chat
from tests.browser.steps import OpenPage, faults, say


def start(page: Page) -> None:
    """The page as it opens."""


def everything(page: Page) -> None:
    say(page, "show everything")


def open_tools(page: Page) -> None:
    for tool in page.locator("details").all():
        tool.locator("summary").click()


def empty_message(page: Page) -> None:
    page.click("text=Send")


def not_sent(page: Page) -> None:
    page.context.set_offline(True)
    page.fill("#message", "in a tunnel")
    page.keyboard.press("Enter")
    page.locator(".tc-entry--failed").wait_for()


def focus_on_a_choice(page: Page) -> None:
    say(page, "choices")
    page.get_by_role("button", name="Phishing").focus()


def largest_text(page: Page) -> None:
    everything(page)
    page.evaluate("document.documentElement.dataset.textSize = 'largest'")


def privacy(page: Page) -> None:
    page.goto(page.url.rstrip("/") + f"{PREFIX}/privacy")


def accessibility(page: Page) -> None:
    page.goto(page.url.rstrip("/") + f"{PREFIX}/accessibility")


def refusal(page: Page) -> None:
    page.goto(page.url.rstrip("/") + f"{PREFIX}/documents/none.html")


STATES = [
    start, everything, open_tools, empty_message, not_sent, focus_on_a_choice, largest_text,
    privacy, accessibility, refusal,
]  # fmt: skip


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_fault(open_page: OpenPage, state: Callable[[Page], None], colours: str) -> None:
    page = open_page(color_scheme=colours)
    state(page)
    assert faults(page) == []


def test_no_fault_in_a_narrow_window_or_without_scripts_on_the_page(open_page: OpenPage, chat: Chat) -> None:
    page = open_page(
        viewport={"width": 320, "height": 640},
        before=lambda page: page.route("**/chat.js*", lambda route: route.abort()),
    )
    page.fill("#message", "show everything")
    page.click("text=Send")
    assert faults(page) == []


def test_a_fault_would_be_found(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate("document.body.style.color = '#bbb'; document.getElementById('message').labels[0].remove()")
    found = " ".join(faults(page))
    assert "color-contrast" in found
    assert "label" in found
