"""First messages that were once misunderstood: the type, what is noted, and what comes first."""

from __future__ import annotations

import datetime as dt

import pytest
from dialogue import HERE, NOW, ROOT

from bot.documents import DocumentStore
from bot.replies import Reply, Text
from bot.skills.assembly import load_encoder, load_told
from bot.skills.triage import Flow, Triage
from bot.skills.turn import Profile, Turn
from index.content.yaml_file import read_yaml
from index.paths import Paths

OPENINGS = read_yaml(HERE / "openings.yml")


@pytest.fixture(scope="module")
def hearing(built, tmp_path_factory) -> Triage:
    """Triage with what it learned."""
    encoder = load_encoder(Paths())
    documents = DocumentStore(tmp_path_factory.mktemp("openings"))
    return Triage(
        Flow(
            ROOT / "corpus",
            documents,
            lambda turn: Reply(status="answered", parts=[Text(markdown="x")]),
            told=load_told(Paths()),
            encode=encoder.encode,
        )
    )


def opened(triage: Triage, text: str, now: dt.datetime = NOW) -> dict:
    return triage.start(
        Turn(text=text, intent="incident", now=now, profile=Profile(), state={}, conversation="test")
    ).state


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda each: each["say"][:60])
def test_what_is_told_is_understood(hearing, opening):
    state = opened(hearing, opening["say"])
    told = hearing.assess(state).facts["type"] if state["types"] else []
    if "types" in opening:
        assert set(opening["types"]) <= set(told) and (opening["types"] or not told), told
    for fact, value in opening.get("facts", {}).items():
        assert value in state["facts"].get(fact, []), (fact, state["facts"])
    assert not set(opening.get("not", [])) & set(state["facts"]), state["facts"]


FIRST = read_yaml(HERE / "opening_steps.yml")


@pytest.mark.parametrize("opening", FIRST, ids=lambda each: each["say"][:60])
def test_what_comes_first_can_be_done_and_puts_people_first(hearing, opening):
    steps = hearing.assess(opened(hearing, opening["say"])).first
    said = " ".join(step.text for step in steps)
    assert opening["first"] == steps[0].id or opening["first"] in said, said
    assert not [words for words in opening.get("not", []) if words in said], said
