"""The evaluation's questions: sound in themselves, and kept apart so that no test card is seen in development."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from index.content.card import read_card
from index.content.problem import ContentError
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml
from index.evaluation.questions import Question, read_questions, split_of, unknown_cards
from index.paths import ROOT

FOLDER = ROOT / "tests" / "evaluation" / "questions"
DEV_CARD = "one"
TEST_CARD = "ransomware"


@pytest.fixture(scope="module")
def dev() -> tuple[Question, ...]:
    return read_questions(FOLDER, "dev")


@pytest.fixture(scope="module")
def test() -> tuple[Question, ...]:
    return read_questions(FOLDER, "test")


@pytest.fixture(scope="module")
def everything(dev: tuple[Question, ...], test: tuple[Question, ...]) -> tuple[Question, ...]:
    return dev + test


@pytest.fixture(scope="module")
def cards() -> set[str]:
    return {path.stem for path in (ROOT / "corpus" / "cards").rglob("*.md")}


def write(folder: Path, split: str, text: str) -> None:
    (folder / split).mkdir(exist_ok=True)
    (folder / split / "some.yml").write_text(text, encoding="utf-8")


def one(**fields: str) -> str:
    values = {"id": "a-1", "text": "what?", "kind": "answerable", "act": "ask", "cards": f"[{DEV_CARD}]"} | fields
    rows = [f"{name}: {value}" for name, value in values.items() if value]
    return "questions:\n  - " + "\n    ".join(rows) + "\n"


def test_a_question_is_read_with_its_cards_best_first(tmp_path: Path) -> None:
    write(tmp_path, "dev", one(cards=f"[{DEV_CARD}, other]"))
    assert read_questions(tmp_path, "dev")[0].cards == [DEV_CARD, "other"]


def test_a_question_in_the_wrong_split_is_refused_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, "test", "# a comment\n" + one())
    with pytest.raises(ContentError, match=r"some\.yml:3: .*a-1 belongs to dev"):
        read_questions(tmp_path, "test")


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "dev", one() + one().removeprefix("questions:\n"))
    with pytest.raises(ContentError, match="a-1 is used twice"):
        read_questions(tmp_path, "dev")


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"cards": ""}, "an answerable question needs cards"),
        ({"kind": "unanswerable"}, "an unanswerable question has no cards"),
        ({"kind": "plain"}, "a plain question has the act ask"),
        ({"kind": "outside", "cards": ""}, "an outside question needs an outside act"),
        ({"kind": "incident", "act": "report_incident", "cards": ""}, "a live incident needs"),
        ({"incident": "malware"}, "only a live incident has an incident"),
        ({"kind": "find", "act": "find", "cards": ""}, "needs the act find and facets"),
        ({"kind": "conversation", "cards": ""}, "needs such an act"),
        ({"kind": "follow_up", "asks_for": "more"}, "needs the messages before it"),
        ({"kind": "follow_up", "before": "[first]"}, "needs asks_for"),
        ({"before": "[first]"}, "only a follow-up"),
        ({"kind": "follow_up", "asks_for": "several", "parts": f"[[{DEV_CARD}]]"}, "two parts or more"),
        ({"incident": "fire"}, "unexpected value"),
        ({"card": "x"}, "extra fields not permitted"),
    ],
)
def test_a_question_that_contradicts_its_kind_is_refused(tmp_path: Path, fields: dict[str, str], fault: str) -> None:
    write(tmp_path, "dev", one(**fields))
    with pytest.raises(ContentError, match=fault):
        read_questions(tmp_path, "dev")


def test_cards_fall_into_both_splits_and_always_into_the_same_one() -> None:
    assert (split_of(DEV_CARD), split_of(TEST_CARD)) == ("dev", "test")


def test_cards_that_are_not_in_the_corpus_are_named() -> None:
    question = Question(id="a-1", text="what?", kind="answerable", act="ask", cards=["kept", "gone"])
    assert unknown_cards([question], {"kept"}) == {"a-1": ["gone"]}


def test_every_card_that_the_questions_name_is_in_the_corpus(everything: tuple[Question, ...], cards: set[str]) -> None:
    assert unknown_cards(everything, cards) == {}


def test_no_question_is_asked_twice(everything: tuple[Question, ...]) -> None:
    asked = Counter((tuple(question.before), question.text.casefold()) for question in everything)
    assert [text for text, times in asked.items() if times > 1] == []


def test_no_id_is_in_both_splits(dev: tuple[Question, ...], test: tuple[Question, ...]) -> None:
    assert {question.id for question in dev}.isdisjoint(question.id for question in test)


def test_nations_and_roles_are_those_of_the_vocabulary(everything: tuple[Question, ...]) -> None:
    vocabulary = Vocabulary.parse_obj(read_yaml(ROOT / "corpus" / "vocabulary.yml"))
    nations = {term.id for term in vocabulary.nations} | {None}
    roles = {term.id for term in vocabulary.audiences} | {None}
    assert {question.nation for question in everything} <= nations
    assert {question.role for question in everything} <= roles


def test_there_are_enough_questions_of_each_kind_in_each_split(
    dev: tuple[Question, ...], test: tuple[Question, ...]
) -> None:
    least = {"answerable": 130, "unanswerable": 30, "outside": 30, "incident": 60, "follow_up": 20}
    for split in (dev, test):
        counts = Counter(question.kind for question in split)
        assert {kind for kind, number in least.items() if counts[kind] < number} == set()
        assert sum(question.about_incident for question in split) >= 25


def test_at_least_a_quarter_is_out_of_scope_or_unanswerable_beside_the_answerable(
    test: tuple[Question, ...],
) -> None:
    counts = Counter(question.kind for question in test if not question.about_incident)
    refused = counts["unanswerable"] + counts["outside"]
    assert refused / (refused + counts["answerable"]) >= 0.25


def test_no_card_is_the_best_answer_to_more_than_a_few_plain_questions(
    dev: tuple[Question, ...], test: tuple[Question, ...]
) -> None:
    for split, most in ((dev, 5), (test, 2)):
        plain_questions = [q for q in split if q.kind == "answerable" and not q.about_incident]
        first = Counter(question.cards[0] for question in plain_questions)
        assert [card for card, times in first.items() if times > most] == []
        assert len(first) >= 190


def test_every_subject_of_the_corpus_is_asked_about(everything: tuple[Question, ...]) -> None:
    subjects = {path.stem: path.parent.name for path in (ROOT / "corpus" / "cards").rglob("*.md")}
    assert set(subjects.values()) == {subjects[q.cards[0]] for q in everything if q.kind == "answerable"}


def test_live_incidents_are_of_every_type_and_from_every_nation(test: tuple[Question, ...]) -> None:
    incidents = [question for question in test if question.kind == "incident"]
    assert len({question.incident for question in incidents}) == 14
    assert len({question.nation for question in incidents if question.nation}) == 4


def test_the_best_card_is_right_for_the_nation_of_the_question(everything: tuple[Question, ...]) -> None:
    cards = {path.stem: path for path in (ROOT / "corpus" / "cards").rglob("*.md")}
    wrong = []
    for question in everything:
        if question.nation and question.cards:
            nations = set(read_card(cards[question.cards[0]]).front.nations)
            wrong += [] if nations & {"all", question.nation} else [question.id]
    assert wrong == []
