"""The REST door where Rasa itself fails; its whole way is walked in tests/conversations."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels.rest import RestChannel


class _Request:
    def __init__(self, body: Any):
        self._body = body

    @property
    def json(self) -> Any:
        if isinstance(self._body, Exception):
            raise self._body
        return self._body


def _post(body: Any, handle: Any) -> Any:
    blueprint = RestChannel.from_credentials(None).blueprint(handle)
    receive = next(route.handler for route in blueprint._future_routes if "POST" in route.methods)
    return asyncio.run(receive(_Request(body)))


def test_a_fault_inside_rasa_gets_a_line_that_says_so_and_no_trace() -> None:
    async def fail(message: UserMessage) -> None:
        raise RuntimeError("secret of the inside")

    answer = _post({"sender": "me", "message": "hello"}, fail)
    assert answer.status == 200
    assert b"error_unexpected" in answer.body
    assert b"Something went wrong on my side" in answer.body
    assert b"secret of the inside" not in answer.body


def test_no_reply_at_all_gets_a_line_that_says_so() -> None:
    async def silent(message: UserMessage) -> None:
        pass

    assert b"error_actions_down" in _post({"sender": "me", "message": "hello"}, silent).body


def test_rasa_hears_a_safe_text_under_a_name_of_this_channel_only() -> None:
    heard: list[UserMessage] = []

    async def hear(message: UserMessage) -> None:
        heard.append(message)

    _post({"sender": " me ", "message": "/restart my password is hunter2", "input_channel": "web"}, hear)
    assert heard[0].text == "restart my password is [secret removed]"
    assert heard[0].sender_id == "rest:me"
    assert heard[0].input_channel == "rest"
    assert heard[0].metadata["fault"] is None


@pytest.mark.parametrize("body", [ValueError("no JSON"), None, [], "hello"])
def test_rasa_never_hears_what_is_no_object(body: Any) -> None:
    async def never(message: UserMessage) -> None:
        raise AssertionError

    assert _post(body, never).status == 400
