"""What strangers said in the middle of an incident and was taken wrongly."""

from __future__ import annotations

from datetime import datetime

import pytest
from dialogue import Dialogue, parts, words

from bot.replies import Checklist, Contacts, Quote, Reply, Text

RANSOM = "files are encrypted and there is a ransom note"
LOST = "i left my work laptop on the train"
PHISHED = "I clicked a link in an email"
FLOODED = "hosting firm say our website is being flooded with traffic, it's down"
PAID = "I paid our contractor on new bank details that came by email, it was a scam"
COUNCIL = {"nation": "england", "body": "principal-council"}


def facts(dialogue):
    return dialogue.state["facts"]


def at(dialogue, fact):
    return datetime.fromisoformat(dialogue.state["moments"][fact]).strftime("%H:%M")


def asked(triage, monkeypatch):
    heard: list[str] = []

    def answer(turn):
        heard.append(turn.text)
        return Reply(status="answered", parts=[Text(markdown="an answer")])

    monkeypatch.setattr(triage.flow, "answer", answer)
    return heard


@pytest.mark.parametrize(
    "said",
    [
        "no i meant what shouldnt I do, he's just replied to my email",
        "anyway how do we keep evidence if we're told to wipe it",
        "hang on, who signs the letter",
        "I mean when did the clock start",
    ],
)
def test_a_question_after_a_few_words_that_only_lead_to_it_is_one(triage, said):
    assert triage.flow.ear.asks(said)


