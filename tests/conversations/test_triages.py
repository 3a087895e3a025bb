"""Whole triages with the running bot, from the first message to the brief, in words that nothing was trained on."""

from __future__ import annotations

import datetime as dt
import re
import statistics
import uuid
from dataclasses import dataclass
from typing import Any

import pytest

from bot.replies import ContactItem
from bot.skills.triage.assessment import Assessment, assess
from bot.skills.triage.case import Case
from bot.skills.triage.contacts import ContactBook
from index.build import current
from index.content.bundle import Content
from index.paths import Paths
from tests.conversations.running import RunningBot
from tests.conversations.triage import LIVE, LONDON, OPENINGS, TYPE, Person, Played, Scenario, scenarios

pytestmark = pytest.mark.server

ALL = scenarios()
NATIONS = ("england", "scotland", "wales", "northern-ireland")
MOST_MESSAGES = 8
MINUTE = dt.timedelta(minutes=2)


@dataclass
class Held:
    """A triage that was held: the talk, what the bot keeps of it, and when it began."""

    played: Played
    state: dict[str, Any]
    began: dt.datetime


@pytest.fixture(scope="module")
def content(built: None) -> Content:
    return Content.load(current(Paths().index))


@pytest.fixture(scope="module")
def held(running: RunningBot, content: Content) -> dict[str, Held]:
    """Every scenario, held once."""
    person, found = Person(content.library), {}
    for name, scenario in ALL.items():
        sender, began = uuid.uuid4().hex, dt.datetime.now(dt.timezone.utc)
        played = person.hold(scenario, lambda words, sender=sender: running.say(sender, words).reply)
        slots = {each["name"]: each["value"] for each in running.events(f"rest:{sender}") if each["event"] == "slot"}
        found[name] = Held(played, slots.get("triage") or {}, began)
    return found


def by_the_table(content: Content, scenario: Scenario) -> Assessment:
    """What the playbooks make of the facts as a person would note them."""
    return assess(content.library, scenario.types, scenario.known)


@pytest.mark.parametrize("name", ALL)
def test_the_first_message_is_taken_for_an_incident_and_answered_with_what_to_do(held: dict[str, Held], name: str):
    first = held[name].played.replies[0]
    assert first.status in (*OPENINGS, "live_or_question"), f"{first.status}: {ALL[name].say}"
    opening = held[name].played.opening
    kinds = [part.kind for part in opening.parts]
    assert kinds.index("checklist") < kinds.index("choices")
    assert "quote" not in kinds


@pytest.mark.parametrize("name", ALL)
def test_the_type_is_told_or_asked_for_once_and_its_first_thing_comes_first(held: dict[str, Held], name: str):
    played, scenario = held[name].played, ALL[name]
    assert played.first_things[0] == scenario.first
    assert played.asked.count(TYPE) <= 1
    assert played.asked.index(TYPE) == 0 if TYPE in played.asked else True


@pytest.mark.parametrize("name", ALL)
def test_only_what_was_not_said_is_asked_and_nothing_twice(held: dict[str, Held], name: str):
    asked = [question for question in held[name].played.asked if question != TYPE]
    assert sorted(asked) == sorted(ALL[name].answers)
    assert held[name].played.done


@pytest.mark.parametrize("name", ALL)
def test_every_answer_is_heard_as_a_person_would_hear_it(held: dict[str, Held], name: str):
    noted = held[name].state["facts"]
    assert {fact: sorted(noted.get(fact, [])) for fact in ALL[name].known} == {
        fact: sorted(values) for fact, values in ALL[name].known.items()
    }


@pytest.mark.parametrize("name", ALL)
def test_types_severity_and_contacts_are_those_of_the_playbooks_table(
    held: dict[str, Held], content: Content, name: str
):
    scenario, wanted = ALL[name], by_the_table(content, ALL[name])
    case = Case.read(held[name].state)
    assert case is not None
    got = assess(content.library, case.types, case.facts)
    contacts = held[name].played.contacts
    assert [playbook.id for playbook in got.playbooks] == scenario.types
    assert (got.level.id, wanted.level.id) == (scenario.severity, scenario.severity)
    assert got.range == wanted.range
    book = ContactBook(content.corpus, content.library.common)
    assert list(contacts) == [item.id for item in book.items(wanted, case, case.started)]
    assert set(scenario.tells) <= set(contacts)


