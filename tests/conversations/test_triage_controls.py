"""What a person may do at any point of a triage, with the running bot: go back, change, ask, pause, log, hand over."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.replies import Document, DocumentFile
from bot.skills.triage.times import LONDON
from tests.conversations.running import Browser, RunningBot, Said

pytestmark = pytest.mark.server

OPENING = "the estates share is being scrambled as I watch and they've left us a demand, district council in England"
WHEN, SPREAD = "When was it first noticed", "How far has it got"
SERVICES = "Which services are stopped"
Talk = Callable[..., Said]


@pytest.fixture
def talk(running: RunningBot) -> Talk:
    """A conversation in which an incident was just told of."""
    sender = uuid.uuid4().hex

    def say(*messages: str) -> Said:
        return [running.say(sender, message) for message in messages][-1]

    first = say(OPENING)
    assert first.status == "triage_first" and WHEN in first.shown
    return say


def documents(said: Said) -> dict[str, DocumentFile]:
    return {file.format: file for part in said.reply.parts if isinstance(part, Document) for file in part.files}


def fetched(browser: Browser, file: DocumentFile) -> str:
    address = f"{browser.bot.address}/webhooks/web/documents/{file.path}"
    answer = browser.session.get(address, timeout=20)
    assert answer.status_code == 200, address
    return answer.text


def test_going_back_asks_the_question_before_and_takes_the_new_answer(talk: Talk):
    assert SPREAD in talk("20 minutes ago").shown
    back = talk("back")
    assert WHEN in back.shown and SPREAD not in back.shown
    assert SPREAD in talk("about an hour ago").shown


def test_going_back_at_the_first_question_says_so(talk: Talk):
    first = talk("back")
    assert first.status == "triage_back_first" and WHEN in first.shown


def test_an_answer_is_changed_in_one_message_and_the_waiting_question_goes_on(talk: Talk):
    changed = talk("20 minutes ago", "change nation to Scotland")
    assert "Scotland" in changed.shown and SPREAD in changed.shown
    told = talk("show the contacts")
    assert "Police Scotland" in told.shown and "Report Fraud" not in told.shown


def test_a_changed_answer_after_the_brief_changes_whom_to_tell(talk: Talk):
    brief = talk("20 minutes ago", "many", "council tax", "no", "none of these", "nothing yet")
    assert brief.status == "triage_brief" and "Report Fraud" in brief.shown
    changed = talk("change nation to Scotland")
    assert changed.status == "triage_updated"
    assert "Police Scotland" in changed.shown and "Report Fraud" not in changed.shown
    assert "SC3" in changed.shown


def test_a_side_question_is_answered_from_the_corpus_and_the_same_question_comes_back(talk: Talk):
    aside = talk("20 minutes ago", "what is a SIRO?")
    assert aside.status == "triage_side" and aside.cards
    assert SPREAD in aside.shown
    assert SERVICES in talk("half the building").shown


def test_a_pause_holds_everything_until_it_is_taken_up(talk: Talk):
    assert talk("20 minutes ago", "pause").status == "triage_paused"
    resumed = talk("resume")
    assert resumed.status == "triage_resumed" and SPREAD in resumed.shown


def test_starting_over_keeps_only_where_somebody_is(talk: Talk):
    again = talk("20 minutes ago", "restart")
    assert again.status == "triage_restarted"
    first = talk("A lost or stolen laptop, phone or papers")
    assert first.status == "triage_first" and WHEN in first.shown and "Which nation" not in first.shown


def test_stopping_ends_with_severity_contacts_and_a_brief(talk: Talk):
    stopped = talk("stop")
    assert stopped.status == "triage_stopped"
    assert {"contacts", "document", "notice"} <= set(stopped.kinds)
    assert talk("hello").status == "greeted"


def test_the_brief_may_be_asked_for_at_any_question(talk: Talk):
    for words in ("enough, give me the brief", "brief"):
        brief = talk(words)
        assert brief.status == "triage_brief" and documents(brief)
        assert WHEN in brief.shown


def test_things_done_are_logged_with_their_times_and_stand_in_the_brief_in_each_format(running: RunningBot):
    browser = running.browser()
    browser.say(OPENING)
    earlier = f"{dt.datetime.now(LONDON) - dt.timedelta(minutes=30):%H:%M}"
    logged = browser.say(f"{earlier} isolated the file server")
    assert logged.status == "triage_logged" and "isolated the file server" in logged.shown
    assert browser.say("log: rang the chief executive").status == "triage_logged"
    for answer in ("20 minutes ago", "several", "council tax", "no", "none of these"):
        browser.say(answer)
    browser.say("told IT")
    files = documents(browser.say("brief"))
    assert set(files) == {"html", "md", "json"}
    page, text, data = (fetched(browser, files[form]) for form in ("html", "md", "json"))
    for written in (page, text):
        assert earlier in written and "isolated the file server" in written
        assert "Severe: act now, with everybody you need" in written
    brief = json.loads(data)
    entries = {entry["text"]: entry["at_words"] for entry in brief["log"]}
    assert earlier in entries["isolated the file server"] and "rang the chief executive" in entries
    assert brief["severity"]["id"] == "severe"
    assert "ncsc-incident" in [contact["id"] for contact in brief["contacts"]]


def test_a_brief_is_for_the_one_whose_incident_it_is(running: RunningBot):
    browser, other = running.browser(), running.browser()
    browser.say(OPENING)
    file = documents(browser.say("brief"))["json"]
    assert fetched(browser, file)
    answer = other.session.get(f"{running.address}/webhooks/web/documents/{file.path}", timeout=20)
    assert answer.status_code == 404


@pytest.fixture
def handing_over(running: RunningBot, tmp_path: Path) -> Iterator[Path]:
    """Both servers started again, with a council's own incident lead; gives the folder of letters to be sent."""
    outbox = tmp_path / "outbox"
    (tmp_path / "handover.yml").write_text(
        "incident_lead: the duty incident lead\n"
        f"mail: {{sender: bot@example.gov.uk, to: lead@example.gov.uk, folder: {outbox}}}\n",
        encoding="utf-8",
    )
    running.actions.environment["THINK_CYBER_OVERLAY"] = str(tmp_path)
    yield outbox
    del running.actions.environment["THINK_CYBER_OVERLAY"]
    running.restart(running.actions)


