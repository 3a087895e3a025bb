"""First messages of people in trouble: all reach triage, the type is told, and none gets a lecture."""

from __future__ import annotations

import pytest
from dialogue import HERE, Dialogue, parts

from bot.replies import Checklist, Choices, Quote
from bot.skills.assembly import load_encoder, load_told
from bot.skills.triage.types import Types
from index.content.yaml_file import read_yaml
from index.paths import Paths

MESSAGES = read_yaml(HERE / "first_messages.yml")


def test_there_are_thirty_or_more():
    assert len(MESSAGES) >= 30


@pytest.mark.parametrize("message", MESSAGES, ids=lambda each: each["say"][:60])
def test_the_type_is_told_from_the_first_message(triage, message):
    assert triage.flow.types.hear(message["say"]) == message["types"]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda each: each["say"][:60])
def test_the_first_reply_acts_and_does_not_lecture(triage, message):
    reply = Dialogue(triage).say(message["say"])
    assert parts(reply, Checklist) and len(parts(reply, Choices)) == 1
    assert not parts(reply, Quote)
    said = [getattr(part, "markdown", "") for part in reply.parts]
    items = [item.text for part in parts(reply, Checklist) for item in part.items]
    assert len(items) <= 4
    assert len(" ".join([*said, *items]).split()) <= 170


UNSEEN = read_yaml(HERE / "unseen_messages.yml")
RIGHT, ASKED_OR_RIGHT = 0.65, 0.95


@pytest.fixture(scope="module")
def types(triage, built):
    encoder, told = load_encoder(Paths()), load_told(Paths())
    hearer = Types(triage.flow.library, told.types if told else None)
    return lambda text: hearer.hear(text, encoder.encode([text])[0])


def test_messages_never_used_to_build_it_are_told_right_or_asked_about(types):
    heard = [(each, types(each["say"])) for each in UNSEEN]
    right = [each for each, got in heard if set(got) & {each["type"], *each.get("or", [])}]
    asked = [each for each, got in heard if not got]
    assert len(right) / len(UNSEEN) >= RIGHT
    assert (len(right) + len(asked)) / len(UNSEEN) >= ASKED_OR_RIGHT


def test_meaning_adds_types_without_undoing_what_signs_tell(types):
    wrong = [
        (each["say"], got)
        for each in MESSAGES
        if each["types"] and (got := types(each["say"])) and each["types"][0] not in got
    ]
    assert not wrong


def test_the_likeliest_types_come_first_where_it_must_be_asked(triage):
    choices = triage.flow.speaker.ask_type(["insider", "malware"])
    assert [option.message for option in choices.options][:2] == [
        triage.flow.library.playbooks[name].choice for name in ("insider", "malware")
    ]
    assert len(choices.options) == len(triage.flow.library.playbooks)


@pytest.mark.parametrize(
    "message",
    [
        "This is real",
        "yes, this is real!",
        "It is happening now",
        "Something's happening now",
        "this is not a drill",
        "HELP",
    ],
)
def test_a_message_that_says_only_that_something_is_happening_tells_no_type(types, message):
    assert types(message) == []
