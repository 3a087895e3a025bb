"""The manifest: what the app is called, what it is for, and the little that it asks of Teams."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Optional

import jsonschema
from pydantic import Field

from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate

APP = Path(__file__).with_name("app.yml")
SCHEMA = Path(__file__).with_name("manifest.schema.json")
VERSION = "1.19"
_MICROSOFT_S = f"https://developer.microsoft.com/en-us/json-schemas/teams/v{VERSION}/MicrosoftTeams.schema.json"


class Command(Strict):
    title: str = Field(min_length=1, max_length=32)
    description: str = Field(min_length=1, max_length=128)


class App(Strict):
    """What a council says of the bot, in app.yml."""

    version: str = Field(regex=r"^\d+\.\d+\.\d+$")
    short_name: str = Field(min_length=1, max_length=30)
    full_name: str = Field(min_length=1, max_length=100)
    short_description: str = Field(min_length=1, max_length=80)
    full_description: str = Field(min_length=1, max_length=4000)
    organisation: str = Field(min_length=1, max_length=32)
    accent_colour: str = Field(regex="^#[0-9a-fA-F]{6}$")
    commands: list[Command] = Field([], max_items=10)


def load_app(path: Path = APP) -> App:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(App, read_yaml(path), path)


def manifest(app: App, app_id: str, domain: str) -> dict[str, Any]:
    """The manifest of a bot at https://`domain`/. It asks for no permission, sign-in or page of its own.

    Raises:
        ValueError: the result is not what Teams takes, with the place and the reason.
    """
    site = f"https://{domain}"
    made: dict[str, Any] = {
        "$schema": _MICROSOFT_S,
        "manifestVersion": VERSION,
        "version": app.version,
        "id": app_id,
        "developer": {
            "name": app.organisation,
            "websiteUrl": f"{site}/",
            "privacyUrl": f"{site}/webhooks/web/privacy",
            "termsOfUseUrl": f"{site}/webhooks/web/privacy",
        },
        "name": {"short": app.short_name, "full": app.full_name},
        "description": {"short": app.short_description, "full": app.full_description},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": app.accent_colour,
        "defaultInstallScope": "personal",
        "validDomains": [domain],
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team", "groupChat"],
                "supportsFiles": True,
                "isNotificationOnly": False,
                "commandLists": [
                    {"scopes": ["team", "groupChat"], "commands": [command.dict() for command in app.commands]}
                ],
            }
        ],
    }
    check(made)
    return made


def check(made: dict[str, Any], schema: Optional[Path] = None) -> None:
    """Compare a manifest with our own schema, or with one that Microsoft publishes for its version.

    Raises:
        ValueError: it does not fit, with the place and the reason.
        OSError: the schema cannot be read.
    """
    rules = json.loads((schema or SCHEMA).read_text(encoding="utf-8"))
    fault = jsonschema.exceptions.best_match(jsonschema.validators.validator_for(rules)(rules).iter_errors(made))
    if fault is not None:
        place = ".".join(map(str, fault.absolute_path)) or "the manifest"
        raise ValueError(f"{place}: {fault.message}")
