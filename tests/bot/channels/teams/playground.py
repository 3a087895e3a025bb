"""Microsoft's Agents Playground, driven over its HTTP: a Teams client that posts to the bot and takes its cards.

It is fetched from npm's registry for the run and never kept with the project.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import requests

PACKAGE = "@microsoft/m365agentsplayground@0.2.28"
_CONFIG = "/_internal/v1/config"
_START_SECONDS = 60
_ANSWER_SECONDS = 30


def fetch(folder: Path, seconds: float) -> Path:
    """Install the package into `folder` and return its command.

    Raises:
        OSError: there is no npm, or its registry does not answer in time.
    """
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise OSError("there is no npm on this machine")
    command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=seconds)
    except subprocess.SubprocessError as error:
        raise OSError(f"npm could not fetch {PACKAGE}") from error
    return folder / "node_modules" / ".bin" / "agentsplayground"


@contextmanager
def running(command: Path, folder: Path, endpoint: str) -> Iterator[str]:
    """The playground before the bot at `endpoint`; yields its own address once it answers there.

    Raises:
        TimeoutError: it ended, or did not answer in time; the message is the end of its log.
    """
    # It opens a browser and ends where it cannot.
    stub = folder / "xdg-open"
    stub.write_text("#!/bin/sh\nexit 0\n")
    stub.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "NO_PROXY": "localhost,127.0.0.1",
        "HOME": str(folder),
    }
    started = [str(command), "start", "-e", endpoint, "-c", "msteams", "--dt", "-p", str(port)]
    with (folder / "playground.log").open("wb") as log:
        process = subprocess.Popen(started, env=environment, stdout=log, stderr=log, cwd=folder, start_new_session=True)
    address = f"http://localhost:{port}"
    try:
        if not _answers(address, process):
            raise TimeoutError(f"the playground did not start: {(folder / 'playground.log').read_text()[-500:]}")
        yield address
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(requests.RequestException):
            requests.get(f"{address}{_CONFIG}", timeout=5).raise_for_status()
            return True
        time.sleep(0.2)
    return False


@dataclass
class Chat:
    """One conversation of the playground.

    Attributes:
        bot: its id and name, where it hears only what mentions it.
        cards: what the bot sent, newest last; `ids` are theirs, `others` what it sent that is no card.
        typing: how often it showed that it is typing.
    """

    session: aiohttp.ClientSession
    address: str
    conversation: str
    user: str
    bot: dict[str, str] | None = None
    cards: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    typing: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def say(self, text: str) -> dict[str, Any]:
        """Type a message; returns the bot's next card."""
        body: dict[str, Any] = {"from": {"id": self.user}, "text": text, "textFormat": "plain"}
        if self.bot is not None:
            mention = f"<at>{self.bot['name']}</at>"
            body["text"] = f"{mention} {text}"
            body["mentions"] = [{"mentioned": {"id": self.bot["id"]}, "text": mention}]
        return await self._answered(f"/_conversation/v1/conversations/{self.conversation}/messages", body)

    async def press(self, action: dict[str, Any], inputs: dict[str, str] | None = None) -> dict[str, Any]:
        """Press a button of the newest card, with what its inputs hold, as Teams submits it."""
        body = {
            "conversation": {"id": self.conversation},
            "from": {"id": self.user},
            "replyToId": self.ids[-1],
            "value": {**action["data"], **(inputs or {})},
        }
        return await self._answered("/_conversation/v1/submit", body)

    async def _answered(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        self.arrived.clear()
        async with self.session.post(self.address + path, json=body) as answer:
            assert answer.status == 200, await answer.text()
        await asyncio.wait_for(self.arrived.wait(), _ANSWER_SECONDS)
        await asyncio.sleep(0.1)  # a long reply comes as several
        return self.cards[-1]

    async def listen(self, stream: aiohttp.ClientWebSocketResponse) -> None:
        async for event in stream:
            data = event.json()
            self.typing += data.get("action") == "typing"
            attachments = (data.get("message") or {}).get("attachments") or []
            if data.get("action") != "createMessage" or not attachments:
                continue
            content = attachments[0].get("content")
            if attachments[0].get("contentType", "").endswith("card.adaptive"):
                self.cards.append(content)
                self.ids.append(data["message"]["messageId"])
            else:
                self.others.append(attachments[0])
            self.arrived.set()


@asynccontextmanager
async def chat(address: str, kind: str = "personalChat") -> AsyncIterator[Chat]:
    """A conversation in the playground at `address`: its `personalChat`, or the first of its `groupChats`."""
    async with aiohttp.ClientSession() as session:
        async with session.get(address + _CONFIG) as answer:
            config = (await answer.json())["config"]
        alone = kind == "personalChat"
        place = config[kind] if alone else config[kind][0]
        async with session.ws_connect(f"{address}/_ws_conversation/v1/conversations/stream") as stream:
            talk = Chat(session, address, place["id"], config["currentUser"]["id"], None if alone else config["bot"])
            listening = asyncio.create_task(talk.listen(stream))
            try:
                yield talk
            finally:
                listening.cancel()


def buttons(card: dict[str, Any]) -> list[dict[str, Any]]:
    """Every button of a card, in order."""
    return [found for found in walk(card) if found.get("type") == "Action.Submit"]


def inputs(card: dict[str, Any]) -> list[dict[str, Any]]:
    """Every input of a card, in order."""
    return [found for found in walk(card) if str(found.get("type", "")).startswith("Input.")]


def words(card: dict[str, Any]) -> str:
    """What a card shows, a line a block."""
    return "\n".join(found["text"] for found in walk(card) if found.get("type") == "TextBlock")


def walk(element: object) -> Iterator[dict[str, Any]]:
    if isinstance(element, list):
        for one in element:
            yield from walk(one)
    elif isinstance(element, dict):
        if "type" in element:
            yield element
        for name, value in element.items():
            if name not in ("data", "msteams"):
                yield from walk(value)
