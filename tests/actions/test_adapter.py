"""A tracker becomes a Turn, an Outcome becomes a message and slots."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import actions
from actions import adapter, conversation
from actions.adapter import say, turn_of
from bot.replies.statuses import reply, statuses
from bot.skills.conversation import ACTS
from bot.skills.records import Records
from bot.skills.router import Router
from bot.skills.turn import Entity, Outcome, Profile, Turn
from bot.skills.vectors import EMBEDDING, pack


def tracker(slots: dict[str, Any] | None = None, **message: Any) -> Tracker:
    latest = {"text": "hello", "intent": {"name": "greet", "confidence": 0.8}, "entities": [], **message}
    return Tracker("rest:me", slots or {}, latest, [], False, None, {}, None)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the turns are recorded, without loading an index; nothing is on show."""
    ask = SimpleNamespace(can_only_continue=lambda turn: False)
    route = Router(lambda turn: Outcome(reply("unanswerable")))
    for module in (adapter, conversation):
        monkeypatch.setattr(module, "skills", lambda: SimpleNamespace(records=Records(tmp_path), ask=ask, route=route))
    return tmp_path / "turns.jsonl"


def test_a_turn_holds_what_was_understood() -> None:
    vector = np.eye(1, 384, dtype=np.float32)[0]
    turn = turn_of(
        tracker(
            {"nation": "wales", "role": "siro", "shown": {"card": "a"}},
            text="is Action Fraud open?",
            intent={"name": "ask", "confidence": 0.7},
            entities=[{"entity": "publisher", "value": "report-fraud", "start": 3, "end": 15}],
            metadata={"now": "2026-11-23T09:30:00+00:00"},
            **{EMBEDDING: pack(vector)},
        ),
        "shown",
    )
    assert (turn.text, turn.intent, turn.confidence) == ("is Action Fraud open?", "ask", 0.7)
    assert turn.entities == (Entity("publisher", "report-fraud", "Action Fraud"),)
    assert turn.profile == Profile(nation="wales", role="siro")
    assert turn.state == {"card": "a"}
    assert turn.vector is not None and turn.vector[0] == pytest.approx(1)
    assert turn.now == dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.timezone.utc)
    assert turn.conversation == "rest:me"


@pytest.mark.parametrize("metadata", [None, {}, {"now": None}, {"now": "nonsense"}, {"now": 7}])
def test_a_turn_without_a_time_is_now(metadata: Any) -> None:
    age = dt.datetime.now(dt.timezone.utc) - turn_of(tracker(metadata=metadata)).now
    assert abs(age.total_seconds()) < 60


@pytest.mark.parametrize("intent", [None, {}, {"name": None, "confidence": None}])
def test_a_message_that_nothing_was_understood_of_is_still_a_turn(intent: Any) -> None:
    turn = turn_of(tracker(intent=intent, text=None))
    assert (turn.text, turn.intent, turn.confidence, turn.vector) == ("", "", 0.0, None)


def test_a_turn_knows_the_chance_of_an_incident_and_what_it_is_otherwise() -> None:
    ranking = [{"name": "report_incident", "confidence": 0.5}, {"name": "outside_health", "confidence": 0.3}]
    turn = turn_of(tracker(intent_ranking=ranking))
    assert (turn.live, turn.otherwise) == (0.5, "outside_health")


@pytest.mark.parametrize("ranking", [None, [], [{"name": "report_incident", "confidence": 1.0}]])
def test_what_is_ranked_as_nothing_else_is_a_question(ranking: Any) -> None:
    assert turn_of(tracker(intent_ranking=ranking)).otherwise == "ask"


def test_the_reply_is_one_message_and_the_status_is_kept(kept: Path) -> None:
    dispatcher = CollectingDispatcher()
    events = say(Outcome(reply("greeted")), Turn("hello", "greet", dt.datetime.now(dt.timezone.utc)), dispatcher)
    assert [message["custom"]["reply"]["status"] for message in dispatcher.messages] == ["greeted"]
    assert {event["name"]: event["value"] for event in events} == {"status": "greeted"}
    assert '"status": "greeted"' in kept.read_text(encoding="utf-8")


def test_a_new_profile_becomes_slots(kept: Path) -> None:
    outcome = Outcome(reply("started_over"), profile=Profile(nation="wales"))
    events = say(outcome, Turn("x", "start_over", dt.datetime.now(dt.timezone.utc)), CollectingDispatcher())
    slots = {event["name"]: event["value"] for event in events}
    assert (slots["nation"], slots["role"], slots["body"]) == ("wales", None, None)


@pytest.mark.parametrize("act", [*ACTS, "outside_legal"])
def test_every_act_is_said(kept: Path, act: str) -> None:
    dispatcher = CollectingDispatcher()
    actions.ActionConverse().run(dispatcher, tracker(intent={"name": act, "confidence": 1.0}), {})
    assert len(dispatcher.messages) == 1
    assert dispatcher.messages[0]["custom"]["reply"]["status"] in statuses()


def test_an_act_that_no_skill_knows_is_not_understood(kept: Path) -> None:
    dispatcher = CollectingDispatcher()
    actions.ActionConverse().run(dispatcher, tracker(intent={"name": "nonsense", "confidence": 1.0}), {})
    assert dispatcher.messages[0]["custom"]["reply"]["status"] == "not_understood"


def test_every_action_of_the_domain_has_an_adapter() -> None:
    from index.content.yaml_file import read_yaml
    from index.paths import Paths

    domain = [read_yaml(path) for path in (Paths().root / "bot" / "domain").glob("*.yml")]
    named = {name for part in domain for name in part.get("actions", [])}
    made = {getattr(actions, name)().name() for name in actions.__all__}
    assert named <= made
