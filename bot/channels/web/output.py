"""Where Rasa sends a turn's messages: to every page of the conversation."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.channels.web.conversations import Conversation, Turn


class WebOutput(OutputChannel):
    """The replies of one turn."""

    def __init__(self, conversation: Conversation, turn: Turn):
        self.conversation = conversation
        self.turn = turn

    @classmethod
    def name(cls) -> str:
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """One message of Rasa is one entry, as it is one event in the tracker."""
        self.conversation.reply(self.turn, message)

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        await self.send_response(recipient_id, {"text": text})

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any) -> None:
        await self.send_response(recipient_id, {"custom": json_message})
