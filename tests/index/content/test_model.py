"""The checks of the model, and the real one."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from ruamel.yaml import YAML

from index.content.corpus import Corpus
from index.content.model import Model, read_model
from index.content.source import Source
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml, validate

CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.fixture(scope="module")
def real():
    return YAML(typ="safe").load(CORPUS / "model.yml")


@pytest.fixture(scope="module")
def corpus(real):
    """A corpus that knows every source of the model and none of its cards."""
    vocabulary = validate(Vocabulary, read_yaml(CORPUS / "vocabulary.yml"), CORPUS / "vocabulary.yml")
    names = {*real["sources"], *(name for entry in real["frameworks"] for name in entry["sources"])}
    names |= {name for step in real["steps"] for name in step["case"]["sources"]}
    known = {
        name: Source(
            id=name, title="T", url="https://example.org", publisher="P", seen_as="publisher", licence="unknown"
        )
        for name in names
    }
    known["never-read"] = Source(
        id="never-read", title="T", url="https://example.org", publisher="P", seen_as="not-seen", licence="unknown"
    )
    return Corpus(CORPUS, vocabulary, sources=known)


@pytest.fixture
def data(real):
    """The real model without its links to cards."""
    data = copy.deepcopy(real)
    for step in data["steps"]:
        step["cards"] = []
        step["case"].pop("card", None)
        for question in step["questions"]:
            question["action"]["cards"] = []
    return data


def problems(data, corpus, tmp_path):
    path = tmp_path / "model.yml"
    with path.open("w", encoding="utf-8") as stream:
        YAML().dump(data, stream)
    _, found = read_model(corpus, path)
    return [
        (problem.what, problem.line, path.read_text(encoding="utf-8").splitlines()[problem.line - 1])
        for problem in found
    ]


def test_a_model_without_fault_has_no_problem(data, corpus, tmp_path):
    assert problems(data, corpus, tmp_path) == []


def test_a_broken_guidance_link_is_named_with_its_line(data, corpus, tmp_path):
    data["steps"][2]["questions"][1]["action"]["cards"] = ["no-such-card"]
    found = problems(data, corpus, tmp_path)
    assert len(found) == 1
    assert "no-such-card" in found[0][0] and "cards" in found[0][2]


@pytest.mark.parametrize("change", ["cards", "case"])
def test_every_link_of_a_step_is_checked(data, corpus, tmp_path, change):
    if change == "cards":
        data["steps"][0]["cards"] = ["no-such-card"]
    else:
        data["steps"][0]["case"]["card"] = "no-such-card"
    assert "no-such-card" in problems(data, corpus, tmp_path)[0][0]


def test_a_mapping_must_come_from_a_framework_that_a_read_source_names(data, corpus, tmp_path):
    data["frameworks"][1]["sources"] = ["never-read"]
    assert "never read" in problems(data, corpus, tmp_path)[0][0]
    data["frameworks"][1]["sources"] = ["nowhere"]
    assert "'nowhere' is not known" in problems(data, corpus, tmp_path)[0][0]


def test_a_mapping_to_a_part_that_a_framework_lacks_is_found(data, corpus, tmp_path):
    data["steps"][1]["questions"][0]["maps"] = {"caf": ["Z9"]}
    assert "'Z9'" in problems(data, corpus, tmp_path)[0][0]
    data["steps"][1]["questions"][0]["maps"] = {"iso-27001": ["A5"]}
    assert "'iso-27001'" in problems(data, corpus, tmp_path)[0][0]


def test_a_mapping_that_names_no_part_is_found(data, corpus, tmp_path):
    data["steps"][1]["questions"][0]["maps"] = {"caf": []}
    assert "at least 1" in problems(data, corpus, tmp_path)[0][0]
    data["steps"][1]["questions"][0]["maps"] = {}
    assert "counts towards nothing" in problems(data, corpus, tmp_path)[0][0]


def test_a_framework_without_a_source_is_found(data, corpus, tmp_path):
    data["frameworks"][0]["sources"] = []
    assert problems(data, corpus, tmp_path)


@pytest.mark.parametrize("where", ["model", "case"])
def test_what_the_model_says_of_the_world_needs_a_source_that_was_read(data, corpus, tmp_path, where):
    owner = data if where == "model" else data["steps"][0]["case"]
    owner["sources"] = ["never-read"]
    assert "never read" in problems(data, corpus, tmp_path)[0][0]


def test_a_retired_card_is_found(data, corpus, tmp_path):
    retired = SimpleNamespace(front=SimpleNamespace(status="retired", replaced_by="the-new-card"))
    data["steps"][0]["cards"] = ["the-old-card"]
    with_card = replace(corpus, cards={"the-old-card": retired})
    assert "is retired" in problems(data, with_card, tmp_path)[0][0]


def test_a_step_under_another_name_than_everywhere_else_is_found(data, corpus, tmp_path):
    data["steps"][0]["title"] = "Lead: something else"
    assert "is called 'Lead: own the risk'" in problems(data, corpus, tmp_path)[0][0]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("people", "person"),
        ("routes", "route"),
        ("questions", "question"),
        ("items", "item"),
        ("audiences", "audience"),
    ],
)
def test_what_is_there_twice_is_found(data, corpus, tmp_path, part, name):
    twice = {
        "people": lambda: data["people"].append(dict(data["people"][0])),
        "routes": lambda: data["routes"].append({**data["routes"][0], "audiences": []}),
        "questions": lambda: data["steps"][1]["questions"][0].update(id=data["steps"][0]["questions"][0]["id"]),
        "items": lambda: data["frameworks"][0]["items"].append(dict(data["frameworks"][0]["items"][0])),
        "audiences": lambda: data["routes"][1]["audiences"].append("councillor"),
    }
    twice[part]()
    if part == "routes":
        data["routes"][-1]["audiences"] = ["leader"]
    assert any(f"the {name} " in what and "twice" in what for what, _, _ in problems(data, corpus, tmp_path))


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("routes", ["councillor", "astronaut"], "the route 'astronaut'"),
        ("ask_as", {"practitioner": "x", "service": "x"}, "the route of this question 'service'"),
        ("whom", "the-cat", "the person 'the-cat'"),
    ],
)
def test_what_a_question_names_must_be_there(data, corpus, tmp_path, field, value, what):
    data["steps"][0]["questions"][0][field] = value
    assert any(what in found for found, _, _ in problems(data, corpus, tmp_path))


def test_people_who_are_no_audience_or_who_have_nothing_to_do_are_found(data, corpus, tmp_path):
    data["people"].append({"id": "all-staff", "label": "everybody"})
    data["people"].append({"id": "martian", "label": "the martian"})
    found = [what for what, _, _ in problems(data, corpus, tmp_path)]
    assert "the audience 'martian' is not known" in found
    assert any("nobody asks all-staff" in what for what in found)


def test_the_owner_of_a_step_and_the_audiences_of_a_route_must_be_known(data, corpus, tmp_path):
    data["steps"][2]["owner"] = "the-cat"
    data["routes"][0]["audiences"].append("the-dog")
    found = [what for what, _, _ in problems(data, corpus, tmp_path)]
    assert "the person 'the-cat' is not known" in found and "the audience 'the-dog' is not known" in found


def test_a_step_that_asks_a_route_too_little_is_found(data, corpus, tmp_path):
    data["steps"][0]["questions"][1]["routes"] = ["executive", "service"]
    assert "asks 1 questions on the route councillor" in problems(data, corpus, tmp_path)[0][0]


def test_a_question_that_no_route_reaches_is_found(data, corpus, tmp_path):
    data["steps"][0]["questions"][0]["routes"] = []
    assert problems(data, corpus, tmp_path)


def test_a_role_without_a_route_is_found(data, corpus, tmp_path):
    data["routes"][0]["audiences"].remove("scrutiny")
    assert "scrutiny has no route" in problems(data, corpus, tmp_path)[0][0]


def test_an_owner_who_is_not_listed_is_found(data, corpus, tmp_path):
    data["steps"][0]["questions"][0]["action"]["owner"] = "the-cat"
    assert "'the-cat'" in problems(data, corpus, tmp_path)[0][0]


def test_the_steps_are_those_of_the_vocabulary(data, corpus, tmp_path):
    data["steps"].reverse()
    assert "vocabulary.yml" in problems(data, corpus, tmp_path)[0][0]


def test_a_field_that_is_misspelt_is_named_with_its_line(data, corpus, tmp_path):
    data["steps"][3]["purpsoe"] = "x"
    found = problems(data, corpus, tmp_path)
    assert "purpsoe" in found[0][0] and "purpsoe" in found[0][2]


def test_a_model_that_is_not_there_is_a_problem_and_no_crash(corpus, tmp_path):
    model, found = read_model(corpus, tmp_path / "model.yml")
    assert model is None and "no model" in found[0].what


def test_the_work_counts_elsewhere_every_part_of_every_framework_is_mapped(real):
    for framework in real["frameworks"]:
        used = {
            item
            for step in real["steps"]
            for question in step["questions"]
            for item in question["maps"].get(framework["id"], [])
        }
        assert used == {item["id"] for item in framework["items"]}, framework["id"]


def test_a_step_counts_towards_all_that_its_questions_count_towards(real):
    model = validate(Model, real, CORPUS / "model.yml")
    assert model.steps[3].maps["cyber-essentials"] == sorted(
        (item.id for item in model.framework("cyber-essentials").items), key=lambda item: (len(item), item)
    )
    for step in model.steps:
        assert step.maps["caf"], step.id
