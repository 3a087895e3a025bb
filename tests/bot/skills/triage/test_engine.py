"""Talking with triage: answers in free words, and what may be said at any point."""

from __future__ import annotations

import datetime as dt
import json
from copy import copy

import pytest
from dialogue import NOW, Dialogue, parts, told, words

from bot.handover import HandOver, HandOverSettings
from bot.replies import Checklist, Choices, Contacts, Document, Notice, Option, Quote, Text
from bot.skills.triage import Flow, Triage

RANSOM = "files are encrypted and there is a ransom note"
NEXT = ("about 10 this morning", "many", "housing and benefits", "names and addresses", "backups", "told IT")


def briefed(dialogue):
    dialogue.say(RANSOM, *NEXT)
    assert dialogue.last.status == "triage_brief"
    return dialogue


def facts(dialogue):
    return dialogue.state["facts"]


def test_the_first_reply_says_999_and_the_first_things_before_any_question(dialogue):
    reply = dialogue.say(RANSOM)
    assert [part.kind for part in reply.parts][:3] == ["text", "notice", "checklist"]
    assert "999" in parts(reply, Notice)[0].markdown
    assert "Do not pay" in parts(reply, Checklist)[0].items[1].text


def test_answers_in_the_first_message_are_not_asked_again(triage):
    dialogue = Dialogue(triage)
    dialogue.say(
        "county council in Wales, every pc has a ransom note since 9 this morning, social care and housing are down"
    )
    dialogue.say("don't know", "don't know", "don't know")
    assert dialogue.last.status == "triage_brief"
    assert told(dialogue.last).count("cymrusoc") == 1


def test_several_answers_at_once_are_all_taken(dialogue):
    dialogue.say(RANSOM)
    dialogue.say("20 minutes ago, it's spreading, housing and benefits are down, and we pulled the cables")
    assert set(facts(dialogue)) >= {"spread", "services", "done"}
    assert facts(dialogue)["services"] == ["housing", "benefits"]
    assert dialogue.state["moments"]["noticed"] == (NOW - dt.timedelta(minutes=20)).isoformat()


@pytest.mark.parametrize("said", ["don't know", "not sure", "no idea", "Dont know", "?", "I'm not sure"])
def test_dont_know_is_always_allowed(dialogue, said):
    dialogue.say(RANSOM, said)
    assert facts(dialogue)["noticed"] == ["unknown"]
    assert dialogue.last.status == "triage_question"


def test_slips_of_typing_are_understood(dialogue):
    dialogue.say(RANSOM, "just now", "several", "housng and benfits")
    assert facts(dialogue)["services"] == ["housing", "benefits"]


def test_no_is_heard_as_no_and_not_as_its_opposite(dialogue):
    dialogue.say(RANSOM, "just now", "not spreading", "none", "no personal data")
    assert (facts(dialogue)["spread"], facts(dialogue)["data"]) == (["stopped"], ["none"])


def test_an_answer_that_is_not_understood_is_asked_once_more_then_left_open(dialogue):
    dialogue.say(RANSOM, "purple monkey")
    assert dialogue.last.status == "triage_again"
    dialogue.say("dishwasher")
    assert facts(dialogue)["noticed"] == ["unknown"]
    assert [entry["text"] for entry in dialogue.state["log"]].count("dishwasher") == 1


def test_a_note_that_asks_for_money_says_nothing_offensive(dialogue):
    dialogue.say("HELP all our files are locked with a note asking for money")
    assert "content" not in facts(dialogue)


def test_a_worse_answer_later_replaces_the_first(dialogue):
    dialogue.say(RANSOM, "just now", "just one laptop", "now it's spreading")
    assert facts(dialogue)["spread"] == ["spreading"]


def test_a_side_question_is_answered_and_the_same_question_asked_again(dialogue):
    dialogue.say(RANSOM)
    before = dialogue.prompts[-1]
    reply = dialogue.say("should we tell the press about the backups?", intent="ask")
    assert reply.status == "triage_side"
    assert "ANSWER: should we tell the press" in words(reply)
    assert len(parts(reply, Choices)) == 1 and dialogue.prompts[-1] == before
    assert "reach" not in facts(dialogue)


@pytest.mark.parametrize(
    "said", ["where's the list of what to do", "show me the steps", "the checklist again", "can I see the actions"]
)
def test_the_list_of_what_to_do_is_shown_however_it_is_asked_for(dialogue, said):
    dialogue.say(RANSOM)
    assert dialogue.say(said, intent="find").status == "triage_section"


