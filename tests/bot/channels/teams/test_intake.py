"""What comes by Teams passes the same door as everything else: redacted, bounded, never a command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bot.channels.teams.scene import Scene, played
from tests.bot.channels.web.payloads import PAYLOADS


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "/restart"},
        {"text": "<at>Think Cyber</at> /restart"},
        {"value": {"say": "/restart"}},
        {"value": {"say": "\u200b/ /restart"}},
        {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"data": {"say": "/restart"}}}},
        {"type": "messageUpdate", "text": "/restart", "channelData": {"eventType": "editMessage"}},
    ],
)
def test_nothing_is_run_as_a_command(fields: dict[str, Any], tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say(**fields)
        await scene.settled()
        assert scene.heard == ["restart"]

    played(tmp_path, act)


def test_secrets_are_taken_out_before_the_bot_hears_them(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say("mail sam.smith@example.org about it")
        await scene.say(value={"say": "mail sam.smith@example.org about it"})
        assert all("sam.smith" not in str(text) for text in scene.heard)

    played(tmp_path, act)


@pytest.mark.parametrize("text", [None, "", "   ", "<at>Think Cyber</at>"])
def test_a_message_without_words_is_answered_as_such(text: str, tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say(text)
        assert scene.bot.heard[0].metadata["fault"] == "empty"

    played(tmp_path, act)


def test_a_long_message_is_cut(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say("word " * 5000)
        assert scene.bot.heard[0].metadata["fault"] == "too_long"
        assert len(str(scene.heard[0])) <= 2000

    played(tmp_path, act)


@pytest.mark.parametrize(
    "value", [5, [], ["say"], {"say": 5}, {"say": None}, {"save": 5}, {"remind": "x"}, {"x": {}}, True]
)
def test_a_submit_that_means_nothing_is_an_empty_message(value: Any, tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        assert (await scene.say(value=value)).status == 200
        assert scene.bot.heard[0].metadata["fault"] == "empty"

    played(tmp_path, act)


def test_no_payload_breaks_the_channel_or_comes_back_as_more_than_words(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        for payload in PAYLOADS:
            assert (await scene.say(payload)).status == 200
            assert (await scene.say(value={"say": payload})).status == 200
            named = {"id": "29:u", "name": payload}
            assert (await scene.say("hello", **{"from": named})).status == 200
            assert (await scene.say(payload, type=payload, name=payload, action=payload)).status == 200
        assert len(scene.microsoft.messages) == 3 * len(PAYLOADS)
        assert all("](javascript" not in sent.words.lower() for sent in scene.microsoft.messages)

    played(tmp_path, act)


@pytest.mark.parametrize(
    "body", [None, 5, [], "text", {}, {"type": "message"}, {"type": 5, "from": [], "recipient": {}, "conversation": 1}]
)
def test_what_is_no_activity_is_refused_with_a_hint(body: Any, tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        answer = await scene.receive(body)
        assert answer.status == 400
        assert "not an activity" in str(answer.body)

    played(tmp_path, act)