def test_after_a_restart_the_incident_is_as_it_was_and_is_handed_over_only_on_a_yes(
    running: RunningBot, handing_over: Path
):
    briefed, asking = uuid.uuid4().hex, uuid.uuid4().hex
    for words in (OPENING, "20 minutes ago", "several", "council tax", "names and addresses", "backups", "told IT"):
        before = running.say(briefed, words)
    for words in (OPENING, "20 minutes ago"):
        running.say(asking, words)
    due = [item.due.text for part in before.reply.parts if part.kind == "contacts" for item in part.items if item.due]
    running.restart(running.rasa)
    running.restart(running.actions)

    resumed = running.say(briefed, "resume")
    assert resumed.status == "triage_resumed" and documents(resumed)
    after = [
        item.due.text for part in resumed.reply.parts if part.kind == "contacts" for item in part.items if item.due
    ]
    assert [text.split(",")[0] for text in after] == [text.split(",")[0] for text in due]
    assert SPREAD in running.say(asking, "I'm back").shown

    assert running.say(briefed, "hand over").status == "triage_hand_over_ask" and not handing_over.exists()
    assert running.say(briefed, "no, keep it").status == "triage_hand_over_kept" and not handing_over.exists()
    running.say(briefed, "hand over")
    handed = running.say(briefed, "Yes, hand it over")
    assert handed.status == "triage_handed_over"
    assert [path.suffix for path in handing_over.iterdir()] == [".eml"]


def test_what_is_done_after_the_brief_is_ticked_off_and_not_taken_for_something_else(talk: Talk):
    for answer in ("20 minutes ago", "several", "council tax", "no", "none of these", "nothing yet"):
        last = talk(answer)
    assert last.status == "triage_brief"
    for done in ("told IT", "rang the NCSC", "we have told the insurer"):
        assert talk(done).status == "triage_ticked", done
    assert talk("thanks").status == "thanked"


def test_nothing_is_handed_over_where_the_council_has_set_nothing_up(talk: Talk):
    assert talk("hand over").status == "triage_hand_over_none"
