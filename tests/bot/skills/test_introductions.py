"""Who users say that they are in passing is remembered, and not asked again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.skills.introductions import Introductions
from bot.skills.turn import Entity, Profile, Turn
from index.content.corpus import read_corpus

ROOT = Path(__file__).parents[3]
NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.timezone.utc)


@pytest.fixture(scope="module")
def introduced() -> Introductions:
    def places(text: str) -> list[str]:
        return ["england"] if "Shropshire" in text else []

    return Introductions(read_corpus(ROOT / "corpus", None)[0].vocabulary, places)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("Hello, I was elected in May as a ward councillor in Kent. What am I expected to know?", "councillor"),
        ("SIRO here. Drafting a paper on cyber risk", "siro"),
        ("clerk to a small community council near Lampeter, just me and a laptop. where do i begin", "parish-clerk"),
        ("I own two care homes in Shropshire. do I have to do the DSPT thing", "care-provider"),
        ("Comms officer at a county council. Want to write our holding statements now", "communications"),
        ("hello i am a councillor 81 yrs old they say i must use 2 step thing", "councillor"),
        ("s151 officer at a unitary. How much do I put in the budget?", "section-151"),
        ("I've just become a governor at a primary school. Where do I start?", "school"),
        ("I'm the telecare manager btw, sorry should have said. what do i ask the supplier?", "service-director"),
    ],
)
def test_a_role_that_somebody_gives_as_their_own_is_heard(introduced, said, role):
    assert introduced.role(said) == role


@pytest.mark.parametrize(
    "said",
    [
        "What does a SIRO do?",
        "Is the monitoring officer told?",
        "What should I be asking my head of digital?",
        "governors need training as well?",
        "show me guidance for a scrutiny committee",
        "Who should own it, me or the head of IT?",
        "our clerk is away, who decides?",
    ],
)
def test_a_role_that_is_only_spoken_of_is_nobodys_own(introduced, said):
    assert introduced.role(said) is None


def test_the_nation_of_an_introduction_is_ones_own(introduced):
    said = "emergency planning officer, council in NI. how does an attack fit into our arrangements?"
    turn = Turn(said, "ask", NOW, entities=(Entity("nation", "northern-ireland", "NI"),))
    assert introduced(turn) == Profile(nation="northern-ireland", role="emergency-planner")


def test_the_place_of_an_introduction_tells_the_nation(introduced):
    turn = Turn("I own two care homes in Shropshire. do I have to do the DSPT thing", "ask", NOW)
    assert introduced(turn) == Profile(nation="england", role="care-provider")


def test_a_nation_that_is_asked_about_is_not_ones_own(introduced):
    turn = Turn(
        "I'm a councillor, is it different in Wales?", "ask", NOW, entities=(Entity("nation", "wales", "Wales"),)
    )
    assert introduced(turn) == Profile(role="councillor")


def test_what_was_known_stays(introduced):
    known = Profile(nation="wales", role="siro")
    assert introduced(Turn("how do we test backups?", "ask", NOW, profile=known)) == known


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("SIRO here. What goes into the risk register?", "What goes into the risk register?"),
        ("What goes into the risk register? I'm the SIRO by the way.", "What goes into the risk register?"),
        ("SIRO here, what goes into the risk register?", None),
        ("What goes into the risk register?", None),
    ],
)
def test_what_is_said_beside_an_introduction(introduced, said, left):
    assert introduced.without(said) == left
