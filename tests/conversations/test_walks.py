"""Whole walks with the running bot: four roles, every move, and both servers restarted in the middle."""

from __future__ import annotations

import json

import pytest

from tests.conversations.guided import content
from tests.conversations.midway import Midway
from tests.conversations.running import RunningBot
from tests.conversations.walking import ROLES, Walker, in_turn

pytestmark = pytest.mark.server


@pytest.mark.parametrize("role", ROLES)
def test_a_walk_goes_on_after_a_restart_with_nothing_lost_and_ends_in_a_plan(midway: Midway, role: str) -> None:
    _, route, ways, paused = ROLES[role]
    walker, model = midway.walkers[role], content().model
    if paused:
        before = walker.given.copy()
        assert "Welcome back" in walker.say("walk me through the model").shown
        assert walker.question.id not in before
    assert f"{len(walker.given)} of {len(model.questions(route))}" in walker.say("how much is left?").shown

    answers = in_turn(*reversed(ways))
    while walker.last.status != "walk_finished":
        walker.answer(*next(answers))
    assert {"chart", "checklist", "document"} <= set(walker.last.kinds)

    kept = walker.kept()
    assert kept["answers"] == walker.given and kept["route"] == route
    left = {question.id for question in model.questions(route)} - set(walker.given)
    assert len(left) == 1, "only the one that was skipped"
    plan = walker.file("md").decode()
    for question in model.questions(route):
        assert question.wording(route) in plan
    assert "## Not answered" in plan


def test_the_bot_says_once_that_the_route_is_ours(midway: Midway) -> None:
    for walker in midway.walkers.values():
        said = [said for said in walker.heard if content().model.provenance in said.shown]
        assert len(said) == 1


def test_a_second_walk_is_compared_with_the_first(running: RunningBot) -> None:
    walker = Walker(running, route="councillor")
    walker.say("I am a councillor")
    walker.say("start the self assessment")
    while walker.last.status != "walk_finished":
        walker.answer("No", "no")
    walker.say("walk me through it again")
    while walker.last.status != "walk_finished":
        walker.answer("Yes", "yes")
    assert "Lead 0% → 100%" in walker.last.shown
    assert "What has changed since" in walker.file("md").decode()
    assert json.loads(walker.file("json"))["answers"] == walker.given


def test_several_peoples_answers_are_put_together_in_the_chat(midway: Midway, running: RunningBot) -> None:
    codes = {}
    for role, ways in {"a councillor": ["Yes"], "the head of IT": ["No", "Don't know"]}.items():
        walker = Walker(running)
        walker.say(f"I am {role}")
        walker.say("walk me through the model")
        for number in range(60):
            if walker.last.status == "walk_finished":
                break
            walker.say(ways[number % len(ways)])
        codes[role] = next(word for word in walker.last.shown.split() if word.startswith("walk-")).rstrip(".")
    guest = Walker(running)
    assert guest.say("Merge our answers").status == "walk_merge_how"
    said = guest.say(f"merge leader {codes['a councillor']}, IT {codes['the head of IT']}")
    assert said.status == "walk_merged" and "leader: Yes; IT: No" in said.shown
    assert "Where we disagree" in guest.file("md").decode()
    assert guest.say("what is a WARP?").cards[0] == "what-is-a-warp", "no walk is under way"
