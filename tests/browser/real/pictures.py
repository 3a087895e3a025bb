"""Pictures of the web chat before the running bot: `python -m tests.browser.real.pictures FOLDER`.

Each state at three widths, light and dark; and the pages that the bot makes to be kept.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.real.journeys import EXERCISE, INCIDENT, QUESTION, latest, to_a_plan, to_a_scene, to_the_brief
from tests.browser.steps import STAYING, say
from tests.conversations.running import RunningBot

WIDTHS = {320: 568, 768: 1024, 1280: 800}
COLOURS = ("light", "dark")


def start(page: Page) -> None:
    """The page as it opens."""


def answer(page: Page) -> None:
    say(page, QUESTION)


def first_things(page: Page) -> None:
    say(page, INCIDENT)


def exercises(page: Page) -> None:
    say(page, EXERCISE)


def brief_page(page: Page) -> None:
    to_the_brief(page)
    open_the_page(page)


def plan_page(page: Page) -> None:
    to_a_plan(page)
    open_the_page(page)


def open_the_page(page: Page) -> None:
    latest(page).locator(".tc-document a", has_text="Open as a page").first.click()
    page.wait_for_load_state()


STATES: list[Callable[[Page], None]] = [
    start, answer, first_things, to_the_brief, brief_page, to_a_plan, plan_page, exercises, to_a_scene,
]  # fmt: skip


def draw(browser: Browser, address: str, folder: Path, names: list[str]) -> None:
    """One picture for each state, width and colour: the whole page, laid out as on a screen of that size."""
    for state in STATES:
        if names and state.__name__ not in names:
            continue
        for colour in COLOURS:
            context = browser.new_context(color_scheme=colour)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(address)
            state(page)
            for width, height in WIDTHS.items():
                page.set_viewport_size({"width": width, "height": height})
                page.evaluate("window.scrollTo(0, 0)")
                page.evaluate(STAYING, "static")  # else they lie over the middle of a page that is higher than a screen
                page.wait_for_timeout(150)
                name = f"{state.__name__}-{width}-{colour}.png"
                page.screenshot(path=str(folder / name), full_page=True)
            context.close()


def main(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.MISSING)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        bot = RunningBot(Path(made))
        try:
            bot.start()
            browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
            draw(browser, bot.address, folder, list(names))
            browser.close()
        finally:
            bot.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
