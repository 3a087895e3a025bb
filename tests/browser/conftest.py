"""Real Chromium against the fake chat. Skipped with a reason where there is no Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bot.channels.web.serving import Chat, serving
from tests.browser import chromium as browsers
from tests.browser.steps import OpenPage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = browsers.find()
    if path is None:
        pytest.skip(browsers.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=browsers.FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    with serving(tmp_path_factory.mktemp("chat")) as running:
        yield running


@pytest.fixture
def home(chat: Chat) -> str:
    """The address of the chat that `open_page` opens."""
    return chat.address


@pytest.fixture(autouse=True)
def _well(chat: Chat) -> Iterator[None]:
    yield
    chat.bot.delay, chat.bot.down = 0.0, False


@pytest.fixture
def open_page(chromium: Browser, home: str) -> Iterator[OpenPage]:
    """Opens the chat in a fresh browser profile; options are Playwright's.

    Fails the test if a page reports an error, opens a dialog or breaks the Content-Security-Policy.
    """
    contexts = []
    expected: list[str] = []
    errors: list[str] = []

    def opener(
        address: str = "",
        before: Callable[[Page], object] = lambda page: None,
        expected_errors: tuple[str, ...] = (),
        **options: object,
    ) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1000, "height": 800}, **options})  # type: ignore[arg-type]
        contexts.append(context)
        expected.extend(expected_errors)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
        page.on("dialog", lambda dialog: (errors.append("a dialog opened"), dialog.dismiss()))
        before(page)
        page.goto(address or home)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert [error for error in errors if not any(words in error for words in expected)] == []
