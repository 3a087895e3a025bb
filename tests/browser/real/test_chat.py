"""Asking, finding, feedback, two tabs, a cut line and blocked scripts, before the whole running bot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.real.journeys import QUESTION, choices, latest, press
from tests.browser.real.line import Line
from tests.browser.steps import OpenPage, faults, say
from tests.conversations.running import RunningBot


@pytest.fixture
def line(running: RunningBot) -> Iterator[Line]:
    made = Line(running.address)
    yield made
    made.close()


def test_a_question_is_answered_with_its_source_and_the_feedback_is_kept(
    open_page: OpenPage, running: RunningBot
) -> None:
    page = open_page()
    page.get_by_role("button", name=QUESTION).click()
    page.locator(".tc-entry--bot").wait_for()
    expect(latest(page).locator(".tc-sources")).to_contain_text("Local Government Association")
    assert faults(page) == []
    before = len(running.lines("feedback.jsonl"))
    press(page, latest(page).locator(".tc-feedback button", has_text="No"))
    expect(latest(page)).to_contain_text("What was wrong")
    press(page, choices(page).first)
    expect(latest(page)).to_contain_text("Thank you")
    kept = running.lines("feedback.jsonl")[before:]
    assert next(record["helpful"] for record in kept if "helpful" in record) is False
    assert kept[-1].get("reason")


def test_guidance_is_found_and_leafed_through(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "list guidance about backups")
    expect(latest(page)).to_contain_text("pieces of guidance")
    first = latest(page).inner_text()
    assert faults(page) == []
    press(page, latest(page).get_by_role("button", name="Show more"))
    assert latest(page).inner_text() != first


def test_two_tabs_show_the_same_conversation_each_message_once(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "What is a WARP?")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".tc-entry")).to_have_count(2)
    say(other, "I am in Wales")
    other.wait_for_timeout(300)
    page.bring_to_front()
    expect(page.locator(".tc-entry")).to_have_count(4)
    ids = [tab.eval_on_selector_all(".tc-entry", "all => all.map((one) => one.dataset.entry)") for tab in (page, other)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 4


def test_a_line_that_is_cut_and_mended_loses_and_doubles_nothing(open_page: OpenPage, line: Line) -> None:
    page = open_page(line.address)
    other = page.context.new_page()
    other.goto(line.address)
    say(page, "What is a WARP?")
    line.cut()
    page.fill("#message", "I am in Scotland")
    page.keyboard.press("Enter")
    expect(page.locator(".tc-entry--failed")).to_contain_text("Not sent: there is no connection.")
    # The stream tries again every few seconds, and must not hide that the message was not sent.
    page.wait_for_timeout(4000)
    expect(page.locator("#status")).to_contain_text("no connection")
    assert faults(page) == []
    line.mend()
    page.click("text=Try again")
    expect(page.locator(".tc-entry--bot").last).to_contain_text("Scotland")
    for tab in (page, other):
        expect(tab.locator(".tc-entry--user")).to_have_count(2, timeout=20_000)
        expect(tab.locator(".tc-entry--bot")).to_have_count(2, timeout=20_000)
    say(page, "thank you")
    expect(other.locator(".tc-entry")).to_have_count(6)


def test_where_scripts_are_blocked_asking_and_choosing_work(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, viewport={"width": 320, "height": 568})
    page.fill("#message", QUESTION)
    page.click("text=Send")
    expect(page.locator(".tc-entry--bot")).to_contain_text("Local Government Association")
    page.locator(".tc-entry--bot .tc-choices button").first.click()
    expect(page.locator(".tc-entry--bot")).to_have_count(2)
    page.click("text=Something's happening now")
    expect(page.locator(".tc-entry--bot")).to_have_count(3)
    expect(page.locator(".tc-entry--bot").last).to_contain_text("What do you see?")