@pytest.mark.parametrize(
    "said",
    [
        "what do i tell the chief exec",
        "who phones the insurers",
        "ok but what about the backups",
        "and who decides if we pay",
        "should i wake the leader",
        "do we have to stay all night",
        "how long does this usually last",
        "is onedrive ok",
        "list what you have on backups for councillors",
        "have you got anything on phones",
    ],
)
def test_a_question_without_its_mark_is_answered_whatever_the_classifier_takes_it_for(dialogue, said):
    dialogue.say(RANSOM)
    reply = dialogue.say(said, intent="follow_up")
    assert reply.status == "triage_side"
    assert f"ANSWER: {said}" in words(reply)


@pytest.mark.parametrize(
    "said", ["when we came in", "could be hackers", "what a mess", "where the server is kept", "who knows"]
)
def test_words_that_only_begin_like_a_question_are_none(dialogue, said):
    dialogue.say(RANSOM)
    assert dialogue.say(said).status != "triage_side"


@pytest.mark.parametrize(
    "said",
    [
        "can i get a list of contacts",
        "give me the contacts please",
        "who do i phone",
        "who do we need to tell",
        "who else should we be telling",
        "I need the phone numbers",
    ],
)
def test_the_contacts_are_shown_however_they_are_asked_for(dialogue, said):
    assert parts(briefed(dialogue).say(said), Contacts)


@pytest.mark.parametrize(
    "said", ["what do i tell the parents", "what can we say to the papers", "what should I say to tenants"]
)
def test_lines_are_given_for_whoever_they_are_asked_for(dialogue, said):
    reply = briefed(dialogue).say(said)
    assert reply.status == "triage_section" and "For staff" in words(reply)


def test_an_answer_that_the_classifier_takes_for_a_question_is_still_an_answer(dialogue):
    dialogue.say(RANSOM)
    dialogue.say("about 10 this morning", intent="ask")
    assert "noticed" in dialogue.state["moments"]


def test_back_asks_the_question_before_again(dialogue):
    dialogue.say(RANSOM, "just now", "several", "back")
    assert dialogue.prompts[-1] == dialogue.prompts[1]
    dialogue.say("many")
    assert facts(dialogue)["spread"] == ["many"]


def test_back_at_the_first_question_says_so_and_asks_it(dialogue):
    dialogue.say(RANSOM, "back")
    assert dialogue.last.status == "triage_back_first"
    assert dialogue.prompts[0] == dialogue.prompts[-1]


@pytest.mark.parametrize(
    "said", ["change nation to Scotland", "change my nation to scotland", "correct the nation to Scotland"]
)
def test_an_answer_can_be_changed_in_one_message(dialogue, said):
    briefed(dialogue).say(said)
    assert dialogue.last.status == "triage_updated"
    assert "sc3" in told(dialogue.last) and "report-fraud" not in told(dialogue.last)


def test_an_answer_can_be_changed_in_two_steps(dialogue):
    briefed(dialogue).say("change when noticed")
    assert "When was it first noticed" in dialogue.prompts[-1]
    dialogue.say("yesterday at 9am")
    assert dialogue.state["moments"]["noticed"].startswith("2026-11-22T09:00")


def test_change_without_a_name_offers_what_can_be_changed(dialogue):
    reply = briefed(dialogue).say("change an answer")
    assert reply.status == "triage_change"
    assert "change services hit" in [option.message for option in parts(reply, Choices)[0].options]


def test_the_type_can_be_changed(dialogue):
    dialogue.say("clicked a link in an email", "change type", "A website or service flooded or down")
    assert dialogue.state["types"] == ["denial-of-service"]
    assert parts(dialogue.last, Checklist)[0].items[0].id == "confirm"


def test_pause_and_resume_lose_nothing(dialogue):
    dialogue.say(RANSOM, "just now", "pause")
    held = dialogue.state
    assert dialogue.last.status == "triage_paused"
    assert dialogue.say("what is a SIRO?", intent="ask").status == "triage_side"
    dialogue.now = NOW + dt.timedelta(days=1)
    dialogue.say("resume")
    assert dialogue.last.status == "triage_resumed"
    assert {**dialogue.state, "status": ""} == {**held, "status": ""}


