"""The whole bot as `make run` starts it, on ports and in a state folder of its own."""

from __future__ import annotations

import json
import socket
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional

import psutil
import requests
from ruamel.yaml import YAML

from bot.engine.environment import ACTIONS_PORT, CREDENTIALS, PORT, STATE, settings
from bot.replies import Reply
from bot.serve.processes import Child
from index.paths import Paths
from tests.conversations.egress import guarded

READY_SECONDS = 120.0
PATIENCE = 60
COOKIE = "think_cyber_session"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def doors(folder: Path, intranet: str) -> Path:
    """The doors of `make run`, but that a page at `intranet` may frame the chat and Teams needs no token from here."""
    yaml = YAML()
    credentials = yaml.load(Paths().root / "bot" / "credentials.yml")
    credentials["bot.channels.web.channel.WebChannel"] = {"embed_origins": [intranet]}
    credentials["bot.channels.teams.channel.TeamsChannel"] = {"development": True, "follow_up": True}
    path = folder / "credentials.yml"
    yaml.dump(credentials, path)
    return path


class RunningBot:
    """Both servers. Everything that they write lies under `folder`.

    Attributes:
        intranet: where a page of a council's own may be served that frames the web chat.
    """

    def __init__(self, folder: Path):
        self.state, self.logs, self.guard = folder / "state", folder / "logs", folder / "guard"
        for made in (self.state, self.logs, self.guard):
            made.mkdir(parents=True)
        self.port, self.actions_port = free_port(), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.intranet = f"http://127.0.0.1:{free_port()}"
        environment = {
            **settings(Paths()),
            PORT: str(self.port),
            ACTIONS_PORT: str(self.actions_port),
            STATE: str(self.state),
            CREDENTIALS: str(doors(folder, self.intranet)),
            **guarded(self.guard),
        }
        health = f"http://127.0.0.1:{self.actions_port}/health"
        self.actions = Child("action server", "actions.server", health, self.logs / "actions.log", environment)
        health = f"{self.address}/webhooks/rest/"
        self.rasa = Child("Rasa server", "bot.engine.server", health, self.logs / "rasa.log", environment)

    def start(self) -> None:
        for child in (self.actions, self.rasa):
            child.start()
        for child in (self.actions, self.rasa):
            child.wait_until_ready(READY_SECONDS)

    def stop(self) -> None:
        for child in (self.rasa, self.actions):
            child.stop()

    def restart(self, child: Child) -> None:
        child.stop()
        child.start()
        child.wait_until_ready(READY_SECONDS)

    @property
    def pids(self) -> list[int]:
        return [child.process.pid for child in (self.actions, self.rasa) if child.process]

    def family(self) -> list[psutil.Process]:
        """Both servers and whatever they started."""
        servers = [psutil.Process(pid) for pid in self.pids if psutil.pid_exists(pid)]
        return [*servers, *(child for server in servers for child in server.children(recursive=True))]

    # --- talking to it -------------------------------------------------------------------------------

    def post(self, body: Any) -> requests.Response:
        """A request of another program; text goes as it stands, anything else as JSON."""
        data = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return requests.post(
            f"{self.address}/webhooks/rest/webhook",
            data=data,
            headers={"content-type": "application/json"},
            timeout=PATIENCE,
        )

    def say(self, sender: str, text: Any) -> Said:
        """One message over REST, which has exactly one reply."""
        answer = self.post({"sender": sender, "message": text})
        assert answer.status_code == 200, answer.text
        messages = answer.json()
        assert len(messages) == 1, [message["text"] for message in messages]
        return Said(Reply.parse_obj(messages[0]["custom"]["reply"]), messages[0]["text"])

    def browser(self) -> Browser:
        """A page of the web chat that has just been opened."""
        session = requests.Session()
        session.get(self.address + "/", timeout=PATIENCE).raise_for_status()
        return Browser(self, session)

    # --- looking into what it kept -------------------------------------------------------------------

    def events(self, conversation: str) -> list[dict[str, Any]]:
        """What the database holds of a conversation, oldest first."""
        with closing(sqlite3.connect(self.state / "conversations.db")) as database:
            rows = database.execute("SELECT data FROM events WHERE sender_id = ? ORDER BY id", (conversation,))
            return [json.loads(row[0]) for row in rows]

    def conversations(self) -> set[str]:
        with closing(sqlite3.connect(self.state / "conversations.db")) as database:
            return {row[0] for row in database.execute("SELECT DISTINCT sender_id FROM events")}

    def lines(self, name: str) -> list[dict[str, Any]]:
        """The records of one of the state folder's files."""
        path = self.state / name
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def files_holding(self, secret: str) -> list[str]:
        """Names of the files written by the servers, the database's among them, in which `secret` stands."""
        kept = [path for root in (self.state, self.logs) for path in root.rglob("*") if path.is_file()]
        return [path.name for path in kept if secret.encode().lower() in path.read_bytes().lower()]


@dataclass
class Said:
    """What the bot said: as structure, and as the channel showed it."""

    reply: Reply
    shown: str

    @property
    def status(self) -> str:
        return self.reply.status

    @property
    def cards(self) -> list[str]:
        """The cards quoted, the first answer first, each once."""
        return list(dict.fromkeys(part.card for part in self.reply.parts if part.kind == "quote"))

    @property
    def kinds(self) -> list[str]:
        return [part.kind for part in self.reply.parts]

    @property
    def options(self) -> list[str]:
        """What the user is offered to say next."""
        return [option.message for part in self.reply.parts if part.kind == "choices" for option in part.options]


@dataclass
class Browser:
    """One person at the web chat."""

    bot: RunningBot
    session: requests.Session
    heard: int = field(default=0)

    def post(self, text: str, **form: str) -> requests.Response:
        return self.session.post(
            f"{self.bot.address}/webhooks/web/messages",
            data={"message": text, **form},
            headers={"accept": "application/json"},
            timeout=PATIENCE,
        )

    @property
    def conversation(self) -> str:
        """The id under which the server keeps this conversation."""
        from bot.channels.web.session import Sessions

        found = Sessions.from_state(self.bot.state).find(self.session.cookies[COOKIE])
        assert found is not None
        return found.conversation

    def say(self, text: str) -> Said:
        """One message, which has exactly one reply: its structure as stored, its HTML as shown."""
        answer = self.post(text)
        assert answer.status_code == 200, answer.text
        entries = answer.json()["entries"]
        assert [entry["who"] for entry in entries] == ["user", "bot"]
        return Said(self._last_reply(), entries[1]["html"])

    def _last_reply(self) -> Reply:
        customs = [custom for event in self.bot.events(self.conversation) if (custom := _custom(event))]
        return Reply.parse_obj(customs[-1]["reply"])


def _custom(event: dict[str, Any]) -> Optional[dict[str, Any]]:
    found = (event.get("data") or {}).get("custom") if event["event"] == "bot" else None
    return found if isinstance(found, dict) else None
