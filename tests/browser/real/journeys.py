"""What people do with the running bot, step by step, for the tests and for the pictures."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser.steps import say

QUESTION = "What should a councillor ask about cyber security?"
INCIDENT = "We have ransomware and the files of two services are locked"
WALK = "Take me through the model step by step"
EXERCISE = "I want to play an exercise"
MOST_QUESTIONS = 20


def latest(page: Page) -> Locator:
    """The bot's newest message."""
    return page.locator(".tc-entry--bot").last


def choices(page: Page) -> Locator:
    """The buttons that the newest message offers."""
    return latest(page).locator(".tc-choices button")


def press(page: Page, button: Locator) -> None:
    """Press a button that says something, and wait for the answer."""
    before = page.locator(".tc-entry--bot").count()
    button.click()
    page.locator(".tc-entry--bot").nth(before).wait_for()


def to_the_brief(page: Page) -> None:
    """Triage from the first words to the brief, by the first choice of each question."""
    say(page, INCIDENT)
    for _ in range(MOST_QUESTIONS):
        if latest(page).locator(".tc-document").count():
            return
        press(page, choices(page).first)
    raise AssertionError("no brief was reached")


def to_a_plan(page: Page, answers: int = 4) -> None:
    """A walk of some answers, stopped; it leaves a plan."""
    say(page, WALK)
    for _ in range(answers):
        press(page, choices(page).first)
    say(page, "stop")


def to_a_scene(page: Page) -> None:
    """An exercise until its first scene asks something."""
    say(page, EXERCISE)
    for _ in range(2):
        press(page, choices(page).first)
