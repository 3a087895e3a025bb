"""Playbooks: validated, cross-checked, with errors that name file, line and mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.content.condition import Rule
from index.content.corpus import read_corpus
from index.content.playbook import check_references, load_library, load_playbooks
from index.content.problem import ContentError

CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(CORPUS / "playbooks", tmp_path / "playbooks")
    shutil.copy(CORPUS / "triage.yml", tmp_path / "triage.yml")
    return tmp_path


def spoil(root, old, new, name="playbooks/phishing.yml"):
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load_library(root)
    return str(error.value)


def test_every_type_of_the_issue_has_a_playbook():
    assert set(load_playbooks(CORPUS)) == {
        "ransomware", "malware", "phishing", "account-compromise", "payment-fraud", "data-breach", "lost-device",
        "denial-of-service", "website-defacement", "insider", "supplier-incident", "operational-technology",
        "social-media-hijack", "unknown",
    }  # fmt: skip


def test_every_contact_card_and_source_that_is_named_exists():
    assert check_references(load_library(CORPUS), read_corpus(CORPUS)[0]) == []


def test_a_contact_that_does_not_exist_is_named_with_file_and_line(copy):
    path = copy / "playbooks" / "phishing.yml"
    text = path.read_text(encoding="utf-8").replace("contact: suspicious-email", "contact: suspicious-male")
    path.write_text(text, encoding="utf-8")
    (problem,) = check_references(load_library(copy), read_corpus(CORPUS)[0])
    assert problem.file == path and "suspicious-male" in text.splitlines()[problem.line - 1]


@pytest.mark.parametrize(
    "old, new, says",
    [
        ("clicked: password}", "clicked: pasword}", "clicked: pasword"),
        ("ask: [where,", "ask: [wher,", "the question 'wher'"),
        ("type: malware,", "type: malwear,", "the type 'malwear'"),
        ("label: Phishing", "labell: Phishing", "labell"),
        ("points: 20", "points: many", "points"),
        ("{id: delete,", "{id: reply,", "names reply twice"),
    ],
)
def test_a_slip_is_an_error_that_says_what_is_wrong(copy, old, new, says):
    assert says in spoil(copy, old, new)


def test_a_pattern_that_is_no_regular_expression_is_an_error(copy):
    assert "regular expression" in spoil(copy, "'^undo( that)?$'", "'^undo(('", "triage.yml")


def test_an_overlay_replaces_a_playbook_by_its_id(copy, tmp_path):
    overlay = tmp_path / "local"
    (overlay / "playbooks").mkdir(parents=True)
    text = (copy / "playbooks" / "phishing.yml").read_text(encoding="utf-8").replace("label: Phishing", "label: Ours")
    (overlay / "playbooks" / "phishing.yml").write_text(text, encoding="utf-8")
    assert load_playbooks(copy, overlay)["phishing"].label == "Ours"


@pytest.mark.parametrize(
    "rule, facts, holds",
    [
        ({}, {}, True),
        ({"when": {"a": "x"}}, {"a": ["x", "y"]}, True),
        ({"when": {"a": ["x", "z"], "b": "y"}}, {"a": ["z"]}, False),
        ({"when": [{"a": "x"}, {"b": "y"}]}, {"b": ["y"]}, True),
        ({"unless": {"a": "x"}}, {"a": ["x"]}, False),
        ({"when": {"a": "x"}, "unless": [{"b": "y"}, {"c": "z"}]}, {"a": ["x"], "c": ["q"]}, True),
    ],
)
def test_a_rule_holds_when_its_facts_fit(rule, facts, holds):
    assert Rule(id="r", **rule).holds(facts) is holds


@pytest.mark.parametrize("playbook", load_playbooks(CORPUS).values(), ids=lambda each: each.id)
def test_first_things_are_one_or_two_whatever_is_known_beside_a_warning_to_people_in_danger(playbook):
    own = {"type": [playbook.id]}
    assert any(step.holds(own) for step in playbook.first)
    named = {pair for step in playbook.first for pair in step.named}
    for known in [own, *({**own, fact: sorted({*own.get(fact, []), value})} for fact, value in sorted(named))]:
        assert sum(step.holds(known) for step in playbook.first if step.id != "warn") <= 2, known


def test_no_text_of_a_playbook_names_a_superseded_service():
    for path in [*sorted((CORPUS / "playbooks").glob("*.yml")), CORPUS / "triage.yml"]:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "heard:" not in line]
        assert not [line for line in lines if "Action Fraud" in line or "CERT-UK" in line or "DLUHC" in line], path
