"""Sends to Teams: with a token or not at all, in time, and again where Teams asks for patience."""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import json
import logging
import random
from collections.abc import Awaitable
from typing import Any, Callable, Optional
from urllib.parse import quote

import aiohttp

from bot.channels.teams.app_token import AppToken, TokenError
from bot.channels.teams.http import Http
from bot.channels.teams.place import Place

logger = logging.getLogger(__name__)

Json = dict[str, Any]
_ATTEMPTS = 5
_LONGEST_PAUSE = 60.0
_AGAIN = {429, 500, 502, 503, 504}
_NETWORK = (aiohttp.ClientError, asyncio.TimeoutError)


class DeliveryError(Exception):
    """Something could not be delivered."""


class Connector:
    """The bot's side of a conversation with Teams."""

    def __init__(self, http: Http, token: AppToken, sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep):
        self._http = http
        self._token = token
        self._sleep = sleep

    async def send(self, place: Place, activity: Json, attempts: int = _ATTEMPTS) -> Optional[str]:
        """Send one activity and return the id that Teams gave it.

        A send whose outcome is not known is made again: twice the same line does less harm than none.

        Raises:
            DeliveryError: it did not arrive.
        """
        body = json.dumps({**activity, **place.addresses()}).encode()
        answer = await self._call("POST", place.activities, body, attempts)
        found = answer.get("id") if isinstance(answer, dict) else None
        return str(found) if found else None

    async def delete(self, place: Place, activity: str) -> None:
        """Take back an activity of ours.

        Raises:
            DeliveryError: it is still there.
        """
        await self._call("DELETE", f"{place.conversation_address}/activities/{quote(activity, safe='')}", None, 2)

    async def _call(self, method: str, address: str, body: Optional[bytes], attempts: int) -> Any:
        renewed = False
        attempt = 0
        while True:
            attempt += 1
            token = await self._authorise()
            pause: Optional[float] = None
            try:
                async with self._http.request(method, address, data=body, headers=_headers(token)) as answer:
                    if answer.status < 300:
                        return await _json(answer)
                    fault = f"Teams answered {answer.status} {await _code(answer)}".strip()
                    again = answer.status in _AGAIN
                    pause = retry_after(answer.headers.get("Retry-After"))
                    if answer.status == 401 and token is not None and not renewed:
                        self._token.drop(token)
                        renewed, attempt = True, attempt - 1
                        continue
            except _NETWORK as error:
                fault, again = f"Teams cannot be reached: {error!r}", True
            if not again or attempt >= attempts:
                raise DeliveryError(fault)
            wait = pause if pause is not None else min(2.0 ** (attempt - 1), 16.0) * random.uniform(0.5, 1.0)  # noqa: S311
            if wait > _LONGEST_PAUSE:
                raise DeliveryError(f"{fault}, and asks to wait {wait:.0f} seconds")
            logger.warning("%s; trying again in %.1f seconds", fault, wait)
            await self._sleep(wait)

    async def _authorise(self) -> Optional[str]:
        try:
            return await self._token.get()
        except TokenError as error:
            raise DeliveryError(f"no token, so nothing was sent: {error}") from error


def retry_after(header: Optional[str]) -> Optional[float]:
    """The seconds that a Retry-After header asks for, whether it names seconds or a time; None where it does not."""
    if not header:
        return None
    try:
        return max(float(header), 0.0)
    except ValueError:
        pass
    try:
        at = email.utils.parsedate_to_datetime(header)
        return max((at - dt.datetime.now(dt.timezone.utc)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None


def _headers(token: Optional[str]) -> dict[str, str]:
    headers = {"Content-Type": "application/json"}
    return {**headers, "Authorization": f"Bearer {token}"} if token else headers


async def _json(answer: aiohttp.ClientResponse) -> Any:
    try:
        return await answer.json(content_type=None)
    except ValueError:
        return None


async def _code(answer: aiohttp.ClientResponse) -> str:
    """The short code of an error; its message may quote what was sent and stays out of the log."""
    try:
        body = await answer.json(content_type=None)
        return str(body["error"]["code"])[:80]
    except (*_NETWORK, ValueError, KeyError, TypeError):
        return ""
