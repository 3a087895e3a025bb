"""What is wanted of the answer on show: its source, its steps, an end; and what was rejected stays away."""

from __future__ import annotations

import re

import pytest

from bot.skills.complaints import complaints
from tests.bot.skills.shelf import Shelf, Talk, card, quoted, said, source

MONITORING = card(
    "monitoring", "My job: monitoring officer", ["What does a monitoring officer do about cyber?"],
    "You advise on the law.", audiences=["legal"],
    more={"What to do": "Before an attack, know the scheme of delegation. After an attack, sit in gold."},
)  # fmt: skip
LINES = card(
    "lines", "The first public statement", ["What do we say after an attack?"], "Say what you know.",
    sources=[source("holding", "LGA")], more={"Lines to adapt": "We are looking into a fault."},
)  # fmt: skip
CASE = card(
    "case", "What one council said in its attack", ["Which council said what after an attack?"],
    "It said little.", sources=[source("report", "A Council")],
)  # fmt: skip
LOGINS = card(
    "logins", "Passwords in a care home", ["How do passwords work in a care home?"],
    "Give each member of staff their own log-in.", more={"What to do": "Remove a log-in when staff leave."},
)  # fmt: skip
RANSOM = card(
    "ransom", "Is paying a ransom lawful?", ["Is paying a ransom lawful?"], "The law is changing.",
    sources=[source("ban", "Home Office")],
)  # fmt: skip
CARDS = [MONITORING, LINES, CASE, LOGINS, RANSOM]


def asked(question: str) -> Talk:
    talk = Talk(Shelf(CARDS))
    assert quoted(talk(question))
    return talk


@pytest.mark.parametrize(
    "text",
    [
        "List what the monitoring officer should do before and after an attack.",
        "I was not thanking you. List what the monitoring officer should do.",
        "And so, what do I have to do? You only thanked me.",
        "so what should a monitoring officer do",
        "what am I meant to do",
        "tell me what I should do",
    ],
)
def test_what_is_to_be_done_is_the_section_that_lists_it(text: str) -> None:
    talk = asked("what does a monitoring officer do about cyber?")
    assert talk.ask.goes_on(talk.turn(text, "thank"))
    assert quoted(talk(text, "follow_up")) == ["monitoring#what-to-do"]


@pytest.mark.parametrize(
    "text",
    [
        "what should parents do about tablets",
        "what do we do about passwords in care homes",
        "RANSOMWARE on our servers what do we do first",
        "its happening right now what do i do",
        "our rota software is down, what should a monitoring officer do",
    ],
)
def test_what_others_are_to_do_is_a_question_of_its_own(text: str) -> None:
    talk = asked("what does a monitoring officer do about cyber?")
    assert talk.ask.command(talk.turn(text)) is None


@pytest.mark.parametrize(
    "text",
    ["ok then give me the source for those lines", "source for the lines to adapt", "have you a link for those lines?"],
)
def test_the_source_is_that_of_the_passage_that_is_meant(text: str) -> None:
    talk = Talk(Shelf(CARDS))
    talk("Which council said what after an attack? What do we say after an attack?")
    outcome = talk(text, "follow_up")
    assert outcome.reply.status == "sources_shown"
    assert "LGA" in said(outcome) and "A Council" not in said(outcome)


@pytest.mark.parametrize(
    "text",
    [
        "And is paying a ransom lawful for a council? Which page covers it",
        "Is paying a ransom lawful? And where does that come from?",
        "is paying a ransom lawful? source please",
    ],
)
def test_a_source_asked_for_with_a_question_is_that_of_its_answer(text: str) -> None:
    outcome = asked("what do we say after an attack?")(text)
    assert quoted(outcome) == ["ransom#answer"]
    assert "Home Office" in said(outcome) and "LGA" not in said(outcome)


def test_sources_of_a_publisher_that_is_named() -> None:
    talk = asked("what do we say after an attack?")
    outcome = talk("can I see the Home Office's own guidance, have you a link", "follow_up")
    assert "https://ban.example/" in said(outcome) and "holding" not in said(outcome)


