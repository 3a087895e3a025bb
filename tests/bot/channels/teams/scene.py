"""The channel between a stand-in for Microsoft and a bot of cardboard."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Optional

from rasa.core.channels.channel import UserMessage

from bot import replies as r
from bot.channels.teams.door import Answer, Door
from bot.channels.teams.gate import Peer
from bot.channels.teams.settings import Identity, load_settings
from tests.bot.channels.teams.microsoft import APP_ID, ISSUER, TENANT, Microsoft, microsoft

BOT = {"id": "28:bot", "name": "Think Cyber"}
USER = {"id": "29:user", "name": "Sam"}
MICROSOFT_S_OWN = Peer("20.0.0.1", "bot.council.example")
THIS_MACHINE = Peer("127.0.0.1", "localhost")
_UNSET = "unset"


@dataclass
class Bot:
    """Answers in Rasa's place: with `replies`, else an echo; `down` says nothing, `broken` raises."""

    heard: list[UserMessage] = field(default_factory=list)
    replies: Optional[list[r.Reply]] = None
    delay: float = 0.0
    down: bool = False
    broken: bool = False

    async def __call__(self, message: UserMessage) -> None:
        self.heard.append(message)
        await asyncio.sleep(self.delay)
        if self.broken:
            raise RuntimeError("broken")
        if self.down:
            return
        echo = r.Reply(status="answered", parts=[r.Text(markdown=f"You said {message.text}")])
        for reply in self.replies if self.replies is not None else [echo]:
            data = {"custom": {"reply": json.loads(reply.json())}}
            await message.output_channel.send_response(message.sender_id, data)


@dataclass
class Scene:
    microsoft: Microsoft
    bot: Bot
    door: Door
    pauses: list[float] = field(default_factory=list)
    _number: int = 0

    def activity(self, text: Optional[str] = None, **fields: Any) -> dict[str, Any]:
        """A message as Teams sends it; `kind` sets the conversation's."""
        self._number += 1
        kind = fields.pop("kind", "personal")
        every = {
            "type": "message",
            "id": f"m{self._number}",
            "timestamp": f"2026-11-23T09:00:{self._number:02d}Z",
            "channelId": "msteams",
            "serviceUrl": self.microsoft.service_url,
            "from": USER,
            "recipient": BOT,
            "conversation": {"id": "a:chat", "conversationType": kind, "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "locale": "en-GB",
            "text": text,
            **fields,
        }
        return {name: value for name, value in every.items() if value is not None}

    async def receive(
        self, activity: object, authorization: Optional[str] = _UNSET, peer: Peer = MICROSOFT_S_OWN
    ) -> Answer:
        """One request, properly signed unless an Authorization header is given."""
        header = self.microsoft.token() if authorization is _UNSET else authorization
        return await self.door.receive(activity, header, peer)

    async def say(self, text: Optional[str] = None, **fields: Any) -> Answer:
        return await self.receive(self.activity(text, **fields))

    @property
    def heard(self) -> list[Optional[str]]:
        return [message.text for message in self.bot.heard]

    async def settled(self) -> None:
        """When no turn runs any more."""
        await self.door.turns.close()


@asynccontextmanager
async def scene(folder: Path, **settings: Any) -> AsyncIterator[Scene]:
    """The channel with its settings turned to the stand-in; pauses between attempts take no time, but are kept."""
    async with microsoft() as stand_in:
        bot = Bot()
        given = {
            "openid_metadata": f"{stand_in.address}/openid",
            "issuer": ISSUER,
            "token_address": f"{stand_in.address}/token",
            "service_hosts": ["127.0.0.1"],
            "state": str(folder),
            **settings,
        }
        door = Door(load_settings(given), Identity(APP_ID, TENANT, "the password"), bot)
        play = Scene(stand_in, bot, door)

        async def pause(seconds: float) -> None:
            play.pauses.append(seconds)

        door.connector._sleep = pause
        try:
            yield play
        finally:
            await door.close()


def played(folder: Path, act: Callable[[Scene], Awaitable[Any]], **settings: Any) -> Any:
    """Run a scene to its end."""

    async def run() -> Any:
        async with scene(folder, **settings) as play:
            return await act(play)

    return asyncio.run(run())
