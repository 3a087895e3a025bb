"""What the own plan, or a card that is known to, answers in the middle of an incident."""

from __future__ import annotations

import numpy as np
import pytest
from dialogue import Dialogue, parts, words

from bot.replies import Checklist, Contacts, Notice, Quote, Reply, Text
from bot.replies.statuses import reply
from bot.skills.triage.own_plan import LISTS, own_plan, steps_of
from index.content.playbook import FALLBACK

COUNCIL = {"nation": "england", "body": "principal-council"}
PAID = "I paid our contractor on new bank details that came by email, it was a scam"
DEFACED = "our website has been defaced by hackers, there's a flag on it"
LOST = "i left my work laptop on the train"
FLOODED = "hosting firm say our website is being flooded with traffic, it's down"
MAILBOX = "somebody got into my colleague's mailbox"
HIJACKED = "somebody has taken over our facebook page"
SUPPLIER = "our rostering supplier says they have had unauthorised access to their hosting"


def in_the_middle(triage, opening, *types, **facts):
    """A conversation whose plan is on show."""
    dialogue = Dialogue(triage, COUNCIL)
    dialogue.say(opening)
    dialogue.state.update(status="briefed", pending=None)
    dialogue.state["types"] = list(types) or dialogue.state["types"]
    dialogue.state["facts"] |= {fact: [value] for fact, value in facts.items()}
    return dialogue


def items(said):
    return [item.text for part in parts(said, Checklist) for item in part.items]


def meant(text, *types, asks=True):
    return [each.id for each in own_plan().meant(text, asks, types or (FALLBACK,))]


def test_all_that_is_named_is_there(triage):
    library, corpus = triage.flow.library, triage.flow.corpus
    holders = [library.common, *library.playbooks.values()]
    steps = {step.id for holder in holders for name in LISTS for step in getattr(holder, name, ())}
    for each in own_plan().answers:
        assert set(each.steps) <= steps and set(each.cards) <= set(corpus.cards), each.id
        assert set(each.types) <= set(library.playbooks), each.id
        assert each.asked or each.told, each.id
        assert each.section or each.steps or each.cards, each.id
    for rule in own_plan().only_where:
        assert set(rule.cards) <= set(corpus.cards)
        for fact, values in rule.unless.items():
            assert all(library.common.fact(fact).value(value) for value in values)


@pytest.mark.parametrize(
    "said",
    [
        "reporter from the Echo on the phone wanting comment, say nothing??",
        "what can i put out to them?",
        "BBC Radio Leeds are outside, do I give them a statement?",
        "parents kicking off on facebook. what do we tell them",
        "is there wording for the tenants?",
        "should we put something on the website",
        "how much can I tell my residents",
    ],
)
def test_what_to_say_to_others_is_answered_by_the_lines(triage, said):
    dialogue = in_the_middle(triage, DEFACED)
    assert "For the public" in words(dialogue.say(said, intent="ask"))


@pytest.mark.parametrize(
    "said",
    [
        "what do I say to the bank",
        "what must the letter to staff say",
        "a journalist has got our files, what do we do",
        "the paper records are fine",
        "do I have to tell the family, or does the council do it",
    ],
)
def test_what_is_said_to_nobody_outside_is_no_line(said):
    assert "words-for-others" not in meant(said, "data-breach")


@pytest.mark.parametrize(
    "said",
    [
        "Can we tell internal audit and members by email or is that daft given the mailbox thing",
        "is it ok to discuss this on teams?",
        "should I be using my work email for this",
        "how do we keep in touch if they can read it all",
    ],
)
def test_by_which_way_to_talk_is_answered_by_the_plan(triage, said):
    dialogue = in_the_middle(triage, MAILBOX)
    assert "Talk by voice" in " ".join(items(dialogue.say(said, intent="ask")))


@pytest.mark.parametrize("said", ["is this email safe to open", "did it spread by email?", "what was in the email"])
def test_a_message_that_came_is_no_way_to_talk(said):
    assert "safe-ways-to-talk" not in meant(said, "phishing")


@pytest.mark.parametrize(
    "said",
    [
        "Janet's in tears and thinks she'll be sacked for changing the details",
        "will I lose my job over this",
        "lad who clicked is beside himself",
        "am I in trouble?",
        "she's scared to own up",
    ],
)
def test_who_fears_for_their_job_is_told_that_nobody_is_blamed(triage, said):
    dialogue = in_the_middle(triage, PAID)
    said = dialogue.say(said, intent="ask")
    assert "safe to own up" in " ".join(items(said))
    assert [quote.card for quote in parts(said, Quote)] == ["no-blame-reporting"]


