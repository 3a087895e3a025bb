"""What Teams sends: the parts of an activity that the channel reads."""

from __future__ import annotations

from typing import Any, Optional

from pydantic import BaseModel, Extra, Field


class _Model(BaseModel):
    class Config:
        extra = Extra.ignore
        allow_population_by_field_name = True


class Account(_Model):
    """A person or a bot."""

    id: str = Field(min_length=1, max_length=500)
    name: Optional[str] = None


class ConversationAccount(_Model):
    id: str = Field(min_length=1, max_length=1000)
    kind: Optional[str] = Field(None, alias="conversationType")
    tenant: Optional[str] = Field(None, alias="tenantId")


class Entity(_Model):
    type: Optional[str] = None
    text: Optional[str] = None
    mentioned: Optional[Account] = None


class Tenant(_Model):
    id: Optional[str] = None


class ChannelData(_Model):
    tenant: Optional[Tenant] = None
    event: Optional[str] = Field(None, alias="eventType")


class Activity(_Model):
    """One event of a conversation. Everything but `type` and the addresses may be missing."""

    type: str
    id: Optional[str] = Field(None, max_length=1000)
    name: Optional[str] = None
    text: Optional[str] = None
    text_format: Optional[str] = Field(None, alias="textFormat")
    value: Any = None
    sender: Account = Field(alias="from")
    recipient: Account
    conversation: ConversationAccount
    service_url: str = Field(alias="serviceUrl", min_length=1, max_length=2000)
    channel: str = Field("", alias="channelId")
    reply_to: Optional[str] = Field(None, alias="replyToId")
    timestamp: Optional[str] = Field(None, max_length=60)
    locale: Optional[str] = Field(None, max_length=35)
    action: Optional[str] = None
    entities: list[Entity] = []
    added: list[Account] = Field([], alias="membersAdded")
    removed: list[Account] = Field([], alias="membersRemoved")
    data: Optional[ChannelData] = Field(None, alias="channelData")

    @property
    def kind(self) -> str:
        """`personal`, `groupChat` or `channel`."""
        return self.conversation.kind or "personal"

    @property
    def tenant(self) -> Optional[str]:
        """The tenant whose conversation it is."""
        named = self.conversation.tenant or (self.data.tenant.id if self.data and self.data.tenant else None)
        return named.lower() if named else None
