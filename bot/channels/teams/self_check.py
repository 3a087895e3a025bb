"""Whether the channel can work: its settings, its identity, Microsoft's keys and the bot's own token."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.channels.teams.app_token import AppToken, TokenError
from bot.channels.teams.http import Http
from bot.channels.teams.keys import KeysUnavailableError, SigningKeys, UnknownKeyError
from bot.channels.teams.settings import load_identity, load_settings

CHANNEL = "bot.channels.teams.channel.TeamsChannel"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `well` is None where it could not matter yet."""

    well: bool | None
    what: str
    found: str


async def check(doors: Path, environment: Mapping[str, str] = os.environ) -> list[Finding]:
    """Look at everything in order, and stop where the rest hangs on what is missing."""
    try:
        channels = YAML(typ="safe").load(doors.read_text(encoding="utf-8")) or {}
    except (OSError, YAMLError) as error:
        return [Finding(False, "file of doors", f"{doors} cannot be read: {error}")]
    if CHANNEL not in channels:
        return [Finding(False, "file of doors", f"{doors} does not open Teams: add the line {CHANNEL}:")]
    found = [Finding(True, "file of doors", str(doors))]
    try:
        settings = load_settings(channels[CHANNEL])
        identity = load_identity(settings, environment)
    except ValueError as error:
        return [*found, Finding(False, "settings", str(error))]
    kind = "DEVELOPMENT MODE: requests without a token are accepted" if settings.development else settings.app_type
    found.append(Finding(None if settings.development else True, "settings", kind))
    if not identity.app_id:
        return [*found, Finding(None, "identity", "none: only Microsoft's local client can talk to the bot")]
    http = Http(settings.send_seconds)
    try:
        found.append(await _keys(SigningKeys(http, settings.openid_metadata), settings.openid_metadata))
        found.append(await _token(AppToken(http, settings, identity)))
    finally:
        await http.close()
    return found


async def _keys(keys: SigningKeys, address: str) -> Finding:
    try:
        await keys.find("a key that Microsoft does not have")
    except UnknownKeyError:
        return Finding(True, "Microsoft's keys", address)
    except KeysUnavailableError as error:
        return Finding(False, "Microsoft's keys", f"{address} cannot be had, so every message is refused: {error}")
    raise AssertionError("a key of that name")


async def _token(token: AppToken) -> Finding:
    try:
        await token.get()
    except TokenError as error:
        return Finding(False, "the bot's token", str(error))
    return Finding(True, "the bot's token", "Microsoft knows the bot and lets it answer")