@pytest.mark.parametrize("said", ["we sacked him in march", "the victim was in tears", "who is to lead this"])
def test_other_grief_is_none_of_that(said):
    assert "no-blame" not in meant(said, "insider")


@pytest.mark.parametrize(
    "said",
    [
        "so should I pull that 12k out of the Thursday run right now?",
        "can finance still cancel tomorrow's bacs",
        "theres a second invoice from them due friday, hold it?",
        "oh and there's another payment of 12k to the same account set up",
    ],
)
def test_a_payment_that_follows_is_to_be_stopped(triage, said):
    dialogue = in_the_middle(triage, PAID, "payment-fraud", money="sent")
    assert "Stop every other payment" in " ".join(items(dialogue.say(said, intent="ask")))


def test_a_payment_that_was_stopped_is_none(triage):
    assert meant("ok bank has stopped the 12k payment, insurer not told yet", "payment-fraud") == []


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        (HIJACKED, "My husband wants to reply to him and tell him to back off. Good idea?"),
        (PAID, "could I ring them back and ask what they're playing at"),
        (FLOODED, "is it worth answering them?"),
        (PAID, "should we write back to the fraudster and play along"),
    ],
)
def test_who_wants_to_answer_them_is_shown_what_the_plan_forbids(triage, opening, said):
    reply = in_the_middle(triage, opening).say(said, intent="ask")
    assert [part.tone for part in parts(reply, Checklist)][:1] == ["do-not"]


@pytest.mark.parametrize(
    "said", ["should she ring her bank", "can I reply to the parents", "the bank asked us to ring them back"]
)
def test_others_may_be_answered(said):
    assert "no-answer-to-them" not in meant(said, "payment-fraud")


@pytest.mark.parametrize(
    "said",
    [
        "gmail address in the rule, shld I look up whose it is myself?",
        "I'm tempted to google that number and find out who it is",
        "it shows on the app, should we go round to the house",
    ],
)
def test_nobody_plays_detective(triage, said):
    assert "no-detective" in meant(said, "lost-device")


def test_who_goes_after_a_thief_is_shown_that_the_plan_forbids_it(triage):
    reply = in_the_middle(triage, LOST).say("it's in Telford, shall I drive over to the house and ask", intent="ask")
    assert "Do not go after a thief yourself" in " ".join(items(reply))


@pytest.mark.parametrize(
    "said",
    [
        "how do I change the passwords if they were all on the laptop?",
        "can I reset my password from my own phone",
        "which device do I use, the passwords were saved on the one he took? how to change the password without it",
    ],
)
def test_passwords_are_changed_from_another_device(triage, said):
    reply = in_the_middle(triage, LOST).say(said, intent="ask")
    assert "Change the passwords" in " ".join(items(reply))
    assert "another device" in words(reply)


@pytest.mark.parametrize(
    "said",
    [
        "barclays have frozen the card. head is asking did i break gdpr",
        "you didnt answer. did i break gdpr?",
        "have I caused a data breach",
        "chair wants to know if we broke the data protection act",
        "manager wondering whether this is a reportable breach, is it a data breach",
    ],
)
def test_whether_the_law_was_broken_is_answered_also_where_others_ask(triage, said):
    reply = in_the_middle(triage, PAID, "payment-fraud", "data-breach", data="sensitive").say(said)
    assert reply.status == "triage_side"
    assert "report-personal-data-breach" in [quote.card for quote in parts(reply, Quote)]


@pytest.mark.parametrize(
    "said",
    [
        "head is asking did i break gdpr",
        "governors asking if the RPA covers paying it",
        "the leader keeps asking whether we told the police",
        "chair wants to know who signed it off",
        "mum wondering how long it'll be",
        "my boss needs to know what to tell the union",
    ],
)
def test_what_others_want_to_know_is_a_question(triage, said):
    assert triage.flow.ear.asks(said)


@pytest.mark.parametrize(
    "said",
    [
        "they're asking for £2000 in bitcoin",
        "he asked for my password and I gave it",
        "the caller wants to know my pin",
        "it keeps asking me to approve a sign-in",
        "she was asking after you",
    ],
)
def test_what_others_ask_for_is_told(triage, said):
    assert not triage.flow.ear.asks(said)


@pytest.mark.parametrize("said", ["governors asking if the RPA covers paying it", "will our insurers pay the ransom"])
def test_whether_a_ransom_is_insured_is_answered(triage, said):
    reply = in_the_middle(triage, "files are encrypted and there is a ransom note").say(said)
    assert "Do not pay" in " ".join(items(reply))
    assert "insurer-notify" in [quote.card for quote in parts(reply, Quote)]


