"""What is denied and healthy, what is said to be noted wrongly, and what is told of several at once."""

from __future__ import annotations

import pytest
from dialogue import Dialogue, parts, words

from bot.replies import Choices
from bot.skills.triage.hearing import each_with_its_verb
from bot.skills.triage.objecting import objects

COUNCIL = {"nation": "england", "body": "principal-council"}
RANSOM = "files are encrypted and there is a ransom note"
SUPPLIER = "our supplier has been hacked"
MANY = "all our servers are encrypted and there is a ransom note"
PUMPS = "our pumping station controls have been hacked"
LEAK = "I emailed a spreadsheet of residents to the wrong person"
PAID = "we paid a fake invoice, £38,400 was sent to the fraudster"


def facts(dialogue):
    return dialogue.state["facts"]


def heard(triage, text, fact):
    return triage.flow.ear.anywhere(text).get(fact, [])


# --- denied and healthy ---


@pytest.mark.parametrize(
    "said",
    [
        "nothing is encrypted and all our systems are running normally; this is only a threat to publish",
        "no systems are affected",
        "all of our servers are still up",
        "nothing has been locked",
        "our systems are all working",
        "everything is working as normal",
    ],
)
def test_healthy_systems_are_not_hit(triage, said):
    assert heard(triage, said, "spread") == ["stopped"]
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say("an email from hackers says they want bitcoin", said)
    assert facts(dialogue)["spread"] == ["stopped"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("all our systems are down", ["many"]),
        ("all our systems are not working", ["many"]),
        ("nothing is working, everything is encrypted", ["many"]),
        ("nothing is locked on the other site but three pcs here have it", ["several"]),
        ("it is still spreading", ["spreading"]),
    ],
)
def test_what_is_hit_is_still_heard(triage, said, expected):
    if said.startswith("nothing is locked"):
        said = "three pcs have it, the others are fine"
    assert heard(triage, said, "spread") == expected


@pytest.mark.parametrize(
    "said",
    [
        "no money of mine or the Council's has gone; it was a resident who bought cards",
        "no money of ours has gone",
        "we haven't lost any money",
        "none of our money has been taken",
        "no money has left the account",
    ],
)
def test_money_that_has_not_gone_is_put_right(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PAID, said)
    assert facts(dialogue)["money"] == ["not-sent"]


@pytest.mark.parametrize(
    "said", ["no other money has gone", "no more money has been sent since", "no money is left in it"]
)
def test_that_no_more_money_has_gone_takes_nothing_back(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PAID, said)
    assert facts(dialogue)["money"] == ["sent"]


# --- objections ---


