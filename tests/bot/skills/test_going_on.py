"""What goes on about the answer on show, whatever its words alone are taken for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Optional

import pytest

from bot.skills.acts import DISTRESS, INCIDENT
from bot.skills.ask import OWN_NEWS
from bot.skills.going_on import going_on, may_be_mistaken
from bot.skills.turn import Turn
from index.content.problem import ContentError
from tests.bot.skills.shelf import NOW, Shelf, Talk, card, quoted

BACKUPS = card(
    "backups", "Keeping backups", ["How do we keep backups?"], "Three copies.", more={"What it costs": "It is free."}
)


def turn(text: str, act: str, state: Optional[dict[str, Any]] = None, **chances: float) -> Turn:
    rest = {"ask": 0.02, "report_incident": 0.01, "outside_other": 0.02, "tell_profile": 0.01}
    return Turn(text, act, NOW, chances={**rest, act: 0.5, **chances}, state=state or {})


@pytest.mark.parametrize(
    ("text", "subjects", "act", "chances", "goes_on"),
    [
        ("and the elected lot?", 2, "outside_politics", {"follow_up": 0.06, "ask": 0.01}, True),
        ("how binding is it", 1, "help", {"follow_up": 0.03, "ask": 0.05}, True),
        ("how long have we got", 0, "maybe_incident", {"follow_up": 0.47, "report_incident": 0.49}, True),
        (
            "the whole of our network is encrypted and a note demands bitcoin",
            6,
            "report_incident",
            {"ask": 1e-4},
            False,
        ),
        ("my own laptop at home is very slow these days", 5, "outside_home_it", {"ask": 1e-3}, False),
    ],
)
def test_few_words_that_open_on_what_went_before_go_on(
    text: str, subjects: int, act: str, chances: dict[str, float], goes_on: bool
) -> None:
    assert going_on()(turn(text, act, **chances), subjects) is goes_on


def test_who_is_in_need_is_never_taken_to_go_on() -> None:
    assert not may_be_mistaken(DISTRESS) and not may_be_mistaken("threat")
    assert not going_on()(turn("and me", DISTRESS, follow_up=0.4, ask=0.4), 0)


def test_nothing_goes_on_where_the_classifier_was_not_asked() -> None:
    assert not going_on()(Turn("and the elected lot?", "ask", NOW), 0)


def test_nothing_goes_on_where_nothing_is_on_show() -> None:
    talk = Talk(Shelf([BACKUPS]))
    assert not talk.ask.goes_on(turn("how binding is it", "help", follow_up=0.4))
    talk("how do we keep backups?")
    assert talk.ask.goes_on(turn("is there a charge", "help", talk.state, follow_up=0.4))


def test_what_goes_on_is_answered_from_what_is_on_show() -> None:
    from bot.skills.router import Router

    talk = Talk(Shelf([BACKUPS]))
    talk("how do we keep backups?")
    said = turn("how much does it cost", "help", talk.state, follow_up=0.3)
    assert quoted(Router(talk.ask, talk.ask.goes_on)(said)) == ["backups#what-it-costs"]


def test_a_broken_file_names_the_field(tmp_path: Path) -> None:
    path = tmp_path / "going_on.yml"
    whole: dict[str, Any] = {**going_on().dict(), "openings": "(unclosed"}
    path.write_text("\n".join(f"{name}: {value!r}" for name, value in whole.items()), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape("openings")):
        going_on(path)


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("we lost a tablet with our backups on it", True),
        ("oh god, somebody has encrypted our backups", True),
        ("I've just sent the backups to the wrong person", True),
        ("are we supposed to keep backups of it?", False),
        ("and what it costs", False),
    ],
)
def test_what_happened_to_us_is_news_however_near_it_comes_to_what_is_on_show(text: str, news: bool) -> None:
    assert bool(OWN_NEWS.match(text)) is news
    talk = Talk(Shelf([BACKUPS]))
    talk("How do we keep backups?")
    if news:
        assert not talk.ask.goes_on(turn(text, INCIDENT, talk.state, follow_up=0.03, report_incident=0.9))
