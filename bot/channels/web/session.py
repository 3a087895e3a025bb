"""Sessions: 128 random bits issued by the server, signed, in a cookie that scripts cannot read."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

COOKIE = "think_cyber_session"
VARIABLE = "THINK_CYBER_SESSION_SECRET"


@dataclass(frozen=True)
class Session:
    """A cookie's value and the conversation that it opens.

    The conversation's id is a digest, so that whoever reads a log or the tracker store cannot take a session over.
    """

    cookie: str
    conversation: str


class Sessions:
    """Issues sessions and knows its own; a value that a client made up opens nothing."""

    def __init__(self, secret: bytes):
        self._secret = secret

    @classmethod
    def from_state(cls, folder: Path) -> Sessions:
        """Sessions that outlive a restart: the secret comes from the environment, else from a file made once.

        Several servers behind one address share the secret by the environment variable THINK_CYBER_SESSION_SECRET.

        Raises:
            OSError: the folder cannot be written.
        """
        given = os.environ.get(VARIABLE)
        if given:
            return cls(given.encode())
        path = folder / "session-secret"
        folder.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return cls(path.read_bytes())
        with os.fdopen(handle, "wb") as file:
            secret = secrets.token_bytes(32)
            file.write(secret)
        return cls(secret)

    def issue(self) -> Session:
        """A new session."""
        name = secrets.token_urlsafe(16)
        return self._session(f"{name}.{self._signature(name)}", name)

    def find(self, cookie: Optional[str]) -> Optional[Session]:
        """The session of a cookie, or None where it was not issued here."""
        name, _, signature = (cookie or "").partition(".")
        if not name or not hmac.compare_digest(signature.encode(), self._signature(name).encode()):
            return None
        return self._session(cookie or "", name)

    def _signature(self, name: str) -> str:
        return hmac.new(self._secret, name.encode(), hashlib.sha256).hexdigest()[:32]

    @staticmethod
    def _session(cookie: str, name: str) -> Session:
        return Session(cookie, "web-" + hashlib.sha256(name.encode()).hexdigest()[:32])
