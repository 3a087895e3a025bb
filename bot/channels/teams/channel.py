"""The Rasa channel `teams`. Name it in credentials.yml as bot.channels.teams.channel.TeamsChannel."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, Callable, Optional

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.teams.activity import Activity
from bot.channels.teams.door import Door, metadata
from bot.channels.teams.gate import Peer
from bot.channels.teams.output import FollowUpOutput
from bot.channels.teams.settings import Identity, Settings, load_identity, load_settings

_LARGEST_BODY = 500_000


class TeamsChannel(InputChannel):
    """Microsoft Teams, by the Bot Framework's protocol."""

    def __init__(self, settings: Settings, identity: Identity):
        self.settings = settings
        self.identity = identity
        self.door: Optional[Door] = None

    @classmethod
    def name(cls) -> str:
        return "teams"

    @classmethod
    def from_credentials(cls, credentials: Optional[dict[str, Any]]) -> TeamsChannel:
        try:
            settings = load_settings(credentials)
            return cls(settings, load_identity(settings))
        except ValueError as error:
            raise RasaException(f"The settings of {__name__}.{cls.__name__} in credentials.yml: {error}") from error

    def get_output_channel(self) -> Optional[OutputChannel]:
        """For messages that no message asked for; they reach only users who asked to be written to."""
        return FollowUpOutput(self.door.references, self.door.connector.send) if self.door else None

    def get_metadata(self, request: Request) -> dict[str, Any]:
        return metadata(Activity.parse_obj(request.json))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint("think_cyber_teams")
        self.door = door = Door(self.settings, self.identity, on_new_message)
        watching: list[asyncio.Task[None]] = []

        @blueprint.listener("after_server_start")
        async def start(app: Any, loop: Any) -> None:
            if self.settings.follow_up:
                watching.append(asyncio.create_task(door.reminders.watch()))

        @blueprint.listener("before_server_stop")
        async def stop(app: Any, loop: Any) -> None:
            for task in watching:
                task.cancel()
            await door.close()

        @blueprint.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if len(request.body) > _LARGEST_BODY:
                return response.json({"error": "too large"}, status=413)
            try:
                body = request.json
            except Exception:  # Sanic raises its own type for JSON that it cannot read
                body = None
            answer = await door.receive(body, request.headers.get("authorization"), _peer(request))
            if answer.body is None:
                return response.empty(status=answer.status)
            return response.json(answer.body, status=answer.status)

        return blueprint


def _peer(request: Request) -> Peer:
    host = request.headers.get("host", "")
    name = host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    forwarded = any(header in request.headers for header in ("forwarded", "x-forwarded-for", "x-forwarded-host", "via"))
    connected = request.conn_info.client if request.conn_info else ""
    return Peer(connected.strip("[]"), name, forwarded)
