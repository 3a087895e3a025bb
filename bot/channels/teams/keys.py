"""Microsoft's signing keys: fetched when the first token comes, and again when a token names one that is new."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any, Callable, Optional
from urllib.parse import urlsplit

import aiohttp
import jwt

from bot.channels.teams.http import Http
from bot.channels.teams.settings import is_loopback

logger = logging.getLogger(__name__)

_DAY = 24 * 3600.0
# Made-up key names must not make us fetch without end.
_PAUSE = 30.0


class KeysUnavailableError(Exception):
    """Microsoft's keys cannot be fetched and none are known."""


class UnknownKeyError(Exception):
    """Microsoft has no key of this name."""


@dataclass(frozen=True)
class SigningKey:
    """A public key, and the channels that it speaks for (none named: all)."""

    key: Any
    endorsements: tuple[str, ...]


class SigningKeys:
    """The keys by their names. Nothing is fetched before the first one is asked for."""

    def __init__(self, http: Http, metadata: str, clock: Callable[[], float] = time.monotonic):
        self._http = http
        self._metadata = metadata
        self._clock = clock
        self._keys: dict[str, SigningKey] = {}
        self._fetched: Optional[float] = None
        self._tried: Optional[float] = None
        self._lock = asyncio.Lock()

    async def find(self, name: str) -> SigningKey:
        """The key of this name.

        Raises:
            UnknownKeyError: Microsoft does not have it.
            KeysUnavailableError: Microsoft cannot be asked.
        """
        async with self._lock:
            fault: Optional[Exception] = None
            if name not in self._keys or self._older(self._fetched, _DAY):
                if self._older(self._tried, _PAUSE):
                    fault = await self._refresh()
                if name not in self._keys and (fault is not None or self._fetched is None):
                    raise KeysUnavailableError(str(fault or "the last attempt failed; trying again shortly"))
            if name not in self._keys:
                raise UnknownKeyError(name)
            return self._keys[name]

    def _older(self, since: Optional[float], seconds: float) -> bool:
        return since is None or self._clock() - since >= seconds

    async def _refresh(self) -> Optional[Exception]:
        """Fetch the keys; known ones stay where that fails."""
        self._tried = self._clock()
        try:
            metadata = await self._get(self._metadata)
            address = str(metadata["jwks_uri"])
            if not address.startswith("https://") and not is_loopback(urlsplit(address).hostname or ""):
                raise ValueError(f"the keys' address is not https: {address}")
            found = {}
            for entry in (await self._get(address))["keys"]:
                if entry.get("kty") == "RSA" and entry.get("kid"):
                    key = jwt.PyJWK.from_dict(entry, algorithm="RS256").key
                    found[str(entry["kid"])] = SigningKey(key, tuple(entry.get("endorsements") or ()))
            self._keys = found
            self._fetched = self._tried
        except (aiohttp.ClientError, asyncio.TimeoutError, jwt.PyJWTError, ValueError, KeyError, TypeError) as error:
            logger.warning("Microsoft's signing keys could not be fetched from %s: %r", self._metadata, error)
            return error
        return None

    async def _get(self, address: str) -> Any:
        async with self._http.request("GET", address) as answer:
            answer.raise_for_status()
            return await answer.json(content_type=None)