def test_what_a_supplier_writes_is_not_to_be_trusted(triage):
    said = "supplier just emailed: 'back in 2 hrs please log in with this link'. is that safe to click"
    assert "Do not trust mail from the supplier" in " ".join(items(in_the_middle(triage, SUPPLIER).say(said)))


@pytest.mark.parametrize(
    ("said", "not_meant"),
    [
        ("how long have we got to answer him, he has complained", "no-answer-to-them"),
        ("put the recording out, or does answering it only spread the thing", "no-answer-to-them"),
        ("can he go over my head", "no-detective"),
        ("how will we know when it's safe to stop going round", "no-detective"),
        ("two officers were in tears, one's done sixteen hours", "no-blame"),
        ("I've come clean to the inspector, what next", "no-blame"),
        ("what do we say to crews asking if their bank details have gone", "word-of-a-supplier"),
        ("could I not just change the password and say nothing?", "words-for-others"),
    ],
)
def test_what_only_sounds_like_it_is_left_to_the_cards(said, not_meant):
    assert not_meant not in meant(said, "supplier-incident", "phishing")


# --- told, and yet more than to be written down ---


@pytest.mark.parametrize(
    "said",
    [
        "ok i'll leave it. he keeps ringing my mobile tho, says ill lose everything if i dont let him finish",
        "that scammer has texted me again",
        "they just rang me back",
    ],
)
def test_who_comes_back_is_not_to_be_answered(triage, said):
    dialogue = in_the_middle(triage, "I clicked a link in an email", "phishing", "payment-fraud", money="sent")
    reply = dialogue.say(said)
    assert "Do not reply" in " ".join(items(reply))
    assert dialogue.state["log"][-1]["text"] == said


@pytest.mark.parametrize(
    "said", ["the bank keeps ringing me", "IT have rung back", "callers can't get through", "my boss called me again"]
)
def test_others_who_ring_are_none_of_those(said):
    assert "they-come-back" not in meant(said, "payment-fraud", asks=False)


def test_a_new_threat_is_answered_with_danger_each_time_and_not_in_the_same_words(triage):
    dialogue = in_the_middle(triage, HIJACKED)
    first = dialogue.say("he's now saying 'you will get what's coming on thursday'. thats our full council meeting!")
    again = dialogue.say("another one: I know where you live")
    for said in (first, again):
        assert parts(said, Notice)[0].level == "emergency"
    assert parts(first, Quote)[0].card == parts(again, Quote)[0].card
    assert parts(first, Quote)[0].markdown != parts(again, Quote)[0].markdown
    assert [entry["text"][:8] for entry in dialogue.state["log"]][-2:] == ["he's now", "another "]


@pytest.mark.parametrize("said", ["they threaten to publish it on thursday", "nobody has threatened me"])
def test_a_threat_to_publish_is_none_to_a_person(said):
    assert "threat-to-a-person" not in meant(said, "ransomware", asks=False)


@pytest.mark.parametrize(
    "said",
    [
        "one of the emails gives the new address of a mum hiding from her ex",
        "there's a woman in a refuge and her address is in there",
        "the file has the placement of a child kept from his violent father",
    ],
)
def test_a_hidden_address_is_warned_of_and_noted(triage, said):
    dialogue = in_the_middle(triage, MAILBOX, "account-compromise", "data-breach", data="sensitive")
    reply = dialogue.say(said)
    assert parts(reply, Notice)[0].level == "emergency"
    assert "childrens-records-exposed" in [quote.card for quote in parts(reply, Quote)]
    assert said in [entry["text"] for entry in dialogue.state["log"]]


@pytest.mark.parametrize(
    "said",
    [
        "and now the out of hours homelessness line is jammed too, theres vulnerable people ringing that",
        "our safeguarding number is dead",
        "elderly residents can't get through at all",
    ],
)
def test_who_is_cut_off_from_help_is_thought_of(triage, said):
    reply = in_the_middle(triage, FLOODED).say(said)
    assert any(part.level == "emergency" for part in parts(reply, Notice))
    assert "reach-people-without-web-or-email" in [quote.card for quote in parts(reply, Quote)]


@pytest.mark.parametrize("said", ["the server was vulnerable", "nobody vulnerable rings that line"])
def test_what_is_only_called_vulnerable_is_nobody(said):
    assert "cut-off-from-help" not in meant(said, "denial-of-service", asks=False)