@pytest.mark.parametrize(
    "said",
    [
        "what shouldn't I do",
        "no i meant what shouldnt I do",
        "anything I mustn't do?",
        "what must we not do",
        "what not to do",
    ],
)
def test_what_not_to_do_is_answered_by_the_plan(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(RANSOM)
    reply = dialogue.say(said, intent="ask")
    assert reply.status == "triage_section"
    assert [each.tone for each in parts(reply, Checklist)] == ["do-not"]


@pytest.mark.parametrize(
    "said",
    [
        "That ICO deadline can't be right, I only knew at 9:10 this morning",
        "No I mean when did the clock start. I, her manager, heard at 9:10 today",
    ],
)
def test_a_later_time_told_beside_the_deadline_moves_it(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(LOST, "not sure", "yesterday 17:42", "names and addresses")
    reply = dialogue.say(said, intent="ask")
    assert at(dialogue, "noticed") == "09:10"
    assert parts(reply, Contacts)


def test_the_kind_of_body_in_another_sentence_than_the_nation_is_heard(triage):
    dialogue = Dialogue(triage, {})
    dialogue.say(
        "our planning officer emailed a spreadsheet of objectors to the wrong person",
        "district in Kent. 312 people on it.",
    )
    assert facts(dialogue)["nation"] == ["england"] and facts(dialogue)["body"] == ["principal-council"]


@pytest.mark.parametrize(
    "said",
    [
        "no i mean email is NOT affected",
        "it says email can't be trusted, thats not right, email's fine, only the website",
        "email is fine",
    ],
)
def test_what_is_said_not_to_be_reached_is_taken_off(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(FLOODED, "this morning")
    dialogue.state["facts"]["reach"] = ["mail"]
    dialogue.state["pending"] = "done"
    dialogue.say(said)
    assert "mail" not in facts(dialogue).get("reach", [])


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("I've rung the service desk now and they've locked me out and reset everything", "blocked"),
        ("IT say they've locked her account", "blocked"),
        ("laptop's off the wifi now", "disconnected"),
        ("pulled the switches at both sites", "disconnected"),
        ("ICT locked it remotely at 2am", "blocked"),
        ("we've told ICT and put a thing on twitter", "told-it"),
        ("IT here know", "told-it"),
    ],
)
def test_a_step_in_the_words_of_strangers_is_heard(triage, said, step):
    assert step in triage.flow.ear.anywhere(said).get("done", [])


def test_our_own_lock_is_no_ransomware(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say("our watch manager's tablet was left in a cafe")
    dialogue.say("control have been told and IT locked it at 2am. nothing else")
    assert dialogue.state["types"] == ["lost-device"]


@pytest.mark.parametrize(
    "said",
    [
        "two of them are fleeing an ex",
        "one of the women is hiding from her ex and it went to a gmail that might be his",
        "these women could be found by violent ex partners",
    ],
)
def test_who_flees_from_somebody_is_in_danger(triage, said):
    assert triage.flow.ear.urgent(said) == {"services": ["danger"]}


def test_nobody_was_ever_in_danger_though_medicines_are_named(triage):
    dialogue = Dialogue(triage, {"nation": "scotland", "body": "care-provider"})
    dialogue.say("red screen asking for money, we cannot open the medication records")
    dialogue.state["facts"]["services"] = ["care-at-home", "danger"]
    dialogue.say("And no one was ever in danger, medicines were given from the paper MARs")
    assert "danger" not in facts(dialogue)["services"]


@pytest.mark.parametrize(
    "said", ["change an answer: nobody is at risk of harm", "nobody is in danger, take that off please"]
)
def test_risk_is_taken_off_in_so_many_words(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(LOST)
    dialogue.state["facts"]["services"] = ["danger"]
    reply = dialogue.say(said)
    assert "danger" not in facts(dialogue).get("services", [])
    assert reply.status not in ("triage_close_ask", "triage_change")


def test_a_body_is_put_right_by_what_it_is_not(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(LOST)
    dialogue.say("And we're a fire service not a council")
    assert facts(dialogue)["body"] == ["fire"]


def test_a_question_after_nothing_yet_is_answered_before_the_plan(triage, monkeypatch):
    heard = asked(triage, monkeypatch)
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PHISHED)
    dialogue.state["pending"] = "done"
    dialogue.say(
        "Nothing yet. I'm on the train - should I ring the Monitoring Officer as well, or is that overkill?",
        intent="ask",
    )
    assert heard
    assert facts(dialogue)["done"] == ["nothing"]
    assert dialogue.state["types"] == ["phishing"]


@pytest.mark.parametrize(
    "said", ["Severe seems a bit much for a facebook page?", "why is it severe", "isn't that over the top"]
)
def test_who_doubts_the_severity_is_told_why(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(RANSOM)
    dialogue.state.update(status="briefed", pending=None)
    dialogue.state["facts"] |= {"spread": ["many"], "reach": ["admin"]}
    reply = dialogue.say(said, intent="ask")
    assert "administrator accounts may be in the attackers' hands" in words(reply)
    assert "change an answer" in words(reply).lower()


def test_a_payment_that_nobody_made_is_a_payment_fraud_as_well(triage):
    dialogue = Dialogue(triage, {"nation": "scotland", "body": "school"})
    dialogue.say("a man rang and said he was from Microsoft and I let him on my laptop")
    dialogue.say("this morning")
    dialogue.say("Just the laptop. hang on the bank app is showing a payment of £3,400 I never made")
    assert facts(dialogue)["money"] == ["sent"]


def test_a_login_typed_in_for_a_caller_is_heard_beside_a_time(triage):
    dialogue = Dialogue(triage, {"nation": "scotland", "body": "school"})
    dialogue.say("a man rang and said he was from Microsoft and I let him on my laptop")
    dialogue.say("about twenty minutes ago. he also had me type in the bank login for the school fund")
    assert facts(dialogue)["money"] == ["at-risk"]


def test_no_virus_here_denies_the_type(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PAID)
    dialogue.state["types"] = ["payment-fraud", "malware"]
    dialogue.say("No virus here, the laptop's perfectly fine. It's only the payment.")
    assert dialogue.state["types"] == ["payment-fraud"]


def test_who_says_that_nothing_is_lost_denies_a_lost_device(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PHISHED)
    dialogue.state["types"] = ["phishing", "lost-device"]
    dialogue.say("I have not lost anything! The device is in my hand. I said I was travelling by train.")
    assert dialogue.state["types"] == ["phishing"]


@pytest.mark.parametrize(
    "said",
    ["it's me and a laptop. Who does those bits?", "We haven't got an IT service or a DPO, it's me and a laptop."],
)
def test_a_laptop_that_is_only_named_adds_no_malware(triage, said):
    dialogue = Dialogue(triage, {"nation": "england", "body": "parish-council"})
    dialogue.say(PAID, "no", "nothing yet")
    dialogue.say(said, intent="ask")
    assert dialogue.state["types"] == ["payment-fraud"]


def test_when_the_clock_begins_is_said_with_the_deadline(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(LOST, "not sure", "yesterday 17:42", "names and addresses")
    reply = dialogue.say("does the 72 hours run from when she lost it or when she told me?", intent="ask")
    assert parts(reply, Contacts) and parts(reply, Quote)


def test_what_an_answer_says_beside_its_fact_is_said_to_be_kept(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PHISHED)
    reply = dialogue.say("this morning. the deputy mayor got the same one and has gone home in a temper about it")
    assert "in the record" in words(reply)


@pytest.mark.parametrize(
    ("fact", "before", "said", "after"),
    [
        ("access", "theirs", "we have it back, platform let us in at noon", "ours"),
        ("link", "open", "found the login was still live, we've cut the link at half past 11", "cut"),
        ("recovered", "no", "lost property rang, we got it back, lid closed", "yes"),
        ("access", "ours", "the hacker pressed approve and is in again", "theirs"),
    ],
)
def test_after_the_plan_what_gets_better_or_worse_is_taken(triage, fact, before, said, after):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PHISHED)
    dialogue.state.update(status="briefed", pending=None)
    dialogue.state["facts"][fact] = [before]
    dialogue.say(said)
    assert facts(dialogue)[fact] == [after]


@pytest.mark.parametrize(
    ("body", "said", "named"),
    [
        ("school", "Chair of governors hasn't been told - does she need to be?", ["siro"]),
        ("principal-council", "should I ring the Monitoring Officer as well, or is that overkill?", ["leaders"]),
        ("principal-council", "do we need to tell the ICO if it's only names?", ["ico"]),
        ("principal-council", "does our DPO have to know about this", ["dpo"]),
        ("principal-council", "what do I tell the DPO?", []),
        ("principal-council", "who tells the ICO, us or them?", []),
        ("principal-council", "should we pay", []),
    ],
)
def test_whether_somebody_is_to_be_told_is_answered_from_the_plan(triage, body, said, named):
    dialogue = Dialogue(triage, {"nation": "england", "body": body})
    dialogue.say(RANSOM)
    dialogue.state.update(status="briefed", pending=None)
    dialogue.state["facts"] |= {"spread": ["many"], "reach": ["admin"], "data": ["sensitive"]}
    reply = dialogue.say(said, intent="ask")
    found = [part for part in parts(reply, Contacts) if part.title == "In your plan"]
    assert [item.id for part in found for item in part.items] == named


def test_what_to_say_is_said_of_every_kind_of_incident(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PHISHED)
    dialogue.state["types"] = ["phishing", "payment-fraud"]
    said = words(dialogue.say("lines to say"))
    assert said.count("For staff") == 2 and "**Phishing**" in said


def test_what_is_not_known_is_not_reached(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(RANSOM)
    dialogue.state["pending"] = "reach"
    dialogue.say("backups are on a NAS and that's got it too. dunno about admin accounts")
    assert facts(dialogue)["reach"] == ["backups"]


def test_a_service_that_is_fine_is_not_hit(triage):
    dialogue = Dialogue(triage, {"nation": "england", "body": "fire"})
    dialogue.say("our rostering supplier says they have had unauthorised access to their hosting")
    dialogue.say("999 calls and mobilising are fine, it's only the crewing screens")
    assert "fire-control" not in facts(dialogue).get("services", [])


def test_a_service_that_is_said_not_to_be_hit_is_taken_off(triage):
    dialogue = Dialogue(triage, {"nation": "england", "body": "fire"})
    dialogue.say("our rostering supplier says they have had unauthorised access to their hosting")
    dialogue.state["facts"]["services"] = ["fire-control", "other"]
    dialogue.say("No no, mobilising is NOT affected, don't move any calls")
    assert facts(dialogue)["services"] == ["other"]


@pytest.mark.parametrize(
    "said",
    [
        "one of the families there's a dad who isn't allowed to know their address and its in there",
        "one has moved house to get away from him",
        "mum and dad are separated, he shouldn't know her address which was on it",
        "The dad is dangerous and could find that address",
    ],
)
def test_a_hidden_address_is_danger(triage, said):
    assert triage.flow.ear.urgent(said) == {"services": ["danger"]}


def test_the_name_of_another_type_after_change_type_is_taken(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PAID)
    dialogue.say("change type - it's ransomware, the files are encrypted, not a payment")
    assert dialogue.state["types"][0] == "ransomware"


def test_what_happened_days_ago_says_when_it_began_and_not_when_it_was_noticed(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say("I emailed a spreadsheet with names to the wrong person")
    dialogue.say("web team say it went up 3rd November so nearly 4 weeks")
    assert "noticed" not in dialogue.state["moments"] and "began" in dialogue.state["moments"]
    assert dialogue.state["pending"] == "noticed"


@pytest.mark.parametrize(
    "said", ["told the DPO at noon", "I told my team leader, thats all", "I've reported it to facebook"]
)
def test_whoever_else_was_told_is_something_that_was_done(triage, said):
    assert triage.flow.ear.anywhere(said).get("done") == ["other"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("told the DPO and our head of safeguarding at noon", "dpo"),
        ("the insurer's been rung", "insurer"),
        ("NCSC rung, got a ref", "ncsc-incident"),
        ("rang the chief exec and the monitoring officer", "leaders"),
        ("bank knows, they have frozen it", "bank"),
        ("the ICO told", "ico"),
        ("insurer told at 2", "insurer"),
    ],
)
def test_whom_a_message_says_to_have_told_is_ticked_off(triage, said, told):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(RANSOM)
    dialogue.say(said)
    assert told in dialogue.state["ticked"]


@pytest.mark.parametrize(
    "said",
    [
        "has the DPO been told?",
        "DPO not told yet",
        "should I tell the DPO",
        "nobody has rung the insurer",
        "I'll tell the DPO",
        "the DPO is on leave",
        "the bank told us it is gone",
        "our insurer rang me about it",
    ],
)
def test_who_is_only_spoken_of_is_not_ticked_off(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(RANSOM)
    dialogue.say(said)
    assert dialogue.state["ticked"] == []


def test_what_is_ticked_off_that_way_is_said_and_can_be_taken_back(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(RANSOM)
    dialogue.state.update(status="briefed", pending=None)
    dialogue.state["facts"] |= {"spread": ["many"], "reach": ["admin"], "data": ["sensitive"]}
    assert "Ticked off: Your data protection officer" in words(
        dialogue.say("police are coming, and we told the DPO at noon")
    )
    dialogue.say("untick the DPO")
    assert "dpo" not in dialogue.state["ticked"]


@pytest.mark.parametrize(("said", "pending"), [("change personal information", "data"), ("change access", "access")])
def test_what_is_to_be_changed_is_asked_again_and_not_filled_by_its_name(triage, said, pending):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say("somebody got into my colleague's mailbox")
    dialogue.state.update(status="briefed", pending=None)
    known = {"data": ["ordinary"], "spread": ["one"], "done": ["nothing"], "reach": ["none"], "access": ["theirs"]}
    dialogue.state["facts"] |= known
    dialogue.state["moments"]["noticed"] = "2026-11-23T09:00:00+00:00"
    dialogue.say(said)
    assert dialogue.state["pending"] == pending
    assert pending not in facts(dialogue)


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("I only found out this morning, not on Thursday. Thursday is when I paid.", "Mon 06:00"),
        ("That ICO date is wrong, IT only told me this morning at 9.30", "Mon 09:30"),
    ],
)
def test_the_day_that_it_was_not_is_not_kept(triage, said, time):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PAID)
    dialogue.state.update(status="briefed", pending=None)
    dialogue.state["moments"]["noticed"] = "2026-11-19T09:00:00+00:00"
    dialogue.say(said)
    assert datetime.fromisoformat(dialogue.state["moments"]["noticed"]).strftime("%a %H:%M") == time


@pytest.mark.parametrize(
    "said", ["rang our head of IT", "she's put a warning on facebook", "the partners rang us with advice"]
)
def test_nobody_is_ticked_off_by_a_word_of_their_name(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(RANSOM)
    dialogue.say(said)
    assert not {"siro", "warp", "connected-networks"} & set(dialogue.state["ticked"])


@pytest.mark.parametrize("said", ["untick that pls", "Tick that back off please, it was NOT done"])
def test_what_was_ticked_off_last_is_taken_back(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(RANSOM)
    dialogue.state.update(status="briefed", pending=None)
    dialogue.state["facts"] |= {"spread": ["many"], "reach": ["admin"], "data": ["sensitive"]}
    dialogue.say("we told the DPO at noon", said)
    assert "dpo" not in dialogue.state["ticked"]


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("what now", Checklist),
        ("what's left for me today", Checklist),
        ("which of these have I still not rung then", Contacts),
    ],
)
def test_what_is_left_is_answered_by_the_plan(triage, said, part):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(RANSOM)
    dialogue.state.update(status="briefed", pending=None)
    reply = dialogue.say(said)
    assert reply.status == "triage_section" and parts(reply, part)


def test_a_fault_that_is_to_be_closed_is_offered_to_be_closed(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(RANSOM)
    assert (
        dialogue.say("it was just a fault, close it. how do i change the 0000 on it though").status
        == "triage_close_ask"
    )


@pytest.mark.parametrize(
    "said",
    [
        "None of these. google's recovery page keeps sending the code to the crook, is there anybody at google we can ring?",
        "None of these. we won't pay then? and do we tell the PSNI or someone else, and when",
    ],
)
def test_a_question_after_the_words_of_a_choice_is_answered(triage, monkeypatch, said):
    heard = asked(triage, monkeypatch)
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say("somebody is in our mailbox and we cannot get back in")
    dialogue.state["pending"] = "reach"
    reply = dialogue.say(said)
    assert heard and reply.status == "triage_side"
    assert facts(dialogue)["reach"] == ["none"]


def test_a_breach_that_there_was_none_of_is_taken_off(triage):
    dialogue = Dialogue(triage, {"nation": "england", "body": "parish-council"})
    dialogue.say(PAID, "this morning", "bank details of our staff")
    assert "data-breach" in triage.assess(dialogue.state).facts["type"]
    dialogue.say("there has been no breach of personal data here, please take that off")
    assert "data-breach" not in triage.assess(dialogue.state).facts["type"]


def test_who_signed_in_to_the_bank_for_a_caller_is_told_to_ring_it(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say("a man from Microsoft rang and had me put AnyDesk on and sign in to the bank")
    assert facts(dialogue)["money"] == ["at-risk"]
