"""The channel over HTTP, as a browser and as a stranger would use it."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.bot.channels.web.serving import PREFIX, Chat, serving


def kinds(entries: list[dict[str, str]]) -> list[str]:
    return [entry["who"] for entry in entries]


# --- session -----------------------------------------------------------------------------------------


def test_the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites(chat: Chat) -> None:
    cookie = requests.get(chat.address, timeout=10).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie  # plain http on loopback


def test_the_cookie_is_secure_behind_https(chat: Chat) -> None:
    answer = requests.get(chat.address, headers={"x-forwarded-proto": "https"}, timeout=10)
    assert "Secure" in answer.headers["set-cookie"]


def test_the_session_id_has_128_random_bits(chat: Chat) -> None:
    names = {requests.get(chat.address, timeout=10).cookies["think_cyber_session"].partition(".")[0] for _ in range(5)}
    assert len(names) == 5
    assert all(len(name) == 22 for name in names)  # 16 bytes in base64url


@pytest.mark.parametrize("made_up", ["", "abc", "abc.def", "." * 40, "A" * 22 + "." + "0" * 32, "é.x"])
def test_a_session_id_chosen_by_a_client_opens_nothing(chat: Chat, made_up: str) -> None:
    answer = requests.post(
        f"{chat.address}{PREFIX}/messages",
        data={"message": "hello"},
        headers={"cookie": f"think_cyber_session={made_up}".encode()},
        timeout=10,
    )
    assert answer.status_code == 401
    assert not any(message.text == "hello" and "abc" in message.sender_id for message in chat.bot.heard)


def test_the_conversation_id_that_rasa_sees_is_not_the_cookie(chat: Chat) -> None:
    browser = chat.browser()
    chat.say(browser, "who am I")
    assert browser.cookies["think_cyber_session"].partition(".")[0] not in chat.bot.heard[-1].sender_id


def test_a_page_opened_again_keeps_its_session(chat: Chat) -> None:
    browser = chat.browser()
    before = browser.cookies["think_cyber_session"]
    browser.get(chat.address, timeout=10)
    assert browser.cookies["think_cyber_session"] == before


def test_start_over_begins_a_conversation_of_its_own(chat: Chat) -> None:
    browser = chat.browser()
    chat.say(browser, "remember the zebra")
    browser.post(f"{chat.address}{PREFIX}/start-over", timeout=10)
    assert "zebra" not in browser.get(chat.address, timeout=10).text


# --- headers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", f"{PREFIX}/", f"{PREFIX}/privacy", f"{PREFIX}/accessibility", f"{PREFIX}/embed.js"]
)
def test_every_page_forbids_inline_code_and_other_hosts(chat: Chat, path: str) -> None:
    policy = requests.get(chat.address + path, timeout=10).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'self'" in policy


def test_only_named_sites_may_frame_the_chat(tmp_path: Path) -> None:
    with serving(tmp_path, embed_origins=["https://intranet.council.example"]) as chat:
        policy = requests.get(chat.address, timeout=10).headers["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self' https://intranet.council.example")


def test_pages_hold_no_inline_script_style_or_handler_and_no_other_host(chat: Chat) -> None:
    browser = chat.browser()
    chat.say(browser, "show everything")
    page = browser.get(chat.address, timeout=10).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert not re.search(r"(src|href)=\"(https?:)?//[^\"]*\.(js|css|svg|woff2?)", page)


def test_the_page_with_its_assets_is_small(chat: Chat) -> None:
    page = requests.get(chat.address, timeout=10).text
    assets = re.findall(r"(?:src|href)=\"(/[^\"]+\.(?:js|css|svg)\?[^\"]+)\"", page)
    assert len(assets) == 3
    size = sum(len(requests.get(chat.address + path, timeout=10).content) for path in assets)
    assert size + len(page) < 200_000


def test_versioned_assets_are_kept_for_good_and_others_are_asked_for_again(chat: Chat) -> None:
    page = requests.get(chat.address, timeout=10).text
    path = re.search(r"/[^\"]+chat\.css\?v=\w+", page)
    assert path
    assert "immutable" in requests.get(chat.address + path.group(), timeout=10).headers["cache-control"]
    plain = requests.get(chat.address + path.group().partition("?")[0], timeout=10)
    assert plain.headers["cache-control"] == "no-cache"


# --- messages ----------------------------------------------------------------------------------------


def test_a_message_comes_back_with_its_reply(chat: Chat) -> None:
    entries = chat.say(chat.browser(), "hello there")
    assert kinds(entries) == ["user", "bot"]
    assert "You said hello there" in entries[1]["html"]


def test_two_messages_of_the_bot_are_two_entries_in_order(chat: Chat) -> None:
    entries = chat.say(chat.browser(), "two")
    assert [entry["id"].partition(".")[2] for entry in entries] == ["", "1", "2"]
    assert "I hold" in entries[1]["html"]
    assert "Question: 3 of 8" in entries[2]["html"]


def test_without_scripts_the_form_leads_back_to_the_page_with_the_answer(chat: Chat) -> None:
    browser = chat.browser()
    answer = browser.post(f"{chat.address}{PREFIX}/messages", data={"message": "no scripts here"}, timeout=10)
    assert answer.history[0].status_code == 303
    assert "You said no scripts here" in answer.text


def test_ticked_items_are_told_only_when_they_are_sent(chat: Chat) -> None:
    browser = chat.browser()
    answer = {"message": "Done:", "done": ["Start a log", "Ring IT"]}
    browser.post(f"{chat.address}{PREFIX}/messages", data=answer, timeout=10)
    assert chat.bot.heard[-1].text == "Done: Start a log, Ring IT"


def test_the_message_goes_through_the_shared_intake(chat: Chat) -> None:
    chat.say(chat.browser(), "/restart my password is hunter22")
    heard = chat.bot.heard[-1]
    assert not heard.text.startswith("/")
    assert "hunter22" not in heard.text
    assert heard.metadata["fault"] is None


def test_what_was_redacted_is_shown_redacted(chat: Chat) -> None:
    entries = chat.say(chat.browser(), "my password is hunter22")
    assert "hunter22" not in json.dumps(entries)


@pytest.mark.parametrize(("text", "fault"), [("", "empty"), ("🙂🙂", "empty"), ("word " * 5000, "too_long")])
def test_a_faulty_message_is_answered_by_the_bot(chat: Chat, text: str, fault: str) -> None:
    entries = chat.say(chat.browser(), text)
    assert chat.bot.heard[-1].metadata["fault"] == fault
    assert kinds(entries) == ["user", "bot"]


def test_a_body_beyond_all_measure_is_refused(chat: Chat) -> None:
    answer = chat.browser().post(f"{chat.address}{PREFIX}/messages", data={"message": "x" * 1_200_000}, timeout=20)
    assert answer.status_code == 413


def test_a_message_from_another_site_is_refused(chat: Chat) -> None:
    browser = chat.browser()
    before = len(chat.bot.heard)
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
    ):
        for path in ("messages", "start-over"):
            url = f"{chat.address}{PREFIX}/{path}"
            answer = browser.post(url, data={"message": "hi"}, headers=headers, timeout=10)
            assert answer.status_code == 403
    assert len(chat.bot.heard) == before


def test_text_that_is_no_reply_is_shown_as_text(chat: Chat) -> None:
    assert "&lt;b&gt;plain&lt;/b&gt; text" in chat.say(chat.browser(), "plain")[1]["html"]


def test_a_reply_that_does_not_fit_the_model_breaks_nothing(chat: Chat) -> None:
    assert "as text" in chat.say(chat.browser(), "broken")[1]["html"]


def test_when_the_actions_are_down_the_user_is_told_and_finds_it_in_the_transcript(chat: Chat) -> None:
    browser = chat.browser()
    chat.bot.down = True
    entries = chat.say(browser, "are you there")
    assert 'data-status="error_actions_down"' in entries[1]["html"]
    chat.bot.down = False
    assert "You said back again" in chat.say(browser, "back again")[1]["html"]
    page = browser.get(chat.address, timeout=10).text
    assert page.index("error_actions_down") < page.index("You said back again")


def test_a_bot_that_takes_too_long_is_not_waited_for(tmp_path: Path) -> None:
    with serving(tmp_path, turn_seconds=0.2) as chat:
        browser = chat.browser()
        chat.bot.delay = 5
        assert 'data-status="error_actions_down"' in chat.say(browser, "slow one")[1]["html"]
        page = browser.get(chat.address, timeout=10).text
    assert page.index("slow one") < page.index("error_actions_down")


def test_a_message_sent_again_is_heard_once(chat: Chat) -> None:
    browser = chat.browser()
    first = chat.say(browser, "only once", id="abcdefgh1234")
    again = chat.say(browser, "only once", id="abcdefgh1234", retry="yes")
    assert [entry["id"] for entry in again] == [entry["id"] for entry in first]
    assert [message.text for message in chat.bot.heard].count("only once") == 1


def test_a_message_sent_again_while_it_is_answered_is_heard_once(chat: Chat) -> None:
    browser = chat.browser()
    chat.bot.delay = 0.5
    answers: list[Any] = []
    threads = [
        threading.Thread(target=lambda: answers.append(chat.say(browser, "patience", id="abcdefgh5678", retry="yes")))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [entry["id"] for entry in answers[0]] == [entry["id"] for entry in answers[1]]
    assert [message.text for message in chat.bot.heard].count("patience") == 1


def test_another_message_under_the_same_id_is_another_message(chat: Chat) -> None:
    browser = chat.browser()
    chat.bot.delay = 0.3
    threads = [
        threading.Thread(target=chat.say, args=(browser, text), kwargs={"id": "samesame1"}) for text in ("one", "other")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    page = browser.get(chat.address, timeout=10).text
    assert "You said one" in page
    assert "You said other" in page


def test_a_conversation_takes_no_more_than_a_few_waiting_messages(chat: Chat) -> None:
    browser = chat.browser()
    chat.bot.delay = 0.5
    codes: list[int] = []

    def post(number: int) -> None:
        url = f"{chat.address}{PREFIX}/messages"
        codes.append(browser.post(url, data={"message": f"n{number}"}, allow_redirects=False, timeout=20).status_code)

    threads = [threading.Thread(target=post, args=(number,)) for number in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes.count(429) == 4
    assert codes.count(303) == 5


# --- transcript and files ----------------------------------------------------------------------------


def test_the_transcript_is_there_after_a_restart_of_the_server(tmp_path: Path) -> None:
    with serving(tmp_path) as chat:
        browser = chat.browser()
        before = chat.say(browser, "before the restart")
    with serving(tmp_path) as chat:
        page = browser.get(chat.address, timeout=10).text
        assert "You said before the restart" in page
        assert all(f'data-entry="{entry["id"]}"' in page for entry in before)


def test_a_message_sent_again_after_a_restart_is_heard_once(tmp_path: Path) -> None:
    with serving(tmp_path) as chat:
        browser = chat.browser()
        before = chat.say(browser, "did it arrive", id="abcdefgh9999")
    with serving(tmp_path) as chat:
        after = chat.say(browser, "did it arrive", id="abcdefgh9999", retry="yes")
        assert [entry["id"] for entry in after] == [entry["id"] for entry in before]
        assert chat.bot.heard == []


def test_another_session_sees_nothing_of_it(chat: Chat) -> None:
    chat.say(chat.browser(), "my own affair")
    assert "my own affair" not in chat.browser().get(chat.address, timeout=10).text


@pytest.mark.parametrize(("form", "media"), [("html", "text/html"), ("md", "text/markdown"), ("txt", "text/plain")])
def test_the_conversation_can_be_saved(chat: Chat, form: str, media: str) -> None:
    browser = chat.browser()
    chat.say(browser, "show everything")
    answer = browser.get(f"{chat.address}{PREFIX}/conversation/{form}", timeout=10)
    assert answer.headers["content-type"].startswith(media)
    assert f'filename="conversation.{form}"' in answer.headers["content-disposition"]
    for words in (
        "show everything",
        "72 hours",
        "https://ico.example/report-a-breach/",
        "Start a written log",
        "0303 000 0000",
    ):
        assert words in answer.text


def test_a_document_is_a_download_for_its_own_conversation_only(chat: Chat) -> None:
    browser = chat.browser()
    html = chat.say(browser, "make a document")[1]["html"]
    path = re.search(r'href="([^"]+\.html)"', html)
    assert path
    answer = browser.get(chat.address + path.group(1), timeout=10)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"].startswith("sandbox ")
    assert chat.browser().get(chat.address + path.group(1), timeout=10).status_code == 404
    assert requests.get(chat.address + path.group(1), timeout=10).status_code == 404


def test_a_document_opens_as_a_page_that_runs_nothing(chat: Chat) -> None:
    browser = chat.browser()
    html = chat.say(browser, "make a document")[1]["html"]
    path = re.search(r'href="([^"]+\.html\?open)"', html)
    assert path
    answer = browser.get(chat.address + path.group(1), timeout=10)
    assert answer.headers["content-disposition"].startswith("inline")
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "allow-scripts" not in answer.headers["content-security-policy"]
    markdown = browser.get(chat.address + path.group(1).replace(".html", ".md"), timeout=10)
    assert markdown.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path",
    ["../session-secret", "..%2f..%2ftracker.db", "%2e%2e/tracker.db", "nothing.html", "x\x00.html", "/etc/passwd"],
)
def test_no_path_leads_out_of_the_documents(chat: Chat, path: str) -> None:
    browser = chat.browser()
    answer = browser.get(f"{chat.address}{PREFIX}/documents/{path}", timeout=10)
    assert answer.status_code in (400, 404)


# --- events ------------------------------------------------------------------------------------------


class Stream:
    """Reads server-sent events in a thread."""

    def __init__(self, chat: Chat, browser: requests.Session, **headers: str):
        self.events: list[dict[str, str]] = []
        self._answer = browser.get(f"{chat.address}{PREFIX}/events", headers=headers, stream=True, timeout=20)
        assert self._answer.headers["content-type"].startswith("text/event-stream")
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        event: dict[str, str] = {}
        try:
            for line in self._answer.iter_lines(chunk_size=1, decode_unicode=True):
                if line:
                    field, _, value = line.partition(": ")
                    event[field] = value
                elif event:
                    self.events.append(event)
                    event = {}
        except (requests.RequestException, AttributeError, ValueError):
            pass

    def wait(self, wanted: int) -> list[dict[str, Any]]:
        """The data of the first `wanted` entries."""
        for _ in range(100):
            if len(self.entries()) >= wanted:
                break
            threading.Event().wait(0.05)
        return self.entries()

    def entries(self) -> list[dict[str, Any]]:
        return [json.loads(event["data"]) for event in self.events if event.get("event") == "entry"]


def test_every_open_tab_hears_of_a_message_once(chat: Chat) -> None:
    browser = chat.browser()
    tabs = [Stream(chat, browser), Stream(chat, browser)]
    said = chat.say(browser, "to all tabs")
    for tab in tabs:
        assert [entry["id"] for entry in tab.wait(2)] == [entry["id"] for entry in said]
        assert [event["event"] for event in tab.events if event.get("event") in ("typing", "idle")][:1] == ["typing"]


def test_a_tab_that_comes_back_gets_what_it_missed_and_no_more(chat: Chat) -> None:
    browser = chat.browser()
    first = chat.say(browser, "seen")
    missed = chat.say(browser, "missed")
    tab = Stream(chat, browser, **{"last-event-id": first[-1]["id"]})
    assert [entry["id"] for entry in tab.wait(2)] == [entry["id"] for entry in missed]


def test_a_tab_that_comes_back_in_the_middle_of_a_turn_gets_the_reply_once(chat: Chat) -> None:
    browser = chat.browser()
    chat.bot.delay = 0.6
    sender = threading.Thread(target=chat.say, args=(browser, "slow turn"))
    sender.start()
    threading.Event().wait(0.2)
    tab = Stream(chat, browser)
    sender.join()
    threading.Event().wait(0.2)
    assert [entry["who"] for entry in tab.wait(2)] == ["user", "bot"]


def test_events_survive_a_restart_of_the_server(tmp_path: Path) -> None:
    with serving(tmp_path) as chat:
        browser = chat.browser()
        first = chat.say(browser, "seen")
        missed = chat.say(browser, "missed")
    with serving(tmp_path) as chat:
        tab = Stream(chat, browser, **{"last-event-id": first[-1]["id"]})
        assert [entry["id"] for entry in tab.wait(2)] == [entry["id"] for entry in missed]


def test_nobody_hears_another_conversation(chat: Chat) -> None:
    stranger = Stream(chat, chat.browser())
    chat.say(chat.browser(), "private")
    threading.Event().wait(0.2)
    assert stranger.entries() == []


def test_a_client_without_a_session_gets_no_events(chat: Chat) -> None:
    assert requests.get(f"{chat.address}{PREFIX}/events", timeout=10).status_code == 401


def test_start_over_is_told_to_the_other_tabs(chat: Chat) -> None:
    browser = chat.browser()
    tab = Stream(chat, browser)
    chat.say(browser, "hello")
    tab.wait(2)
    browser.post(f"{chat.address}{PREFIX}/start-over", timeout=10)
    threading.Event().wait(0.3)
    assert any(event.get("event") == "reset" for event in tab.events)
