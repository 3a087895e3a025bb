"""What must not be taken from an answer: its opposite, others' deeds, and answers to what was not asked."""

from __future__ import annotations

import re

import pytest
from dialogue import ROOT, Dialogue, parts

from bot.replies import Checklist
from bot.skills.triage.types import Types
from bot.skills.triage.words import largest, normal
from index.content.playbook import load_library

COMMON = load_library(ROOT / "corpus", None).common
RANSOM = "files are encrypted and there is a ransom note"
LOST = "lost my work laptop"
CALLER = "someone rang from microsoft and i let them on my pc"


def facts(dialogue):
    return dialogue.state["facts"]


def first(reply):
    return [item.id for part in parts(reply, Checklist) for item in part.items]


# --- what is denied ---

DENIALS = [
    "no {}",
    "it is not {}",
    "it wasn't {}",
    "it wasnt {}",
    "it isnt {}",
    "we havent {}",
    "never {}",
    "without {}",
]
WORDS_OF_NO = {*COMMON.hearing.negations, "nobody", "nothing", "none", "n't", "un"}


def said(phrase):
    """A phrase as somebody would type it: the first of alternatives, no gaps, no free endings."""
    plain = re.sub(r"\(([^|)]*)[^)]*\)", r"\1", phrase)
    return normal(plain.replace(" ~ ", " ").replace("*", "").replace("£sum", "£500"))


def denies(phrase):
    """Whether a phrase holds a no itself, so that a no before it would be a second one."""
    words = set(re.findall(r"[\w']+", normal(phrase)))
    return bool(words & WORDS_OF_NO) or any(word.endswith("n't") for word in words) or "cannot" in words


DENIABLE = [
    (fact.id, value.id, phrase)
    for fact in COMMON.facts
    for value in fact.values
    if not value.urgent  # danger is heard rather once too often
    for phrase in value.heard
    if not denies(phrase)
]


@pytest.mark.parametrize("fact", [fact.id for fact in COMMON.facts if fact.kind == "choice"])
def test_no_value_is_taken_from_a_denied_phrase(triage, fact):
    wrong = []
    for name, value, phrase in DENIABLE:
        for denial in DENIALS if name == fact else []:
            text = denial.format(said(phrase))
            # "No, we paid it" says no to what was asked, and that it was paid.
            opens = denial == "no {}" and re.match(r"(?:i|we|he|she|they|it)\b", text.removeprefix("no "))
            if not opens and value in triage.flow.ear.anywhere(text, only=fact).get(fact, []):
                wrong.append((value, text))
    assert not wrong


@pytest.mark.parametrize("fact", [fact.id for fact in COMMON.facts if fact.kind == "choice"])
def test_no_calming_value_is_taken_from_a_denied_answer(triage, fact):
    question = triage.flow.gatherer.question_of(fact)
    wrong = []
    for value in COMMON.fact(fact).values:
        for phrase in [*value.heard, *value.reply] if value.calming else []:
            for denial in DENIALS if not denies(phrase) else []:
                text = denial.format(said(phrase))
                if value.id in triage.flow.ear.answer(text, question, [fact]).get(fact, []) and denial != "no {}":
                    wrong.append((value.id, text))
    assert not wrong


@pytest.mark.parametrize(
    "answer",
    [
        "it wasnt encrypted",
        "it wasn't encrypted",
        "wasnt encrypted",
        "not encrypted",
        "its not encrypted",
        "no pin on it",
        "never had a password",
        "isn't locked",
        "it isnt locked",
        "it isnt password protected",
        "it didnt have a pin",
        "it doesnt have a passcode",
        "we never got round to encrypting it",
        "encrypted but not locked",
        "no",
    ],
)
def test_a_device_without_a_lock_is_not_protected(dialogue, answer):
    dialogue.say(LOST, "just now", answer)
    assert facts(dialogue)["locked"] == ["no"]
    assert dialogue.state["types"] == ["lost-device"]


@pytest.mark.parametrize(
    "answer", ["it was encrypted", "encrypted", "yes", "bitlocker", "yes, a password", "encrypted, with a pin on it"]
)
def test_a_device_with_a_lock_is_protected(dialogue, answer):
    dialogue.say(LOST, "just now", answer)
    assert facts(dialogue)["locked"] == ["yes"]


@pytest.mark.parametrize(
    "answer", ["it had a pin on it", "a password", "locked", "pin locked", "it's password protected"]
)
def test_a_password_alone_does_not_say_that_it_is_encrypted(dialogue, answer):
    dialogue.say(LOST, "just now", answer)
    assert facts(dialogue)["locked"] == ["pin"]