def test_an_answer_while_paused_goes_on(dialogue):
    dialogue.say(RANSOM, "just now", "pause", "several")
    assert facts(dialogue)["spread"] == ["several"]


def test_restart_keeps_only_where_the_user_is(dialogue):
    dialogue.say(RANSOM, "just now", "restart")
    assert set(facts(dialogue)) == {"nation", "body"} and dialogue.state["types"] == []


def test_a_false_alarm_ends_it(dialogue):
    assert dialogue.say(RANSOM, "false alarm").status == "triage_stopped"
    assert dialogue.say(RANSOM, "false alarm, sorry all").status == "triage_stopped"


def test_a_false_alarm_that_was_none_stops_nothing(dialogue):
    assert dialogue.say(RANSOM, "false alarm I think, no hang on it isn't").status != "triage_stopped"
    assert dialogue.state


@pytest.mark.parametrize("said", ["no its planned maintenance", "sorry, it was just a scheduled upgrade", "planned"])
def test_what_was_planned_ends_it_after_one_question(dialogue, said):
    assert dialogue.say(RANSOM, said).status == "triage_close_ask"
    assert dialogue.say("yes").status == "triage_closed"


def test_stop_ends_with_severity_contacts_and_a_brief(dialogue):
    reply = dialogue.say(RANSOM, "stop")
    assert reply.status == "triage_stopped" and dialogue.state is None
    assert parts(reply, Notice) and told(reply) and parts(reply, Document)


@pytest.mark.parametrize(
    "said, at, text",
    [
        ("add to the log: 14:05 isolated the file server", "14:05", "isolated the file server"),
        ("log: isolated the file server", "14:10", "isolated the file server"),
        ("13:30 called the vendor", "13:30", "called the vendor"),
        ("log 2.05pm spoke to the chief exec", "14:05", "spoke to the chief exec"),
    ],
)
def test_the_log_takes_lines_with_their_times(dialogue, said, at, text):
    briefed(dialogue).say(said)
    assert dialogue.last.status == "triage_logged"
    entry = next(entry for entry in dialogue.state["log"] if entry["text"] == text)
    assert dt.datetime.fromisoformat(entry["at"]).astimezone(NOW.tzinfo).strftime("%H:%M") == at


def test_the_log_is_open_while_questions_are_asked(dialogue):
    dialogue.say(RANSOM)
    dialogue.say("log: 14:00 unplugged the switch")
    assert dialogue.last.status == "triage_logged" and dialogue.prompts[-1] == dialogue.prompts[0]
    assert facts(dialogue)["done"] == ["disconnected"]


def test_a_line_with_its_time_is_logged_while_a_question_waits_and_answers_nothing(dialogue):
    dialogue.say(RANSOM)
    assert dialogue.say("13:20 isolated the file server").status == "triage_logged"
    assert "noticed" not in dialogue.state["moments"] and dialogue.prompts[-1] == dialogue.prompts[0]
    dialogue.say("12:50 first seen in planning")
    assert dialogue.state["moments"]["noticed"].startswith("2026-11-23T12:50")


def test_what_was_done_in_other_words_is_taken_and_logged(dialogue):
    dialogue.say(RANSOM, "just now", "many", "none", "no", "none", "sent everybody home")
    assert dialogue.last.status == "triage_brief" and facts(dialogue)["done"] == ["other"]
    assert "sent everybody home" in [entry["text"] for entry in dialogue.state["log"]]


@pytest.mark.parametrize(
    "said, expected",
    [("just the one", "one"), ("six or seven pcs that we know of", "several"), ("40 machines", "many")],
)
def test_numbers_tell_how_far_it_has_got(dialogue, said, expected):
    dialogue.say(RANSOM, "just now", said)
    assert facts(dialogue)["spread"] == [expected]


def test_a_denied_answer_is_not_heard_as_its_opposite_by_a_slip_of_typing(triage):
    dialogue = Dialogue(triage, {"nation": "england", "body": "school"})
    dialogue.say("someone asked us to change a supplier's account number, it looks like mandate fraud", "just now")
    dialogue.say("nothing has gone out yet")
    assert facts(dialogue).get("money") != ["sent"]


@pytest.mark.parametrize(
    "said, nation",
    [
        ("all our files are encrypted, highland council", "scotland"),
        ("ransom note on every screen, housing association in Belfast", "northern-ireland"),
        ("we're in Kent and all our files are encrypted", "england"),
        ("all our files are encrypted. Fermanagh and Omagh", "northern-ireland"),
    ],
)
def test_a_place_that_is_ones_own_tells_the_nation(triage, said, nation):
    dialogue = Dialogue(triage)
    dialogue.say(said)
    assert facts(dialogue)["nation"] == [nation]


