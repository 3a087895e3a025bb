"""The links that a page may hold: https, mailto and tel, nothing else."""

from __future__ import annotations

import re
from typing import Optional
from urllib.parse import urlsplit

from bot.replies import ContactChannel

_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"'`\\]")
_HOST = re.compile(r"^[\w-]+(\.[\w-]+)+(/|$)")
_PHONE = re.compile(r"^\+?[\d\s()-]{3,}$")
_EMAIL = re.compile(r"^[\w.+'-]+@[\w-]+(\.[\w-]+)+$")


def safe_link(address: str) -> Optional[str]:
    """The address if a page may link to it, else None."""
    address = address.strip()
    if _UNSAFE.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme == "https":
        return address if parts.hostname and not parts.username else None
    return address if parts.scheme in ("mailto", "tel") and parts.path else None


def contact_link(channel: ContactChannel) -> Optional[str]:
    """Where a tap on a contact's number, site or address leads; None where it cannot be a link."""
    value = channel.value.strip()
    if channel.kind == "phone" and _PHONE.match(value):
        return "tel:" + re.sub(r"\(0\)|[^\d+]", "", value)
    if channel.kind == "email" and _EMAIL.match(value):
        return f"mailto:{value}"
    if channel.kind == "web":
        return safe_link(f"https://{value}" if _HOST.match(value) else value)
    return None
