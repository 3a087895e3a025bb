"""Seen, heard, zoomed, printed and used by keyboard alone."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import expect

from tests.browser.steps import OpenPage, say


def test_each_message_is_announced_once_and_in_order(open_page: OpenPage) -> None:
    """A screen reader is told of nodes added to the log, politely, while the focus stays in the box."""
    page = open_page()
    expect(page.get_by_role("log", name="Conversation")).to_have_attribute("aria-live", "polite")
    page.evaluate(
        """() => {
            window.announced = [];
            const isEntry = (node) => node.nodeType === 1 && node.matches(".tc-entry");
            const added = (node) => isEntry(node) && window.announced.push(node.dataset.entry);
            new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(added)))
                .observe(document.getElementById("log"), { childList: true, subtree: true });
        }"""
    )
    for text in ("one", "two", "three"):
        say(page, text)
    page.wait_for_timeout(300)
    shown = page.eval_on_selector_all(".tc-entry", "items => items.map((item) => item.dataset.entry)")
    assert page.evaluate("window.announced") == shown
    assert len(shown) == len(set(shown)) == 7  # "two" is answered by two messages
    expect(page.locator("#message")).to_be_focused()


def test_a_screen_reader_goes_from_answer_to_answer_by_headings(open_page: OpenPage) -> None:
    page = open_page()
    for text in ("plain", "show everything"):
        say(page, text)
    found = page.eval_on_selector_all(
        "h1, h2, h3, h4, h5, h6", "all => all.map((one) => [Number(one.tagName[1]), one.textContent.trim()])"
    )
    assert [words.split()[:2] for level, words in found if level == 3] == [["Think", "Cyber"]] * 2
    levels = [level for level, _ in found]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_conversation_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the message box")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_be_focused()
    page.keyboard.type("choices")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ransomware").wait_for()
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Ransomware":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".tc-entry--user").last).to_contain_text("We have ransomware")


def test_what_has_the_focus_is_never_covered(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 640})
    say(page, "show everything")
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    covered = []
    for _ in range(45):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        covered += page.evaluate(
            """() => {
                const element = document.activeElement;
                const { left, right, top, bottom } = element.getBoundingClientRect();
                const front = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
                const seen = front && (element.contains(front) || front.contains(element));
                return element === document.body || seen ? [] : [element.outerHTML.slice(0, 90)];
            }"""
        )
    assert covered == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_off_the_side(open_page: OpenPage, width: int) -> None:
    """320 px is also a window of 1280 px at 400 % zoom."""
    page = open_page(viewport={"width": width, "height": 800})
    say(page, "x" * 300)
    say(page, "show everything")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.click("text=Text and colours")
    page.get_by_label("Largest").check()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_little_height_is_not_spent_on_the_box(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 256})
    say(page, "show everything")
    assert page.evaluate("getComputedStyle(document.getElementById('composer')).position") == "static"


def test_text_size_and_colours_are_kept(open_page: OpenPage) -> None:
    page = open_page()
    page.click("text=Text and colours")
    page.get_by_label("Large", exact=True).check()
    page.get_by_label("Dark").check()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != "rgb(255, 255, 255)"
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-text-size", "large")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_dark_is_the_same_by_device_and_by_choice(open_page: OpenPage) -> None:
    """The two lists of dark colours in app.css do not drift apart."""
    colours = """() => {
        const inner = (rule) => rule.styleSheet ? rules(rule.styleSheet) : [rule];
        const rules = (sheet) => [...sheet.cssRules].flatMap(inner);
        const names = [...document.styleSheets].flatMap(rules).flatMap((rule) => [...(rule.style || [])]);
        const styles = getComputedStyle(document.documentElement);
        const value = (name) => [name, styles.getPropertyValue(name).trim()];
        return Object.fromEntries([...new Set(names)].filter((name) => name.startsWith("--tc-")).map(value));
    }"""
    by_device = open_page(color_scheme="dark").evaluate(colours)
    chosen = open_page()
    light = chosen.evaluate(colours)
    chosen.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert len(by_device) > 20
    assert chosen.evaluate(colours) == by_device != light


def test_nothing_moves_where_motion_is_not_wanted(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    page.evaluate("document.getElementById('status').classList.add('tc-status--typing')")
    assert page.evaluate("document.getAnimations().length") == 0


def test_print_leaves_out_what_is_for_the_screen(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "show everything")
    page.emulate_media(media="print")
    for hidden in (".tc-header", "#composer", ".tc-footer", ".tc-entry .tc-choices"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".tc-quote")).to_be_visible()
