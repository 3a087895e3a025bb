"""The bot's own tokens, which go with everything that it sends."""

from __future__ import annotations

import asyncio
import time
from typing import Any, Callable, Optional

import aiohttp

from bot.channels.teams.http import Http
from bot.channels.teams.settings import Identity, Settings, token_address

# A token is renewed this long before it ends.
_MARGIN_SECONDS = 300.0


class TokenError(Exception):
    """No token was given; says why and which setting to look at."""


class AppToken:
    """Fetches a token when one is needed and keeps it for as long as it lasts."""

    def __init__(self, http: Http, settings: Settings, identity: Identity, clock: Callable[[], float] = time.monotonic):
        self._http = http
        self._settings = settings
        self._identity = identity
        self._clock = clock
        self._token: Optional[str] = None
        self._until = 0.0
        self._lock = asyncio.Lock()

    async def get(self) -> Optional[str]:
        """A token that lasts a while yet; None only in development without an app id.

        Raises:
            TokenError: Microsoft gave none.
        """
        if self._settings.development and not self._identity.app_id:
            return None
        async with self._lock:
            if self._token is None or self._clock() >= self._until:
                self._token, seconds = await self._fetch()
                self._until = self._clock() + max(seconds - _MARGIN_SECONDS, seconds / 2)
            return self._token

    def drop(self, token: Optional[str]) -> None:
        """Forget a token that was refused."""
        if token == self._token:
            self._token = None

    async def _fetch(self) -> tuple[str, float]:
        address = token_address(self._settings, self._identity)
        try:
            async with self._request(address) as answer:
                body = await answer.json(content_type=None)
                if answer.status != 200:
                    raise TokenError(_hint(answer.status, body, address))
            return str(body["access_token"]), float(body["expires_in"])
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise TokenError(f"{address} cannot be reached: {error!r}") from error
        except (KeyError, TypeError, ValueError) as error:
            raise TokenError(f"{address} gave an answer without a token") from error

    def _request(self, address: str) -> Any:
        if self._settings.app_type == "managed-identity":
            asked = {"api-version": "2018-02-01", "resource": self._settings.scope, "client_id": self._identity.app_id}
            return self._http.request("GET", address, params=asked, headers={"Metadata": "true"})
        form = {
            "grant_type": "client_credentials",
            "client_id": self._identity.app_id,
            "client_secret": self._identity.password,
            "scope": f"{self._settings.scope}/.default",
        }
        return self._http.request("POST", address, data=form)


def _hint(status: int, body: object, address: str) -> str:
    """What Microsoft said, in its own short code; the long description may hold ids and is left out."""
    code = str(body.get("error", "")) if isinstance(body, dict) else ""
    mend = {
        "invalid_client": "the app password is wrong or has run out, or the app has no service principal in the tenant",
        "unauthorized_client": "the app id is not known to this tenant: look at the tenant's id and `app_type`",
        "invalid_request": "look at the tenant's id and `app_type`",
    }.get(code, "look at the app's id, password and tenant")
    return f"{address} answered {status} {code}: {mend}"
