"""Who puts right who they are is answered again, for who they are."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from bot.skills.acts import INCIDENT
from bot.skills.answer import Answer
from bot.skills.ask import Ask
from bot.skills.assembly import ask_of
from bot.skills.introductions import Introductions
from bot.skills.profile import tell_profile
from bot.skills.router import Router
from bot.skills.told_beside import puts_role_right, told_beside
from bot.skills.turn import Entity, Outcome, Profile, Turn
from index.retriever import Retriever
from index.settings import load_settings
from tests.bot.skills.shelf import NOW, Shelf, card, quoted, vocabulary

ROLE = "do i have a personal role in a data breach"
DPO = card("job-dpo", "The data protection officer's role", [ROLE], "Advise.", audiences=["dpo"])
LAWYER = card(
    "job-mo", "The monitoring officer's role in a breach", [], "Advise members.", audiences=["monitoring-officer"]
)
GMAIL = card(
    "member-mail", "Gmail for councillors", ["may councillors use their own gmail"], "No.", audiences=["parish-clerk"]
)


def ask() -> Ask:
    shelf = cast(Retriever, Shelf([DPO, LAWYER, GMAIL]))
    answer = Answer(shelf, load_settings(), Introductions(vocabulary(), lambda text: []))
    return ask_of(shelf, load_settings(), answer)


def told(text: str, *roles: tuple[str, str], before: str = ROLE, profile: Profile = Profile()) -> Outcome | None:
    skill = ask()
    shown = skill(Turn(before, "ask", NOW)).state
    entities = tuple(Entity("role", role, words) for role, words in roles)
    turn = Turn(text, "tell_profile", NOW, entities=entities, profile=profile, state=shown or {})
    found = tell_profile(turn, skill.follow_up.vocabulary, skill.follow_up.nations, skill.own_role)
    assert found is not None
    return told_beside(turn, found.profile or profile, skill, Router(skill, skill.goes_on))


def test_another_role_gets_the_question_answered_again_and_not_by_the_same_card() -> None:
    roles = (("dpo", "DPO"), ("monitoring-officer", "monitoring officer"))
    again = told("No no, I'm not the DPO. I'm the monitoring officer. What's my part?", *roles)
    assert again and quoted(again)[0] == "job-mo#answer"


def test_a_worry_told_beside_the_role_is_answered() -> None:
    roles = (("councillor", "councillor"), ("parish-clerk", "clerk"), ("councillor", "councillors"))
    text = "no no i'm not a councillor, I'm the clerk. the councillors all use their own gmail"
    found = told(text, *roles)
    assert found and quoted(found)[0] == "member-mail#answer"


def test_a_question_beside_it_is_answered_first() -> None:
    found = told("I'm the parish clerk. may councillors use their own gmail?", ("parish-clerk", "parish clerk"))
    assert found and quoted(found)[0] == "member-mail#answer"


def test_who_only_says_who_they_are_gets_no_answer_again() -> None:
    assert told("I'm the monitoring officer", ("monitoring-officer", "monitoring officer")) is None


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("not a councillor", True),
        ("I'm not the leader or the councillor", True),
        ("not a leader or councillor", True),
        ("I am a councillor, not sure about the rest", False),
    ],
)
def test_what_is_denied_is_another_role(text: str, denied: bool) -> None:
    turn = Turn(text, "tell_profile", NOW, entities=(Entity("role", "councillor", "councillor"),))
    assert puts_role_right(turn, Profile(role="parish-clerk")) is denied


def test_the_own_role_counts_before_others_that_are_named() -> None:
    skill = ask()
    entities = (Entity("role", "parish-clerk", "clerk"), Entity("role", "councillor", "councillors"))
    turn = Turn("I'm the clerk. there's 9 councillors", "tell_profile", NOW, entities=entities)
    found = tell_profile(turn, skill.follow_up.vocabulary, skill.follow_up.nations, lambda text: "parish-clerk")
    assert found and found.profile and found.profile.role == "parish-clerk"


def test_in_a_talk_in_peace_who_also_asks_is_asked_before_triage_begins() -> None:
    skill = ask()
    shown = skill(Turn(ROLE, "ask", NOW)).state or {}
    asks = Turn("England, a unitary. Can you give me all ten groups?", INCIDENT, NOW, chances={INCIDENT: 0.63})
    assert skill.may_only_ask(replace(asks, state=shown))
    assert not skill.may_only_ask(asks)
    assert not skill.may_only_ask(replace(asks, state=shown, chances={INCIDENT: 0.95}))
    assert not skill.may_only_ask(replace(asks, state=shown, text="all our files are locked"))