@pytest.mark.parametrize(
    "text",
    [
        "Can I see the Electoral Commission's own guidance, have you a link",
        "could we read the Electoral Commission's guidance itself?",
        "have you got any link to the Electoral Commission",
    ],
)
def test_where_a_publisher_is_no_source_the_bot_says_so(text: str) -> None:
    outcome = asked("what do we say after an attack?")(text, "follow_up")
    assert outcome.reply.status == "sources_shown"
    assert re.search("no source from (the )?Electoral Commission", said(outcome))


@pytest.mark.parametrize("text", ["what is the NCSC's advice on passwords", "can I see the council's contract"])
def test_advice_on_something_is_no_request_for_a_source(text: str) -> None:
    talk = asked("what do we say after an attack?")
    assert talk.ask.command(talk.turn(text)) != "source"


@pytest.mark.parametrize(
    "text",
    [
        "Give each member of staff their own log-in - that'll do. ta, bye",
        "own log-in for each member of staff, thanks, bye",
        "that's all, thanks, goodbye",
    ],
)
def test_who_takes_their_leave_with_a_line_of_the_answer_asks_nothing(text: str) -> None:
    talk = asked("how do passwords work in a care home?")
    assert talk.ask.goes_on(talk.turn(text, "ask"))
    assert talk(text).reply.status == "parted"


@pytest.mark.parametrize(
    "text", ["how do passwords work in a care home? ta, bye", "our phones are gone. bye", "passwords. thanks"]
)
def test_who_asks_before_a_goodbye_is_answered(text: str) -> None:
    talk = asked("what do we say after an attack?")
    assert talk(text).reply.status not in ("thanked", "parted")


@pytest.mark.parametrize(
    "text",
    [
        "not helpful",
        "Not helpful at all really.",
        "you've shown me that already",
        "you already gave me that",
        "That's two times the same thing!",
        "I've read that one already",
        "no, that didn't help me",
        "the same thing again",
    ],
)
def test_a_complaint_rejects_what_was_shown(text: str) -> None:
    assert complaints().apart(text) == (text, True)


@pytest.mark.parametrize(
    "text",
    ["is it helpful to councils", "the same person holds both posts", "show me that again", "I have read the guidance"],
)
def test_what_is_no_complaint_rejects_nothing(text: str) -> None:
    assert complaints().apart(text) == (text, False)


def test_what_is_asked_after_a_complaint_is_heard_alone() -> None:
    assert complaints().apart("Not helpful. Fine, what about staff sharing a login?") == (
        "Fine, what about staff sharing a login?",
        True,
    )
    assert complaints().apart("Oh for goodness sake. OK, do I back it up?") == ("OK, do I back it up?", False)


def test_what_was_rejected_is_not_shown_in_the_next_replies() -> None:
    talk = asked("what do we say after an attack?")
    assert quoted(talk("you've shown me that already")) == ["case#answer"]
    again = talk("what do we say after an attack?")
    assert "lines" not in {name.split("#")[0] for name in quoted(again)}


def test_what_was_rejected_is_shown_where_it_is_named() -> None:
    talk = asked("what do we say after an attack?")
    talk("you've shown me that already")
    assert quoted(talk("the first public statement")) == ["lines#answer"]


def test_what_was_rejected_may_come_again_after_some_replies() -> None:
    talk = asked("what do we say after an attack?")
    talk("you've shown me that already")
    for question in ("is paying a ransom lawful?", "how do passwords work in a care home?"):
        talk(question)
    assert "lines#answer" in quoted(talk("what do we say to all after an attack?"))


def test_nothing_is_quoted_twice_in_a_reply() -> None:
    outcome = Talk(Shelf(CARDS))("What do we say after an attack? And what do we say publicly after an attack?")
    assert len(quoted(outcome)) == len(set(quoted(outcome)))
