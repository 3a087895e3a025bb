"""Who is let in: each request's token, where its reply would go, and whose conversation it is."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Optional

import jwt

from bot.channels.teams.activity import Activity
from bot.channels.teams.keys import KeysUnavailableError, SigningKey, SigningKeys, UnknownKeyError
from bot.channels.teams.settings import Identity, Settings, allowed_address, is_loopback

logger = logging.getLogger(__name__)

ALGORITHMS = ["RS256"]
# What Microsoft's own clocks may differ by.
_LEEWAY_SECONDS = 300


class RefusedError(Exception):
    """A request that is not let in, with the HTTP status that says so."""

    def __init__(self, status: int, why: str):
        super().__init__(why)
        self.status = status


@dataclass(frozen=True)
class Peer:
    """Where a request came from.

    Attributes:
        address: of whoever connected.
        host: the name that they called us by, without the port.
        forwarded: whether a proxy or tunnel passed it on.
    """

    address: str
    host: str
    forwarded: bool = False

    @property
    def local(self) -> bool:
        """Whether it was made on this machine, for this machine: no tunnel and no other site's page."""
        return is_loopback(self.address) and is_loopback(self.host) and not self.forwarded


class Gate:
    """Checks a request before anything in it is used."""

    def __init__(self, settings: Settings, identity: Identity, keys: SigningKeys):
        self._settings = settings
        self._identity = identity
        self._keys = keys
        own = [identity.tenant] if identity.tenant and settings.app_type != "multi-tenant" else []
        self._tenants = settings.tenants or own
        if settings.development:
            logger.warning(
                "DEVELOPMENT MODE: the Teams channel accepts UNSIGNED requests from this machine. "
                "Anybody who can run a program here can speak as any user. Never use it for a bot that others use."
            )

    async def check(self, activity: Activity, authorization: Optional[str], peer: Peer) -> None:
        """Return if the request is let in.

        Raises:
            RefusedError: with the reason, which is for the log and not for the caller.
        """
        if authorization is None and self._settings.development:
            if not peer.local:
                raise RefusedError(401, "an unsigned request that does not come from this machine itself")
            if not is_loopback_address(activity.service_url):
                raise RefusedError(403, f"an unsigned request that asks for its reply at {activity.service_url}")
            logger.warning("DEVELOPMENT MODE: an unsigned request was accepted.")
            return
        claims, key = await self._claims(authorization)
        if key.endorsements and activity.channel not in key.endorsements:
            raise RefusedError(403, f"the key does not speak for the channel {activity.channel!r}")
        claimed = claims.get("serviceurl") or claims.get("serviceUrl")
        if not isinstance(claimed, str) or claimed.rstrip("/") != activity.service_url.rstrip("/"):
            raise RefusedError(403, f"the token is for {claimed!r}, the message for {activity.service_url!r}")
        if not allowed_address(activity.service_url, self._settings.service_hosts):
            raise RefusedError(403, f"{activity.service_url!r} is not one of `service_hosts`")
        if self._tenants and activity.tenant not in self._tenants:
            raise RefusedError(403, f"the tenant {activity.tenant!r} is not one of `tenants`")

    async def _claims(self, authorization: Optional[str]) -> tuple[dict[str, Any], SigningKey]:
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise RefusedError(401, "no bearer token")
        if not self._identity.app_id:
            raise RefusedError(401, "a token, but the bot has no app id that it could be for")
        try:
            header = jwt.get_unverified_header(token.strip())
            # Looked at before a key is fetched, so that a forged header costs us nothing.
            if header.get("alg") not in ALGORITHMS or not isinstance(header.get("kid"), str):
                raise RefusedError(401, f"algorithm {header.get('alg')!r}, key {header.get('kid')!r}")
            key = await self._keys.find(header["kid"])
            claims: dict[str, Any] = jwt.decode(
                token.strip(),
                key=key.key,
                algorithms=ALGORITHMS,
                audience=self._identity.app_id,
                issuer=self._settings.issuer,
                leeway=_LEEWAY_SECONDS,
                options={"require": ["exp", "iss", "aud"]},
            )
        except UnknownKeyError as error:
            raise RefusedError(401, f"Microsoft has no key {error}") from error
        except KeysUnavailableError as error:
            raise RefusedError(503, f"Microsoft's keys are not to be had: {error}") from error
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise RefusedError(401, f"{type(error).__name__}: {error}") from error
        return claims, key


def is_loopback_address(address: str) -> bool:
    """Whether an address leads to this machine."""
    return allowed_address(address, [], development=True)
