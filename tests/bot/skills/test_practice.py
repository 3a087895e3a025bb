"""A wish to practise is told from a report of an incident and from a question about exercises."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.replies import Choices, Text
from bot.replies.statuses import reply
from bot.skills.guides import Guides
from bot.skills.live_question import taken
from bot.skills.practice import meant_practice, offering_practice, wishes_practice
from bot.skills.router import Router
from bot.skills.turn import Outcome, Turn

NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.timezone.utc)
WISHES = [
    "Can you run one with me now? ransomware on the control room, Friday night",
    "could we do one now?",
    "I want an exercise. A practice.",
    "No no, nothing has happened!! I want an exercise. A practice.",
    "nothing is really happening, I want a drill",
    "let's do a practice run of a ransomware attack",
    "can we rehearse a cyber attack",
    "we'd like to practise what happens when ransomware hits the housing system",
    "can we have a dry run of losing the case system",
    "let's pretend our files are locked and see what we do",
    "pretend we have been hacked and walk us through it",
    "give us a drill: phones down, website defaced",
    "simulate losing our phones",
    "run us through a scenario where the payroll supplier is hacked",
    "could you role play a phishing attack on finance with us",
    "please start an exercise, the website is defaced",
]
NO_WISHES = [
    "this is not an exercise, we have ransomware",
    "this is not a drill our servers are encrypted",
    "this isn't just an exercise, start the plan",
    "we were running an exercise and then our files really locked",
    "I want an exercise but right now our files are locked",
    "let's stop the drill, we have a real attack",
    "we were going to do a practice but ransomware has hit us",
    "during the exercise this morning somebody clicked a link",
    "our doctor's practice has been hacked",
    "our leisure centre exercise booking system is down",
    "someone is simulating our login page",
    "somebody pretends to be our chief executive",
    "we need help, ransomware, can you run one of your checks with me now",
    "how do we run an exercise",
    "how often should we do a phishing exercise",
    "who should be in a tabletop exercise",
    "we ran a phishing simulation and three people clicked",
    "our files are locked and there is a ransom note",
    "we need an exercise policy",
]


@pytest.mark.parametrize("said", WISHES)
def test_a_wish_to_practise_is_heard(said: str) -> None:
    assert wishes_practice(said)


@pytest.mark.parametrize("said", NO_WISHES)
def test_what_happened_and_what_is_asked_is_no_wish(said: str) -> None:
    assert not wishes_practice(said)


@pytest.mark.parametrize(
    "said",
    [
        "No no, nothing has happened!! I want an exercise. A practice.",
        "no, I meant an exercise",
        "it's only a drill",
        "this is just a tabletop exercise",
        "nothing is happening, can we rehearse it",
    ],
)
def test_it_is_heard_in_the_middle_of_an_incident_that_is_none(said: str) -> None:
    assert meant_practice(said)


@pytest.mark.parametrize(
    "said",
    [
        "this is not just an exercise",
        "can we run an exercise on this afterwards",
        "no, the backups are gone",
        "it started during our exercise",
        "it's not a drill",
        "this is the practice lead for foster care",
        "it's the drill supplier's portal",
        "no, it is a real attack and not an exercise",
    ],
)
def test_an_incident_is_not_left_without_that(said: str) -> None:
    assert not meant_practice(said)


class Guide:
    """Says its name and keeps a state."""

    def __init__(self, name: str):
        self.name = name

    def start(self, turn: Turn) -> Outcome:
        return Outcome(reply("exercise_choose", Text(markdown=f"{self.name}: {turn.text}")), {"phase": "scenario"})

    def advance(self, turn: Turn) -> Outcome:
        return Outcome(reply("triage_question", Text(markdown=f"{self.name} goes on")), dict(turn.state))


def guides() -> Guides:
    return Guides({"triage": Guide("triage"), "exercise": Guide("exercise")})


def turn(text: str, intent: str = "report_incident") -> Turn:
    return Turn(text, intent, NOW)


@pytest.mark.parametrize("act", ["report_incident", "maybe_incident", "exercise"])
def test_a_wish_begins_an_exercise_whatever_it_was_taken_for(act: str) -> None:
    assert guides().begins(turn(WISHES[0], act), {}) == "exercise"
    assert guides().begins(turn("our files are locked", act), {}) is None


def test_an_open_incident_is_not_left_for_a_wish_alone() -> None:
    open_case: dict[str, Any] = {"triage": {"status": "asking"}}
    assert guides().begins(turn(WISHES[0]), open_case) is None
    on = guides().advance("triage", turn("can we run an exercise on this afterwards"), open_case)
    assert on.guide == "triage"


def test_an_incident_that_was_none_gives_way_to_the_exercise_that_was_meant() -> None:
    begun = guides().advance("triage", turn(WISHES[3], "confirm_question"), {"triage": {"status": "asking"}})
    assert begun.guide == "exercise" and begun.states["triage"] is None and begun.states["exercise"]


def test_an_incident_with_a_brief_is_closed_by_triage_itself() -> None:
    on = guides().advance("triage", turn(WISHES[3], "confirm_question"), {"triage": {"status": "briefed"}})
    assert on.guide == "triage"


def test_a_wish_is_taken_for_one_where_it_was_asked_whether_it_is_happening() -> None:
    waits = {"text": "ransomware on the control room"}
    assert taken(turn("no, I want an exercise", "confirm_question"), waits).intent == "exercise"
    assert taken(turn("this is not an exercise", "confirm_live"), waits).intent == "report_incident"


@pytest.mark.parametrize(
    "said", ["Looking for a tabletop exercise on loss of mobilising system / ransomware", "what exercises do you have"]
)
def test_who_looks_for_an_exercise_is_offered_one(said: str) -> None:
    answered = Outcome(reply("closest", Text(markdown="Cards.")))
    for outcome in (Router(lambda _: answered)(turn(said, "ask")), offering_practice(answered, said)):
        offered = [part for part in outcome.reply.parts if isinstance(part, Choices)]
        assert offered[-1].options[0].message == "Play an exercise"


def test_who_asks_the_bot_to_pretend_is_not() -> None:
    answered = Outcome(reply("outside_role", Text(markdown="No.")))
    said = Router(lambda _: answered)(turn("can you pretend to be our chief executive", "outside_role")).reply
    assert not [
        part for part in said.parts if isinstance(part, Choices) and (part.prompt or "").startswith("I can also")
    ]


@pytest.mark.parametrize("said", ["how often should we do a phishing exercise", "who leads in an incident"])
def test_who_asks_something_else_is_not(said: str) -> None:
    answered = Outcome(reply("closest", Text(markdown="Cards.")))
    assert Router(lambda _: answered)(turn(said, "ask")) == answered
