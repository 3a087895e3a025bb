"""Where a message could be a live incident: asked about, or answered with the way into triage beside the answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.replies import Choices, Reply
from bot.replies.statuses import reply
from bot.skills.acts import INCIDENT, LIVE, QUESTION
from bot.skills.live_question import (
    AT_ALL,
    BESIDE_CARE,
    ask_if_live,
    left_open,
    may_be_live,
    settled,
    taken,
    waits,
    with_way_in,
)
from bot.skills.memory import SHOWN
from bot.skills.texts import texts
from bot.skills.turn import Entity, Turn

NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.timezone.utc)


def turn(text: str = "the phones are odd", intent: str = "ask", live: float = 0.0) -> Turn:
    return Turn(text, intent, NOW, chances={intent: 1 - live, INCIDENT: live})


def ways_in(said: Reply) -> list[str]:
    options = [option for part in said.parts if isinstance(part, Choices) for option in part.options]
    return [option.message for option in options if "happening now" in option.message]


def test_an_answer_has_the_way_into_triage_before_it_and_loses_nothing() -> None:
    plain = reply("closest", texts().choices("signposts"))
    said = with_way_in(plain, turn())
    assert ways_in(said) == ["It is happening now"]
    assert said.parts[1:] == plain.parts
    assert said.status == "closest"


@pytest.mark.parametrize("act", ["tell_profile", "thank"])
def test_who_says_who_they_are_is_answered_before_the_way_into_triage(act: str) -> None:
    plain = reply("thanked", texts().choices("signposts"))
    said = with_way_in(plain, turn(intent=act))
    assert said.parts[:-1] == plain.parts
    assert ways_in(said) == ["It is happening now"]


@pytest.mark.parametrize(("live", "first"), [(0.05, False), (0.3, True)])
def test_in_the_middle_of_a_talk_in_peace_the_way_into_triage_comes_last_where_it_is_unlikely(
    live: float, first: bool
) -> None:
    plain = reply("closest", texts().choices("signposts"))
    talking = replace(turn(live=live), state={SHOWN: {"question": "how do we test backups"}})
    parts = with_way_in(plain, talking).parts
    assert (parts[1:] if first else parts[:-1]) == plain.parts


@pytest.mark.parametrize("choices", ["start", "helped", "live_or_question"])
def test_a_reply_that_has_a_way_into_triage_gets_no_second_one(choices: str) -> None:
    said = reply("greeted", texts().choices(choices))
    assert with_way_in(said, turn(intent="greet")) == said


@pytest.mark.parametrize(("live", "offered"), [(0.0, False), (AT_ALL / 2, False), (AT_ALL, True), (0.4, True)])
def test_it_is_offered_from_a_small_chance_on(live: float, offered: bool) -> None:
    assert may_be_live(turn(live=live)) is offered


@pytest.mark.parametrize("intent", [LIVE, QUESTION])
def test_it_is_not_offered_where_the_user_has_said(intent: str) -> None:
    assert not may_be_live(turn(intent=intent, live=0.5))


@pytest.mark.parametrize(("live", "offered"), [(0.05, False), (BESIDE_CARE, True), (0.4, True)])
def test_a_person_in_distress_is_offered_it_only_where_an_incident_is_likely_enough(live: float, offered: bool) -> None:
    assert may_be_live(turn("340 people, the survivors' newsletter", "outside_distress", live)) is offered


def test_care_comes_before_the_way_into_triage() -> None:
    care = reply("outside_distress")
    said = with_way_in(care, turn(intent="outside_distress"))
    assert said.parts[:-1] == care.parts
    assert ways_in(said) == ["It is happening now"]


def test_it_is_happening_now_makes_an_incident_of_what_waited() -> None:
    taken = settled(turn("yes", LIVE, live=0.3), waits(turn()))
    assert (taken.text, taken.intent) == ("the phones are odd", "report_incident")
    assert not may_be_live(taken)


@pytest.mark.parametrize(
    ("otherwise", "act"),
    [("ask", "ask"), ("outside_home_it", "outside_home_it"), ("follow_up", "ask"), ("walk", "ask")],
)
def test_it_is_only_a_question_leads_back_to_what_the_message_was_next_likeliest(otherwise: str, act: str) -> None:
    taken = settled(turn("no", QUESTION, live=0.3), waits(turn(intent=otherwise)))
    assert (taken.text, taken.intent) == ("the phones are odd", act)
    assert not may_be_live(taken)


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "Yes.",
        "yeah",
        "y",
        "ye",
        "aye",
        "yep!",
        "now",
        "YES help",
        "its happening now",
        "it is",
        "dont know",
        "no idea",
    ],
)
@pytest.mark.parametrize("intent", ["feedback_helpful", "greet", "goodbye", "help", "outside_distress"])
def test_every_way_of_saying_yes_makes_an_incident_of_what_was_asked_about(said: str, intent: str) -> None:
    begun = taken(turn(said, intent), waits(turn("my files are locked")))
    assert (begun.text, begun.intent) == ("my files are locked", INCIDENT)


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "Nope",
        "nah",
        "naw",
        "not yet",
        "no not now",
        "no, I am only planning ahead",
        "no thats a question",
        "no, planning",
        "no not yet, want to be ready",
        "just asking",
        "it's for an exercise",
        "we're preparing for polling day",
        "not that I know of",
        "nothing has happened yet",
        "this is for a paper to audit committee",
        "hypothetically",
        "general question",
        "it isn't an incident",
        "just in case",
    ],
)
@pytest.mark.parametrize("intent", ["feedback_unhelpful", "goodbye", "outside_health"])
def test_every_way_of_saying_no_makes_a_question_of_it(said: str, intent: str) -> None:
    asked = taken(turn(said, intent), waits(turn("my files are locked")))
    assert (asked.text, asked.intent) == ("my files are locked", "ask")


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("yes about 10 minits ago", LIVE),
        ("county council england", "tell_profile"),
        ("I am in Fife", "tell_profile"),
        ("It has happened, last week, social worker", INCIDENT),
        ("no, it was last week", "confirm_question"),
        ("just the one", "follow_up"),
        ("he's 14", "outside_other"),
        ("now what do I do", "ask"),
        ("social work and payroll down", INCIDENT),
        ("payroll as well", "maybe_incident"),
        ("no its on every screen in the building now", INCIDENT),
        ("yes since about nine this morning", "ask"),
        ("nobody can log in", INCIDENT),
    ],
)
def test_what_tells_more_begins_triage_with_all_that_was_said(said: str, intent: str) -> None:
    begun = taken(turn(said, intent), waits(turn("ransomware this morning")))
    assert begun.intent == INCIDENT
    assert begun.text == f"ransomware this morning. {said}"


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("what is a SIRO", "ask"),
        ("DMARC policy", "ask"),
        ("thanks", "thank"),
        ("elections guidance for wales", "find"),
        ("shall we play an exercise", "exercise"),
        ("I want to die", "outside_distress"),
    ],
)
def test_anything_else_after_the_question_is_taken_for_itself(said: str, intent: str) -> None:
    asked = turn(said, intent)
    assert taken(asked, waits(turn())) is asked


def test_without_anything_waiting_the_turn_stays_as_it_is() -> None:
    asked = turn(intent=LIVE)
    assert settled(asked, None) is asked


def test_what_was_heard_in_the_message_waits_with_it() -> None:
    wales = Entity("nation", "wales", "welsh")
    asked = replace(turn("the welsh depot"), entities=(wales,))
    assert taken(turn("yes", "feedback_helpful"), waits(asked)).entities == (wales,)


@pytest.mark.parametrize(
    ("said", "intent"),
    [("about an hour ago", "greet"), ("email and phones", "ask"), ("only my laptop", "outside_home_it")],
)
def test_a_fact_begins_triage_whatever_act_its_words_were_taken_for(said: str, intent: str) -> None:
    asked = replace(turn(said), intent=intent, chances={intent: 0.8})
    assert taken(asked, waits(turn("ransomware")), tells=True).text == f"ransomware. {said}"
    assert taken(replace(asked, intent=INCIDENT), waits(turn("ransomware?"))).text == f"ransomware? {said}"


@pytest.mark.parametrize("said", ["nothing is working", "not sure if it is an attack", "I don't know what happened"])
def test_what_only_sounds_like_a_no_denies_nothing(said: str) -> None:
    assert taken(turn(said, INCIDENT), waits(turn("my files are locked"))).intent == INCIDENT


@pytest.mark.parametrize("said", ["what do we tell parents if it was data", "how do we prepare for one?"])
def test_a_new_question_is_answered_though_it_may_be_an_incident_too(said: str) -> None:
    asked = taken(turn(said, "maybe_incident"), waits(turn("my files are locked")), tells=True)
    assert (asked.text, asked.intent) == (said, "ask")


def test_what_goes_on_about_the_passage_on_show_is_answered() -> None:
    asked = turn("shorter", "follow_up")
    assert taken(asked, waits(turn()), goes_on=True) is asked


def test_what_was_offered_beneath_the_question_is_asked_when_it_is_tapped() -> None:
    tapped = turn("Somebody is in our e-mail", INCIDENT)
    assert taken(tapped, {**waits(turn()), "offered": [tapped.text]}).intent == "ask"


def test_the_question_is_put_in_other_words_the_second_time() -> None:
    assert ask_if_live(turn()).reply.parts[0] != ask_if_live(turn(), again=True).reply.parts[0]


def test_what_was_on_show_before_the_question_is_on_show_again_for_the_answer() -> None:
    before = replace(turn(), state={"shown": {"question": "what is a SIRO"}})
    answered = settled(replace(turn("no", QUESTION), state={"shown": {"question": "other"}}), waits(before))
    assert answered.state["shown"] == {"question": "what is a SIRO"}


def test_after_a_message_that_was_neither_a_yes_still_begins_triage_with_all_that_was_said() -> None:
    waiting = waits(turn("my files are locked"))
    assert left_open(turn("what should I do?", "follow_up"), waiting) == waiting
    both = left_open(turn("is it ransomware?", live=0.3), waiting) or {}
    assert both["text"] == "my files are locked. is it ransomware?"


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("my files are locked", "ask"),
        ("A title", "ask"),
        ("I want to die", "outside_distress"),
        ("reset", "start_over"),
    ],
)
def test_what_settles_it_leaves_nothing_open(said: str, act: str) -> None:
    assert left_open(turn(said, act), {**waits(turn("my files are locked")), "offered": ["A title"]}) is None


def test_what_leans_on_the_message_that_was_asked_about_is_asked_with_it() -> None:
    turn = Turn("who takes it down", "follow_up", NOW)
    both = taken(turn, {"text": "somebody made a fake video of me"})
    assert (both.intent, both.text) == ("ask", "somebody made a fake video of me, who takes it down")


@pytest.mark.parametrize(
    ("text", "intent", "meant"),
    [
        ("England, a unitary", "tell_profile", "tell_profile"),
        ("the minutes look odd to me", "maybe_incident", "maybe_incident"),
        ("yes", "confirm_live", INCIDENT),
        ("our files are locked", INCIDENT, INCIDENT),
    ],
)
def test_where_the_way_in_only_stands_beside_an_answer_nobody_was_asked(text: str, intent: str, meant: str) -> None:
    beside = waits(turn("who looks after our passwords", live=0.04), beside=True)
    assert taken(turn(text, intent), beside).intent == meant


def test_who_was_asked_and_says_where_they_are_is_in_an_incident() -> None:
    assert taken(turn("England, a unitary", "tell_profile"), waits(turn(live=0.3))).intent == INCIDENT
