"""Turns that need no guidance, feedback, and who is asking."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from bot.replies.statuses import statuses, wording
from bot.skills.conversation import ACTS, converse
from bot.skills.feedback import give_feedback
from bot.skills.live_question import WAYS_IN
from bot.skills.nations import Nations
from bot.skills.profile import ask_once, tell_profile
from bot.skills.records import FEEDBACK, Records
from bot.skills.texts import texts
from bot.skills.turn import Entity, Profile, Turn
from index.content.corpus import load_corpus
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml, validate
from index.paths import Paths

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.timezone.utc)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    path = Paths().corpus / "vocabulary.yml"
    return validate(Vocabulary, read_yaml(path), path)


@pytest.fixture(scope="module")
def nations(vocabulary: Vocabulary) -> Nations:
    return Nations(vocabulary, [])


def turn(text: str, intent: str = "tell_profile", **fields: object) -> Turn:
    return Turn(text, intent, NOW, **fields)  # type: ignore[arg-type]


# --- acts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ACTS)
def test_every_act_ends_in_a_status_of_the_table_with_words(act: str) -> None:
    reply = converse(act).reply
    assert reply.status in statuses()
    assert reply.parts[0].kind == "text"


@pytest.mark.parametrize("status", [name for name, status in statuses().items() if status.kind == "out_of_scope"])
def test_every_kind_outside_has_words_and_no_guidance(status: str) -> None:
    reply = converse(status).reply
    assert reply.status == status
    assert "quote" not in [part.kind for part in reply.parts]


@pytest.mark.parametrize("status", ["outside_distress", "outside_abuse"])
def test_a_person_in_distress_or_rage_is_offered_no_menu(status: str) -> None:
    assert [part.kind for part in converse(status).reply.parts] == ["text"]


def test_distress_names_999_and_a_person_first() -> None:
    assert "999" in wording("outside_distress")
    assert "talk to a person" in wording("outside_distress")


def test_starting_over_forgets_who_is_asking() -> None:
    assert converse("start_over").profile == Profile()
    assert converse("greet").profile is None


@pytest.mark.parametrize("act", ["outside_nonsense", "nonsense"])
def test_an_act_that_is_not_known_is_an_error(act: str) -> None:
    with pytest.raises(KeyError):
        converse(act)


# --- feedback ----------------------------------------------------------------------------------------


def test_feedback_is_stored_with_the_answer_that_it_is_on(tmp_path: Path) -> None:
    state = {"card": "what-is-a-warp", "question": "what is a WARP?"}
    records = Records(tmp_path)
    assert (
        give_feedback(turn("That helped", "feedback_helpful", state=state), records).reply.status == "feedback_stored"
    )
    asked = give_feedback(turn("That did not help", "feedback_unhelpful", state=state), records).reply
    assert [option.message for option in asked.parts[1].options] == [
        option.message for option in texts().feedback_reasons
    ]
    for option in texts().feedback_reasons:
        reply = give_feedback(turn(option.message, "feedback_helpful", state=state), records).reply
        assert reply.status == "feedback_reason_stored"
    kept = [json.loads(line) for line in (tmp_path / FEEDBACK).read_text(encoding="utf-8").splitlines()]
    assert [line["helpful"] for line in kept] == [True, False, *[False] * len(texts().feedback_reasons)]
    assert [line["reason"] for line in kept[2:]] == [option.label for option in texts().feedback_reasons]
    assert {line["card"] for line in kept} == {"what-is-a-warp"}


def test_feedback_on_nothing_is_kept_and_thanked(tmp_path: Path) -> None:
    assert give_feedback(turn("That helped", "feedback_helpful"), Records(tmp_path)).reply.status == "feedback_stored"


# --- who is asking -----------------------------------------------------------------------------------


def test_what_is_told_is_remembered_and_the_rest_stays(vocabulary: Vocabulary, nations: Nations) -> None:
    outcome = tell_profile(
        turn("I am a SIRO", entities=(Entity("role", "siro", "SIRO"),), profile=Profile(nation="wales")),
        vocabulary,
        nations,
    )
    assert outcome.profile == Profile(nation="wales", role="siro")
    assert outcome.reply.status == "profile_told"


def test_what_is_denied_is_not_taken_for_told(vocabulary: Vocabulary, nations: Nations) -> None:
    both = (Entity("nation", "wales", "Wales"), Entity("nation", "england", "England"))
    for text in ("actually I am in Wales not England", "not England, Wales", "we are in Wales, not in England"):
        said = tell_profile(turn(text, entities=both, profile=Profile(nation="england")), vocabulary, nations)
        assert said.profile == Profile(nation="wales"), text


def test_what_was_known_already_is_still_thanked_for(vocabulary: Vocabulary, nations: Nations) -> None:
    again = turn("I am in Wales", entities=(Entity("nation", "wales", "Wales"),), profile=Profile(nation="wales"))
    assert tell_profile(again, vocabulary, nations).reply.status == "profile_told"


def test_rather_not_say_is_respected_and_ends_the_asking(vocabulary: Vocabulary, nations: Nations) -> None:
    outcome = tell_profile(turn("I would rather not say"), vocabulary, nations)
    assert outcome.reply.status == "profile_declined"
    assert outcome.state == {"asked": ["nation", "role"]}


@pytest.mark.parametrize("text", ["im in fife", "i'm in Highland", "Glasgow", "Aberdeenshire council"])
def test_a_place_tells_the_nation(vocabulary: Vocabulary, nations: Nations, text: str) -> None:
    outcome = tell_profile(turn(text), vocabulary, nations)
    assert outcome is not None and outcome.profile == Profile(nation="scotland")


@pytest.mark.parametrize("text", ["rest centre", "danzell", "is it compulsory", "purdah"])
def test_what_tells_nothing_and_does_not_decline_is_something_else(
    vocabulary: Vocabulary, nations: Nations, text: str
) -> None:
    assert tell_profile(turn(text), vocabulary, nations) is None


def test_each_question_is_asked_once_and_only_where_it_is_open() -> None:
    first = ask_once(Profile(), [])
    assert first is not None
    assert first[1] == ["nation"]
    second = ask_once(Profile(), first[1])
    assert second is not None
    assert second[1] == ["nation", "role"]
    assert ask_once(Profile(), second[1]) is None
    assert ask_once(Profile(nation="wales", role="siro"), []) is None
    assert ask_once(Profile(nation="wales"), [])[1] == ["role"]  # type: ignore[index]


def test_every_choice_that_is_offered_is_one_that_the_bot_can_hear(vocabulary: Vocabulary) -> None:
    names = {
        name.lower()
        for facet in ("nations", "audiences")
        for term in getattr(vocabulary, facet)
        for name in (term.label, *term.also)
    }
    for option in (*texts().nations, *texts().roles):
        said = option.message.lower()
        assert "rather not" in said or any(name in said for name in names), option.message


# --- outside, and what an honest person may have meant -------------------------------------------------


@pytest.mark.parametrize("act", [name for name in statuses() if name.startswith("outside_")])
def test_what_is_outside_offers_what_may_have_been_meant_before_the_signposts(act: str) -> None:
    offered = [option.message for part in converse(act).reply.parts[1:] for option in part.options]
    twins = [option.message for option in texts().twins.get(act, [])]
    assert offered[: len(twins)] == twins
    assert not offered or "What can you do?" in offered


def test_only_what_is_outside_has_twins_and_each_twin_is_a_question_of_a_card_or_a_way_into_triage() -> None:
    cards = load_corpus(Paths().corpus).cards.values()
    known = WAYS_IN | {question for card in cards for question in card.front.questions}
    assert set(texts().twins) <= set(statuses())
    assert {option.message for options in texts().twins.values() for option in options} <= known


@pytest.mark.parametrize(
    ("act", "kindly"),
    [
        ("outside_hiding", "you are right to question it"),
        ("outside_offensive", "I may have misread that"),
        ("outside_role", "I can show you guidance to draw on"),
    ],
)
def test_a_refusal_has_a_word_for_who_meant_no_harm(act: str, kindly: str) -> None:
    assert kindly in wording(act)
