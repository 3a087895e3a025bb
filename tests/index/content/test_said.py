"""What people say in an incident, as the corpus holds it: validated with file, line and mend, added to by a council."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.content.playbook import load_library
from index.content.problem import ContentError
from index.content.triage import UNKNOWN

CORPUS = Path(__file__).parents[3] / "corpus"
LIBRARY = load_library(CORPUS)
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    shutil.copytree(CORPUS / "playbooks", tmp_path / "ours" / "playbooks")
    shutil.copy(CORPUS / "triage.yml", tmp_path / "ours" / "triage.yml")

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path / "ours"

    return written


@pytest.mark.parametrize("name", LIBRARY.playbooks)
def test_every_type_has_openings_enough_to_learn_from(name: str) -> None:
    assert len(LIBRARY.openings[name]) >= 250


def test_no_opening_is_of_two_types() -> None:
    texts = [text.lower() for texts in LIBRARY.openings.values() for text in texts]
    assert len(texts) == len(set(texts))


def test_every_value_that_a_question_asks_for_has_replies() -> None:
    asked = {fact for question in LIBRARY.common.questions for fact in question.facts}
    learned = {fact: {value for each in replies for value in each.values} for fact, replies in LIBRARY.replies.items()}
    assert asked - set(learned) == {"nation", "body", "noticed"}
    for fact, values in learned.items():
        assert values == {value.id for value in LIBRARY.common.fact(fact).values} | {UNKNOWN}, fact


def test_every_question_has_replies_that_do_not_answer_it() -> None:
    assert all(any(not each.values for each in replies) for replies in LIBRARY.replies.values())


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("openings/x.yml", "type: flood\nopenings:\n  - help\n", "x.yml:1: error: there is no playbook for the type"),
        ("openings/x.yml", "type: phishing\nopenings: []\n", "x.yml:2"),
        ("replies/x.yml", "fact: colour\nreplies:\n  - {values: [], said: [red]}\n", "does not know the fact 'colour'"),
        (
            "replies/x.yml",
            "fact: link\nreplies:\n  - values: [open]\n    said: [yes]\n  - values: [ajar]\n    said: [a bit]\n",
            "x.yml:5: error: link has no value 'ajar'",
        ),
    ],
)
def test_a_slip_is_an_error_that_says_where_and_what_to_do(write: Write, name: str, text: str, says: str) -> None:
    root = write(f"ours/{name}", text)
    with pytest.raises(ContentError) as error:
        load_library(root)
    assert says in str(error.value) and "Mend:" in str(error.value)


def test_a_councils_own_are_added_to_ours(write: Write) -> None:
    write("own/openings/phishing.yml", "type: phishing\nopenings:\n  - the fenmere mailer again\n")
    root = write("ours/openings/phishing.yml", "type: phishing\nopenings:\n  - I clicked it\n")
    assert load_library(root, root.parent / "own").openings == {
        "phishing": ["I clicked it", "the fenmere mailer again"]
    }


def test_every_command_but_those_with_their_own_words_has_requests() -> None:
    commands = {command.id for command in LIBRARY.common.commands}
    assert commands - set(LIBRARY.requests) == {"tick", "untick", "also", "harmless", "differences"}
    assert all(len(texts) >= 20 for texts in LIBRARY.requests.values())


def test_a_request_for_a_command_that_does_not_exist_is_an_error(write: Write) -> None:
    root = write("ours/requests/x.yml", "command: sing\nsaid:\n  - sing to me\n")
    with pytest.raises(ContentError) as error:
        load_library(root)
    assert "x.yml:1: error: triage.yml does not know the command 'sing'" in str(error.value)