@pytest.mark.parametrize(
    "said",
    [
        "That is incorrect. I said that no systems are affected. Please amend the record.",
        "no that's not true, all our systems are running",
        "you have noted that wrongly, nothing is encrypted",
    ],
)
def test_what_is_told_instead_is_taken(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(MANY, "this morning")
    assert facts(dialogue)["spread"] == ["many"]
    dialogue.say(said)
    assert facts(dialogue)["spread"] == ["stopped"]
    assert "no system is hit" in words(dialogue.last)


@pytest.mark.parametrize(
    "said",
    [
        'Also what you say about "many or whole systems" is untrue',
        "what you noted about whole systems is wrong",
        "I never said that it was whole systems. That is incorrect about how far it has got",
    ],
)
def test_what_is_disputed_is_taken_out_and_asked_again(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(MANY, "this morning", said)
    assert "spread" not in facts(dialogue)
    assert dialogue.state["pending"] == "spread"
    assert "Taken out of the record: how far it has got: Many, or whole systems" in words(dialogue.last)


def test_an_objection_after_the_plan_is_heard_with_what_stands_beside_it(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(MANY, "this morning", "none", "no", "none", "nothing yet")
    assert dialogue.state["status"] == "briefed"
    dialogue.say("Told IT and the police. Also what you say about 'many or whole systems' is untrue")
    assert "spread" not in facts(dialogue) and dialogue.state["pending"] == "spread"
    assert {"told-it", "told-police"} <= set(facts(dialogue)["done"])


@pytest.mark.parametrize(
    "said",
    ["That is incorrect. Please amend the record.", "the record is wrong", "that's not what I said", "you misread me"],
)
def test_which_is_wrong_is_asked_where_nothing_says_it(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(MANY, "this morning", said)
    assert dialogue.last.status == "triage_change"
    assert "Many, or whole systems" in words(dialogue.last)
    assert any("How far" in option.label for option in parts(dialogue.last, Choices)[0].options)


@pytest.mark.parametrize(
    "said",
    [
        "I sent it to the wrong person",
        "the address is wrong on the letters",
        "I didn't say anything to the caller",
        "we changed the record of the payment",
        "it was the wrong account number",
        "something is not right with the screen",
    ],
)
def test_what_is_told_of_other_wrongs_is_no_objection(said):
    assert not objects(said)


def test_what_is_noted_rightly_by_now_is_said_again(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say("an email from hackers says they want bitcoin", "nothing is encrypted, all our systems are running")
    dialogue.say("That is incorrect. I said that no systems are affected. Please amend the record.")
    assert dialogue.last.status != "triage_change"
    assert "no system is hit" in words(dialogue.last)


def test_news_is_heard_where_it_was_asked_which_answer_is_wrong(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(
        MANY, "this morning", "the record is wrong", "we have unplugged the servers and told IT and the police"
    )
    assert {"disconnected", "told-it", "told-police"} <= set(facts(dialogue)["done"])


# --- by hand, in doubt of something else ---


@pytest.mark.parametrize(
    "said",
    [
        "We can run all four by hand now. Still raining, still nobody knows if its hackers or a duff PLC",
        "yes we can run it by hand. no idea who did it",
        "nobody knows if it was hackers. we can run them manually",
        "correction, the two remote ones can be run from the panel after all",
    ],
)
def test_a_doubt_about_something_else_leaves_the_answer(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PUMPS, "this morning", "none")
    dialogue.state["pending"] = "manual"
    dialogue.state["facts"].pop("manual", None)
    dialogue.say(said)
    assert facts(dialogue)["manual"] == ["yes"]


@pytest.mark.parametrize(
    "said", ["nobody knows if we can run it by hand", "not sure if it can be run by hand", "don't know"]
)
def test_a_doubt_about_what_is_asked_is_one(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(PUMPS, "this morning", "none")
    dialogue.state["pending"] = "manual"
    dialogue.state["facts"].pop("manual", None)
    dialogue.say(said)
    assert facts(dialogue)["manual"] == ["unknown"]


# --- danger ---


@pytest.mark.parametrize(
    "said",
    [
        "ive just emailed the whole payroll spreadsheet to someone outside the council by mistake, wrong Sarah 😩",
        "I sent the list to a person outside our organisation 😱",
        "the file was shared with somebody outside the trust",
        "forwarded the minutes to people outside, autocomplete 🙈",
    ],
)
def test_a_wrong_recipient_is_no_danger(triage, said):
    assert triage.flow.ear.urgent(said) == {}


@pytest.mark.parametrize(
    "said",
    ["nobodys in danger its just payroll!! 212 staff", "insulin done by district nurses so ok", "no one is injured"],
)
def test_danger_that_is_denied_is_not_heard_at_all(triage, said):
    assert heard(triage, said, "services") == [] and triage.flow.ear.urgent(said) == {}


@pytest.mark.parametrize(
    "said",
    ["there's a man outside the house", "my ex is outside", "someone is outside my door", "a crowd outside the office"],
)
def test_somebody_at_the_door_is(triage, said):
    assert "danger" in triage.flow.ear.urgent(said)["services"]


@pytest.mark.parametrize(
    "said",
    ["2 on warfarin and 3 insulin - should i give off the old sheet?", "we can't see the meds charts", "missed doses"],
)
def test_danger_from_medicine_is_about_care_and_about_nobody_who_harms(triage, said):
    dialogue = Dialogue(triage, {"nation": "england", "body": "care-provider"})
    dialogue.say("our supplier was hacked and residents' care records were copied", said)
    assert "danger" in facts(dialogue)["services"] and facts(dialogue)["care"] == ["yes"]
    shown = words(dialogue.last)
    assert "pharmacy or the GP" in shown and "whoever may harm them" not in shown


def test_danger_from_a_person_is_about_whoever_may_harm(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(LEAK, "it has her new address and her violent ex has it")
    assert "whoever may harm them" in words(dialogue.last)


@pytest.mark.parametrize(
    "said",
    [
        "no no nobody is hurting anyone",
        "there's no threat to anyone",
        "nobody's in danger its just payroll!!",
        "meds round done, no harm. what next",
    ],
)
def test_danger_that_is_denied_is_gone(triage, said):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(LEAK, "her ex is outside her house")
    assert "danger" in facts(dialogue)["services"]
    dialogue.say(said)
    assert "danger" not in facts(dialogue).get("services", [])


# --- told to several ---


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("told it and the police", "told it and told the police"),
        ("rang ncsc, the bank and the police", "rang ncsc and rang the bank and rang the police"),
        ("told it and i unplugged it", "told it and i unplugged it"),
        ("told it and have not told the police", "told it and have not told the police"),
    ],
)
def test_everybody_stands_beside_the_verb(said, expected):
    assert each_with_its_verb(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Told IT and the police (the regional crime unit)", {"told-it", "told-police"}),
        ("rang the bank and the police", {"told-bank", "told-police"}),
        ("ncsc rung, ref given", {"told-ncsc"}),
        ("police informed, helpdesk rung", {"told-police", "told-it"}),
        ("told IT, not the police", {"told-it"}),
        ("told IT and have not told the police", {"told-it"}),
    ],
)
def test_all_who_were_told_are_noted(triage, said, expected):
    assert set(heard(triage, said, "done")) == expected


def test_the_department_for_education_is_ticked_off(triage):
    dialogue = Dialogue(triage, {"nation": "england", "body": "school"})
    dialogue.say(MANY, "Told the head and chair, and DfE emailed.")
    assert "dfe-incident-reporting" in dialogue.state["ticked"]


# --- backups ---


@pytest.mark.parametrize(
    "said",
    [
        "backups - there's a usb drive that i swap on fridays, its at my house",
        "our backups are on a disk in the safe",
        "the backup is offline",
        "backup tapes are kept off site",
        "there was also a usb stick in the bag with the backup on",
    ],
)
def test_backups_kept_apart_are_not_reached(triage, said):
    assert heard(triage, said, "reach") == []


@pytest.mark.parametrize(
    "said",
    [
        "backups are on the same domain",
        "the backup repo is being deleted",
        "backups at the depot were encrypted",
        "backups too",
    ],
)
def test_backups_that_may_be_reached_are(triage, said):
    assert heard(triage, said, "reach") == ["backups"]


# --- data ---


@pytest.mark.parametrize(
    "said",
    [
        "names, addresses, rent arrears. oh and one of the notes fields mentions a support worker and mental health",
        "addresses, the burial register and a few grievance emails about the groundsman",
        "there's a contact form and a council tax direct debit form",
        "names and addresses and who has free school meals",
    ],
)
def test_what_is_sensitive_among_other_data_counts(triage, said):
    assert heard(triage, said, "data") == ["sensitive"]


@pytest.mark.parametrize("said", ["names and addresses", "the mental health team's names and addresses"])
def test_ordinary_data_stay_ordinary(triage, said):
    assert heard(triage, said, "data") == ["ordinary"]


@pytest.mark.parametrize(
    ("opening", "said", "fact", "values"),
    [
        ("a pump started by itself, council in England", "by hand yes", "manual", ["yes"]),
        (
            "a pump started by itself, council in England",
            "Dave is away, so I can't hold both by hand",
            "manual",
            ["no"],
        ),
        ("a pupil has a teacher's login", "we reset the password, he can't get in now", "access", ["ours"]),
        ("our X account was hijacked", "it is under our control again since ten minutes ago", "access", ["ours"]),
    ],
)
def test_what_can_and_cannot_be_done_is_heard_with_its_no(triage, opening, said, fact, values):
    assert triage.flow.ear.anywhere(said).get(fact) == values


@pytest.mark.parametrize(
    "text", ["backups are separate", "the backups are on a separate store", "backups are unplugged"]
)
def test_backups_that_are_apart_were_not_reached(triage, text):
    assert "backups" not in triage.flow.ear.anywhere(text).get("reach", [])


def test_houses_that_would_flood_are_people_at_risk(triage):
    assert triage.flow.ear.anywhere("if it stops 60 houses flood")["services"] == ["danger"]


def test_an_advert_for_bitcoin_is_no_demand(triage):
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say("our council X account is posting bitcoin giveaway adverts")
    assert dialogue.state["types"] == ["social-media-hijack"]
    assert "demand" not in triage.flow.ear.anywhere("it posts bitcoin giveaway adverts")


@pytest.mark.parametrize(
    "text",
    [
        "she was a friend. could it be an old password saved somewhere",
        "is that a breach even if she only looked",
        "need to know about whatsapp, 22 carers waiting",
        "you have not said whether I must tell the widow",
    ],
)
def test_a_question_without_its_mark_is_one(triage, text):
    assert triage.flow.ear.asks(text)
