"""Turns: each message once, those of one conversation one after another, and Teams told in time."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from typing import Any, Callable, Literal, Optional

from bot.channels.teams.connector import Connector, DeliveryError
from bot.channels.teams.place import Place

logger = logging.getLogger(__name__)

Json = dict[str, Any]
Result = Literal["delivered", "running", "undelivered"]
_REMEMBERED = 2000


@dataclass(eq=False)
class Outbox:
    """What one turn sends, in order. What cannot be sent stays first in the queue."""

    connector: Connector
    place: Place
    waiting: deque[Json] = field(default_factory=deque)
    sent: int = 0
    fault: Optional[DeliveryError] = None
    before: Optional[asyncio.Task[None]] = None

    async def put(self, activities: Sequence[Json]) -> None:
        """Queue and send; a failure is kept in `fault`, because what the bot has said must still be stored."""
        self.waiting.extend(activities)
        if self.fault is None:
            await self.flush()

    async def flush(self) -> None:
        """Send what waits."""
        self.fault = None
        if self.before is not None:
            await self.before
            self.before = None
        while self.waiting:
            try:
                await self.connector.send(self.place, self.waiting[0])
            except DeliveryError as error:
                self.fault = error
                logger.error("A message for Teams was not delivered: %s", error)
                return
            self.waiting.popleft()
            self.sent += 1


@dataclass(eq=False)
class Turn:
    """The answer to one activity."""

    outbox: Outbox
    task: Optional[asyncio.Task[None]] = None

    @property
    def result(self) -> Result:
        if self.task is not None and not self.task.done():
            return "running"
        return "undelivered" if self.outbox.waiting else "delivered"


Work = Callable[[Outbox], Awaitable[None]]


class Turns:
    """The turns of this process, by what they answer."""

    def __init__(self, connector: Connector):
        self._connector = connector
        self._turns: OrderedDict[str, Turn] = OrderedDict()
        self._locks: dict[str, tuple[asyncio.Lock, list[Turn]]] = {}

    async def run(self, identity: str, place: Place, work: Work, seconds: float) -> Result:
        """Run a turn and wait for it, but no longer than `seconds`; it goes on after that.

        The same activity delivered again is not answered again: only what its turn could not deliver is sent.
        """
        turn = self._turns.get(identity)
        if turn is None:
            turn = Turn(Outbox(self._connector, place))
            self._turns[identity] = turn
            turn.task = asyncio.create_task(self._one_after_another(turn, work))
            while len(self._turns) > _REMEMBERED:
                self._turns.popitem(last=False)
        elif turn.result == "undelivered":
            turn.task = asyncio.create_task(self._one_after_another(turn, None))
        if turn.task is not None:
            await asyncio.wait({turn.task}, timeout=seconds)
        return turn.result

    async def _one_after_another(self, turn: Turn, work: Optional[Work]) -> None:
        key = turn.outbox.place.key
        lock, users = self._locks.setdefault(key, (asyncio.Lock(), []))
        users.append(turn)
        try:
            async with lock:
                await (work(turn.outbox) if work else turn.outbox.flush())
        except Exception:
            logger.exception("A turn of the Teams channel failed.")
        finally:
            users.remove(turn)
            if not users:
                self._locks.pop(key, None)

    async def close(self) -> None:
        """Let running turns end."""
        running = [turn.task for turn in self._turns.values() if turn.task and not turn.task.done()]
        if running:
            await asyncio.wait(running, timeout=5)
