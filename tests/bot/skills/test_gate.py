"""Is this happening now: what stands beneath the question."""

from __future__ import annotations

import datetime as dt
from typing import cast

import pytest

from bot.replies import Choices, Notice, Quote, Reply
from bot.skills.acts import INCIDENT
from bot.skills.answer import Answer
from bot.skills.gate import Gate
from bot.skills.introductions import Introductions
from bot.skills.memory import Shown
from bot.skills.turn import Profile, Turn
from index.retriever import Retriever
from index.settings import load_settings
from tests.bot.skills.shelf import Shelf, card

NOW = dt.datetime(2026, 11, 29, 9, tzinfo=dt.timezone.utc)
QUESTION = "may councillors forward council email to gmail"
MAIL = card("member-mail", "E-mail for councillors", [QUESTION], "Do not forward it.", more={"What to do": "Block it."})
LONDON = card("report-london", "Telling the police", ["who tells the police"], "Ring them.", nations=["england"])


def gate(*cards: list) -> Gate:  # type: ignore[type-arg]
    shelf = cast(Retriever, Shelf(list(cards)))
    return Gate(shelf, Answer(shelf, load_settings()), lambda turn: False, lambda turn: False)


def turn(text: str, profile: Profile = Profile()) -> Turn:
    return Turn(text, "maybe_incident", NOW, chances={"ask": 0.7, INCIDENT: 0.3}, profile=profile)


def first_two(said: Reply) -> list[str]:
    return [part.kind for part in said.parts[:2]]


def test_the_question_and_its_choices_come_first_and_the_sure_passage_beneath() -> None:
    asked = gate(MAIL)(turn(QUESTION))
    assert asked.reply.status == "live_or_question"
    assert first_two(asked.reply) == ["text", "choices"]
    assert [part.passage for part in asked.reply.parts if isinstance(part, Quote)] == ["member-mail#answer"]
    assert not [part for part in asked.reply.parts[2:] if isinstance(part, Choices)]
    shown = Shown.read((asked.state or {})["asked"])
    assert shown and (shown.card, shown.seen) == ("member-mail", ("member-mail#answer",))


def test_whose_nation_is_not_known_reads_which_one_the_passage_is_for() -> None:
    parts = gate(LONDON)(turn("who tells the police")).reply.parts
    assert any(isinstance(part, Notice) and "England" in part.markdown for part in parts)


def test_where_it_is_not_sure_only_the_titles_are_offered() -> None:
    asked = gate(MAIL)(turn("gmail for councillors sheep goats cows"))
    assert not [part for part in asked.reply.parts if isinstance(part, Quote)]
    offered = [part for part in asked.reply.parts if isinstance(part, Choices)][1]
    assert [(option.label, option.message) for option in offered.options] == [("E-mail for councillors", QUESTION)]
    assert (asked.state or {})["offered"] == [QUESTION]


@pytest.mark.parametrize("again", [False, True])
def test_where_nothing_comes_near_it_is_only_asked(again: bool) -> None:
    asked = gate(MAIL)(turn("sheep goats cows"), again)
    assert first_two(asked.reply) == ["text", "choices"] and len(asked.reply.parts) == 2
    assert "asked" not in (asked.state or {})


def test_what_it_asked_about_waits_with_its_words() -> None:
    waits = gate(MAIL)(turn(QUESTION)).state or {}
    assert waits["text"] == QUESTION
    assert gate(MAIL).taken(turn("yes since nine this morning"), waits).text.startswith(QUESTION)


def test_the_place_that_somebody_names_as_their_own_is_remembered_at_the_question() -> None:
    shelf = cast(Retriever, Shelf([MAIL]))
    answer = Answer(shelf, load_settings(), Introductions(shelf.vocabulary, lambda said: ["northern-ireland"]))
    asked = Gate(shelf, answer, lambda turn: False, lambda turn: False)(turn(f"I'm in Belfast, {QUESTION}"))
    assert asked.profile == Profile(nation="northern-ireland")
