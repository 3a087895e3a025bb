"""First messages of people in trouble: all reach triage, the type is told, and none gets a lecture."""

from __future__ import annotations

import pytest
from dialogue import HERE, Dialogue, parts

from bot.replies import Checklist, Choices, Quote
from bot.skills.triage.hearing import hear_types
from index.content.yaml_file import plain, read_yaml

MESSAGES = plain(read_yaml(HERE / "first_messages.yml"))


def test_there_are_thirty_or_more():
    assert len(MESSAGES) >= 30


@pytest.mark.parametrize("message", MESSAGES, ids=lambda each: each["say"][:60])
def test_the_type_is_told_from_the_first_message(triage, message):
    assert hear_types(message["say"], triage.library.playbooks, triage.common) == message["types"]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda each: each["say"][:60])
def test_the_first_reply_acts_and_does_not_lecture(triage, message):
    reply = Dialogue(triage).say(message["say"])
    assert parts(reply, Checklist) and len(parts(reply, Choices)) == 1
    assert not parts(reply, Quote)
    said = [getattr(part, "markdown", "") for part in reply.parts]
    items = [item.text for part in parts(reply, Checklist) for item in part.items]
    assert len(items) <= 4
    assert len(" ".join([*said, *items]).split()) <= 170
