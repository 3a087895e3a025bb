"""A conversation as entries with lasting ids, whether they come live or from the tracker store."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Optional

from pydantic import ValidationError
from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.replies import Reply

if TYPE_CHECKING:  # importing it takes TensorFlow along
    from rasa.core.agent import Agent

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """One message as a page shows it.

    Attributes:
        id: the user message's id, or for a reply that id, a dot and the reply's number within the turn;
            the same live and after a restart, so that a page can tell what it has.
        at: an aware time.
        text: plain text; of a user always, of the bot only where it sent no Reply.
    """

    id: str
    who: Literal["user", "bot"]
    at: dt.datetime
    text: Optional[str] = None
    reply: Optional[Reply] = None


def bot_entry(number: int, after: str, message: Mapping[str, Any], at: dt.datetime) -> Entry:
    """The entry for the `number`-th (from 1) message of the bot after the user message `after`."""
    identity = f"{after}.{number}"
    custom = message.get("custom")
    if isinstance(custom, Mapping) and "reply" in custom:
        try:
            return Entry(identity, "bot", at, reply=Reply.parse_obj(custom["reply"]))
        except ValidationError as error:
            logger.error("A reply does not fit the reply model and is shown as its text: %s", error)
    text = message.get("text") or message.get("image") or message.get("attachment")
    return Entry(identity, "bot", at, text=str(text) if text else "This message cannot be shown.")


def entries(events: Iterable[Event]) -> list[Entry]:
    """The messages among a tracker's events, in order."""
    found: list[Entry] = []
    after, number = "start", 0
    for event in events:
        at = dt.datetime.fromtimestamp(event.timestamp, dt.timezone.utc)
        if isinstance(event, UserUttered) and event.text:
            after, number = event.message_id or f"u{len(found)}", 0
            found.append(Entry(after, "user", at, text=event.text))
        elif isinstance(event, BotUttered):
            number += 1
            found.append(bot_entry(number, after, {"text": event.text, **(event.data or {})}, at))
    return found


async def read(agent: Optional[Agent], conversation: str) -> list[Entry]:
    """The conversation's transcript; empty where there is none or no agent is loaded yet."""
    if agent is None or agent.tracker_store is None:
        return []
    tracker = await agent.tracker_store.retrieve_full_tracker(conversation)
    return entries(tracker.events) if tracker else []


async def add_error(agent: Agent, conversation: str, user: Entry, reply: Reply) -> None:
    """Keep a reply that the channel itself gave, so that the transcript holds what the user saw.

    A message whose handling broke off is not in the tracker yet and is added before it.
    """
    async with agent.lock_store.lock(conversation):
        tracker = await agent.tracker_store.get_or_create_tracker(conversation)
        latest = tracker.get_last_event_for(UserUttered)
        if latest is None or latest.message_id != user.id:
            tracker.update(UserUttered(user.text, message_id=user.id, input_channel="web"))
        tracker.update(BotUttered(data={"custom": {"reply": as_json(reply)}}))
        await agent.tracker_store.save(tracker)


def as_json(reply: Reply) -> dict[str, Any]:
    """A reply as plain JSON data."""
    data: dict[str, Any] = json.loads(reply.json())
    return data
