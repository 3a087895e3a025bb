"""Where a reply goes: a conversation, a thread in it, and who it is for."""

from __future__ import annotations

import hashlib
from typing import Any, Optional
from urllib.parse import quote

from pydantic import BaseModel, Extra

from bot.channels.teams.activity import Activity


class Place(BaseModel):
    """A conversation as Teams addresses it. `activity` is the message that is answered, if it is one."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False

    service_url: str
    conversation: str
    kind: str
    user: str
    bot: str
    activity: Optional[str] = None
    locale: Optional[str] = None

    @classmethod
    def of(cls, activity: Activity) -> Place:
        answered = activity.id if activity.type in ("message", "messageUpdate") else activity.reply_to
        return cls(
            service_url=activity.service_url,
            conversation=activity.conversation.id,
            kind=activity.kind,
            user=activity.sender.id,
            bot=activity.recipient.id,
            activity=answered,
            locale=activity.locale,
        )

    @property
    def key(self) -> str:
        """The conversation's id in the tracker: one for each person in each conversation, and nobody's name in it."""
        named = f"{self.conversation}\n{self.user}".encode()
        return "teams:" + hashlib.sha256(named).hexdigest()[:32]

    @property
    def conversation_address(self) -> str:
        return f"{self.service_url.rstrip('/')}/v3/conversations/{quote(self.conversation, safe='')}"

    @property
    def activities(self) -> str:
        """Where to post: below the message that is answered, so that threads stay threads."""
        below = f"/{quote(self.activity, safe='')}" if self.activity else ""
        return f"{self.conversation_address}/activities{below}"

    def addresses(self) -> dict[str, Any]:
        """The fields of an activity that say from whom, to whom and to what it answers."""
        fields: dict[str, Any] = {
            "from": {"id": self.bot},
            "recipient": {"id": self.user},
            "conversation": {"id": self.conversation},
        }
        return {**fields, "replyToId": self.activity} if self.activity else fields
