"""A council's own hand-over: `handover.yml` of its overlay. Without the file nothing can be sent."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from pydantic import Field, HttpUrl

from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate

FILE = "handover.yml"


class Webhook(Strict):
    """A POST of the brief as JSON. The token is read from the environment variable named, never from here."""

    url: HttpUrl
    token_variable: Optional[str] = None
    timeout: float = Field(10, gt=0, le=60)


class Mail(Strict):
    """An e-mail, written as a file for somebody to send."""

    sender: str
    to: str
    folder: Path


class Smtp(Strict):
    """Sends the same e-mail; off until `enabled`. The password is read from the environment variable named."""

    enabled: bool = False
    host: str
    port: int = Field(587, gt=0, lt=65536)
    starttls: bool = True
    user: Optional[str] = None
    password_variable: Optional[str] = None
    timeout: float = Field(20, gt=0, le=120)


class HandOverSettings(Strict):
    """Whom to hand over to, by role and not by name, and by which ways."""

    incident_lead: str
    webhook: Optional[Webhook] = None
    mail: Optional[Mail] = None
    smtp: Optional[Smtp] = None


def read_settings(overlay: Path | None) -> HandOverSettings | None:
    """The settings of an overlay; None where it has none.

    Raises:
        ContentError: the file is broken, with line and mend.
    """
    path = overlay / FILE if overlay else None
    if path is None or not path.exists():
        return None
    settings = validate(HandOverSettings, read_yaml(path), path)
    if settings.mail and not settings.mail.folder.is_absolute():
        settings.mail.folder = path.parent / settings.mail.folder
    return settings
