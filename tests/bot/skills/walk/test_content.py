"""The real content: every link holds, and a councillor's walk is short and plain."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.documents import DocumentStore
from bot.replies import Reply
from bot.skills.exercise import Exercise
from bot.skills.turn import Turn
from index.content.walkthroughs import load_walkthroughs
from index.keeping.style import reading_age
from tests.reading import said
from tests.reading.played import explained, walked

CORPUS = Path(__file__).parents[4] / "corpus"
ROLES = ["councillor", "chief-executive", "emergency-planner", "head-of-it"]
HIGHEST_AGE = 13


@pytest.fixture(scope="module")
def content():
    return load_walkthroughs(CORPUS)


@pytest.mark.parametrize("answer", ["yes", "partly", "no", "don't know", "not ours"])
def test_a_councillors_walk_is_at_most_fifteen_hundred_words(content, tmp_path, answer):
    replies = walked(content, "councillor", "england", tmp_path, [answer])
    assert len(replies) == 15
    assert said.words(replies) < content.model.route("councillor").words == 1500


@pytest.mark.parametrize("nation", ["england", "scotland", "wales", "northern-ireland", None])
@pytest.mark.parametrize("role", ROLES)
def test_every_step_quotes_guidance_that_is_right_for_the_nation(content, tmp_path, role, nation):
    replies = walked(content, role, nation, tmp_path, ["no"])
    quotes = [part for reply in replies for part in reply.parts if part.kind == "quote"]
    assert len(quotes) == 7
    for quote in quotes:
        assert quote.citations
        wanted = {nation} if nation else set(content.corpus.vocabulary.ids("nations"))
        assert wanted <= set(quote.nations)


def test_every_action_has_guidance(content):
    for step in content.model.steps:
        for question in step.questions:
            assert question.action.cards, question.id


@pytest.mark.parametrize("role", ROLES)
def test_what_the_walk_says_is_plain(content, tmp_path, role):
    replies = walked(content, role, "england", tmp_path, ["no", "don't know"])
    assert said.reading_age([*replies, *explained(content, role, tmp_path)]) <= HIGHEST_AGE


def test_what_exercises_and_bites_say_is_plain(content):
    for exercise in content.exercises.values():
        lines = [exercise.summary, exercise.setting, exercise.ending]
        for inject in exercise.injects:
            lines += [inject.story, *inject.by_role.values(), inject.facilitator]
            lines += [
                f"{choice.consequence} {choice.why}" for choice in (inject.decision.choices if inject.decision else [])
            ]
        assert reading_age(" ".join(lines)) <= HIGHEST_AGE, exercise.id
    for bite in content.bites:
        assert reading_age(bite.teach) <= HIGHEST_AGE, bite.id


def test_there_are_the_four_exercises_and_each_speaks_to_every_role(content):
    assert len(content.exercises) >= 4
    for exercise in content.exercises.values():
        assert sum(1 for inject in exercise.injects if inject.decision) >= 4
        assert exercise.built_on and all(
            content.corpus.sources[name] for basis in exercise.built_on for name in basis.sources
        )


def test_guidance_behind_decisions_is_quoted_at_the_end(content, tmp_path):
    exercise = Exercise(
        content.exercises, content.corpus, DocumentStore(tmp_path), lambda turn: Reply(status="x", parts=[])
    )
    now = dt.datetime(2026, 11, 23, tzinfo=dt.timezone.utc)
    state = {"phase": "play", "scenario": "ransomware-bank-holiday", "role": "gold", "at": "first-call"}
    outcome = exercise.advance(Turn("wait", "other", now, state=state))
    outcome = exercise.advance(Turn("stop", "other", now, state=outcome.state))
    assert [part.card for part in outcome.reply.parts if part.kind == "quote"]
