"""Reminds of deadlines, in the conversations that asked for it."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable
from typing import Any, Callable

from bot.channels.intake import take_in
from bot.channels.teams.cards.build import message
from bot.channels.teams.cards.contacts import moment
from bot.channels.teams.cards.elements import Json, buttons, card, submit, text
from bot.channels.teams.connector import DeliveryError
from bot.channels.teams.events import FORGET
from bot.channels.teams.markdown import plain
from bot.channels.teams.place import Place
from bot.channels.teams.references import MOST_DEADLINES, Deadline, References
from bot.channels.teams.wording import wording

logger = logging.getLogger(__name__)

_WATCH_SECONDS = 30.0
_LONGEST_LABEL = 200
Send = Callable[[Place, Json], Awaitable[Any]]


class Reminders:
    """Looks at the clock and writes to those who asked."""

    def __init__(self, references: References, send: Send, minutes: int):
        """`minutes` before a deadline it is reminded of."""
        self.references = references
        self._send = send
        self._ahead = dt.timedelta(minutes=minutes)

    def accept(self, place: Place, wanted: tuple[tuple[str, str], ...], now: dt.datetime) -> bool:
        """Keep what a user wants to be reminded of; False where no deadline lies ahead.

        What a card sends back may have been written by anybody, so it is treated as a user's words.
        """
        deadlines = []
        for label, at in wanted[:MOST_DEADLINES]:
            try:
                time = dt.datetime.fromisoformat(at)
            except ValueError:
                continue
            if time.tzinfo is not None and now < time < now + dt.timedelta(days=366):
                deadlines.append(Deadline(label=take_in(label[:_LONGEST_LABEL]).text, at=time))
        if deadlines:
            self.references.opt_in(place.key, place, deadlines)
        return bool(deadlines)

    async def tick(self, now: dt.datetime) -> None:
        """Send the reminders that are due. One that cannot be delivered is tried again until its deadline."""
        for conversation, place, deadline in self.references.due(now + self._ahead):
            try:
                await self._send(place, _card(deadline))
            except DeliveryError as error:
                logger.error("A reminder was not delivered: %s", error)
                if now < deadline.at:
                    continue
            self.references.reminded(conversation, deadline)

    async def watch(self) -> None:
        """Look at the clock for ever."""
        while True:
            try:
                await self.tick(dt.datetime.now(dt.timezone.utc))
            except Exception:
                logger.exception("The reminders of deadlines failed; trying again.")
            await asyncio.sleep(_WATCH_SECONDS)


def _card(deadline: Deadline) -> Json:
    words = wording().reminder.format(label=plain(deadline.label), moment=moment(deadline.at))
    body = [text(words), *buttons([submit(wording().no_reminders, {FORGET: True})])]
    plain_words = words.replace("**", "")
    # The one message that may ring: the user asked for it.
    return {**message(card(body, plain_words), plain_words), "channelData": {"notification": {"alert": True}}}