@pytest.mark.parametrize("name", ALL)
def test_the_police_route_is_that_of_the_nation(held: dict[str, Held], name: str):
    contacts, nation = set(held[name].played.contacts), ALL[name].known["nation"][0]
    elsewhere = {
        "scotland": {"report-fraud", "psni-live-attack", "ni-cyber-security-centre", "cymrusoc", "mhclg-cir", "rocu"},
        "england": {"police-scotland", "sc3", "psni-live-attack", "ni-cyber-security-centre", "cymrusoc"},
        "wales": {"police-scotland", "sc3", "psni-live-attack", "ni-cyber-security-centre", "mhclg-cir"},
        "northern-ireland": {"police-scotland", "sc3", "cymrusoc", "mhclg-cir", "rocu"},
    }
    assert not contacts & elsewhere[nation]


@pytest.mark.parametrize("name", [name for name, scenario in ALL.items() if scenario.noticed])
def test_the_72_hours_for_the_ico_run_on_the_clock_from_when_it_was_noticed(held: dict[str, Held], name: str):
    noticed = dt.datetime.fromisoformat(held[name].state["moments"]["noticed"])
    assert abs(noticed - (ALL[name].noticed or noticed).moment(held[name].began)) < MINUTE
    ico = held[name].played.contacts.get("ico")
    if ico:
        _is_due_in_72_hours(ico, noticed, held[name].began)


def _is_due_in_72_hours(item: ContactItem, noticed: dt.datetime, began: dt.datetime) -> None:
    assert item.due is not None
    end = noticed.astimezone(dt.timezone.utc) + dt.timedelta(hours=72)
    assert item.due.at.astimezone(dt.timezone.utc) == end
    clock = end.astimezone(LONDON)
    said = re.fullmatch(r"ICO by (\w+ \d+ \w+ \d\d:\d\d)(?: GMT| BST)?, (\d+) hours? left", item.due.text)
    assert said, item.due.text
    assert said[1] == f"{clock:%A} {clock.day} {clock:%B %H:%M}"
    assert abs(int(said[2]) * 60 - (end - began).total_seconds() / 60) < 62


def test_three_or_more_are_held_of_every_type_and_every_type_in_every_nation(content: Content):
    held = [(name.split("/")[0], scenario.known["nation"][0]) for name, scenario in ALL.items()]
    missing = [(kind, nation) for kind in content.library.playbooks for nation in NATIONS if (kind, nation) not in held]
    assert not missing


def test_every_reporting_route_is_told_in_every_nation_that_has_it(held: dict[str, Held], content: Content):
    """Routes of bodies as well: regulators of care, the departments of schools and fire, the housing regulator."""
    told = {
        (contact, ALL[name].known["nation"][0])
        for name, each in held.items()
        for contact in each.played.contacts
        if contact in content.corpus.contacts
    }
    told |= {(contact, nation) for contact, nation in told}
    reached = {contact for contact, _ in told}
    everywhere = [
        (contact, nation)
        for contact in ("ncsc-incident", "ico", "it-and-incident-lead", "insurer", "people-affected", "bank")
        for nation in NATIONS
    ]
    police = [
        ("police-scotland", "scotland"),
        *(("report-fraud", nation) for nation in NATIONS if nation != "scotland"),
    ]
    own = [
        ("mhclg-cir", "england"),
        ("mhclg-fire", "england"),
        ("sc3", "scotland"),
        ("cymrusoc", "wales"),
        ("psni-live-attack", "northern-ireland"),
        ("ni-cyber-security-centre", "northern-ireland"),
        ("emergency-planner", "england"),
        ("emergency-planner", "wales"),
        ("resilience-partnership-scotland", "scotland"),
        ("rocu", "england"),
        ("rocu", "wales"),
        ("nis-regulator", "england"),
        ("nis-regulator", "scotland"),
        ("nis-regulator", "wales"),
        ("nis-regulator-northern-ireland", "northern-ireland"),
        ("cqc", "england"),
        ("care-inspectorate-scotland", "scotland"),
        ("care-inspectorate-wales", "wales"),
        ("rqia", "northern-ireland"),
        ("education-authority-ni", "northern-ireland"),
        ("dfe-incident-reporting", "england"),
        ("rpa-incident-response", "england"),
        ("scottish-housing-regulator", "scotland"),
        ("nhs-england-cyber", "england"),
        ("council-commissioner", "wales"),
    ]
    assert not [route for route in [*everywhere, *police, *own] if route not in told], sorted(reached)


def test_the_median_triage_takes_eight_messages_or_fewer(held: dict[str, Held]):
    lengths = [len(each.played.said) for each in held.values()]
    assert statistics.median(lengths) <= MOST_MESSAGES
    assert max(lengths) <= MOST_MESSAGES + 2
    assert not [name for name, each in held.items() if LIVE in each.played.said and each.played.said.count(LIVE) > 1]