@pytest.mark.parametrize(
    "answer", ["not sure if its encrypted", "it should be encrypted", "if it was encrypted", "i hope its encrypted"]
)
def test_a_hope_is_no_protection(dialogue, answer):
    dialogue.say(LOST, "just now", answer)
    assert facts(dialogue).get("locked") != ["yes"]


@pytest.mark.parametrize(
    ("told", "fact", "value"),
    [
        ("it hasnt stopped", "spread", "spreading"),
        ("its not under control", "spread", "spreading"),
        ("we havent cut the link", "link", "open"),
        ("backups unknown", "reach", None),
        ("the backups werent touched", "reach", None),
        ("personal data no", "data", None),
        ("bank account details were not in it", "data", None),
        ("backups", "reach", "backups"),
        ("the website isnt working", "services", "website"),
    ],
)
def test_a_no_behind_or_before_it_counts(triage, told, fact, value):
    heard = triage.flow.ear.anywhere(told).get(fact, [])
    assert heard == ([value] if value else [])


def test_to_be_without_what_one_lives_by_is_danger(triage):
    assert "danger" in triage.flow.ear.urgent("she hasnt had her insulin")["services"]
    assert "danger" in triage.flow.ear.urgent("he doesn't have his insulin")["services"]


# --- who did it ---


@pytest.mark.parametrize(
    "told",
    [
        "attacker wiped our backups",
        "the backups were wiped by the attackers",
        "someone changed the password",
        "they've changed the passwords",
        "Defender quarantined mimikatz",
        "defender has quarantined a trojan",
        "EDR quarantined mimikatz on a DC just now",
        "the host is still on the network",
        "they deleted the logs",
        "supplier says disconnect",
        "IT said disconnect",
        "our supplier has disconnected us",
        "hackers have disconnected us from our own tenant",
        "the ransomware crew have told the police",
        "a supplier changed their bank details and we paid 400k",
    ],
)
def test_what_others_did_is_no_step_of_ours(dialogue, told):
    dialogue.say(RANSOM, told)
    assert not facts(dialogue).get("done")


@pytest.mark.parametrize(
    ("told", "step"),
    [
        ("we wiped the laptop", "wiped"),
        ("I reset the passwords", "passwords"),
        ("she has changed her password", "passwords"),
        ("IT have disconnected it", "disconnected"),
        ("our IT team disconnected the server", "disconnected"),
        ("we told IT and they've unplugged it", "disconnected"),
        ("unplugged it", "disconnected"),
        ("the laptop has been wiped", "wiped"),
        ("someone told IT", "told-it"),
        ("defender found it so we isolated the pc", "disconnected"),
        ("after the hacker got in we changed the password", "passwords"),
        ("someone has already paid the ransom", "paid"),
    ],
)
def test_what_we_did_is_noted(dialogue, told, step):
    dialogue.say(RANSOM, told)
    assert step in facts(dialogue)["done"]


def test_others_deeds_do_not_answer_what_we_have_done(dialogue):
    dialogue.say("our website is defaced", "just now", "no", "none")
    assert dialogue.state["pending"] == "done"
    dialogue.say("they're asking for the rest now on the phone")
    assert "done" not in facts(dialogue)
    dialogue.say("we rang the printers")
    assert facts(dialogue)["done"] == ["other"]


# --- what is no answer ---

REPORT = "i emailed a child's report to the wrong mum"
LIST = "i emailed the residents list to the wrong person"


@pytest.mark.parametrize("opening", [LIST, "sent an email with the address of a family to the wrong person"])
@pytest.mark.parametrize("answer", ["no", "nothing", "not yet", "nope", "none", "not really"])
def test_a_short_no_does_not_deny_personal_data_that_was_told_of(dialogue, opening, answer):
    dialogue.say(opening, "just now", answer)
    assert facts(dialogue).get("data") != ["none"]


def test_a_childs_report_is_personal_data(dialogue):
    dialogue.say(REPORT)
    assert facts(dialogue)["data"] == ["sensitive"]


@pytest.mark.parametrize("answer", ["not yet", "council", "contacting the union rep"])
def test_what_answers_another_question_is_not_no_personal_data(dialogue, answer):
    dialogue.say("i emailed a report to the wrong person", "just now", answer)
    assert "data" not in facts(dialogue)


@pytest.mark.parametrize("answer", ["no", "none", "no personal data", "nope"])
def test_a_plain_no_still_answers_where_nothing_was_told(dialogue, answer):
    dialogue.say("our website is defaced", "just now", answer)
    assert facts(dialogue)["data"] == ["none"]


