"""The package: manifest and icons in a ZIP file, the same bytes each time."""

from __future__ import annotations

import io
import json
import re
import zipfile

from bot.channels.teams.app import icons
from bot.channels.teams.app.manifest import App, manifest

_GUID = re.compile(r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
_DOMAIN = re.compile(r"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$")
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def package(app: App, app_id: str, domain: str) -> bytes:
    """The ZIP file's content.

    Args:
        app_id: the bot's id in Azure.
        domain: where the bot is reached, such as bot.council.gov.uk.

    Raises:
        ValueError: an id or domain that cannot be one, or words that Teams would not take.
    """
    if not _GUID.match(app_id):
        raise ValueError(f"{app_id!r} is not an app id; it looks like 00000000-0000-0000-0000-000000000000")
    if not _DOMAIN.match(domain):
        raise ValueError(f"{domain!r} is not a domain; write it without https:// and path, such as bot.council.gov.uk")
    files = {
        "manifest.json": json.dumps(manifest(app, app_id, domain), indent=2, ensure_ascii=False).encode() + b"\n",
        "color.png": icons.colour(app.accent_colour),
        "outline.png": icons.outline(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ALWAYS), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
