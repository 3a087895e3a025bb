"""The Rasa channel `web`. Name it in credentials.yml as bot.channels.web.channel.WebChannel."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, Callable, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse

from bot.channels.web.routes import Routes
from bot.channels.web.settings import Settings, load_settings
from index.content.problem import ContentError


class FrontDoor(Blueprint):
    """A blueprint whose page also answers at the server's own address, where Rasa would only greet."""

    def __init__(self, name: str, routes: Routes):
        super().__init__(name)
        self.ctx.page = routes.page

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        page = self.ctx.page

        async def serve_page(request: Request) -> Optional[BaseHTTPResponse]:
            return await page(request) if request.path == "/" and request.method == "GET" else None

        app.register_middleware(serve_page, "request")
        super().register(app, options)


class WebChannel(InputChannel):
    """The web chat."""

    def __init__(self, settings: Settings):
        self.settings = settings

    @classmethod
    def name(cls) -> str:
        return "web"

    @classmethod
    def from_credentials(cls, credentials: Optional[dict[str, Any]]) -> WebChannel:
        try:
            return cls(load_settings(credentials))
        except ValueError as error:
            raise RasaException(f"The settings of {__name__}.{cls.__name__} in credentials.yml: {error}") from error

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        try:
            routes = Routes(self.settings, f"/webhooks/{self.name()}", on_new_message)
        except (ContentError, OSError) as error:
            raise RasaException(f"The web chat cannot start: {error}") from error
        blueprint = FrontDoor("think_cyber_web", routes)
        routes.add_to(blueprint)
        return blueprint
