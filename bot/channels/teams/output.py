"""Where Rasa sends what the bot says."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping
from typing import Any, Callable, Optional

from pydantic import ValidationError
from rasa.core.channels.channel import OutputChannel

from bot.channels.teams.cards import activities
from bot.channels.teams.connector import DeliveryError
from bot.channels.teams.references import References
from bot.channels.teams.turns import Outbox
from bot.replies import Choices, Option, Reply, Text

logger = logging.getLogger(__name__)

Json = dict[str, Any]


def reply_of(message: Mapping[str, Any]) -> Optional[Reply]:
    """The reply that a message of Rasa holds; plain text and buttons, which other actions may send, made into one."""
    custom = message.get("custom")
    if isinstance(custom, Mapping) and "reply" in custom:
        try:
            return Reply.parse_obj(custom["reply"])
        except ValidationError as error:
            logger.error("A reply does not fit the reply model and is shown as its text: %s", error)
    words = message.get("text") or message.get("image") or message.get("attachment")
    # A button's payload may be a command for Rasa; its title says the same to the bot, and nothing more.
    titles = [str(button.get("title")) for button in message.get("buttons") or [] if button.get("title")]
    parts: list[Any] = [Text(markdown=str(words))] if words else []
    if titles:
        parts.append(Choices(options=[Option(label=title, message=title) for title in titles]))
    return Reply(status="answered", parts=parts) if parts else None


class _Output(OutputChannel):
    @classmethod
    def name(cls) -> str:
        return "teams"

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        await self.send_response(recipient_id, {"text": text})

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any) -> None:
        await self.send_response(recipient_id, {"custom": json_message})


class TeamsOutput(_Output):
    """The replies of one turn."""

    def __init__(self, outbox: Outbox, follow_up: bool):
        self.outbox = outbox
        self._follow_up = follow_up
        self.said = 0

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """One message of Rasa is one message in Teams, whatever blank lines it holds."""
        reply = reply_of(message)
        if reply is not None:
            await self.say(reply)

    async def say(self, reply: Reply) -> None:
        self.said += 1
        await self.outbox.put(activities(reply, self.outbox.place.kind, self._follow_up))


class FollowUpOutput(_Output):
    """Messages that no user's message asked for just now: only to those who asked to be written to."""

    def __init__(self, references: References, send: Callable[..., Awaitable[Any]]):
        self._references = references
        self._send = send

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        place = self._references.find(recipient_id)
        reply = reply_of(message)
        if place is None or reply is None:
            logger.warning("Nothing was sent to %s, whose user did not ask to be written to.", recipient_id)
            return
        try:
            for activity in activities(reply, place.kind):
                await self._send(place, activity)
        except DeliveryError as error:
            logger.error("A follow-up was not delivered: %s", error)