@pytest.mark.parametrize("said", ["left my council ipad on the 8.15 to leeds", "sign-ins from Perth on our mailbox"])
def test_a_place_that_is_not_ones_own_does_not(triage, said):
    dialogue = Dialogue(triage)
    dialogue.say(said)
    assert "nation" not in facts(dialogue)


def test_the_words_of_a_button_for_a_type_are_no_answers(triage):
    dialogue = Dialogue(triage)
    dialogue.say("something odd is going on", "A lost or stolen laptop, phone or papers")
    assert not {"stolen", "locked"} & set(facts(dialogue))


def test_case_files_of_a_service_do_not_stop_the_service(dialogue):
    dialogue.say(RANSOM, "just now", "many", "none", "housing case files are on there")
    assert (facts(dialogue)["services"], facts(dialogue)["data"]) == (["none"], ["sensitive"])


def test_danger_is_heard_whatever_was_asked(dialogue):
    dialogue.say(RANSOM, "just now", "many", "none", "someone could get hurt")
    assert "danger" in facts(dialogue)["services"]


@pytest.mark.parametrize(
    "said", ["enough, give me the brief", "that's enough", "no more questions", "just give me the brief"]
)
def test_the_brief_comes_when_somebody_has_had_enough(dialogue, said):
    assert dialogue.say(RANSOM, said).status == "triage_brief"


def test_something_worse_after_the_brief_makes_a_new_assessment(dialogue):
    dialogue.say("clicked a link in a dodgy email", "just now", "just me", "no", "nothing")
    assert dialogue.state["level"] == "moderate"
    dialogue.say("there's now a ransom note and it is spreading")
    assert "ransomware" in dialogue.state["types"]


def test_done_things_are_ticked_in_lists_and_brief(dialogue):
    briefed(dialogue).say("we have told the NCSC and the ICO")
    assert set(dialogue.state["ticked"]) == {"ncsc-incident", "ico"}
    items = {item.id: item.done for part in parts(dialogue.say("contacts"), Contacts) for item in part.items}
    assert items["ncsc-incident"] and items["ico"] and not items["warp"]


@pytest.mark.parametrize(
    "said", ["untick the ICO", "Wrong, the ICO has NOT been told", "no, the ico hasn't been told yet"]
)
def test_what_was_ticked_can_be_unticked(dialogue, said):
    briefed(dialogue).say("we have told the NCSC and the ICO")
    assert "No longer ticked off" in parts(dialogue.say(said), Text)[0].markdown
    assert dialogue.state["ticked"] == ["ncsc-incident"]


def test_what_was_told_as_done_can_be_unticked(dialogue):
    briefed(dialogue).say("we have told our police force about it")
    done = dialogue.state["facts"].get("done", [])
    dialogue.say("untick NCSC")
    assert dialogue.state["facts"].get("done", []) == done


def test_who_is_on_leave_is_not_ticked_as_told(dialogue):
    briefed(dialogue).say("I rang the police and the ICO man is on annual leave till Thursday")
    assert "ico" not in dialogue.state["ticked"]


def test_a_question_beside_what_is_done_is_answered(dialogue):
    said = briefed(dialogue).say("done, the ICO told. what about the letter to the families, what must it say?")
    assert "ico" in dialogue.state["ticked"] and said.status == "triage_side"


def test_also_adds_to_an_answer_already_given(dialogue):
    dialogue.say(RANSOM, "just now", "several", "housing", "also benefits")
    assert facts(dialogue)["services"] == ["housing", "benefits"]


@pytest.mark.parametrize(
    "said, expected",
    [
        ("Lines to say", "For the public"),
        ("Evidence to keep", "Photographs of screens"),
        ("How to talk safely", "phones that were not on the affected network"),
        ("The next 24 hours", "second shift"),
        ("Where advice differs", "switched everything off"),
        ("who do I tell?", "03000 200 973"),
        ("what do I do now?", "Disconnect the machines"),
    ],
)
def test_each_part_of_the_advice_can_be_asked_for(dialogue, said, expected):
    reply = briefed(dialogue).say(said)
    assert reply.status == "triage_section" and expected in words(reply)


