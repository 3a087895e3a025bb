"""What keeps a page to itself: security headers, and no messages from other sites."""

from __future__ import annotations

from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import BaseHTTPResponse

from bot.channels.web.settings import Settings

_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
# A document is the user's own content: it may look like a page but runs nothing and reaches nothing.
DOCUMENT = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def secure(response: BaseHTTPResponse, settings: Settings) -> BaseHTTPResponse:
    """Add the headers that every response of the chat carries."""
    ancestors = " ".join(["'self'", *settings.embed_origins])
    response.headers.setdefault("content-security-policy", _PAGE.format(ancestors=ancestors))
    response.headers["x-content-type-options"] = "nosniff"
    response.headers["referrer-policy"] = "no-referrer"
    response.headers["cross-origin-opener-policy"] = "same-origin"
    response.headers["permissions-policy"] = "camera=(), microphone=(), geolocation=()"
    response.headers.setdefault("cache-control", "no-store")
    return response


def from_own_page(request: Request) -> bool:
    """Whether a request that changes something comes from our own page.

    Browsers say so in Sec-Fetch-Site, older ones in Origin. A client that says neither is no browser and
    carries nobody's cookie but its own.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return True
    host = request.headers.get("x-forwarded-host") or request.headers.get("host", "")
    return urlsplit(origin).netloc == host


def over_https(request: Request) -> bool:
    """Whether the user's side of the connection is encrypted, as far as the proxy says."""
    return "https" in (request.scheme, request.headers.get("x-forwarded-proto"))
