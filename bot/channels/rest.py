"""REST for other programs. Rasa's own lets callers share the sender `default` and runs `/text` as a command."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Awaitable
from typing import Any, Callable, Optional, Text

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.intake import take_in
from bot.channels.plain_text import render
from bot.replies import Reply
from bot.replies.statuses import reply

logger = logging.getLogger(__name__)

MAX_SENDER = 128


class RestChannel(InputChannel):
    """POST /webhooks/rest/webhook with `sender` and `message`; the answer is a list of messages.

    Each message has `text` (plain) and `custom` (the reply as structure). A conversation begun here is apart from
    those of other channels, whatever its sender is called.
    """

    @classmethod
    def name(cls) -> Text:
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: Optional[dict[Text, Any]]) -> RestChannel:
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint("think_cyber_rest")

        @blueprint.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                body = request.json
            except Exception:  # Sanic raises its own type for JSON that it cannot read
                body = None
            if not isinstance(body, dict):
                return _refuse("send a JSON object with `sender` and `message`")
            sender = body.get("sender")
            if not isinstance(sender, str) or not _is_id(sender):
                return _refuse(
                    f"`sender` is missing: send an id for each person, 1 to {MAX_SENDER} printable characters"
                )
            intake = take_in(body.get("message"))
            collector = CollectingOutputChannel()
            metadata = {"fault": intake.fault, "now": dt.datetime.now(dt.timezone.utc).isoformat()}
            conversation = f"{self.name()}:{sender.strip()}"
            try:
                await on_new_message(
                    UserMessage(intake.text, collector, conversation, input_channel=self.name(), metadata=metadata)
                )
            except Exception:
                logger.exception("a message could not be handled")
                return response.json([_message(sender, reply("error_unexpected"))])
            replies = [Reply.parse_obj(sent["custom"]["reply"]) for sent in collector.messages if "custom" in sent]
            return response.json([_message(sender, said) for said in replies or [reply("error_actions_down")]])

        return blueprint


def _is_id(sender: Text) -> bool:
    return bool(sender.strip()) and len(sender) <= MAX_SENDER and sender.isprintable()


def _message(sender: Text, said: Reply) -> dict[Text, Any]:
    return {"recipient_id": sender, "text": render(said), "custom": {"reply": json.loads(said.json())}}


def _refuse(why: Text) -> HTTPResponse:
    return response.json({"error": why}, status=400)