def test_a_council_that_was_there_is_quoted_with_its_sources(dialogue):
    quote = parts(briefed(dialogue).say("A council that was there"), Quote)[0]
    assert quote.citations and quote.card.startswith("case-")


def test_every_choice_that_is_offered_is_understood(triage):
    """Pressing any button, at any question of any type, moves on."""
    for name in triage.flow.library.playbooks:
        for question in triage.flow.gatherer.questions(start_of(triage, name)):
            dialogue = Dialogue(triage)
            dialogue.state = (
                start_of(triage, name).copy(update={"pending": question.id, "asked": [question.id]}).state()
            )
            choices = triage.flow.speaker.ask(start_of(triage, name).copy(update={"pending": question.id}))[-1]
            held = dialogue.state
            for option in choices.options:
                dialogue.state = held
                reply = dialogue.say(option.message)
                assert reply.status in ("triage_question", "triage_brief"), (name, question.id, option.label)
                assert dialogue.state["pending"] != question.id
                known = set(dialogue.state["facts"]) | set(dialogue.state["moments"])
                assert set(question.facts) <= known, (name, question.id, option.label)


def start_of(triage, name):
    from bot.skills.triage.case import Case

    return Case(started=NOW, types=[name])


def test_every_button_after_the_brief_is_understood(dialogue):
    options = parts(briefed(dialogue).say("brief"), Choices)[-1].options
    held = dialogue.state
    for option in options:
        dialogue.state = held
        assert dialogue.say(option.message).status in ("triage_section", "triage_change"), option.label


def test_every_type_can_be_chosen_by_its_button(triage):
    for playbook in triage.flow.library.playbooks.values():
        dialogue = Dialogue(triage)
        dialogue.say("we are under attack", playbook.choice)
        assert dialogue.state["types"] == [playbook.id]


def test_nothing_personal_is_asked_for(triage):
    asked = [question.ask.lower() for question in triage.flow.common.questions]
    assert not [
        ask for ask in asked for word in ("your name", "phone number", "e-mail address", "email address") if word in ask
    ]


def test_two_types_at_once_are_both_handled(dialogue):
    reply = dialogue.say("social worker had her bag nicked with her laptop and case notes in it")
    assert dialogue.state["types"] == ["lost-device", "data-breach"]
    assert {"report", "contain"} <= {item.id for item in parts(reply, Checklist)[0].items}
    dialogue.say("last night", "no, paper", "not yet", "nothing")
    assert {"local-police", "ico", "people-affected"} <= set(told(dialogue.last))


def test_a_second_type_told_while_a_question_waits_is_taken_in_and_the_question_stays(dialogue):
    dialogue.say("our supplier has been hacked")
    waiting = dialogue.state["pending"]
    reply = dialogue.say("RANSOMWARE on our servers what do we do first")
    assert dialogue.state["types"] == ["supplier-incident", "ransomware"]
    assert parts(reply, Checklist) and dialogue.state["pending"] == waiting and not dialogue.state["misses"]


def test_a_second_type_told_after_the_brief_is_taken_in(dialogue):
    briefed(dialogue).say("and someone has lost a laptop on the train")
    assert dialogue.state["types"] == ["ransomware", "lost-device"]


def test_proposed_law_is_marked_as_not_in_force(dialogue):
    reply = briefed(dialogue).say("Where advice differs")
    assert [
        part.markdown for part in parts(reply, Text) if part.markdown.startswith("Not in force: The Cyber Security")
    ]


def test_state_is_plain_json_and_small(dialogue):
    briefed(dialogue)
    assert json.loads(json.dumps(dialogue.state)) == dialogue.state
    assert len(json.dumps(dialogue.state)) < 4000


@pytest.mark.parametrize("state", [{"version": 99}, {"rubbish": True}, {"version": 1, "facts": 3}])
def test_a_state_that_cannot_be_read_starts_afresh(triage, state):
    dialogue = Dialogue(triage)
    dialogue.state = state
    assert dialogue.say(RANSOM).status == "triage_first"


def test_resume_without_an_incident_says_so(triage):
    outcome = triage.resume(Dialogue(triage).turn("resume"))
    assert outcome.reply.status == "triage_none_open" and outcome.state is None


def test_the_profile_that_was_learned_is_given_back(triage):
    dialogue = Dialogue(triage)
    dialogue.say("I'm the parish clerk, lost my laptop in scotland")
    profile = dialogue.outcomes[-1].profile
    assert (profile.nation, profile.role) == ("scotland", "parish-clerk")


