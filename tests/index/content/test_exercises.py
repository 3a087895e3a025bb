"""The checks of exercises and bites."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from index.content.bite import read_bites
from index.content.corpus import Corpus
from index.content.exercise import read_exercises
from index.content.source import Source
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml, validate

CORPUS = Path(__file__).parents[3] / "corpus"
NAME = "ransomware-bank-holiday"


@pytest.fixture(scope="module")
def real():
    return YAML(typ="safe").load(CORPUS / "exercises" / f"{NAME}.yml")


@pytest.fixture
def data(real):
    return copy.deepcopy(real)


class AnyCard(dict):
    """Knows every card but `no-such-card`."""

    def get(self, name, default=None):
        class Card:
            class front:
                status = "current"

        return None if name == "no-such-card" else Card


@pytest.fixture(scope="module")
def corpus(real):
    vocabulary = validate(Vocabulary, read_yaml(CORPUS / "vocabulary.yml"), CORPUS / "vocabulary.yml")
    names = {name for basis in real["built_on"] for name in basis["sources"]}
    sources = {
        name: Source(id=name, title="T", url="https://example.org", publisher="P", seen_as="report", licence="unknown")
        for name in names
    }
    return Corpus(CORPUS, vocabulary, sources=sources, cards=AnyCard())


def problems(data, corpus, tmp_path):
    path = tmp_path / f"{NAME}.yml"
    with path.open("w", encoding="utf-8") as stream:
        YAML().dump(data, stream)
    return [problem.what for problem in read_exercises(corpus, tmp_path)[1]]


def test_an_exercise_without_fault_has_no_problem(data, corpus, tmp_path):
    assert problems(data, corpus, tmp_path) == []


def test_an_inject_that_nothing_leads_to_is_found(data, corpus, tmp_path):
    data["injects"][0]["next"] = "care"
    assert problems(data, corpus, tmp_path) == ["nothing leads to the inject who-meets"]


def test_a_story_that_runs_in_a_circle_is_found(data, corpus, tmp_path):
    data["injects"][-1]["next"] = "first-call"
    assert any("circle" in what for what in problems(data, corpus, tmp_path))


def test_a_story_that_goes_back_in_time_is_found(data, corpus, tmp_path):
    data["injects"][1]["at"] = "Saturday 14:20"
    assert problems(data, corpus, tmp_path) == ["who-meets (Saturday 14:20) is followed by care (Saturday 14:00)"]


def test_a_strong_choice_that_always_stands_in_the_same_place_is_found(data, corpus, tmp_path):
    for inject in data["injects"]:
        if "decision" in inject:
            inject["decision"]["choices"].sort(key=lambda choice: choice["quality"] != "good")
    assert problems(data, corpus, tmp_path) == ["the strong choice is number 1 in every decision"]


def test_a_choice_that_leads_nowhere_is_found(data, corpus, tmp_path):
    data["injects"][0]["decision"]["choices"][0]["next"] = "no-such-inject"
    assert "no-such-inject" in problems(data, corpus, tmp_path)[0]


def test_a_broken_guidance_link_is_found(data, corpus, tmp_path):
    data["injects"][0]["decision"]["cards"] = ["no-such-card"]
    assert "no-such-card" in problems(data, corpus, tmp_path)[0]


def test_a_step_that_the_model_lacks_is_found(data, corpus, tmp_path):
    data["injects"][0]["decision"]["steps"] = ["panic"]
    assert "'panic'" in problems(data, corpus, tmp_path)[0]


def test_the_same_words_for_two_choices_are_found(data, corpus, tmp_path):
    data["injects"][0]["decision"]["choices"][1]["also"].append(data["injects"][0]["decision"]["choices"][0]["also"][0])
    assert "way to say it 'wait' is used twice" in problems(data, corpus, tmp_path)[0]


@pytest.mark.parametrize("part", ["inject", "choice"])
def test_what_is_there_twice_is_found(data, corpus, tmp_path, part):
    if part == "inject":
        data["injects"].insert(1, copy.deepcopy(data["injects"][0]))
    else:
        data["injects"][0]["decision"]["choices"][1]["id"] = data["injects"][0]["decision"]["choices"][0]["id"]
    assert any(f"the {part} " in what and "twice" in what for what in problems(data, corpus, tmp_path))


def test_other_names_that_lead_nowhere_are_found(data, corpus, tmp_path):
    data["nations"] = ["mars"]
    data["injects"][-2]["next"] = "nowhere"
    data["built_on"][0]["card"] = "no-such-card"
    found = problems(data, corpus, tmp_path)
    assert {"the nation 'mars' is not known", "the inject 'nowhere' is not known"} <= set(found)
    assert any("no-such-card" in what for what in found)


def test_a_case_without_a_source_is_found(data, corpus, tmp_path):
    data["built_on"][0]["sources"] = ["hearsay"]
    assert "'hearsay'" in problems(data, corpus, tmp_path)[0]


def test_a_decision_needs_a_good_choice(data, corpus, tmp_path):
    for choice in data["injects"][0]["decision"]["choices"]:
        choice["quality"] = "poor"
    assert "one choice must be good" in problems(data, corpus, tmp_path)[0]


def test_a_role_that_the_story_forgets_is_found(data, corpus, tmp_path):
    for inject in data["injects"]:
        inject.get("by_role", {}).pop("communications", None)
    assert problems(data, corpus, tmp_path) == ["the story never speaks to communications"]


def test_the_name_of_the_file_is_the_id(data, corpus, tmp_path):
    data["id"] = "another"
    assert "the file is" in problems(data, corpus, tmp_path)[0]


BITE = {
    "id": "a-bite",
    "title": "T",
    "audiences": ["everyone"],
    "teach": "One thing.",
    "card": "a-card",
    "quiz": {"ask": "Q?", "options": [{"label": "A", "right": True, "say": "Yes."}, {"label": "B", "say": "No."}]},
}


def bite_problems(corpus, tmp_path, **changes):
    path = tmp_path / "bites.yml"
    with path.open("w", encoding="utf-8") as stream:
        YAML().dump({"bites": [{**copy.deepcopy(BITE), **changes}]}, stream)
    return [problem.what for problem in read_bites(corpus, tmp_path)[1]]


def test_a_bite_is_checked_for_its_card_its_audience_and_its_one_right_answer(corpus, tmp_path):
    assert bite_problems(corpus, tmp_path) == []
    assert "no-such-card" in bite_problems(corpus, tmp_path, card="no-such-card")[0]
    assert "'martians'" in bite_problems(corpus, tmp_path, audiences=["martians"])[0]
    assert "'hearsay'" in bite_problems(corpus, tmp_path, sources=["hearsay"])[0]
    ambiguous = copy.deepcopy(BITE["quiz"])
    for option in ambiguous["options"]:
        option["also"] = ["that one"]
    assert "'that one' is used twice" in bite_problems(corpus, tmp_path, quiz=ambiguous)[0]
    both = {
        "ask": "Q?",
        "options": [{"label": "A", "right": True, "say": "Y"}, {"label": "B", "right": True, "say": "Y"}],
    }
    assert "exactly one" in bite_problems(corpus, tmp_path, quiz=both)[0]


def test_a_bite_that_is_there_twice_is_found(corpus, tmp_path):
    for name in ("a.yml", "b.yml"):
        with (tmp_path / name).open("w", encoding="utf-8") as stream:
            YAML().dump({"bites": [copy.deepcopy(BITE)]}, stream)
    assert [problem.what for problem in read_bites(corpus, tmp_path)[1]] == ["the bite 'a-bite' is used twice"]
