"""Serves a fake web chat in this process, so that a test can look into its bot."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import requests
from sanic import Sanic
from sanic.touchup import TouchUp

from tests.bot.channels.web.fake import FakeBot, build

PREFIX = "/webhooks/web"

# Sanic rewrites its own methods at start, and cannot do so twice in one process.
_touch_up = TouchUp.run
_touched_up: list[Sanic] = []


def _touch_up_once(app: Sanic) -> None:
    if not _touched_up:
        _touched_up.append(app)
        _touch_up(app)


TouchUp.run = _touch_up_once


@dataclass
class Chat:
    """A running chat: its address and the bot behind it."""

    address: str
    bot: FakeBot

    def browser(self) -> requests.Session:
        """A client that has opened the page and keeps its cookie."""
        session = requests.Session()
        session.get(self.address + "/", timeout=10).raise_for_status()
        return session

    def say(self, session: requests.Session, text: str, **form: str) -> list[dict[str, str]]:
        """One message, and the entries that came back."""
        answer = session.post(
            f"{self.address}{PREFIX}/messages",
            data={"message": text, **form},
            headers={"accept": "application/json"},
            timeout=20,
        )
        answer.raise_for_status()
        entries: list[dict[str, str]] = answer.json()["entries"]
        return entries


@contextmanager
def serving(folder: Path, bot: Optional[FakeBot] = None, port: int = 0, **settings: Any) -> Iterator[Chat]:
    """The chat with its state under `folder`, on a free port unless one is given."""
    bot = bot or FakeBot(folder)
    app = build(folder, bot, **settings)
    loop = asyncio.new_event_loop()
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    ready = threading.Event()

    async def start() -> Any:
        server = await app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.before_start()
        await server.after_start()
        ready.set()
        return server

    def run() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(start())
        loop.run_forever()
        server.close()
        loop.run_until_complete(server.wait_closed())
        for connection in list(server.connections):
            connection.abort()
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        yield Chat(f"http://127.0.0.1:{listener.getsockname()[1]}", bot)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        listener.close()
        Sanic._app_registry.pop(app.name, None)
