"""A triage that begins with what was said to "is this happening now?": both messages are heard."""

from __future__ import annotations

import datetime as dt

import pytest
from dialogue import NOW

from bot.replies import Text
from bot.skills.triage import Triage
from bot.skills.turn import Entity, Turn

SLOW = "the council website seems slow"


def begun(triage: Triage, added: str) -> dict:
    turn = Turn(f"{SLOW}. {added}", "report_incident", NOW, added=added)
    return triage.start(turn).state or {}


@pytest.mark.parametrize(
    ("added", "nation", "body"),
    [
        ("2 hrs, district in Kent", "england", "principal-council"),
        ("half an hour, school in Fife", "scotland", "school"),
        ("two days now and we are in Swansea", "wales", None),
        ("ten minutes, Belfast", "northern-ireland", None),
    ],
)
def test_a_span_and_a_place_are_noted(triage, added, nation, body):
    state = begun(triage, added)
    assert NOW - dt.timedelta(days=3) < dt.datetime.fromisoformat(state["moments"]["noticed"]) < NOW
    assert state["facts"]["nation"] == [nation]
    assert state["facts"].get("body") == ([body] if body else None)


@pytest.mark.parametrize("added", ["10 people", "finance", "40 laptops", "yes", "", "about 12 residents", "no idea"])
def test_a_number_is_no_time_and_a_service_no_place(triage, added):
    state = begun(triage, added)
    assert not state["moments"] and "nation" not in state["facts"] and "body" not in state["facts"]


@pytest.mark.parametrize(
    "said",
    ["county council england", "2 hrs, district in Kent", "Since 6pm. just the website", "about an hour ago", "Fife"],
)
def test_what_answers_a_question_of_ours_tells(triage, said):
    assert triage.tells(Turn(said, "greet", NOW))


@pytest.mark.parametrize("said", ["thanks", "DMARC policy", "shorter", "hello", "what is a SIRO", "count is tomorrow"])
def test_what_answers_none_does_not(triage, said):
    assert not triage.tells(Turn(said, "ask", NOW))


def test_a_nation_that_the_glossary_heard_is_said_to_be_noted(triage):
    said = "we are in Wales"
    turn = Turn(f"{SLOW}. {said}", "report_incident", NOW, added=said, entities=(Entity("nation", "wales", "Wales"),))
    shown = " ".join(part.markdown for part in triage.start(turn).reply.parts if isinstance(part, Text))
    assert "nation: Wales" in shown