@pytest.mark.parametrize(
    "answer", ["one letter, her neighbours", "about 1 person", "12,000 people", "just her address"]
)
def test_people_and_letters_are_personal_data_where_it_is_asked_for(dialogue, answer):
    dialogue.say("i emailed a report to the wrong person", "just now", answer)
    assert facts(dialogue)["data"] == ["ordinary"]


@pytest.mark.parametrize(
    "request_",
    [
        "give me one thing to do today",
        "just tell me what to do now",
        "ok show me the steps for today",
        "please tell us who to ring by 10",
    ],
)
def test_a_request_is_no_answer(dialogue, request_):
    dialogue.say(RANSOM, request_)
    assert not dialogue.state["moments"] and "noticed" not in facts(dialogue)
    dialogue.say("just now", "many", request_)
    assert "services" not in facts(dialogue)


@pytest.mark.parametrize("said_", ["no one hurt", "nothing else"])
def test_a_no_about_something_else_does_not_say_that_it_cannot_be_run_by_hand(dialogue, said_):
    dialogue.say("the lifts and door entry panels show gibberish", "just now")
    while dialogue.state["pending"] != "manual":
        dialogue.say("none")
    dialogue.say(said_)
    assert "manual" not in facts(dialogue)


@pytest.mark.parametrize(
    "said_", ["whats a SIRO", "not the backups, but the admins", "contacting the union rep", "i rang my manager"]
)
def test_no_service_is_made_of_other_words(dialogue, said_):
    dialogue.say(RANSOM, "just now", "many", said_)
    assert "services" not in facts(dialogue)


@pytest.mark.parametrize("said_", ["the crematorium bookings", "parking permits", "registrars"])
def test_a_service_that_is_not_listed_is_another_one(dialogue, said_):
    dialogue.say(RANSOM, "just now", "many", said_)
    assert facts(dialogue)["services"] == ["other"]


@pytest.mark.parametrize("said_", ["not sure about backups", "about 1 person", "the payment run is at 5 today"])
def test_other_things_are_no_time(dialogue, said_):
    dialogue.say(RANSOM, said_)
    assert "noticed" not in dialogue.state["moments"] and "noticed" not in facts(dialogue)


@pytest.mark.parametrize("said_", ["about 10", "around 9 i think", "about 1 this morning", "at 10 we saw it"])
def test_a_rough_time_is_still_one(dialogue, said_):
    dialogue.say(RANSOM, said_)
    assert "noticed" in dialogue.state["moments"]


def test_half_of_them_is_how_far_it_has_got_and_no_recall(dialogue):
    dialogue.say(RANSOM, "just now", "half of them")
    assert facts(dialogue)["spread"] == ["many"] and "recovered" not in facts(dialogue)


# --- money ---

GONE = [
    "actually wait £12k went yesterday",
    "he's emptied the PTA account",
    "it's gone, 12 thousand",
    "£30k sent",
    "we paid £4,200 to them",
    "he has taken all the money from our parish account",
    "I sent £500 in gift cards",
    "they took 900 pounds",
]
AT_RISK = [
    "the bank page was open while he was in my laptop",
    "i did log in to the council bank while he was on",
    "i was logged in to the parish bank",
    "he saw the bank account",
]


@pytest.mark.parametrize(
    ("told", "value"), [*[(each, "sent") for each in GONE], *[(each, "at-risk") for each in AT_RISK]]
)
@pytest.mark.parametrize(
    "before", [[CALLER], [CALLER, "just now"], ["the mouse is moving by itself on the clerk's laptop"]]
)
def test_money_is_heard_at_any_turn_and_the_bank_comes_first(dialogue, before, told, value):
    dialogue.say(*before)
    reply = dialogue.say(told)
    assert facts(dialogue)["money"] == [value]
    assert "payment-fraud" in dialogue.triage.assess(dialogue.state).facts["type"]
    assert first(reply)[0] == "bank"


@pytest.mark.parametrize("told", [*GONE, *AT_RISK])
def test_money_in_the_first_message_brings_the_bank_first(dialogue, told):
    assert first(dialogue.say(told))[0] == "bank"


@pytest.mark.parametrize(
    "told",
    [
        "havent paid",
        "we haven't paid it",
        "stopped it in time",
        "we nearly sent £9k",
        "£12k has not gone",
        "no money went",
    ],
)
def test_money_that_did_not_go_was_not_sent(dialogue, told):
    dialogue.say("someone sent a fake invoice", "just now", told)
    assert facts(dialogue)["money"] == ["not-sent"]


