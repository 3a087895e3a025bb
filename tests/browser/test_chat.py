"""What a person does in the chat, in Chromium."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Route, expect

from tests.bot.channels.web.payloads import PAYLOADS
from tests.bot.channels.web.serving import Chat, serving
from tests.browser.steps import OpenPage, faults, say


def test_a_question_is_answered_and_the_box_is_empty_and_has_the_focus(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "What is a data breach?")
    expect(page.locator(".tc-entry--bot")).to_contain_text("You said What is a data breach?")
    expect(page.locator(".tc-sources")).to_contain_text("We last reviewed this on 23 November 2026.")
    expect(page.locator("#message")).to_have_value("")
    expect(page.locator("#message")).to_be_focused()


def test_without_scripts_the_same_question_is_answered(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.fill("#message", "What is a data breach?")
    page.click("text=Send")
    expect(page.locator(".tc-entry--bot")).to_contain_text("You said What is a data breach?")
    page.click("button:has-text('Ransomware')")
    expect(page.locator(".tc-entry--bot")).to_have_count(2)
    expect(page.locator(".tc-entry--user").nth(1)).to_contain_text("We have ransomware")
    page.click("text=Start over")
    page.click("#start-over button")
    expect(page.locator(".tc-entry")).to_have_count(0)


def test_something_happening_now_is_one_tap_away_at_any_time(open_page: OpenPage, chat: Chat) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    say(page, "show everything")
    page.mouse.wheel(0, 800)
    page.click("text=Something's happening now")
    expect(page.locator(".tc-entry--user").last).to_contain_text("Something is happening now")
    expect(page.locator(".tc-entry--bot")).to_have_count(2)


def test_a_choice_is_a_button_that_says_its_message(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "choices")
    page.get_by_role("button", name="Phishing").click()
    expect(page.locator(".tc-entry--user").last).to_contain_text("Somebody clicked a link")


def test_an_empty_message_is_not_sent_and_the_box_says_so(open_page: OpenPage, chat: Chat) -> None:
    page = open_page()
    heard = len(chat.bot.heard)
    page.click("text=Send")
    expect(page.locator("#message-error")).to_be_visible()
    expect(page.locator("#message")).to_be_focused()
    assert len(chat.bot.heard) == heard
    page.fill("#message", "x")
    expect(page.locator("#message-error")).to_be_hidden()


def test_a_line_break_does_not_send(open_page: OpenPage, chat: Chat) -> None:
    page = open_page()
    page.focus("#message")
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    expect(page.locator("#message")).to_have_value("one\ntwo")
    expect(page.locator(".tc-entry")).to_have_count(0)


def test_what_was_entered_before_the_script_came_is_sent_when_it_comes(open_page: OpenPage, home: str) -> None:
    page = open_page()
    waiting: list[Route] = []
    page.route("**/chat.js*", lambda route: waiting.append(route))
    page.goto(home, wait_until="commit")
    page.fill("#message", "What is a data breach?")
    page.press("#message", "Enter")
    for _ in range(50):
        if waiting:
            break
        page.wait_for_timeout(100)
    waiting[0].continue_()
    expect(page.locator(".tc-entry--bot")).to_contain_text("You said What is a data breach?")
    expect(page.locator("#message")).to_have_value("")


def test_the_conversation_is_there_after_a_reload_and_in_another_tab(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "before the reload")
    page.reload()
    expect(page.locator(".tc-entry--bot")).to_contain_text("You said before the reload")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".tc-entry--bot")).to_contain_text("You said before the reload")
    say(page, "to both")
    expect(other.locator(".tc-entry")).to_have_count(4)
    expect(page.locator(".tc-entry")).to_have_count(4)


def test_ticks_stay_after_a_reload_and_are_told_only_when_sent(open_page: OpenPage, chat: Chat) -> None:
    page = open_page()
    say(page, "checklist")
    heard = len(chat.bot.heard)
    page.click("text=Report what is done")
    expect(page.locator(".tc-checklist__note")).to_have_text("Tick what is done first.")
    page.check("text=Unplug the network cable")
    page.reload()
    expect(page.get_by_label("Unplug the network cable")).to_be_checked()
    assert len(chat.bot.heard) == heard
    page.click("text=Report what is done")
    expect(page.locator(".tc-entry--user .tc-plain").last).to_have_text("Done: isolate")


def test_a_deadline_counts_down(open_page: OpenPage) -> None:
    page = open_page()
    page.clock.set_fixed_time("2026-11-24T06:30:00Z")
    say(page, "contacts")
    expect(page.locator("[data-deadline]")).to_have_text("Thursday 26 November 2026 at 09:00 (2 days 2 hours left)")


def test_a_message_that_did_not_arrive_can_be_sent_again_and_is_heard_once(open_page: OpenPage, chat: Chat) -> None:
    page = open_page()
    say(page, "first")
    page.context.set_offline(True)
    page.fill("#message", "in a tunnel")
    page.keyboard.press("Enter")
    expect(page.locator(".tc-entry--failed")).to_contain_text("Not sent: there is no connection.")
    page.context.set_offline(False)
    page.click("text=Try again")
    expect(page.locator(".tc-entry--bot").last).to_contain_text("You said in a tunnel")
    expect(page.locator(".tc-entry--failed")).to_have_count(0)
    assert [message.text for message in chat.bot.heard].count("in a tunnel") == 1


def test_an_answer_lost_on_its_way_is_fetched_by_trying_again(open_page: OpenPage, chat: Chat) -> None:
    page = open_page(before=lambda page: page.route("**/events*", lambda route: route.abort()))
    page.route("**/messages", lambda route: (route.fetch(), route.abort()))
    page.fill("#message", "lost on its way")
    page.keyboard.press("Enter")
    expect(page.locator(".tc-entry--failed")).to_have_count(1)
    page.unroute("**/messages")
    page.click("text=Try again")
    expect(page.locator(".tc-entry--bot")).to_have_count(1)
    assert [message.text for message in chat.bot.heard].count("lost on its way") == 1


def test_what_the_live_replies_have_shown_is_not_called_unsent(open_page: OpenPage) -> None:
    page = open_page()

    def lose_once_it_is_shown(route: Route) -> None:
        route.fetch()
        page.locator(".tc-entry--bot").wait_for()
        route.abort()

    page.route("**/messages", lose_once_it_is_shown)
    with page.expect_event("requestfailed"):
        say(page, "shown before its answer is lost")
    expect(page.locator(".tc-entry--bot")).to_contain_text("You said shown before")
    expect(page.locator("#entries")).not_to_contain_text("Not sent")
    expect(page.locator(".tc-entry--failed")).to_have_count(0)


def test_a_restart_of_the_server_loses_and_doubles_nothing(open_page: OpenPage, tmp_path: Path) -> None:
    with serving(tmp_path) as first:
        page = open_page(first.address)
        other = page.context.new_page()
        other.goto(first.address)
        say(page, "before")
        port = int(first.address.rpartition(":")[2])
    expect(page.locator("#status")).to_have_text("Connection lost. Trying again.")
    with serving(tmp_path, port=port):
        say(page, "after")
        for tab in (page, other):
            expect(tab.locator(".tc-entry--user")).to_have_count(2, timeout=20_000)
            expect(tab.locator(".tc-entry--bot")).to_have_count(2, timeout=20_000)


def test_replies_come_even_where_a_proxy_holds_the_stream_back(open_page: OpenPage) -> None:
    page = open_page(before=lambda page: page.route("**/events*", lambda route: route.abort()))
    say(page, "no stream here")
    expect(page.locator(".tc-entry")).to_have_count(2)


def test_a_slow_answer_is_announced_as_coming(open_page: OpenPage, chat: Chat) -> None:
    page = open_page()
    chat.bot.delay = 1.5
    page.fill("#message", "slow")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Think Cyber is answering")
    expect(page.locator(".tc-entry--bot")).to_have_count(1)
    expect(page.locator("#status")).to_have_text("")


def test_a_message_can_be_copied_with_its_source(open_page: OpenPage) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    say(page, "quote")
    page.click("text=Copy this message")
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "72 hours" in copied
    assert "<https://ico.example/report-a-breach/>" in copied
    assert "Copy this message" not in copied


def test_documents_and_the_conversation_are_downloads(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "make a document")
    with page.expect_download() as document:
        page.click("text=Download as web page")
    assert document.value.suggested_filename == "incident-brief.html"
    page.click("text=Open as a page")  # the document holds a script; `open_page` would hear of its dialog
    expect(page.get_by_role("heading", name="Brief")).to_be_visible()
    page.go_back()
    page.click("text=Save or print")
    with page.expect_download() as saved:
        page.click("text=Save as plain text")
    assert saved.value.suggested_filename == "conversation.txt"


def test_start_over_empties_every_tab(open_page: OpenPage) -> None:
    page = open_page()
    say(page, "soon forgotten")
    other = page.context.new_page()
    other.goto(page.url)
    page.click("text=Start over")
    page.click("#start-over button")
    expect(page.locator(".tc-entry")).to_have_count(0)
    expect(other.locator(".tc-entry")).to_have_count(0)


def test_no_payload_runs_or_breaks_the_page(open_page: OpenPage) -> None:
    """Typed as a message, echoed in a card's title and body. `open_page` fails on a dialog or a fault of the policy."""
    page = open_page()
    for payload in PAYLOADS:
        say(page, payload)
    page.reload()
    expect(page.locator(".tc-entry--bot")).to_have_count(len(PAYLOADS))
    assert page.locator("#log :is(script, iframe, img, object, embed, style, link, base)").count() == 0
    links = page.eval_on_selector_all("#log a[href]", "links => links.map((link) => link.getAttribute('href'))")
    assert [link for link in links if not link.startswith("https://")] == []
    assert [link for link in links if "@" in link] == []
    say(page, "still works")


def test_without_the_bundled_assets_the_page_works_with_plain_styles(open_page: OpenPage, tmp_path: Path) -> None:
    with serving(tmp_path, assets=str(tmp_path / "nothing-built")) as chat:
        page = open_page(chat.address)
        say(page, "show everything")
        expect(page.locator("#message")).to_have_value("")
        assert page.evaluate("getComputedStyle(document.querySelector('.tc-header')).position") == "sticky"
        assert faults(page) == []
