"""A stand-in for Microsoft on loopback: signing keys, tokens for the bot, the connector and a OneDrive."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Optional

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa

APP_ID = "11111111-2222-3333-4444-555555555555"
TENANT = "99999999-8888-7777-6666-555555555555"
ISSUER = "https://api.botframework.example"


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    """A key made for this run."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Sent:
    """Something that the bot sent to the connector."""

    method: str
    path: str
    authorization: Optional[str]
    activity: dict[str, Any]

    @property
    def typing(self) -> bool:
        return self.activity.get("type") == "typing"

    @property
    def card(self) -> dict[str, Any]:
        found: dict[str, Any] = self.activity["attachments"][0]["content"]
        return found

    @property
    def words(self) -> str:
        return json.dumps(self.activity, ensure_ascii=False)


@dataclass
class Microsoft:
    """What it answers can be changed by a test; what it is asked is kept.

    Attributes:
        key_names: the keys that it publishes now.
        endorsements: the channels that its keys speak for.
        faults: what the connector answers next instead of taking a message: a status and headers each.
        delay: seconds that the connector takes.
    """

    key_names: list[str] = field(default_factory=lambda: ["first"])
    endorsements: list[str] = field(default_factory=lambda: ["msteams"])
    keys_down: bool = False
    keys_asked: int = 0
    token_answer: Optional[tuple[int, dict[str, Any]]] = None
    token_seconds: int = 3600
    tokens: list[dict[str, str]] = field(default_factory=list)
    faults: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    refused_tokens: set[str] = field(default_factory=set)
    delay: float = 0.0
    sent: list[Sent] = field(default_factory=list)
    uploads: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    address: str = ""

    @property
    def service_url(self) -> str:
        return f"{self.address}/connector/"

    @property
    def messages(self) -> list[Sent]:
        """What it took, but for typing."""
        return [sent for sent in self.sent if sent.method == "POST" and not sent.typing]

    def token(self, name: str = "first", *, algorithm: str = "RS256", header: Any = None, **claims: Any) -> str:
        """The Authorization header of a request; a claim given as None is left out."""
        now = dt.datetime.now(dt.timezone.utc)
        every = {
            "iss": ISSUER,
            "aud": APP_ID,
            "nbf": now - dt.timedelta(minutes=1),
            "exp": now + dt.timedelta(hours=1),
            "serviceurl": self.service_url,
            **claims,
        }
        signer: Any = key(name) if algorithm.startswith("RS") else "a secret of sufficient length for HS256"
        signer = None if algorithm == "none" else signer
        headers = {"kid": name} if header is None else header
        kept = {claim: value for claim, value in every.items() if value is not None}
        return "Bearer " + jwt.encode(kept, signer, algorithm=algorithm, headers=headers)

    # --- its servers ---------------------------------------------------------------------------------

    async def _openid(self, request: web.Request) -> web.Response:
        self.keys_asked += 1
        if self.keys_down:
            return web.Response(status=503)
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.address}/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        published = [
            {
                **json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key(name).public_key())),
                "kid": name,
                "use": "sig",
                "endorsements": self.endorsements,
            }
            for name in self.key_names
        ]
        return web.json_response({"keys": published})

    async def _token(self, request: web.Request) -> web.Response:
        form = dict(request.query) if request.method == "GET" else dict(await request.post())
        self.tokens.append({"path": request.path, "metadata": request.headers.get("Metadata", ""), **form})  # type: ignore[dict-item]
        if self.token_answer is not None:
            return web.json_response(self.token_answer[1], status=self.token_answer[0])
        return web.json_response(
            {"access_token": f"token-{len(self.tokens)}", "expires_in": self.token_seconds, "token_type": "Bearer"}
        )

    async def _connector(self, request: web.Request) -> web.Response:
        body = await request.json() if request.can_read_body else {}
        authorization = request.headers.get("Authorization")
        if body.get("type") != "typing":
            if self.faults:
                status, headers = self.faults.pop(0)
                return web.json_response({"error": {"code": "Fault", "message": "x"}}, status=status, headers=headers)
            if authorization in self.refused_tokens:
                return web.json_response({"error": {"code": "Unauthorized"}}, status=401)
        self.sent.append(Sent(request.method, request.raw_path, authorization, body))
        return web.json_response({"id": f"r{len(self.sent)}"}, status=201)

    async def _upload(self, request: web.Request) -> web.Response:
        self.uploads.append((dict(request.headers), await request.read()))
        return web.json_response({}, status=201)


@asynccontextmanager
async def microsoft() -> AsyncIterator[Microsoft]:
    """A running stand-in."""
    stand_in = Microsoft()
    app = web.Application()
    app.router.add_get("/openid", stand_in._openid)
    app.router.add_get("/keys", stand_in._keys)
    app.router.add_route("*", "/token", stand_in._token)
    app.router.add_route("*", "/connector/{rest:.*}", stand_in._connector)
    app.router.add_put("/upload", stand_in._upload)
    async with TestServer(app, host="127.0.0.1") as server:
        stand_in.address = str(server.make_url("")).rstrip("/")
        yield stand_in
