"""Triage, the walk and an exercise from their first words to what they leave, before the whole running bot."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.real.journeys import (
    EXERCISE,
    INCIDENT,
    MOST_QUESTIONS,
    WALK,
    choices,
    latest,
    press,
    to_the_brief,
)
from tests.browser.steps import OpenPage, faults, say

MOST_TABS = 60


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab, as often as it takes, to the first such element of the newest message."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate(
            """selector => document.activeElement ===
                [...document.querySelectorAll(".tc-entry--bot")].pop().querySelector(selector)""",
            selector,
        ):
            return
    raise AssertionError(f"{selector} cannot be reached")


def test_triage_from_the_first_words_to_the_brief_that_can_be_opened_and_kept(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 568})
    say(page, INCIDENT)
    expect(latest(page)).to_contain_text("call 999 now")
    expect(latest(page).locator(".tc-checklist").first).to_contain_text("First, right now")
    assert faults(page) == []
    latest(page).get_by_role("checkbox").first.check()
    press(page, latest(page).get_by_role("button", name="Report what is done"))
    expect(latest(page)).to_contain_text("Ticked off")
    for _ in range(MOST_QUESTIONS):
        if latest(page).locator(".tc-document").count():
            break
        press(page, choices(page).first)
    expect(latest(page).locator(".tc-contacts a[href^='tel:']").first).to_be_visible()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    with page.expect_download() as kept:
        latest(page).get_by_text("Download as Markdown").click()
    assert "Incident brief" in kept.value.path().read_text(encoding="utf-8")
    latest(page).get_by_text("Open as a page to read or print").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Incident brief: Ransomware")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_triage_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_be_focused()
    page.keyboard.type(INCIDENT)
    page.keyboard.press("Enter")
    page.locator(".tc-entry--bot").wait_for()
    tab_to(page, "[type=checkbox]", "Shift+Tab")
    page.keyboard.press("Space")
    tab_to(page, ".tc-checklist button")
    page.keyboard.press("Enter")
    page.locator(".tc-entry--bot").nth(1).wait_for()
    expect(latest(page)).to_contain_text("Ticked off")
    for answers in range(2, MOST_QUESTIONS):
        tab_to(page, ".tc-choices button")
        page.keyboard.press("Enter")
        page.locator(".tc-entry--bot").nth(answers).wait_for()
        if latest(page).locator(".tc-document").count():
            break
    tab_to(page, ".tc-document a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Incident brief: Ransomware")


def test_a_walk_goes_on_after_a_reload_in_the_middle_and_leaves_a_plan(open_page: OpenPage) -> None:
    page = open_page()
    say(page, WALK)
    for _ in range(3):
        press(page, choices(page).first)
    asked = choices(page).all_inner_texts()
    page.reload()
    expect(page.locator(".tc-entry--bot")).to_have_count(4)
    assert choices(page).all_inner_texts() == asked
    assert faults(page) == []
    press(page, choices(page).first)
    say(page, "stop")
    expect(latest(page).locator(".tc-chart")).to_be_visible()
    expect(latest(page)).to_contain_text("You have answered 3 of")
    assert faults(page) == []
    latest(page).get_by_text("Open as a page to read or print").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("action plan")
    page.set_viewport_size({"width": 320, "height": 568})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_an_exercise_is_never_taken_for_the_real_thing(open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    say(page, EXERCISE)
    for _ in range(3):
        press(page, choices(page).first)
        expect(latest(page).locator(".tc-notice--exercise")).to_contain_text("This is not a real incident")
    assert faults(page) == []
    page.get_by_role("button", name="Something's happening now").click()
    expect(page.locator(".tc-entry--bot")).to_have_count(5)
    press(page, latest(page).get_by_role("button", name="This is real"))
    expect(latest(page).locator(".tc-notice--exercise")).to_have_count(0)
    expect(latest(page)).to_contain_text("What do you see?")


def test_the_brief_has_no_fault_that_a_machine_can_find(open_page: OpenPage) -> None:
    page = open_page()
    to_the_brief(page)
    latest(page).get_by_text("Open as a page to read or print").click()
    content = page.content()
    plain = page.context.new_page()
    plain.set_content(content)  # the document's own policy lets no script in, not even axe
    assert faults(plain) == []
