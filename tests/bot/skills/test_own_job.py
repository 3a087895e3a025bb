"""Who asks for their own part gets the card on their own job."""

from __future__ import annotations

from typing import cast

import pytest

from bot.skills.answer import Answer
from bot.skills.assembly import ask_of
from bot.skills.own_job import asks_own_job
from bot.skills.turn import Profile, Turn
from index.retriever import Retriever
from index.settings import load_settings
from tests.bot.skills.shelf import NOW, Shelf, card, quoted

DPO = card("job-of-dpo", "Data protection officer", ["role in a data breach"], "Advise.", audiences=["dpo", "siro"])
LAWYER = card("job-of-monitoring-officer", "Monitoring officer", [], "Tell members.", audiences=["monitoring-officer"])
SIRO = card("job-of-siro", "SIRO", [], "Own the risk.", audiences=["siro"])
BREACH = card("breach", "Data breach", ["what do we do in a data breach"], "Contain it.")


def shelf() -> Retriever:
    return cast(Retriever, Shelf([DPO, LAWYER, SIRO, BREACH]))


def first(text: str, role: str | None) -> str:
    answer = Answer(shelf(), load_settings())
    return quoted(answer(Turn(text, "ask", NOW, profile=Profile(role=role))))[0]


@pytest.mark.parametrize(
    "text",
    [
        "Do I have any personal role in a data breach, or is that the DPO?",
        "what's my part in a data breach",
        "what am i personally accountable for on cyber",
        "so then, my first hour",
        "What should we be doing about cyber?",
        "what does cyber security mean for me",
    ],
)
def test_the_own_job_comes_first(text: str) -> None:
    assert first(text, "monitoring-officer") == "job-of-monitoring-officer#answer"


@pytest.mark.parametrize(
    "text", ["what do we do in a data breach", "is my password part of it", "who is responsible for a data breach"]
)
def test_another_question_is_left_alone(text: str) -> None:
    assert not asks_own_job(text)


def test_whose_role_is_not_known_gets_what_was_found() -> None:
    assert first("what is my role in a data breach", None) == "job-of-dpo#answer"


def test_of_several_cards_for_a_role_the_one_for_fewest_others_is_its_own() -> None:
    assert first("what is my role in a data breach", "siro") == "job-of-siro#answer"


def test_it_is_asked_anew_whatever_is_on_show() -> None:
    ask = ask_of(shelf(), load_settings())
    state = ask(Turn("what do we do in a data breach", "ask", NOW)).state or {}
    turn = Turn("and my part?", "follow_up", NOW, state=state, profile=Profile(role="monitoring-officer"))
    assert quoted(ask(turn))[0] == "job-of-monitoring-officer#answer"
