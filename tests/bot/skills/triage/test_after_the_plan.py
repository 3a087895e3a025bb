"""What strangers told after the plan, in the middle of other things."""

from __future__ import annotations

from datetime import datetime

import pytest
from dialogue import Dialogue

from bot.replies import Quote, Reply
from bot.skills.triage.correcting import corrected

COUNCIL = {"nation": "england", "body": "principal-council"}
PAID = "I paid our contractor on new bank details that came by email, it was a scam"


def noticed(dialogue: Dialogue) -> str:
    return datetime.fromisoformat(dialogue.state["moments"]["noticed"]).strftime("%H:%M")


@pytest.fixture
def paid(triage) -> Dialogue:
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PAID)
    return dialogue


def test_how_long_ago_somebody_was_told_does_not_move_when_it_was_noticed(paid):
    paid.say("noticed at 9 this morning")
    paid.say("told the bank, told IT about an hour... no sorry ten minutes ago")
    assert noticed(paid) == "09:00"


def test_when_the_night_staff_start_is_not_when_it_was_noticed(triage):
    dialogue = Dialogue(triage, {"nation": "england", "body": "care-provider"})
    dialogue.say("our rota supplier has been hacked and is down. night staff start at 8")
    assert "noticed" not in dialogue.state["moments"]


def test_no_money_at_all_is_no_money_gone(paid):
    dialogue = Dialogue(paid.triage, COUNCIL)
    dialogue.say("a man from microsoft is on my laptop", "the bank app says £0 gone but there's a new payee")
    assert dialogue.state["facts"].get("money") != ["sent"]


def test_voicemail_is_no_mail(triage):
    assert triage.flow.ear.anywhere("somebody logged into the voicemail from abroad").get("reach") is None


@pytest.mark.parametrize(
    "said", ["forget malware on a device", "take out the malware", "drop the malware thing please"]
)
def test_a_kind_that_is_to_be_left_out_is_denied(triage, said):
    assert triage.flow.types.denied(said) == ["malware"]


def test_a_nation_stays_where_only_the_body_is_put_right(triage):
    dialogue = Dialogue(triage)
    dialogue.say("our website is being flooded with traffic")
    dialogue.say("district council in wales - sorry no, we're a county borough")
    assert dialogue.state["facts"]["nation"] == ["wales"]


def test_a_time_beside_a_deed_is_no_correction(triage):
    known = {"noticed": datetime.fromisoformat("2026-11-23T09:00:00+00:00")}
    assert corrected("told IT about an hour... no sorry ten minutes ago", lambda words: [], known) is None


def test_who_has_left_year_12_is_heard_as_a_pupil(triage):
    assert triage.flow.ear.anywhere("one of our yr 12s has been caught with staff passwords")["who"] == ["pupil"]


def test_what_an_incident_has_shown_is_told_to_whoever_answers_next(triage, monkeypatch, paid):
    seen: list[tuple[str, ...]] = []

    def answer(turn):
        seen.append(turn.incident.seen)
        quote = Quote(
            passage="a#answer",
            card="a",
            title="A",
            markdown="an answer",
            citations=[],
            reviewed="2026-11-23",
            status="current",
            nations=[],
        )
        return Reply(status="answered", parts=[quote])

    monkeypatch.setattr(triage.flow, "answer", answer)
    paid.say("do we still owe them?", "will the insurer pay?", intent="ask")
    assert seen == [(), ("a#answer",)]


def test_since_when_a_rule_was_there_is_not_when_it_was_noticed(triage):
    dialogue = Dialogue(triage)
    dialogue.say("a rule in her outlook forwards everything, somebody else is in her mailbox")
    dialogue.say("County council, England. The rule seems to have been there since about the 9th")
    assert "noticed" not in dialogue.state["moments"] and "began" in dialogue.state["moments"]


def test_nobodys_hurt_without_its_apostrophe_is_nobody(triage):
    assert not triage.flow.ear.urgent("its standalone. n nobodys been hurt, pool empty")


def test_whom_somebody_told_in_other_words_is_ticked_and_the_news_beside_it_taken(paid):
    paid.state.update(status="briefed", pending=None)
    paid.say("We telephoned the bank, got a ref. It has spread to two more offices")
    assert "bank" in paid.state["ticked"]
    assert paid.state["facts"]["spread"] == ["spreading"]
    assert paid.last.status != "triage_tick_unknown"


@pytest.mark.parametrize(
    "said",
    [
        "a man from 'Barclays fraud' was on the phone for 40 minutes and she let him take control of her PC",
        "a man from microsoft phoned and took control of her laptop",
        "man on the phone from the bank, I gave him remote control of my computer",
    ],
)
def test_who_let_a_caller_take_control_is_told_to_cut_the_device_off(triage, said):
    reply = Dialogue(triage, COUNCIL).say(said)
    first = next(part for part in reply.parts if part.kind == "checklist").items[0].text
    assert "disconnect the device" in first and "159" in first