@pytest.mark.parametrize(
    "told",
    [
        "it went out this morning by post",
        "chief exec wants me to buy gift cards",
        "they want £500k",
        "the repair costs £2,000",
    ],
)
def test_what_is_no_payment_is_not_money_sent(dialogue, told):
    dialogue.say(RANSOM, told)
    assert facts(dialogue).get("money", ["not-sent"]) == ["not-sent"]


def test_money_told_after_the_brief_joins_payment_fraud(dialogue):
    dialogue.say("defender found a trojan on a pc", "just now", "one", "no", "none", "nothing yet")
    assert dialogue.last.status == "triage_brief"
    dialogue.say("£12k went from the account as well")
    assert "payment-fraud" in dialogue.triage.assess(dialogue.state).facts["type"]


# --- numbers and kinds of body ---


@pytest.mark.parametrize(
    ("answer", "spread"),
    [
        ("2 laptops", "several"),
        ("1 laptop", "one"),
        ("about 200", "many"),
        ("3 hosts", "several"),
        ("one server", "one"),
    ],
)
def test_how_many_is_heard_where_it_is_asked(dialogue, answer, spread):
    dialogue.say(RANSOM, "just now", answer)
    assert facts(dialogue)["spread"] == [spread]


@pytest.mark.parametrize("answer", ["ncsc told at 2115", "£2,000", "20 minutes ago", "it is 40gbps"])
def test_a_time_or_a_sum_is_no_count(dialogue, answer):
    dialogue.say(RANSOM, "just now", answer)
    assert "spread" not in facts(dialogue)


def test_thousands_are_one_number():
    assert largest("12,000 people") == 12000


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        ("county council", "principal-council"),
        ("a comprehensive", "school"),
        ("comprehensive in leeds", "school"),
        ("academy", "school"),
        ("england, academy", "school"),
        ("academy trust in leeds", "school"),
        ("met borough", "principal-council"),
    ],
)
def test_the_kind_of_body_is_heard_where_it_is_asked(triage, answer, body):
    dialogue = Dialogue(triage)
    dialogue.say(RANSOM, answer)
    assert facts(dialogue)["body"] == [body]


def test_what_it_is_not_is_no_kind_of_body(triage):
    dialogue = Dialogue(triage)
    dialogue.say(RANSOM, "trust not council")
    assert facts(dialogue).get("body") != ["principal-council"]


# --- signs against likeness ---


def likened(triage, kind, said_):
    """The types where the likeness to one kind is all but certain."""
    sure = Types(triage.flow.library)
    sure.chances = lambda text, vector=None: {kind: 0.8, "unknown": 0.1, "malware": 0.1}
    return sure.hear(said_)


@pytest.mark.parametrize(
    ("said_", "kind"),
    [
        ("TLS cert expired on the payments site", "ransomware"),
        ("the ssl certificate for payments has expired", "ransomware"),
        ("DNS sinkhole alert", "denial-of-service"),
        ("DNS sinkhole alert on 4 clients", "denial-of-service"),
        ("our firewall is flagging C2 traffic to a known bad IP", "denial-of-service"),
        ("SIEM shows outbound traffic to a C2 server", "denial-of-service"),
        ("USB stick found in the car park", "lost-device"),
        ("theres a usb stick on the reception desk and someone plugged it in", "lost-device"),
    ],
)
def test_likeness_does_not_name_what_the_words_rule_out(triage, said_, kind):
    assert kind not in likened(triage, kind, said_)


def test_an_alert_alone_tells_no_type(triage):
    assert Types(triage.flow.library).hear("SIEM alert") == []


@pytest.mark.parametrize(
    ("said_", "kind"),
    [
        ("our firewall is flagging C2 traffic to a known bad IP", "malware"),
        ("beaconing to a C2 domain from a library PC", "malware"),
        ("EDR flagged a suspicious process", "malware"),
        ("EDR flagged mimikatz on a server", "malware"),
        ("theres a usb stick on the reception desk and someone plugged it in", "malware"),
        ("ESXi datastores encrypted .akira extension", "ransomware"),
        ("attacker wiped our backups", "ransomware"),
        ("firewall shows a flood of traffic to our website", "denial-of-service"),
        ("I lost a usb stick", "lost-device"),
        ("he's emptied the PTA account", "payment-fraud"),
        ("files will not open, the certificate says pay bitcoin", "ransomware"),
    ],
)
def test_the_signs_name_it(triage, said_, kind):
    assert triage.flow.types.hear(said_) == [kind]


def test_whoever_rings_to_say_that_a_message_came_is_not_how_it_came(triage):
    ear = triage.flow.ear
    assert "medium" not in ear.anywhere(
        "members are ringing to say they've had a strange email from the leader", "medium"
    )
    assert ear.anywhere("someone is ringing me about my computer", "medium") == {"medium": ["call"]}