@pytest.mark.parametrize(
    "said",
    [
        "One resident says the message asked her for gift cards. She is a vulnerable lady in her eighties.",
        "an old man in our ward has sent them money",
    ],
)
def test_a_resident_who_is_swindled_is_thought_of(triage, said):
    reply = in_the_middle(triage, HIJACKED).say(said)
    assert "scams-after-an-incident" in [quote.card for quote in parts(reply, Quote)]


# --- where nothing answers, and what has no place ---


def answering(triage, monkeypatch, said: Reply):
    seen = []
    monkeypatch.setattr(triage.flow, "answer", lambda turn: seen.append(turn) or said)
    return seen


def test_where_nothing_answers_those_are_named_who_may_know(triage, monkeypatch):
    answering(triage, monkeypatch, reply("unanswerable"))
    said = in_the_middle(triage, PAID, money="sent").say("do we still owe them the 38,400", intent="ask")
    named = [part for part in parts(said, Contacts) if part.items]
    assert named and len(named[0].items) <= 3
    assert "below" not in " ".join(part.markdown for part in parts(said, Text))


def test_a_passage_that_hardly_answers_is_not_shown(triage, monkeypatch):
    card = triage.flow.corpus.cards["first-minutes-payment-fraud"]
    quote = triage.flow.speaker._quote(card)
    for score, shown in ((0.2, 0), (0.5, 1)):
        answering(triage, monkeypatch, reply("closest", quote.copy(update={"score": score})))
        said = in_the_middle(triage, PAID, money="sent").say("do we still owe them the 38,400", intent="ask")
        assert len(parts(said, Quote)) == shown


@pytest.mark.parametrize(
    ("said", "facts", "unfit"),
    [
        ("she says shes deleted it. do we tell the staff?", {}, "wrong-recipient-will-not-delete"),
        ("what do we do about the file", {"recovered": ["yes"]}, "wrong-recipient-will-not-delete"),
        ("£480 is gone, is it me who reports it", {}, "recovery-offers-for-a-fee"),
        ("nobody is offering to get it back!!", {}, "recovery-offers-for-a-fee"),
        ("will the pupils on the school system be told", {}, "pupil-got-into-school-systems"),
        ("im so scared for her, what do i do", {}, "online-abuse-of-councillors"),
        ("its not someone pretending to be my boss", {}, "chief-executive-impersonation"),
    ],
)
def test_a_card_whose_condition_does_not_hold_has_no_place(said, facts, unfit):
    assert unfit in own_plan().unfit(said, ["I sent an e-mail to the wrong parent"], facts)


@pytest.mark.parametrize(
    ("said", "before", "fit"),
    [
        ("she won't delete it", "", "wrong-recipient-will-not-delete"),
        ("a man says he can get our page back for 150 quid", "", "recovery-offers-for-a-fee"),
        ("do we exclude him", "a year 10 boy has got into our school network", "pupil-got-into-school-systems"),
        (
            "can my address come off",
            "I'm a councillor and somebody is abusing me online",
            "councillor-home-address-online",
        ),
    ],
)
def test_it_has_one_where_the_incident_has_told_of_it(said, before, fit):
    assert fit not in own_plan().unfit(said, [before], {})


def test_the_steps_of_a_plan_are_found_once_wherever_they_stand(triage):
    dialogue = in_the_middle(triage, PAID, "payment-fraud", "phishing", money="sent")
    do, do_not = steps_of(triage.assess(dialogue.state), ["reply", "freeze", "freeze"])
    assert [step.id for step in do] == ["freeze"]
    assert {step.id for step in do_not} == {"reply"}


def test_what_the_plan_forbids_of_a_thing_is_shown_to_who_asks_leave_for_it(triage, monkeypatch):
    def encode(texts):
        return np.array([[1.0, 0.0] if "old page back" in text else [0.0, 1.0] for text in texts], dtype=np.float32)

    monkeypatch.setattr(triage.flow, "encode", encode)
    dialogue = in_the_middle(triage, DEFACED, "website-defacement")
    said = dialogue.say("can I just put the old page back", intent="ask")
    assert items(said) == ["Do not just put the old page back. The way in is still open."]
    assert items(dialogue.say("who put the old page back", intent="ask")) == []


@pytest.mark.parametrize("said", ["have I caused a breach", "did we lose it", "will our insurers pay", "was i wrong"])
def test_a_verb_before_whom_it_is_about_asks(triage, said):
    assert triage.flow.ear.asks(said)


@pytest.mark.parametrize("said", ["have told IT", "did the backup this morning", "was monday", "will ring them"])
def test_a_verb_without_them_tells(triage, said):
    assert not triage.flow.ear.asks(said)
