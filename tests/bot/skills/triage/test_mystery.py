"""What mystery shoppers said to triage in its middle, and what it must make of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from dialogue import NOW, Dialogue, parts, told, words

from bot.replies import Checklist, Notice, Text
from bot.replies.statuses import reply
from bot.skills.triage.types import Types
from bot.skills.triage.words import normal, pattern
from bot.skills.turn import Incident

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


def test_every_value_that_calms_is_marked(triage):
    calm = {
        ("spread", "stopped"),
        ("services", "none"),
        ("data", "none"),
        ("reach", "none"),
        ("clicked", "only-received"),
        ("money", "not-sent"),
        ("locked", "pin"),
        ("locked", "yes"),
        ("recovered", "yes"),
        ("access", "ours"),
        ("link", "cut"),
        ("manual", "yes"),
    }
    marked = {(fact.id, value.id) for fact in triage.flow.common.facts for value in fact.values if value.calming}
    assert marked == calm


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
    ],
)
def test_the_type_follows_what_is_said(dialogue, said, kind):
    dialogue.say(said)
    assert kinds(dialogue) == [kind]


@pytest.mark.parametrize(
    "said", ["social care provider in england", "phones down in contact centre", "a school in wales"]
)
def test_a_body_or_dead_phones_tell_no_type(triage, said):
    sure = Types(triage.flow.library)
    sure.chances = lambda text, vector=None: {"social-media-hijack": 0.4, "lost-device": 0.3, "unknown": 0.3}
    assert sure.hear(said) == []


@pytest.mark.parametrize(
    "said",
    ["a resident says her benefit hasnt been paid because of the hack", "the finance director says theres no money"],
)
def test_late_benefits_and_tight_budgets_are_no_fraud(triage, said):
    types = Types(triage.flow.library)
    types.chances = lambda text, vector=None: {"payment-fraud": 0.9, "ransomware": 0.1}
    assert types.hear(said) == []


def test_likeness_alone_does_not_overrule_a_plain_sign(triage):
    sure = Types(triage.flow.library)
    sure.chances = lambda text, vector=None: {"malware": 0.9, "ransomware": 0.1}
    assert sure.hear("ransomware on my laptop") == ["ransomware"]


def test_likeness_alone_must_be_strong_where_nothing_else_supports_it(triage):
    sure = Types(triage.flow.library)
    sure.chances = lambda text, vector=None: {"lost-device": triage.flow.common.types.alone - 0.01, "unknown": 0.1}
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
    assert "disconnect the device" in first(reply) and "Hang up" in first(reply)


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


LEAKED = [
    "i emailed a residents new adress to her violent ex by mistake",
    "I emailed my ward resident's address to her ex partner who has a non molestation order",
    "women's refuge address got published by the council",
    "asylum seeker hotel list leaked by our council",
    "we posted a foster family's address to the birth mother",
    "I gave a caller the whereabouts of a protected witness",
]


def before_all(reply):
    return parts(reply, Checklist)[0].items[0].text


@pytest.mark.parametrize("said", LEAKED)
def test_an_address_that_somebody_dangerous_has_brings_999_and_a_warning_before_all(dialogue, said):
    reply = dialogue.say(said)
    assert kinds(dialogue) == ["data-breach"]
    assert "999" in parts(reply, Notice)[0].markdown
    assert "999" in before_all(reply) and "warn the person" in before_all(reply)
    assert "to delete it" not in first(reply)
    dialogue.say("just now", "names and addresses", "not yet", "nothing")
    plan = parts(dialogue.last, Checklist)[0]
    assert dialogue.last.status == "triage_brief" and "warn the person" in plan.items[0].text
    assert "deletion" not in first(dialogue.last)
    assert dialogue.state["level"] == "severe"


@pytest.mark.parametrize(
    "said",
    [
        "people are gathering outside",
        "there's a man outside",
        "she's at risk",
        "the dad isnt allowed to know where they live",
        "the mother is dangerous",
        "some drivers are getting threats",
        "an old lady has fallen",
        "a resident has gone missing",
    ],
)
@pytest.mark.parametrize("before", [["just now"], ["just now", "yes", "not yet", "nothing"]], ids=["asking", "briefed"])
def test_danger_after_a_leak_is_heard_at_any_turn(dialogue, said, before):
    dialogue.say("I sent a report to the wrong family", *before)
    reply = dialogue.say(said)
    assert "999" in parts(reply, Notice)[0].markdown
    assert "warn the person" in words(reply)


@pytest.mark.parametrize(
    "said", ["I sent the council tax list to the wrong address", "we published names and addresses by mistake"]
)
def test_an_address_that_nobody_dangerous_has_is_no_danger(dialogue, said):
    reply = dialogue.say(said)
    assert "danger" not in facts(dialogue).get("services", [])
    assert "to delete it" in first(reply)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("telecare is down rn", ["use a phone", "999", "most at risk"]),
        ("our pendants have stopped working", ["use a phone", "999", "most at risk"]),
        ("fire control is down, the mobilising system will not start", ["buddy control", "by radio and by hand"]),
        (
            "our mobilising system has gone down with a ransom note on the screens",
            ["buddy control", "control room agree"],
        ),
        ("ransomware at the supplier, our medication system is down", ["paper", "two people", "Ring each person"]),
        ("our supplier was hacked and we cannot see the care rota", ["paper", "Ring each person"]),
    ],
)
def test_people_come_before_machines(dialogue, said, wanted):
    reply = dialogue.say(said)
    people = " ".join(item.text for item in parts(reply, Checklist)[0].items[:2])
    assert all(each in people for each in wanted)
    assert "reboot" not in first(reply)


def test_heating_still_starts_with_manual_control(dialogue):
    assert "manual control" in before_all(dialogue.say("the heating controls change by themselves"))


@pytest.mark.parametrize(
    "said",
    [
        "someone rang saying they was from IT and wanted my password, i gave it them",
        "a man on the phone asked for my sign-in code and i read it out",
        "she rang about my login and i told her the password",
    ],
)
def test_a_password_told_to_a_caller_is_noted_and_reset(dialogue, said):
    dialogue.say(said)
    assert facts(dialogue)["clicked"] == ["password"]
    dialogue.say("yesterday", "one", "no", "nothing")
    assert "End all sessions" in first(dialogue.last) and "reset the password" in first(dialogue.last)
    assert "a link was opened" not in words(dialogue.last)


def test_a_password_that_was_not_given_is_not_noted(dialogue):
    dialogue.say("someone rang from IT and wanted my password but i didnt give it to them")
    assert facts(dialogue).get("clicked") != ["password"]


def test_what_is_not_known_of_a_message_is_no_opened_link(dialogue):
    dialogue.say("i had a dodgy email", "just now", "don't know", "one", "no", "nothing")
    assert "a link was opened" not in words(dialogue.last)


@pytest.mark.parametrize(
    "said",
    [
        "someone rang and said its rachel from IT, they want to remote on to my laptop, is it legit?",
        "a man is on the phone from microsoft and wants to connect to my pc",
        "caller says he needs my code, he is still on the line",
    ],
)
def test_a_caller_is_hung_up_on_first(dialogue, said):
    reply = dialogue.say(said)
    assert before_all(reply).startswith("Hang up now") and "already know" in before_all(reply)


@pytest.mark.parametrize("said", ["lost a folder of papers about clients on the bus", "i left case notes in a cafe"])
def test_papers_are_not_locked_or_wiped(dialogue, said):
    reply = dialogue.say(said)
    assert "lock or wipe" not in first(reply)
    dialogue.say("just now", "yes, care", "nothing")
    assert "wipe" not in first(dialogue.last) and "SIM" not in first(dialogue.last)


def test_a_laptop_beside_papers_is_locked(dialogue):
    assert "lock or wipe" in first(dialogue.say("my bag with the laptop and a folder of papers was stolen"))


@pytest.mark.parametrize("said", ["it wasnt encrypted", "it wasn't encrypted", "it isnt password protected"])
def test_not_encrypted_is_not_encrypted(dialogue, said):
    dialogue.say("lost my work laptop", "just now", said)
    assert facts(dialogue)["locked"] == ["no"]


@pytest.mark.parametrize(
    "asked", ["what's the ICO deadline", "whats my deadline for ICO", "how long do i have to tell the ICO"]
)
def test_the_ico_and_its_time_are_told_before_personal_data_was_asked_about(dialogue, asked):
    dialogue.say(RANSOM, "about 10 this morning", asked)
    assert {"ico", "dpo"} <= set(told(dialogue.last))
    assert "Thursday 26 November 10:00" in parts(dialogue.last, Text)[0].markdown + words(dialogue.last)


def test_where_there_is_no_personal_information_the_ico_is_not_told(dialogue):
    dialogue.say(RANSOM, "about 10 this morning", "many", "housing", "no personal data")
    dialogue.say("who do i ring")
    assert "ico" not in told(dialogue.last)


@pytest.mark.parametrize(
    "said", ["we're under attack. email down, phones down", "we're under attack, email and phones down"]
)
def test_under_attack_alone_is_no_flood_of_traffic(triage, said):
    sure = Types(triage.flow.library)
    sure.chances = lambda text, vector=None: {"denial-of-service": 0.9, "ransomware": 0.05}
    assert sure.hear(said) == []


@pytest.mark.parametrize(
    ("opening", "said", "then"),
    [
        ("website is down flooded with traffic", "it's not denial of service, the pcs are off", []),
        (
            "website is down flooded with traffic",
            "it isn't a ddos, files are encrypted with a ransom note",
            ["ransomware"],
        ),
        (RANSOM, "no its not that", []),
        (RANSOM, "its a threat not a hack", []),
        ("our mailbox was hacked", "that's wrong", []),
    ],
)
def test_that_it_is_something_else_changes_or_asks_the_type(dialogue, opening, said, then):
    dialogue.say(opening, "just now")
    dialogue.say(said)
    assert kinds(dialogue) == then
    assert then or dialogue.state["pending"] == "type"


def test_what_is_not_encrypted_yet_denies_no_ransomware(dialogue):
    dialogue.say(RANSOM, "just now", "the backups have not been encrypted")
    assert kinds(dialogue) == ["ransomware"]


@pytest.mark.parametrize(
    "said",
    [
        "STOP ASKING QUESTIONS JUST TELL ME WHAT TO DO",
        "just tell me what to do",
        "stop asking me questions",
    ],
)
def test_who_wants_no_questions_gets_the_actions_and_keeps_the_incident(dialogue, said):
    dialogue.say("WE HAVE BEEN HACKED!!!!!!!!", "EVERYTHING")
    reply = dialogue.say(said)
    assert reply.status == "triage_brief" and dialogue.state
    assert "Minor" not in words(reply) and "ncsc-incident" in told(reply)
    assert "Disconnect" in before_all(reply)


def test_where_nothing_is_known_it_is_never_called_minor(dialogue):
    reply = dialogue.say("we have been hacked", "tell me what to do")
    assert "Minor" not in words(reply)


@pytest.mark.parametrize(
    "said",
    [
        "what do i do about her",
        "do i ring the police",
        "should i reply",
    ],
)
def test_what_asks_in_any_part_is_answered_beside(dialogue, said):
    dialogue.say("our facebook page has been hacked")
    reply = dialogue.say(said)
    assert reply.status == "triage_side" and f"ANSWER: {said}" in words(reply)


def test_what_the_plan_answers_is_answered_by_it(dialogue):
    dialogue.say("our facebook page has been hacked")
    assert "For the public" in words(dialogue.say("the local paper is ringing me"))
    assert "Do not argue" in words(dialogue.say("he posted it again, should we answer him"))


def test_what_to_say_that_is_asked_after_a_remark_brings_the_lines(dialogue):
    dialogue.say("our facebook page has been hacked")
    assert "For staff" in words(dialogue.say("she is very upset what do i tell her"))


def test_what_tells_and_asks_does_both(dialogue):
    dialogue.say(RANSOM, "just now")
    reply = dialogue.say("it is on all our servers, should we switch off")
    assert facts(dialogue)["spread"] == ["many"] and "ANSWER" in words(reply)
    assert dialogue.state["pending"] == "services"


def test_a_question_tells_nothing(dialogue):
    dialogue.say(RANSOM, "just now", "should we tell the police")
    assert "done" not in facts(dialogue)


@pytest.mark.parametrize(
    "said", ["chief exec wants me to buy gift cards", "the chairman emailed asking me to buy amazon vouchers"]
)
def test_gift_cards_that_were_only_asked_for_are_not_bought(dialogue, said):
    reply = dialogue.say(said)
    assert facts(dialogue)["money"] == ["not-sent"]
    assert "do not buy" in before_all(reply) and "bank" not in before_all(reply)


@pytest.mark.parametrize("said", ["i bought gift cards for my boss and it was a scam", "they got me to buy gift cards"])
def test_gift_cards_that_were_bought_are_money_gone(dialogue, said):
    reply = dialogue.say(said)
    assert facts(dialogue)["money"] == ["sent"] and "bank on 159" in before_all(reply)


@pytest.mark.parametrize(
    "said",
    [
        "parking fine text asked me for my card and i typed it in",
        "i paid £200 to someone pretending to be a colleague on whatsapp",
        "i put my card details in on a fake page",
    ],
)
def test_who_paid_or_gave_a_card_rings_the_bank_first(dialogue, said):
    reply = dialogue.say(said)
    assert "bank now" in before_all(reply) and "159" in before_all(reply)


@pytest.mark.parametrize(
    "said",
    [
        "theres a rumour on facebook weve been hacked",
        "someone on facebook says the council has been hacked",
        "staff are posting on facebook about the attack",
    ],
)
def test_talk_about_an_attack_is_no_hijacked_page(dialogue, said):
    assert "Change the password" not in first(dialogue.say(said))
    assert "social-media-hijack" not in kinds(dialogue)


def test_a_false_page_is_reported_and_no_password_changed(dialogue):
    reply = dialogue.say("someone made a fake facebook page pretending to be me")
    assert "Report the false page" in before_all(reply) and "password" not in first(reply)
    assert "password" in first(Dialogue(dialogue.triage).say("our facebook page has been hacked"))


@pytest.mark.parametrize(
    "said", ["i got an email saying they filmed me and want bitcoin", "they have nudes and want bitcoin"]
)
def test_blackmail_of_a_person_is_no_ransomware(dialogue, said):
    reply = dialogue.say(said)
    assert "ransomware" not in kinds(dialogue) and "Disconnect" not in first(reply)
    assert "Do not pay" in before_all(reply)


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("someone put a USB stick through the office door, its labelled payroll", "money"),
        ("defender has quarantined a trojan on the clerk's laptop", "done"),
        ("hackers have disconnected us from our own mail", "done"),
        ("a supplier changed its bank details and we paid 400k", "done"),
        ("everyone in finance cant log in, files are encrypted", "access"),
        ("half of them are locked with a ransom note", "recovered"),
    ],
)
def test_nothing_is_noted_that_nobody_said(dialogue, said, fact):
    dialogue.say(said)
    assert fact not in facts(dialogue)


@pytest.mark.parametrize(
    "said",
    [
        "the wages went to the wrong person",
        "i gave a scammer 8400 pounds of the village hall money",
        "mum let microsoft on her pc and he's emptied the account",
        "a resident says someone took her savings, he said he was from the council",
    ],
)
def test_money_that_has_gone_starts_with_the_bank(dialogue, said):
    reply = dialogue.say(said)
    assert facts(dialogue)["money"] == ["sent"] and "bank now" in before_all(reply)


def test_a_later_word_that_money_has_gone_is_heard(dialogue):
    dialogue.say("someone changed the bank details for our builder after an email, havent paid yet", "just now")
    dialogue.say("actually wait £12k went yesterday")
    assert facts(dialogue)["money"] == ["sent"]


@pytest.mark.parametrize("said", ["the forms close at midnight", "polling is thursday", "the deadline is 5pm"])
def test_a_time_to_come_is_not_when_it_was_noticed(dialogue, said):
    dialogue.say(RANSOM, said)
    assert "noticed" not in dialogue.state["moments"]


@pytest.mark.parametrize("said", ["backups unknown", "backups are not known"])
def test_what_is_unknown_was_not_reached(dialogue, said):
    dialogue.say(f"ransomware, noticed at 0530, spreading on the pcs, note left, {said}")
    assert "reach" not in facts(dialogue)
    assert (facts(dialogue)["spread"], facts(dialogue)["demand"]) == (["spreading"], ["yes"])


def test_a_clock_time_is_no_number_of_machines(dialogue):
    dialogue.say(RANSOM, "just now", "ncsc told at 2115")
    assert facts(dialogue).get("spread") is None and facts(dialogue)["done"] == ["told-ncsc"]


def test_changed_bank_details_are_no_data_breach_and_one_that_is_denied_goes(dialogue):
    dialogue.say("we paid the wrong account. £84,000. supplier said they changed their bank details")
    assert "data" not in facts(dialogue)
    dialogue.say("the bank details of all staff were in it")
    assert "data-breach" in dialogue.triage.assess(dialogue.state).facts["type"]
    dialogue.say("no its not a data breach, just the money")
    assert dialogue.triage.assess(dialogue.state).facts["type"] == ["payment-fraud"]


def test_mail_that_goes_out_from_our_account_is_a_taken_account(dialogue):
    dialogue.say("phishing email went to all parents from the school account")
    assert kinds(dialogue)[0] == "account-compromise"


def test_a_worried_question_in_the_middle_is_answered(dialogue):
    dialogue.say("i clicked it and put my password in")
    reply = dialogue.say("will i get sacked")
    assert reply.status == "triage_side" and "insider" not in kinds(dialogue)


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("I sent a report to the wrong family, to her violent ex", "no thats not it, what do i do about her"),
        ("lost my laptop", "it was not stolen"),
        ("a virus on my laptop", "the other laptops are not infected"),
    ],
)
def test_a_no_about_something_else_keeps_the_type(dialogue, opening, said):
    dialogue.say(opening, "just now")
    was = kinds(dialogue)
    dialogue.say(said)
    assert was and kinds(dialogue) == was


@pytest.mark.parametrize(
    ("said", "likely"),
    [
        ("they said its confidential", "data-breach"),
        ("payroll is due friday and the system is down", "ransomware"),
        ("someone put a USB stick through the door", "lost-device"),
        ("the mayor wants to tweet", "social-media-hijack"),
    ],
)
def test_likeness_alone_does_not_make_an_incident_of_talk(triage, said, likely):
    sure = Types(triage.flow.library)
    sure.chances = lambda text, vector=None: {likely: 0.9, "unknown": 0.05}
    assert sure.hear(said) == []


def test_a_question_that_names_no_subject_is_asked_of_the_incident(triage):
    asked = []

    def answer(turn):
        asked.append(turn)
        return reply("answered", Text(markdown="So."))

    plain, triage.flow.answer = triage.flow.answer, answer
    try:
        dialogue = Dialogue(triage)
        dialogue.say(RANSOM, "England. the manager wants to pay it, can we pay?")
    finally:
        triage.flow.answer = plain
    assert replace(asked[-1].incident, unfit=()) == Incident(("ransomware",), "Ransomware", RANSOM)
    assert "can we pay?" in asked[-1].text


@pytest.mark.parametrize(
    "said", ["the fileserver backup is offline on tape", "backups are safe", "backups are all fine"]
)
def test_a_backup_that_is_safe_was_not_reached(dialogue, said):
    dialogue.say(RANSOM, "about 10 this morning", said)
    assert "backups" not in facts(dialogue).get("reach", [])


@pytest.mark.parametrize("said", ["nothing yet", "not yet"])
def test_nothing_yet_does_not_say_that_no_personal_information_is_touched(dialogue, said):
    dialogue.say("lost work laptop on train", "yesterday", "wasnt encrypted", said)
    assert facts(dialogue).get("data") != ["none"]


def test_a_housing_list_is_personal_information(dialogue):
    dialogue.say("lost work laptop on train", "yesterday", "wasnt encrypted", "actually it has the housing list on it")
    assert facts(dialogue)["data"] == ["ordinary"]


def test_the_electoral_roll_is_personal_information(dialogue):
    dialogue.say("usb stick with the old minutes on has gone missing", "no names just minits and the electoral roll")
    assert facts(dialogue).get("data") == ["ordinary"]


@pytest.mark.parametrize(
    "said", ["it was a supplier's repo", "and who approves manual bacs", "journalist on the phone now"]
)
def test_a_word_of_trade_or_a_caller_from_the_press_is_no_crime(triage, said):
    types = Types(triage.flow.library)
    types.chances = lambda text, vector=None: {"payment-fraud": 0.5, "phishing": 0.3}
    assert types.hear(said) == []


@pytest.mark.parametrize("said", ["who do i ring its sunday", "who do I call, it's the weekend"])
def test_whom_to_ring_is_told_also_on_a_sunday(dialogue, said):
    dialogue.say(RANSOM, said)
    assert dialogue.last.status == "triage_section"
