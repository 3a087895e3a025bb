"""One HTTP client for everything that the channel fetches and sends."""

from __future__ import annotations

from typing import Any, Optional

import aiohttp
from yarl import URL


class Http:
    """A session that is opened in the server's own event loop when it is first needed."""

    def __init__(self, seconds: float):
        """`seconds` is the longest that one request may take."""
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        self._session: Optional[aiohttp.ClientSession] = None

    def request(self, method: str, address: str, **options: Any) -> Any:
        """A request as aiohttp makes it: use it with `async with`. Redirects are not followed."""
        if self._session is None or self._session.closed:
            # trust_env: councils reach Microsoft by a proxy that the environment names.
            self._session = aiohttp.ClientSession(timeout=self._timeout, trust_env=True)
        # As it stands: a conversation's id keeps its escapes, and a signed upload address its signature.
        return self._session.request(method, URL(address, encoded=True), allow_redirects=False, **options)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
