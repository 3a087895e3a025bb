"""Which skill takes a dialogue act."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.replies import Text
from bot.replies.statuses import reply
from bot.skills.conversation import DOUBTED
from bot.skills.router import Router
from bot.skills.turn import Outcome, Turn

WORDS = Text(markdown="Ask before you use it.")
NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.timezone.utc)


def said(status: str, act: str, asked: float) -> str:
    """The status of the reply where the guidance's own answer has `status`."""
    route = Router(lambda turn: Outcome(reply(status if turn.intent == "ask" else "nothing_before", WORDS)))
    return route(Turn("is my own tablet safe", act, NOW, chances={act: 1 - asked, "ask": asked})).reply.status


def test_what_may_be_a_question_is_answered_where_the_guidance_plainly_does() -> None:
    assert said("answered", "outside_home_it", DOUBTED) == "answered"


@pytest.mark.parametrize("status", ["closest", "unanswerable"])
def test_where_it_does_not_the_message_is_outside(status: str) -> None:
    assert said(status, "outside_home_it", 0.4) == "outside_home_it"


def test_what_is_surely_outside_is_not_answered() -> None:
    assert said("answered", "outside_home_it", DOUBTED / 2) == "outside_home_it"


def test_care_is_not_put_off_for_an_answer() -> None:
    assert said("answered", "outside_distress", 0.45) == "outside_distress"


def test_a_question_taken_for_thanks_is_asked() -> None:
    heard: list[Turn] = []

    def ask(turn: Turn) -> Outcome:
        heard.append(turn)
        return Outcome(reply("answered", WORDS))

    assert Router(ask)(Turn("And what do I have to do? You only thanked me.", "thank", NOW)).reply.status == "answered"
    assert heard[0].text.startswith("And what do I have to do?")
    assert Router(ask)(Turn("Thank you so much", "thank", NOW)).reply.status == "thanked"
