import datetime as dt
from pathlib import Path

import pytest

from bot.documents import DocumentStore
from bot.replies import Reply, Text
from bot.skills.learn import Learn
from bot.skills.turn import Profile, Turn
from index.content.bite import BiteFile
from index.content.corpus import EVERYONE, Corpus
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml, validate

CORPUS = Path(__file__).parents[4] / "corpus"
NOW = dt.datetime(2026, 11, 23, tzinfo=dt.timezone.utc)


@pytest.fixture(scope="module")
def vocabulary():
    return validate(Vocabulary, read_yaml(CORPUS / "vocabulary.yml"), CORPUS / "vocabulary.yml")


@pytest.fixture(scope="module")
def bites():
    return [
        bite
        for path in sorted((CORPUS / "bites").glob("*.yml"))
        for bite in validate(BiteFile, read_yaml(path), path).bites
    ]


@pytest.fixture
def learn(bites, vocabulary, tmp_path):
    def answer(turn):
        return Reply(status="answered", parts=[Text(markdown="An answer.")])

    return Learn(bites, Corpus(CORPUS, vocabulary), DocumentStore(tmp_path), answer)


def turn(text, state=None, role="councillor", intent="other"):
    return Turn(text, intent, NOW, profile=Profile(None, role), state=state or {}, conversation="c")


def open_bite(learn, state):
    return next(bite for bite in learn.bites if bite.id == state["at"])


def test_something_is_taught_with_a_question_at_the_end(learn):
    outcome = learn.start(turn("teach me something in two minutes"))
    bite = open_bite(learn, outcome.state)
    assert "councillor" in bite.audiences
    assert bite.teach in outcome.reply.parts[0].markdown and outcome.reply.parts[-1].prompt == bite.quiz.ask


def test_what_was_named_is_taught(learn):
    assert learn.start(turn("teach me about passwords")).state["at"] == "three-random-words"


def test_every_option_offered_is_understood_and_explained(learn, bites):
    for bite in bites:
        for option in bite.quiz.options:
            for words in (option.label, *option.also):
                outcome = learn.advance(turn(words, {"at": bite.id}))
                assert outcome.reply.status == "learn_answered", words
                assert option.say in outcome.reply.parts[0].markdown, words
                assert ("Right." in outcome.reply.parts[0].markdown) == option.right


def test_a_wrong_answer_is_told_the_stronger_one(learn, bites):
    wrong = next(option for option in bites[0].quiz.options if not option.right)
    right = next(option for option in bites[0].quiz.options if option.right)
    outcome = learn.advance(turn(wrong.label, {"at": bites[0].id}))
    assert right.label.rstrip(".") in outcome.reply.parts[0].markdown


def test_nothing_is_taught_twice_until_all_was_had(learn):
    state, had = {}, []
    outcome = learn.start(turn("teach me"))
    while outcome.reply.status == "learn_bite":
        had.append(outcome.state["at"])
        outcome = learn.advance(turn("A", outcome.state))
        state = outcome.state
        outcome = learn.advance(turn("another one", state))
    assert len(had) == len(set(had)) >= 6
    assert outcome.state == {"version": 1, "paused": True}


def test_enough_is_enough_and_what_was_had_is_remembered(learn):
    state = learn.advance(turn("A", learn.start(turn("teach me")).state)).state
    outcome = learn.advance(turn("Enough for now", state))
    assert "of 1 right" in outcome.reply.parts[0].markdown
    assert outcome.state["paused"] and len(outcome.state["had"]) == 1


def test_a_side_question_is_answered_and_the_question_asked_again(learn):
    state = learn.start(turn("teach me")).state
    outcome = learn.advance(turn("what is a SIRO?", state, intent="ask"))
    assert outcome.reply.parts[0].markdown == "An answer." and outcome.state["at"] == state["at"]


def test_a_live_incident_leaves_at_once(learn):
    state = learn.start(turn("teach me")).state
    outcome = learn.advance(turn("our screens all show a ransom note", state, intent="report_incident"))
    assert outcome.hand_over == "triage" and outcome.state["paused"]


def test_every_role_has_something_of_its_own_to_learn(bites, vocabulary):
    common = sum(EVERYONE in bite.audiences for bite in bites)
    assert common >= 5
    for audience in vocabulary.ids("audiences"):
        assert any(audience in bite.audiences for bite in bites), audience


def test_the_right_answer_does_not_always_stand_in_the_same_place(bites):
    places = [[option.right for option in bite.quiz.options].index(True) for bite in bites]
    assert max(places.count(place) for place in range(3)) <= len(places) / 2


def test_a_bite_takes_two_minutes(bites):
    for bite in bites:
        assert len(bite.teach.split()) <= 130, bite.id
