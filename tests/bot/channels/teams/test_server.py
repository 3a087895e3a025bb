"""The channel on a real server, as Rasa registers it."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from rasa.core.channels.channel import register
from sanic import Sanic

from bot.channels.teams.channel import TeamsChannel
from bot.channels.teams.settings import APP_ID, APP_PASSWORD, TENANT_ID
from tests.bot.channels.teams import microsoft as made
from tests.bot.channels.teams.microsoft import microsoft
from tests.bot.channels.teams.scene import Bot, Scene
from tests.bot.channels.web import serving

WEBHOOK = "/webhooks/teams/webhook"


class Agent:
    """As much of Rasa's agent as a channel needs."""

    def __init__(self) -> None:
        self.bot = Bot()

    async def handle_message(self, message: Any) -> None:
        await self.bot(message)


@pytest.fixture(autouse=True)
def _identity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(APP_ID, made.APP_ID)
    monkeypatch.setenv(APP_PASSWORD, "p")
    monkeypatch.setenv(TENANT_ID, made.TENANT)


def application(folder: Path, microsoft_at: str, **settings: Any) -> Sanic:
    given = {
        "openid_metadata": f"{microsoft_at}/openid",
        "issuer": made.ISSUER,
        "token_address": f"{microsoft_at}/token",
        "service_hosts": ["127.0.0.1"],
        "state": str(folder),
        **settings,
    }
    app = Sanic(f"teams_{len(Sanic._app_registry)}_{threading.get_ident()}", configure_logging=False)
    app.ctx.agent = Agent()
    register([TeamsChannel.from_credentials(given)], app, route="/webhooks/")
    return app


@contextmanager
def serve(app: Sanic) -> Iterator[str]:
    """The app on a free port, by the web chat's server for tests; yields its address."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serving, "build", lambda folder, bot, **settings: app)
        with serving.serving(Path(), app.ctx.agent) as running:
            yield running.address


def test_a_signed_message_is_answered_in_its_chat_and_faults_have_their_status(tmp_path: Path) -> None:
    async def act() -> None:
        async with microsoft() as stand_in:
            app = application(tmp_path, stand_in.address)
            scene = Scene(stand_in, app.ctx.agent.bot, None)  # type: ignore[arg-type]
            with serve(app) as address:
                async with aiohttp.ClientSession() as client:

                    async def post(body: Any, authorization: str = stand_in.token()) -> int:
                        headers = {"Authorization": authorization, "Content-Type": "application/json"}
                        data = body if isinstance(body, bytes) else json.dumps(body)
                        async with client.post(address + WEBHOOK, data=data, headers=headers) as answer:
                            return answer.status

                    assert await post(scene.activity("hello")) == 200
                    assert "You said hello" in stand_in.messages[0].words
                    assert await post(scene.activity("hello"), "Bearer no") == 401
                    assert await post(b"{") == 400
                    assert await post(b"x" * 600_000) == 413
                    async with client.get(address + "/webhooks/teams/") as answer:
                        assert answer.status == 200

    asyncio.run(act())


def test_in_development_a_program_of_this_machine_needs_no_token_but_a_tunnel_does(tmp_path: Path) -> None:
    async def act() -> None:
        async with microsoft() as stand_in:
            app = application(tmp_path, stand_in.address, development=True)
            scene = Scene(stand_in, app.ctx.agent.bot, None)  # type: ignore[arg-type]
            with serve(app) as address:
                async with aiohttp.ClientSession() as client:
                    for headers, status in (
                        ({}, 200),
                        ({"X-Forwarded-For": "20.0.0.1"}, 401),
                        ({"Forwarded": "for=20.0.0.1"}, 401),
                        ({"Host": "evil.example"}, 401),
                    ):
                        body = scene.activity("hello")
                        async with client.post(address + WEBHOOK, json=body, headers=headers) as answer:
                            assert (headers, answer.status) == (headers, status)

    asyncio.run(act())
