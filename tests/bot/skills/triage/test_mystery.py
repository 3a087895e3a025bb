"""What mystery shoppers said to triage in its middle, and what it must make of it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from dialogue import NOW, Dialogue, parts, told, words

from bot.replies import Checklist, Notice
from bot.skills.triage.hearing import normal, pattern
from bot.skills.triage.meaning import Meaning
from bot.skills.triage.types import Types

RANSOM = "files are encrypted and there is a ransom note"


def facts(dialogue):
    return dialogue.state["facts"]


def kinds(dialogue):
    return dialogue.state["types"]


def first(reply):
    return " ".join(item.text for part in parts(reply, Checklist) for item in part.items)


def noticed(dialogue):
    return dt.datetime.fromisoformat(dialogue.state["moments"]["noticed"])


@pytest.mark.parametrize("bare", ["havent", "hasnt", "didnt", "cant", "dont", "its", "isnt", "theyve", "whats", "im"])
def test_a_contraction_is_the_same_with_and_without_its_apostrophe(bare):
    whole = normal(bare)
    assert "'" in whole
    assert pattern(bare).fullmatch(whole) and pattern(whole).fullmatch(normal(bare))


def test_a_phrase_may_offer_one_word_or_another():
    assert pattern("(lady|man) ~ stuck").search("an old lady is stuck")
    assert not pattern("(lady|man) ~ stuck").search("the printer is stuck")


def test_havent_paid_without_its_apostrophe_is_not_paid(dialogue):
    dialogue.say("someone sent a fake invoice", "just now", "i havent paid")
    assert facts(dialogue)["money"] == ["not-sent"]


@pytest.mark.parametrize("said", ["no", "not us", "nope", "nothing else", "them not us"])
def test_no_to_an_either_or_question_never_means_that_we_have_control(dialogue, said):
    dialogue.say("our mailbox was hacked", "just now")
    assert dialogue.state["pending"] == "access"
    dialogue.say(said)
    assert facts(dialogue).get("access") != ["ours"]


def test_nothing_else_does_not_say_that_the_link_to_a_supplier_is_cut(dialogue):
    dialogue.say("our supplier has been hacked", "just now", "nothing else")
    assert facts(dialogue).get("link") != ["cut"]


def test_no_demand_does_not_say_that_there_is_no_personal_information(dialogue):
    dialogue.say(RANSOM, "just now", "many", "housing", "no demand")
    assert "data" not in facts(dialogue)


@pytest.mark.parametrize(
    "said", ["it had a pin on it but no idea about the rest", "its locked with a pin, dont know the rest"]
)
def test_a_calming_answer_with_a_doubt_in_it_is_not_taken(dialogue, said):
    dialogue.say("lost my laptop", "just now", said)
    assert facts(dialogue).get("locked") != ["yes"]


def test_every_value_that_calms_is_marked_and_none_is_found_by_meaning(triage):
    calm = {
        ("spread", "stopped"),
        ("services", "none"),
        ("data", "none"),
        ("reach", "none"),
        ("clicked", "only-received"),
        ("money", "not-sent"),
        ("locked", "yes"),
        ("recovered", "yes"),
        ("access", "ours"),
        ("link", "cut"),
        ("manual", "yes"),
    }
    marked = {(fact.id, value.id) for fact in triage.common.facts for value in fact.values if value.calming}
    assert marked == calm
    meaning = Meaning(triage.common.hearing, lambda texts: np.array([[1.0, 0.0]] * len(texts)))
    for fact, _ in calm:
        found = meaning.value(triage.common.fact(fact), np.array([1.0, 0.0]))
        assert (fact, found) not in calm


DANGERS = [
    "people are stuck in the changing rooms",
    "an old lady is stuck and cant breathe well",
    "residents are locked in",
    "one lady needs her insulin at 6 and nobody knows which house",
    "we cant do the 8 oclock meds",
    "he's not breathing",
    "a man is unconscious",
    "she needs oxygen",
    "the boiler is on fire",
    "a child is missing",
    "theyve put my address on facebook and said petrol bomb",
    "carers cant see the rotas or meds",
]


@pytest.mark.parametrize("said", DANGERS)
@pytest.mark.parametrize("before", [["just now"], ["just now", "many", "housing"]], ids=["services", "data"])
def test_danger_is_heard_whatever_was_asked_and_999_comes_first(dialogue, said, before):
    dialogue.say(RANSOM, *before)
    reply = dialogue.say(said)
    assert "danger" in facts(dialogue)["services"]
    assert "999" in next(part for part in reply.parts if part.kind in ("notice", "checklist", "choices")).markdown


@pytest.mark.parametrize("said", DANGERS)
def test_danger_in_the_first_message_brings_999_first(dialogue, said):
    reply = dialogue.say(said)
    assert "danger" in facts(dialogue)["services"]
    assert "999" in next(part for part in reply.parts if part.kind in ("notice", "checklist")).markdown


def test_danger_in_a_question_and_after_the_brief_brings_999_as_well(dialogue):
    dialogue.say(RANSOM)
    reply = dialogue.say("what do we do, she cant breathe", intent="ask")
    assert "999" in reply.parts[0].markdown and "danger" in facts(dialogue)["services"]
    later = Dialogue(dialogue.triage, {"nation": "england", "body": "principal-council"})
    later.say(RANSOM, "just now", "many", "housing", "names and addresses", "backups", "told IT")
    reply = later.say("a lady is stuck in the lift")
    assert "999" in parts(reply, Notice)[0].markdown


@pytest.mark.parametrize(
    "said",
    [
        "nobody is stuck or hurt",
        "a pen is stuck in the drive",
        "child protection files are missing",
        "the fire service",
    ],
)
def test_what_only_sounds_like_danger_is_none(dialogue, said):
    dialogue.say(RANSOM, said)
    assert "danger" not in facts(dialogue).get("services", [])


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (
            "the door locks on our sheltered housing flats have all failed and residents are locked in",
            "operational-technology",
        ),
        ("some one from microsoft is on the phone right now and ive let them onto my pc", "phishing"),
        ("caller says hes from BT, hes on the line, wants me to install teamviewer", "phishing"),
        ("man from our IT supplier on phone asking for my code, hes still on", "phishing"),
        ("hackers have put our stuff on the dark web", "data-breach"),
        ("Sent the council tax list to the wrong school", "data-breach"),
        ("ransomware on my laptop", "ransomware"),
        ("it says contact us to get your files back", "ransomware"),
        ("cobalt strike beacon on 1 server", "malware"),
        ("man from microsoft is on the phone and ive let him on my pc", "phishing"),
        ("a pupil has got into sims with a teachers password and changed stuff", "account-compromise"),
    ],
)
def test_the_type_follows_what_is_said(dialogue, said, kind):
    dialogue.say(said)
    assert kinds(dialogue) == [kind]


@pytest.mark.parametrize(
    "said", ["social care provider in england", "phones down in contact centre", "a school in wales"]
)
def test_a_body_or_dead_phones_tell_no_type(triage, said):
    sure = Types(triage.library, lambda texts: np.eye(len(texts), 512)[:, :512])
    sure.chances = lambda text, vector=None: {"social-media-hijack": 0.4, "lost-device": 0.3, "unknown": 0.3}
    assert sure.hear(said) == []


@pytest.mark.parametrize(
    "said",
    ["a resident says her benefit hasnt been paid because of the hack", "the finance director says theres no money"],
)
def test_late_benefits_and_tight_budgets_are_no_fraud(triage, said):
    types = Types(triage.library)
    types.chances = lambda text, vector=None: {"payment-fraud": 0.9, "ransomware": 0.1}
    assert types.hear(said) == []


def test_likeness_alone_does_not_overrule_a_plain_sign(triage):
    sure = Types(triage.library)
    sure.chances = lambda text, vector=None: {"malware": 0.9, "ransomware": 0.1}
    assert sure.hear("ransomware on my laptop") == ["ransomware"]


def test_likeness_alone_must_be_strong_where_nothing_else_supports_it(triage):
    sure = Types(triage.library)
    sure.chances = lambda text, vector=None: {"lost-device": triage.common.types.alone - 0.01, "unknown": 0.1}
    assert sure.hear("easy read version") == []


def test_a_service_mentioned_is_no_kind_of_body(triage):
    dialogue = Dialogue(triage)
    dialogue.say(RANSOM + ", england", "yes personal data, social care")
    assert facts(dialogue).get("body", ["unknown"]) == ["unknown"]
    assert facts(dialogue)["data"] == ["sensitive"]


def test_the_button_of_a_parish_is_a_parish(triage):
    dialogue = Dialogue(triage)
    dialogue.say(RANSOM, "A parish council in England")
    assert (facts(dialogue)["nation"], facts(dialogue)["body"]) == (["england"], ["parish-council"])


@pytest.mark.parametrize("said", ["hackers have put our stuff on the dark web", "our data is on a leak site"])
def test_stolen_data_is_no_misdirected_mail(dialogue, said):
    reply = dialogue.say(said)
    assert "delete it" not in first(reply) and "recall" not in first(reply)
    assert "do not go looking" in first(reply)


def test_an_address_that_could_put_somebody_in_danger_says_999(dialogue):
    assert "999" in first(dialogue.say("ive just emailed foster carers addresses to the wrong person"))


def test_somebody_let_onto_a_computer_means_to_disconnect_it(dialogue):
    reply = dialogue.say("someone rang about a virus and ive let them onto my pc")
    assert "disconnect it" in first(reply) and "end the call" in first(reply)


def test_a_scammer_who_claims_to_be_from_it_is_not_it(dialogue):
    dialogue.say("i gave my password to someone on the phone saying they were from the council IT helpdesk")
    assert "done" not in facts(dialogue)


@pytest.mark.parametrize(
    "said", ["she hasnt sent it yet", "i noticed in time", "not paid it", "nope nothing went out", "no"]
)
def test_money_that_was_not_sent_is_not_recalled(dialogue, said):
    dialogue.say("a fake invoice came from somebody who claims to be the chief exec", "just now", said)
    assert facts(dialogue)["money"] == ["not-sent"]
    dialogue.say("no", "nothing")
    assert dialogue.last.status == "triage_brief"
    assert "recall" not in words(dialogue.last)


def test_an_invoice_spotted_before_payment_starts_with_do_not_pay(dialogue):
    reply = dialogue.say("someone sent a fake invoice but i noticed, not paid it")
    assert "recall" not in first(reply) and "Do not pay" in first(reply)


@pytest.mark.parametrize(
    "said",
    [
        "the supplier says theyve been breached last tuesday, told us today",
        "our supplier told us this morning they were breached last tuesday",
        "our supplier rang today to say they were hacked 2 weeks ago",
        "our supplier was hacked last thursday, found it this morning",
        "today our supplier told us they were breached last tuesday",
    ],
)
def test_it_was_noticed_when_we_were_told(dialogue, said):
    dialogue.say(said)
    assert noticed(dialogue).date() == NOW.date()


def test_leaving_on_friday_is_still_to_come(dialogue):
    dialogue.say("a colleague who is leaving on friday has been downloading loads of files to a usb stick")
    assert "noticed" not in dialogue.state["moments"]


@pytest.mark.parametrize(
    "said",
    [
        "personal data and social care",
        "bank details of all staff",
        "payroll data was in it",
        "actually the bank details of all 2000 staff were in it",
    ],
)
@pytest.mark.parametrize("intent", ["incident", "ask"])
def test_personal_data_said_anywhere_is_noted_also_after_the_brief(dialogue, said, intent):
    dialogue.say(RANSOM, "just now", "many", "housing", "no personal data", "backups", "told IT")
    dialogue.say(said, intent=intent)
    assert facts(dialogue)["data"] == ["sensitive"]
    assert "ico" in told(dialogue.last)


@pytest.mark.parametrize("said", ["all servers", "it's on everything", "all sites", "ransomware on all our servers"])
def test_everything_is_many(dialogue, said):
    dialogue.say(RANSOM, "just now", said)
    assert facts(dialogue)["spread"] == ["many"]


def test_in_scotland_a_serious_attack_goes_to_ncsc_beside_sc3(triage):
    dialogue = Dialogue(triage, {"nation": "scotland", "body": "principal-council"})
    dialogue.say("ransomware on my laptop", "just now", "none", "no", "none", "told IT")
    assert "Serious" in words(dialogue.last)
    assert {"ncsc-incident", "sc3"} <= set(told(dialogue.last))


@pytest.mark.parametrize(
    "said",
    [
        "ransom note on all our screens, I haven't unplugged anything yet, should I disconnect?",
        "i dont know if i should disconnect it, ransom note on screen",
        "nobody's pulled the cables, ransomware note on 4 pcs",
        "ransom note, nobody has told IT yet",
        "NHS partner says they've been attacked and want us to disconnect",
    ],
)
def test_a_step_that_is_asked_about_or_left_undone_is_not_ticked(dialogue, said):
    dialogue.say(said)
    assert not facts(dialogue).get("done")


def test_a_step_that_was_taken_is_ticked(dialogue):
    dialogue.say("ransom note on every screen, we've unplugged them and told IT")
    assert facts(dialogue)["done"] == ["disconnected", "told-it"]


@pytest.mark.parametrize(
    "said",
    [
        "when is the ICO deadline",
        "by when",
        "so whats the deadline",
        "how long have we got",
        "how soon",
        "and how quickly do i have to tell them?",
    ],
)
def test_a_deadline_is_asked_for_in_any_words_and_this_incidents_own_is_told(dialogue, said):
    dialogue.say(RANSOM, "about 10 this morning", "many", "housing", "names and addresses", "backups", "told IT", said)
    assert dialogue.last.status == "triage_section"
    assert "ico" in told(dialogue.last)


@pytest.mark.parametrize("said", ["the brief please for my director", "give me the breif", "can I have the brief"])
def test_the_brief_is_had_in_everyday_words(dialogue, said):
    dialogue.say(RANSOM, "about 10 this morning", "many", "housing", "names and addresses", "backups", "told IT", said)
    assert dialogue.last.status == "triage_brief"


@pytest.mark.parametrize("said", ["its only a question", "forget it", "not happening", "no just asking"])
def test_what_is_no_incident_is_closed_and_answered(dialogue, said):
    dialogue.say(RANSOM, said)
    assert dialogue.last.status == "triage_not_live"
    assert dialogue.state is None
