"""What is said after the first message: kept, put right, closed, or asked beside; in words that users chose."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from dialogue import Dialogue, parts, words

from bot.replies import Choices, Contacts, Document, Quote, Reply, Text
from bot.skills.triage.beside import nearest
from bot.skills.triage.kept import bare, people, something_done, tells

RANSOM = "files are encrypted and there is a ransom note"
LOST = "i left my work laptop on the train"
PHISHED = "I clicked a link in an email"


def facts(dialogue):
    return dialogue.state["facts"]


def log(dialogue):
    return [entry["text"] for entry in dialogue.state["log"]]


def at(dialogue, fact):
    return datetime.fromisoformat(dialogue.state["moments"][fact]).strftime("%a %H:%M")


# --- kept as said ---


@pytest.mark.parametrize(
    "said",
    [
        "40 people affected, we're ringing them",
        "we've printed the rota from friday",
        "she wont give them to us",
        "we've shut the pool, everyone is out",
        "I'm the duty emergency planner",
        "about 40 residents",
        "the caretaker has gone home with the keys",
        "there was a funny smell in the server room",
        "all the wedding bookings are in there",
    ],
)
def test_what_no_fact_takes_is_kept_as_it_was_said(triage, said):
    dialogue = Dialogue(triage, {})
    dialogue.say("our telecare provider says alarms are not getting through, cyber attack", said)
    assert said in log(dialogue)
    assert dialogue.last.status in ("triage_kept", "triage_question")
    assert parts(dialogue.last, Choices)


@pytest.mark.parametrize("said", ["asdf", "👍", "purple monkey", "x", "hmm", "qwrt zxcv bnm plk"])
def test_noise_is_not_kept(dialogue, said):
    assert dialogue.say(RANSOM, said).status == "triage_again"
    assert said not in log(dialogue)


def test_the_same_reply_never_comes_twice_and_the_third_time_the_question_is_left_open(dialogue):
    said = ("the mayor is furious with everyone", "the cleaner saw a light on", "there was cake in the kitchen")
    replies = [dialogue.say(*([RANSOM] if n == 0 else []), each) for n, each in enumerate(said)]
    assert [reply.status for reply in replies] == ["triage_kept", "triage_kept_again", "triage_left"]
    first, second, third = (parts(reply, Choices)[0].prompt for reply in replies)
    assert second != first and first.startswith(second) and third != second
    assert facts(dialogue)["noticed"] == ["unknown"]
    assert set(said) <= set(log(dialogue))


def test_what_was_kept_is_in_the_brief_and_its_json(dialogue, triage):
    dialogue.say(RANSOM, "the caretaker has the only key to the comms room", "show the plan")
    document = parts(dialogue.last, Document)[0]
    path = next(each.path for each in document.files if each.format == "json")
    told = json.loads(triage.flow.documents.read("test", path))["log"]
    assert any("the only key" in entry["text"] and entry["at"] for entry in told)


def test_a_number_of_people_and_a_step_are_named(dialogue):
    assert "number of people" in words(dialogue.say(RANSOM, "about 60 families have rung in"))
    assert "that is done" in words(dialogue.say("we've moved everyone to the town hall"))


def test_after_the_brief_a_statement_goes_into_the_log(dialogue):
    dialogue.say(RANSOM, "just now", "many", "housing", "no personal data", "none", "told IT")
    assert dialogue.say("the caretaker has the only key to the comms room").status == "triage_logged"


def test_what_statements_are():
    assert tells("40 residents") and tells("it is in the bag") and not tells("wibble") and not tells("9")
    assert people("1,200 tenants and 3 laptops") == 1200 and people("both of the children") == 2
    assert people("2 laptops at 9") is None
    assert (
        something_done("we've shut the pool") and not something_done("I clicked it") and not something_done("it broke")
    )
    assert bare("3 weeks ago") and bare("£4,000") and not bare("3 weeks ago?") and not bare("10 people rang")


# --- filed where it belongs ---


@pytest.mark.parametrize("said", ["not sure if cyber", "dunno whether it's an attack or just a fault"])
def test_a_doubt_about_something_else_is_no_answer_to_where(triage, said):
    dialogue = Dialogue(triage, {})
    dialogue.say(RANSOM, said)
    assert "nation" not in facts(dialogue) and "body" not in facts(dialogue)


@pytest.mark.parametrize(
    "said", ["not sure if encrypted", "I don't know whether it was encrypted", "no idea if it's locked"]
)
def test_a_doubt_about_another_question_belongs_to_that_one(triage, said):
    dialogue = Dialogue(triage, {})
    dialogue.say(LOST, said)
    assert facts(dialogue)["locked"] == ["unknown"] and "nation" not in facts(dialogue)


def test_a_doubt_about_what_was_asked_is_an_answer(dialogue):
    dialogue.say(LOST, "just now", "not sure if it was encrypted")
    assert facts(dialogue)["locked"] == ["unknown"]


@pytest.mark.parametrize(
    "said", ["nothing yet, told no one", "nothing yet, we have told nobody", "not done anything yet"]
)
def test_nothing_yet_says_what_was_done_and_nothing_about_people(dialogue, said):
    dialogue.say(PHISHED, "just now", "one device", said)
    assert facts(dialogue).get("data") != ["none"]
    assert facts(dialogue)["done"] == ["nothing"]


@pytest.mark.parametrize(
    ("opening", "said", "fact", "value"),
    [
        (LOST, "it's encrypted but my login was on a sticky note in the bag", "locked", "no"),
        (LOST, "encrypted, password was taped inside the lid", "locked", "no"),
        (LOST, "it has a PIN on it", "locked", "pin"),
        (LOST, "it is encrypted and has a PIN on it", "locked", "yes"),
        (LOST, "emails from residents on it", "data", "ordinary"),
        (LOST, "no its gone i think someone took it", "stolen", "yes"),
        ("I keep getting MFA prompts on my phone", "I pressed approve once by mistake", "access", "theirs"),
        ("someone rang saying they were Microsoft, on my computer", "I typed in my online banking", "money", "at-risk"),
        ("someone rang pretending to be from IT", "they asked for my code and I read it out", "clicked", "password"),
        ("we paid a invoice and the builder never got it", "council in england", "money", "sent"),
        ("a contractor emailed new bank details", "no i havnt paid yet", "money", "not-sent"),
        ("care rota is down, screens have a ransom note", "30 people missed visits", "services", "danger"),
    ],
)
def test_what_is_told_has_its_own_sense(dialogue, opening, said, fact, value):
    dialogue.say(opening, said)
    assert value in facts(dialogue)[fact]


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("he uses the same password on everything", "spread"),
        ("IT took it offline", "stolen"),
        ("someone took it off the network", "stolen"),
    ],
)
def test_what_only_looks_like_it_is_not_noted(dialogue, said, fact):
    dialogue.say("our mailbox was hacked", said)
    assert fact not in facts(dialogue)


def test_a_sum_answers_whether_money_has_gone(dialogue):
    dialogue.say("payment fraud, fake invoice from a supplier", "just now", "4000 pounds")
    assert facts(dialogue)["money"] == ["sent"]


def test_a_bare_time_is_no_question_whatever_it_was_taken_for(dialogue):
    dialogue.say("we paid a fake invoice 3 weeks ago")
    assert dialogue.say("3 weeks ago", intent="ask").status != "triage_side"


@pytest.mark.parametrize("said", ["do we need to do anything today", "should we ring them tomorrow"])
def test_a_question_that_names_a_day_is_no_time(dialogue, said):
    assert dialogue.say(RANSOM, said).status == "triage_side"
    assert "noticed" not in dialogue.state["moments"]


@pytest.mark.parametrize("said", ["yes about 10 minits ago", "10 mintues ago"])
def test_minutes_are_heard_as_people_spell_them(dialogue, said):
    dialogue.say(RANSOM, said)
    assert at(dialogue, "noticed") == "Mon 14:00"


# --- put right ---


@pytest.mark.parametrize(
    ("first", "said", "now"),
    [
        ("8am", "correction - it was 9 not 8", "Mon 09:00"),
        ("8am", "sorry, 9 not 8", "Mon 09:00"),
        ("8am", "not 8, it was 9.30", "Mon 09:30"),
        ("8am", "sorry I meant 10am", "Mon 10:00"),
        ("on friday", "actually it was thursday not friday", "Thu 00:00"),
        ("on friday", "sorry, it was thursday", "Thu 00:00"),
        ("on sunday", "we only found out this morning", "Mon 06:00"),
    ],
)
def test_a_time_is_put_right(dialogue, first, said, now):
    dialogue.say(RANSOM, first, said)
    assert at(dialogue, "noticed") == now
    assert "spread" not in facts(dialogue)


@pytest.mark.parametrize(
    "said", ["it was 12 people not 10", "3 laptops, not 8", "sorry, 9 of them", "we told IT at 11am"]
)
def test_other_numbers_leave_the_time_alone(dialogue, said):
    dialogue.say(RANSOM, "8am", said)
    assert at(dialogue, "noticed") == "Mon 08:00"


def test_what_is_told_beside_a_correction_counts(triage):
    dialogue = Dialogue(triage, {})
    dialogue.say("a member of staff who left on friday has downloaded the whole client list")
    dialogue.say("actually she left thursday not friday. social care provider in swansea")
    assert (facts(dialogue)["nation"], facts(dialogue)["body"]) == (["wales"], ["care-provider"])
    assert at(dialogue, "began").startswith("Thu")


# --- controls ---


@pytest.mark.parametrize(
    "said",
    ["show the plan", "show me the plan so far", "plan", "plan please", "skip to the plan", "can I see the plan", "show it again",
     "what's the plan", "ok give me our plan now please"],
)  # fmt: skip
def test_the_plan_is_shown_at_any_point(dialogue, said):
    assert dialogue.say(RANSOM, said).status == "triage_brief"
    assert parts(dialogue.last, Contacts) and dialogue.state["pending"] == "noticed"


@pytest.mark.parametrize("said", ["is there a plan for elections", "we have no plan", "the planning portal is down"])
def test_not_every_plan_is_this_one(dialogue, said):
    assert dialogue.say(RANSOM, said).status != "triage_brief"


@pytest.mark.parametrize("said", ["can you make it shorter", "shorter please", "tl;dr", "make that short"])
def test_the_plan_can_be_short(dialogue, said):
    reply = dialogue.say(RANSOM, said)
    assert len(parts(reply, Contacts)[0].items) <= 3


@pytest.mark.parametrize(
    "said", ["leave it there thanks", "that's all thanks", "ok that's it for now", "thats all for today cheers"]
)
def test_a_polite_stop_pauses(dialogue, said):
    assert dialogue.say(RANSOM, said).status == "triage_paused"
    assert dialogue.say("resume").status == "triage_resumed"


@pytest.mark.parametrize(
    "said",
    [
        "never mind its a screensaver the lads put on",
        "oh it was caps lock sorry",
        "it's a planned test",
        "looks like nothing was taken after all, can we close it",
        "turns out it was just the cleaner",
        "all sorted now thanks",
        "ah it was only the cleaner",
    ],
)
def test_what_was_nothing_is_closed_with_one_question(dialogue, said):
    assert dialogue.say(RANSOM, said).status == "triage_close_ask"
    assert dialogue.say("yes").status == "triage_closed"
    assert parts(dialogue.last, Document) and dialogue.state is None


def test_it_stays_open_on_a_no_and_goes_on_where_it_was(dialogue):
    dialogue.say(RANSOM, "oh it was caps lock sorry", "no")
    assert dialogue.last.status == "triage_kept_open" and dialogue.state["pending"] == "noticed"
    dialogue.say("oh it was caps lock sorry", "20 minutes ago")
    assert at(dialogue, "noticed") == "Mon 13:50"


@pytest.mark.parametrize(
    "said",
    ["sorry it was the train to Aberdeen not Inverness", "it was only one laptop sorry", "it was my fault", "it's encrypted, sorry",
     "it was at 9 sorry"],
)  # fmt: skip
def test_who_only_says_sorry_is_not_asked_to_close(dialogue, said):
    assert dialogue.say(LOST, said).status != "triage_close_ask"


# --- short questions ---


@pytest.mark.parametrize(
    "said",
    ["who else do I need to ring tonight?", "who do i ring its sunday", "what numbers in wales", "who should we call on a sunday",
     "do I have to tell the clients"],
)  # fmt: skip
def test_whom_to_tell_is_answered_by_the_plan(dialogue, said):
    reply = dialogue.say(RANSOM, said, intent="ask")
    assert reply.status == "triage_section" and parts(reply, Contacts) and parts(reply, Choices)


def test_a_place_in_such_a_question_is_noted(triage):
    dialogue = Dialogue(triage, {})
    dialogue.say(RANSOM, "what numbers in wales")
    assert facts(dialogue)["nation"] == ["wales"]


@pytest.mark.parametrize("said", ["what do I tell them", "what do we say to people", "wot do i tell my constituents"])
def test_what_to_say_is_answered_by_the_plan(dialogue, said):
    assert "For staff" in words(dialogue.say(RANSOM, said, intent="ask"))


def test_was_that_wrong_is_a_question_with_what_it_tells(dialogue):
    reply = dialogue.say(RANSOM, "I've turned it off already, was that wrong")
    assert reply.status == "triage_side" and "switched-off" in facts(dialogue)["done"]


def quote(card: str) -> Quote:
    return Quote.construct(card=card, passage=card)


def test_two_passages_are_enough_beside_an_incident():
    said = Reply.construct(status="closest", parts=[Text(markdown="not sure"), quote("a"), quote("b"), quote("c")])
    assert [part.card for part in nearest(said).parts if isinstance(part, Quote)] == ["a", "b"]
    sure = Reply.construct(status="answered", parts=[quote("a"), quote("b"), quote("c")])
    assert nearest(sure) is sure


@pytest.mark.parametrize("act", ["outside_health", "outside_council_service", "outside_home_it"])
def test_what_a_service_asks_beside_its_incident_is_searched_for_and_not_sent_away(triage, monkeypatch, act):
    heard = []
    monkeypatch.setattr(
        triage.flow,
        "answer",
        lambda turn: heard.append(turn.intent) or Reply(status="answered", parts=[Text(markdown="x")]),
    )
    dialogue = Dialogue(triage, {"nation": "england", "body": "care-provider"})
    dialogue.say(RANSOM)
    dialogue.say("how do we do the meds round?", intent=act)
    assert heard == ["ask"] and dialogue.last.status == "triage_side"


def test_how_to_hide_it_is_taken_for_what_it_is_beside_an_incident_too(triage, monkeypatch):
    heard = []
    monkeypatch.setattr(
        triage.flow,
        "answer",
        lambda turn: heard.append(turn.intent) or Reply(status="answered", parts=[Text(markdown="x")]),
    )
    dialogue = Dialogue(triage, {"nation": "england", "body": "principal-council"})
    dialogue.say(RANSOM)
    dialogue.say("how do I hide it from the ICO?", intent="outside_hiding")
    assert heard == ["outside_hiding"]


@pytest.mark.parametrize("said", ["no sorry 3 hours", "sorry, three hours", "actually 3 hours ago", "correction 3 hrs"])
def test_how_long_ago_is_put_right(dialogue, said):
    dialogue.say("our website is defaced since 2 hours ago", said)
    assert at(dialogue, "noticed") == "Mon 11:10"


@pytest.mark.parametrize("said", ["has anyone paid? dont know yet", "did it spread to the schools? no idea"])
def test_not_knowing_the_answer_to_ones_own_question_answers_no_other(said, triage):
    dialogue = Dialogue(triage)
    dialogue.say(RANSOM)
    waits = dialogue.state["pending"]
    dialogue.say(said)
    assert dialogue.state["pending"] == waits and "nation" not in facts(dialogue)


def test_who_does_something_is_a_question_without_its_mark(dialogue):
    dialogue.say("somebody made a fake video of me saying racist things and it is on facebook", "who takes it down")
    assert "ANSWER: who takes it down" in words(dialogue.last)


@pytest.mark.parametrize(
    "said", ["somebody made a fake video of me saying racist things", "there is a deepfake video of her on facebook"]
)
def test_a_false_film_of_somebody_is_no_blackmail(dialogue, said):
    dialogue.say(said)
    assert "blackmail" not in facts(dialogue)


@pytest.mark.parametrize(
    "said",
    [
        "its actually scotland",
        "sorry meant scotland not england",
        "no, we're in Scotland, not England",
        "correction: scotland",
    ],
)
def test_a_nation_is_put_right(dialogue, said):
    dialogue.say("ransom note on our screens, unitary council in england", said)
    assert facts(dialogue)["nation"] == ["scotland"]


@pytest.mark.parametrize("said", ["district council in NI", "ni council", "school in ni"])
def test_ni_is_northern_ireland(triage, said):
    dialogue = Dialogue(triage)
    dialogue.say(RANSOM, said)
    assert facts(dialogue)["nation"] == ["northern-ireland"]


def test_ni_numbers_are_no_nation(triage):
    dialogue = Dialogue(triage)
    dialogue.say("we emailed a list with names and NI numbers to the wrong person")
    assert "nation" not in facts(dialogue)


@pytest.mark.parametrize(
    "said",
    [
        "our mailbox is sending spam, she clicked something on friday",
        "we paid an invoice on friday and the bank details were false",
    ],
)
def test_the_day_of_a_deed_is_when_it_began_and_not_when_it_was_noticed(dialogue, said):
    dialogue.say(said)
    assert "noticed" not in dialogue.state["moments"] and "began" in dialogue.state["moments"]