def test_hand_over_is_off_until_a_council_sets_it_up(dialogue):
    assert briefed(dialogue).say("hand over").status == "triage_hand_over_none"


@pytest.fixture
def handing(triage, tmp_path):
    settings = HandOverSettings(
        incident_lead="the duty incident lead",
        mail={"sender": "bot@example.gov.uk", "to": "lead@example.gov.uk", "folder": tmp_path / "outbox"},
    )
    flow = copy(triage.flow)
    flow.hand_over = HandOver(settings)
    return Dialogue(Triage(flow), {"nation": "england", "body": "principal-council"}), tmp_path / "outbox"


def test_hand_over_asks_first_and_sends_only_on_yes(handing):
    dialogue, outbox = handing
    briefed(dialogue).say("Hand over")
    assert dialogue.last.status == "triage_hand_over_ask" and not outbox.exists()
    assert dialogue.say("No, keep it").status == "triage_hand_over_kept" and not outbox.exists()
    dialogue.say("Hand over", "Yes, hand it over")
    assert dialogue.last.status == "triage_handed_over" and len(list(outbox.iterdir())) == 1
    assert "Handed over" in dialogue.state["log"][-1]["text"]


def test_the_hand_over_button_is_there_only_when_it_works(handing, dialogue):
    option = Option(label="Hand over", message="Hand over")
    assert option in parts(briefed(handing[0]).say("brief"), Choices)[-1].options
    assert option not in parts(briefed(dialogue).say("brief"), Choices)[-1].options


def test_a_councils_own_contact_takes_the_place_of_ours(triage, tmp_path):
    (tmp_path / "contacts").mkdir()
    (tmp_path / "contacts" / "ours.yml").write_text(
        "contacts:\n  - id: siro\n    name: Our SIRO on the duty phone\n    purpose: Decides\n    when: Always\n"
        "    nations: [all]\n    bodies: [all]\n    channels:\n      - {kind: phone, value: '01632 960000'}\n"
        "    sources: [ncsc-incident-management]\n"
    )
    local = Triage(Flow(triage.flow.corpus.root, triage.flow.documents, triage.flow.answer, overlay=tmp_path))
    dialogue = briefed(Dialogue(local, {"nation": "england", "body": "principal-council"}))
    siro = next(item for part in parts(dialogue.last, Contacts) for item in part.items if item.id == "siro")
    assert siro.name == "Our SIRO on the duty phone" and siro.local


def test_the_first_things_can_be_ticked_before_any_question_is_answered(dialogue):
    first = dialogue.say("all our files are encrypted and there is a ransom note")
    step = next(part for part in first.parts if part.kind == "checklist").items[0]
    said = dialogue.say(f"Done: {step.id}")
    assert said.status == "triage_ticked"
    assert step.id in dialogue.state["ticked"]


def test_also_while_the_type_is_still_asked_for_is_taken_calmly(triage):
    from dialogue import Dialogue

    unclear = Dialogue(triage, {})
    unclear.say("something odd is going on")
    unclear.say("restart")
    assert unclear.say("also benefits").status.startswith("triage_")


@pytest.mark.parametrize(
    "body, lacks",
    [
        ("parish-council", ("SIRO (", "monitoring officer")),
        ("school", ("SIRO (", "section 151")),
        ("care-provider", ("SIRO (",)),
    ],
)
def test_a_small_body_is_told_of_people_whom_it_has(triage, body, lacks):
    dialogue = Dialogue(triage, {"nation": "england", "body": body})
    dialogue.say(
        "we have paid a fake invoice and the money has gone", "just now", "names and addresses", "nothing", "brief"
    )
    names = " ".join(item.name for part in parts(dialogue.last, Contacts) for item in part.items)
    assert {"siro", "leaders"} <= set(told(dialogue.last)) and not [word for word in lacks if word in names]


def test_of_what_was_done_only_what_matters_for_the_type_is_offered(dialogue):
    dialogue.say("we have paid a fake invoice and the money has gone", "just now", "no")
    offered = [option.label for option in parts(dialogue.last, Choices)[-1].options]
    assert "Told the bank" in offered and "Nothing yet" in offered
    assert not {"Wiped or rebuilt it", "Paid a demand, or replied to it"} & set(offered)
