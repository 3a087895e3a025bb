"""Live conversations: turns run one after another, and every open page hears of each message once."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Literal, Optional, Union

from bot.channels.web.transcript import Entry, bot_entry

logger = logging.getLogger(__name__)

MOST_WAITING = 5
_REMEMBERED_TURNS = 50

Signal = Literal["typing", "idle", "reset"]
News = Union[Entry, Signal]


class TooManyWaitingError(Exception):
    """The conversation has as many unanswered messages as it may have."""


@dataclass(eq=False)
class Turn:
    """One user message with the replies it has had so far."""

    user: Entry
    entries: list[Entry]
    task: Optional[asyncio.Task[None]] = None


@dataclass(eq=False)
class Conversation:
    """What is known of a conversation while a page shows it or a turn runs."""

    turns: OrderedDict[str, Turn] = field(default_factory=OrderedDict)
    listeners: set[asyncio.Queue[News]] = field(default_factory=set)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0

    def publish(self, news: News) -> None:
        for queue in self.listeners:
            queue.put_nowait(news)

    def reply(self, turn: Turn, message: Mapping[str, Any]) -> Entry:
        """Add a message of the bot to the turn and tell every page."""
        entry = bot_entry(len(turn.entries), turn.user.id, message, dt.datetime.now(dt.timezone.utc))
        turn.entries.append(entry)
        self.publish(entry)
        return entry

    def recent(self) -> list[Entry]:
        """The entries of the turns held in memory, oldest first; a turn that only waits has none yet."""
        return [entry for turn in self.turns.values() for entry in turn.entries]


Work = Callable[[Conversation, Turn], Awaitable[None]]


class Conversations:
    """The conversations of this process. A restart loses none: the tracker store holds the messages."""

    def __init__(self) -> None:
        self._live: dict[str, Conversation] = {}

    async def say(self, conversation: str, user: Entry, work: Work) -> list[Entry]:
        """Run one turn and return its entries, the user's first.

        A message whose id was heard before is not run again: its turn's entries are returned. The turn goes on
        when the caller is cancelled, because a user who loses the network has still said it.

        Raises:
            TooManyWaitingError: see MOST_WAITING.
        """
        live = self._live.setdefault(conversation, Conversation())
        turn = live.turns.get(user.id)
        if turn is not None and turn.user.text != user.text:  # a page without scripts, sent again after "back"
            user = replace(user, id=f"{user.id}-{len(live.turns)}")
            turn = None
        if turn is None:
            if live.waiting >= MOST_WAITING:
                raise TooManyWaitingError
            turn = Turn(user, [])
            live.turns[user.id] = turn
            live.waiting += 1
            turn.task = asyncio.create_task(self._run(conversation, live, turn, work))
        if turn.task is not None:
            await asyncio.shield(turn.task)
        return list(turn.entries)

    async def _run(self, conversation: str, live: Conversation, turn: Turn, work: Work) -> None:
        try:
            async with live.lock:
                turn.entries.append(turn.user)
                live.publish(turn.user)
                live.publish("typing")
                try:
                    await work(live, turn)
                finally:
                    live.publish("idle")
        finally:
            live.waiting -= 1
            while len(live.turns) > _REMEMBERED_TURNS:
                live.turns.popitem(last=False)
            self._forget_if_unused(conversation, live)

    @asynccontextmanager
    async def listen(self, conversation: str) -> AsyncIterator[tuple[list[Entry], asyncio.Queue[News]]]:
        """The entries held in memory and a queue of what comes after them."""
        live = self._live.setdefault(conversation, Conversation())
        queue: asyncio.Queue[News] = asyncio.Queue()
        live.listeners.add(queue)
        if live.waiting:
            queue.put_nowait("typing")
        try:
            yield live.recent(), queue
        finally:
            live.listeners.discard(queue)
            self._forget_if_unused(conversation, live)

    def reset(self, conversation: str) -> None:
        """Tell every page of a conversation that it is over."""
        if conversation in self._live:
            self._live[conversation].publish("reset")

    def _forget_if_unused(self, conversation: str, live: Conversation) -> None:
        if not live.waiting and not live.listeners:
            self._live.pop(conversation, None)
