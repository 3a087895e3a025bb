"""The channel's settings (in credentials.yml) and the bot's identity (in the environment only)."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Optional
from urllib.parse import urlsplit

from pydantic import BaseModel, Extra, Field, validator

from index.paths import Paths

APP_ID = "THINK_CYBER_TEAMS_APP_ID"
APP_PASSWORD = "THINK_CYBER_TEAMS_APP_PASSWORD"  # noqa: S105 - a variable's name
TENANT_ID = "THINK_CYBER_TEAMS_TENANT_ID"
INTERFACE = "THINK_CYBER_INTERFACE"

_GUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.IGNORECASE)
_HOST = re.compile(r"^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$")
_ODD = re.compile(r"[^\x21-\x7e]|[\\<>\"]")
_LOGIN = "https://login.microsoftonline.com"


class Settings(BaseModel):
    """What an operator sets in credentials.yml. The defaults are right for Microsoft's public cloud."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False

    # What Azure made the bot: single-tenant is what it makes today.
    app_type: Literal["single-tenant", "multi-tenant", "managed-identity"] = "single-tenant"
    # The address that gives tokens, if it is not the usual one of the app's type.
    token_address: Optional[str] = None
    scope: str = "https://api.botframework.com"
    # Who signs what Teams sends, and the name that stands in it.
    openid_metadata: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    issuer: str = "https://api.botframework.com"
    # Where replies may go; `*.` stands for every name below. Anything else gets neither a reply nor our token.
    service_hosts: list[str] = ["smba.trafficmanager.net", "*.teams.microsoft.com"]
    # Where a user's files may be written after they agreed.
    file_hosts: list[str] = ["*.sharepoint.com"]
    # Whose users are answered. Without it: the bot's own tenant, or everybody where the bot is multi-tenant.
    tenants: list[str] = []
    # How long Teams waits for the answer before it is told that the reply will follow.
    acknowledge_seconds: float = Field(5, gt=0, le=14)
    turn_seconds: float = Field(30, gt=0)
    send_seconds: float = Field(10, gt=0)
    # Deadlines are followed up where a user asks for it; false offers it to nobody.
    follow_up: bool = False
    follow_up_minutes: int = Field(60, ge=5, le=24 * 60)
    # Accepts requests without a token from this machine. Never where others can reach the server.
    development: bool = False
    state: Path = Field(default_factory=lambda: Paths().state)

    @validator("openid_metadata", "token_address")
    def _is_safe(cls, value: Optional[str]) -> Optional[str]:  # noqa: N805
        if value is not None and not _safe_address(value):
            raise ValueError(f"{value} must begin with https:// (http:// only for this machine itself)")
        return value

    @validator("service_hosts", "file_hosts", each_item=True)
    def _is_host(cls, value: str) -> str:  # noqa: N805
        if not _HOST.match(value) and not is_loopback(value):
            raise ValueError(f"{value} is not a host; write smba.trafficmanager.net or *.sharepoint.com")
        return value

    @validator("tenants", each_item=True)
    def _is_tenant(cls, value: str) -> str:  # noqa: N805
        if not _GUID.match(value):
            raise ValueError(f"{value} is not a tenant's id; it looks like 00000000-0000-0000-0000-000000000000")
        return value.lower()

    @validator("state", always=True)
    def _from_root(cls, value: Path) -> Path:  # noqa: N805
        return value if value.is_absolute() else Paths().root / value


@dataclass(frozen=True)
class Identity:
    """The bot as Azure knows it; empty in development without one."""

    app_id: str = ""
    tenant: str = ""
    password: str = field(default="", repr=False)


def load_settings(credentials: Optional[Mapping[str, object]]) -> Settings:
    """The settings from Rasa's credentials.

    Raises:
        ValueError: a setting that does not exist or does not fit, or a secret that belongs in the environment.
    """
    given = dict(credentials or {})
    for name, variable in (("app_id", APP_ID), ("app_password", APP_PASSWORD), ("tenant_id", TENANT_ID)):
        if name in given:
            raise ValueError(f"take `{name}` out of the file and put it into the environment variable {variable}")
    return Settings.parse_obj(given)


def load_identity(settings: Settings, environment: Mapping[str, str] = os.environ) -> Identity:
    """The bot's identity from the environment.

    Raises:
        ValueError: something needed is missing or malformed, or development mode on a server that others can reach.
    """
    app_id, tenant = environment.get(APP_ID, "").strip(), environment.get(TENANT_ID, "").strip()
    password = environment.get(APP_PASSWORD, "").strip()
    interface = environment.get(INTERFACE, "127.0.0.1")
    if settings.development and not is_loopback(interface):
        raise ValueError(
            f"development mode accepts unsigned requests and the server listens on {interface}: "
            f"set `development: false`, or {INTERFACE}=127.0.0.1"
        )
    if settings.development and not app_id:
        return Identity()
    needed = {APP_ID: app_id}
    if settings.app_type != "managed-identity":
        needed[APP_PASSWORD] = password
    if settings.app_type != "multi-tenant":
        needed[TENANT_ID] = tenant
    missing = [name for name, value in needed.items() if not value]
    if missing:
        raise ValueError(f"the environment lacks {' and '.join(missing)}; docs/teams.md says where they come from")
    for name, value in ((APP_ID, app_id), (TENANT_ID, tenant)):
        if value and not _GUID.match(value):
            raise ValueError(f"{name} is not an id; it looks like 00000000-0000-0000-0000-000000000000")
    return Identity(app_id, tenant.lower(), password)


def token_address(settings: Settings, identity: Identity) -> str:
    """Where the bot's own tokens come from; for a managed identity the machine's own metadata service."""
    if settings.token_address:
        return settings.token_address
    if settings.app_type == "managed-identity":
        return "http://169.254.169.254/metadata/identity/oauth2/token"
    authority = identity.tenant if settings.app_type == "single-tenant" else "botframework.com"
    return f"{_LOGIN}/{authority}/oauth2/v2.0/token"


def allowed_address(address: str, hosts: list[str], development: bool = False) -> bool:
    """Whether something may be sent there: https and a host of the list; in development this machine too."""
    try:
        parts = urlsplit(address)
        host, _ = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if parts.username or parts.password or _ODD.search(address):
        return False
    if is_loopback(host):
        return parts.scheme in ("http", "https") and (development or host in hosts)
    named = any(host == name or (name.startswith("*.") and host.endswith(name[1:])) for name in hosts)
    return parts.scheme == "https" and named


def is_loopback(host: str) -> bool:
    """Whether a host's name or address is this machine's own."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _safe_address(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or is_loopback(parts.hostname or ""))
