"""One person in Microsoft Teams before the running bot, which is in development mode: no token, this machine only."""

from __future__ import annotations

import http.server
import itertools
import json
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import requests

from bot.channels.teams.place import Place
from bot.replies import Reply
from tests.conversations.running import PATIENCE, RunningBot, Said

BOT, USER = "28:bot", "29:user"


class _Connector(http.server.ThreadingHTTPServer):
    """Where the bot's replies go."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.messages: list[dict[str, Any]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Connector

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if body.get("type") == "message":
            self.server.messages.append(body)
        answer = b'{"id": "r"}'
        self.send_response(201)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        """Quiet."""


@dataclass
class TeamsUser:
    """Talks in a one-to-one chat of their own."""

    bot: RunningBot
    chat: str = field(default_factory=lambda: f"a:{uuid.uuid4().hex}")
    connector: _Connector = field(default_factory=_Connector)
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def conversation(self) -> str:
        """The id under which the server keeps this conversation."""
        address = self.connector.address
        return Place(service_url=address, conversation=self.chat, kind="personal", user=USER, bot=BOT).key

    def say(self, text: str) -> Said:
        """One message, which has exactly one reply: its structure as stored, its cards as sent."""
        before = len(self.connector.messages)
        activity = {
            "type": "message",
            "id": f"m{next(self.numbers)}",
            "channelId": "msteams",
            "serviceUrl": self.connector.address,
            "from": {"id": USER},
            "recipient": {"id": BOT},
            "conversation": {"id": self.chat, "conversationType": "personal"},
            "text": text,
        }
        answer = requests.post(f"{self.bot.address}/webhooks/teams/webhook", json=activity, timeout=PATIENCE)
        assert answer.status_code in (200, 202), answer.text
        end = time.monotonic() + PATIENCE
        while len(self.connector.messages) == before:
            assert time.monotonic() < end, "no reply came"
            time.sleep(0.02)
        events = self.bot.events(self.conversation)
        customs = [(event.get("data") or {}).get("custom") for event in events if event["event"] == "bot"]
        reply = Reply.parse_obj([custom for custom in customs if custom][-1]["reply"])
        return Said(reply, json.dumps(self.connector.messages[before:], ensure_ascii=False))

    def close(self) -> None:
        self.connector.shutdown()
        self.connector.server_close()
