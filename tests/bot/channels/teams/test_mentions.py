"""The bot's mention goes, whichever way Teams marks it; everything else that was typed stays."""

from __future__ import annotations

from typing import Any, Optional

import pytest

from bot.channels.teams.activity import Activity
from bot.channels.teams.mentions import words

BOT = {"id": "28:bot", "name": "Think Cyber"}
MARKED = {"type": "mention", "text": "<at>Think Cyber</at>", "mentioned": BOT}
COLLEAGUE = {"type": "mention", "text": "<at>Ann</at>", "mentioned": {"id": "29:ann", "name": "Ann"}}


def heard(text: Optional[str], kind: str = "channel", entities: tuple[dict[str, Any], ...] = (), **more: Any) -> str:
    return words(
        Activity.parse_obj(
            {
                "type": "message",
                "from": {"id": "29:u"},
                "recipient": BOT,
                "conversation": {"id": "c", "conversationType": kind},
                "serviceUrl": "https://x.example",
                "text": text,
                "entities": list(entities),
                **more,
            }
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "<at>Think Cyber</at> what is phishing?",
        "<at>Think Cyber</at>&nbsp;what is phishing?\n",
        "what is phishing? <at>Think Cyber</at>",
        '<at id="0">think cyber</at> what is phishing?',
        "Think Cyber what is phishing?",
        "@Think Cyber, what is phishing?",
        "Think Cyber: what is phishing?",
    ],
)
@pytest.mark.parametrize("entities", [(), (MARKED,)])
def test_the_mention_is_taken_out_by_entity_by_markup_and_by_name(text: str, entities: tuple[dict[str, Any]]) -> None:
    assert heard(text, entities=entities) == "what is phishing?"


def test_a_mention_under_another_name_is_taken_out_by_its_entity() -> None:
    entity = {"type": "mention", "text": "<at>TC bot</at>", "mentioned": {"id": "28:bot"}}
    assert heard("<at>TC bot</at> hello", entities=(entity,)) == "hello"


def test_colleagues_stay_in_the_sentence() -> None:
    said = heard("<at>Think Cyber</at> <at>Ann</at> clicked a link", entities=(MARKED, COLLEAGUE))
    assert said == "Ann clicked a link"


def test_words_that_are_like_the_name_stay() -> None:
    assert heard("Think Cyberattack plan", kind="groupChat") == "Think Cyberattack plan"
    assert heard("Think Cyber resilience: what is it?", kind="personal") == "Think Cyber resilience: what is it?"
    assert heard("I think cyber matters") == "I think cyber matters"


def test_markup_of_formatted_messages_goes_and_their_words_stay() -> None:
    said = heard("<p>what is <b>phishing</b> &amp; smishing?</p>", kind="personal", textFormat="xml")
    assert said == "what is phishing & smishing?"
    assert heard("is a < b and c > d?", kind="personal") == "is a < b and c > d?"


@pytest.mark.parametrize("text", [None, "", "<at>Think Cyber</at>", "   "])
def test_nothing_said_is_nothing_heard(text: Optional[str]) -> None:
    assert heard(text, entities=(MARKED,)) == ""
