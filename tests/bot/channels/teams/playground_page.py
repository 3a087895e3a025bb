"""The playground's own page in Chromium, where its cards are drawn and pressed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, sync_playwright

from bot.channels.teams.wording import wording
from tests.browser import chromium

# Version 0.2.28 freezes the cards that it is sent and then writes into every button that says something for the user
# ("Cannot add property msTeams, object is not extensible"), so that the button does nothing. Teams has no such fault.
UNFROZEN = "Object.freeze = (value) => value"


class Client:
    """One person at the page, in the one-to-one chat."""

    def __init__(self, page: Page):
        self.page = page

    @property
    def cards(self) -> Locator:
        return self.page.locator(".ac-adaptiveCard")

    def say(self, text: str) -> Locator:
        """Type a message; returns the bot's next card."""
        before = self.cards.count()
        self.page.get_by_role("textbox").last.click()
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")
        return self._next(before)

    def press(self, name: str) -> Locator:
        """Press a button of the newest card."""
        before = self.cards.count()
        self.cards.last.get_by_role("button", name=name, exact=True).click()
        return self._next(before)

    def press_first(self) -> Locator:
        """Press the first button of the newest card that reports no ticks."""
        names = self.cards.last.get_by_role("button").all_inner_texts()
        return self.press(next(name for name in names if name != wording().report_done))

    def _next(self, before: int) -> Locator:
        self.cards.nth(before).wait_for()
        self.page.wait_for_timeout(400)
        return self.cards.last


@contextmanager
def opened(address: str, height: int = 1400) -> Iterator[Client]:
    """The page at the playground's `address`; what is to be pictured needs a `height` for whole cards.

    Raises:
        FileNotFoundError: there is no Chromium.
    """
    path = chromium.find()
    if path is None:
        raise FileNotFoundError(chromium.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        page = browser.new_page(viewport={"width": 1000, "height": height})
        page.set_default_timeout(30_000)
        page.add_init_script(UNFROZEN)
        page.route(
            lambda asked: not asked.startswith(address), lambda route: route.abort()
        )  # fonts and icons of theirs
        page.goto(address)
        page.get_by_role("button", name="Hide log panel").click()
        page.get_by_role("button", name="Toggle app bar and conversation window").click()
        yield Client(page)
        browser.close()
