"""At least three dialogues a type, each route of each nation, in the words of people in trouble."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter

import pytest
from dialogue import parts, scenarios, told

from bot.replies import Checklist, Contacts, Document, Notice

ALL = scenarios()


@pytest.mark.parametrize("scenario", ALL, ids=lambda each: f"{each['file']}/{each['name']}")
def test_a_dialogue_ends_as_the_playbook_says(played, scenario):
    dialogue = played[f"{scenario['file']}/{scenario['name']}"]
    first = parts(dialogue.outcomes[0].reply, Checklist)[0]
    assessment = dialogue.triage.assess(dialogue.state)
    due = [item.due.text for part in parts(dialogue.last, Contacts) for item in part.items if item.due]
    assert dialogue.last.status == "triage_brief"
    assert first.items[0].id == scenario["first"]
    assert assessment.facts["type"] == scenario["types"]
    assert (assessment.level.id, assessment.range) == (scenario["severity"], scenario["category"])
    assert told(dialogue.last) == scenario["tell"]
    assert due == scenario["due"]


@pytest.mark.parametrize("scenario", ALL, ids=lambda each: f"{each['file']}/{each['name']}")
def test_first_things_come_before_any_question(played, scenario):
    kinds = [part.kind for part in played[f"{scenario['file']}/{scenario['name']}"].outcomes[0].reply.parts]
    assert kinds.index("checklist") < kinds.index("choices")


@pytest.mark.parametrize("scenario", ALL, ids=lambda each: f"{each['file']}/{each['name']}")
def test_nothing_that_was_answered_is_asked_again(played, scenario):
    prompts = played[f"{scenario['file']}/{scenario['name']}"].prompts[:-1]
    changes = [prompt for prompt, _ in itertools.groupby(prompts)]
    assert len(changes) == len(set(changes))


def test_the_median_dialogue_has_eight_messages_or_fewer(played):
    assert statistics.median(len(dialogue.outcomes) for dialogue in played.values()) <= 8
    assert max(len(dialogue.outcomes) for dialogue in played.values()) <= 10


def test_every_type_has_three_dialogues_or_more(triage):
    count = Counter(scenario["file"] for scenario in ALL)
    assert not [name for name in triage.flow.library.playbooks if count[name] < 3]


def test_every_type_is_played_in_each_nation_whose_police_route_differs(triage, played):
    seen = {
        (scenario["file"], dialogue.state["facts"]["nation"][0])
        for scenario in ALL
        for dialogue in [played[f"{scenario['file']}/{scenario['name']}"]]
    }
    nations = ("england", "scotland", "wales", "northern-ireland")
    assert not [
        (name, nation) for name in triage.flow.library.playbooks for nation in nations if (name, nation) not in seen
    ]


def test_the_police_route_is_right_for_the_nation(played):
    for dialogue in played.values():
        nation = dialogue.state["facts"]["nation"][0]
        contacts = told(dialogue.last)
        assert not (nation == "scotland" and "report-fraud" in contacts)
        assert not (nation in ("england", "wales", "northern-ireland") and "police-scotland" in contacts)


def test_every_brief_says_that_only_ncsc_assigns_a_category_and_comes_with_a_document(played):
    for dialogue in played.values():
        notice = " ".join(part.markdown for part in parts(dialogue.last, Notice))
        assert "Only the NCSC and law enforcement assign a category" in notice
        assert [file.format for file in parts(dialogue.last, Document)[0].files] == ["html", "md", "json"]
