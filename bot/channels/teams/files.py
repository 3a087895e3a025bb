"""Files of a conversation: offered to the user's own OneDrive, written there once they agree, or read in the chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Optional

import aiohttp

from bot.channels.teams.cards import activities
from bot.channels.teams.cards.document import READABLE
from bot.channels.teams.cards.elements import Json
from bot.channels.teams.events import SAVE
from bot.channels.teams.http import Http
from bot.channels.teams.settings import Settings, allowed_address
from bot.channels.teams.wording import wording
from bot.documents import DocumentStore
from bot.replies import Reply, Text

logger = logging.getLogger(__name__)

_CARDS = "application/vnd.microsoft.teams.card.file"


class Files:
    """What the channel does with documents."""

    def __init__(self, store: DocumentStore, http: Http, settings: Settings):
        self._store = store
        self._http = http
        self._settings = settings

    def offer(self, conversation: str, path: str) -> list[Json]:
        """Ask the user whether the file may be saved; nothing of it is sent yet."""
        content = self._read(conversation, path)
        if content is None:
            return said(wording().file_gone)
        name = PurePosixPath(path).name
        consent = {
            "contentType": f"{_CARDS}.consent",
            "name": name,
            "content": {
                "description": wording().file_offered.format(title=_title(name)),
                "sizeInBytes": len(content),
                "acceptContext": {SAVE: path},
                "declineContext": {SAVE: path},
            },
        }
        return [{"type": "message", "summary": name, "attachments": [consent]}]

    def show(self, conversation: str, path: str) -> list[Json]:
        """The file's text, where it is text."""
        content = self._read(conversation, path)
        if content is None or PurePosixPath(path).suffix.lstrip(".") not in READABLE:
            return said(wording().file_gone)
        return said(content.decode("utf-8", errors="replace"))

    async def save(self, conversation: str, path: str, upload: Optional[Mapping[str, Any]]) -> list[Json]:
        """Write the file where Teams says that the user wants it."""
        if upload is None:
            return said(wording().file_declined)
        content = self._read(conversation, path)
        if content is None:
            return said(wording().file_gone)
        address = str(upload.get("uploadUrl") or "")
        if not allowed_address(address, self._settings.file_hosts, self._settings.development):
            logger.error("A file was not saved: the place it should go to is not one of `file_hosts`.")
            return said(wording().file_failed)
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Range": f"bytes 0-{len(content) - 1}/{len(content)}",
        }
        try:
            async with self._http.request("PUT", address, data=content, headers=headers) as answer:
                if answer.status >= 300:
                    logger.error("A file was not saved: OneDrive answered %s.", answer.status)
                    return said(wording().file_failed)
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            logger.error("A file was not saved: OneDrive cannot be reached: %r", error)
            return said(wording().file_failed)
        info = {
            "contentType": f"{_CARDS}.info",
            "contentUrl": str(upload.get("contentUrl") or ""),
            "name": str(upload.get("name") or PurePosixPath(path).name),
            "content": {"uniqueId": upload.get("uniqueId"), "fileType": upload.get("fileType")},
        }
        return [{"type": "message", "summary": wording().file_saved, "attachments": [info]}]

    def _read(self, conversation: str, path: str) -> Optional[bytes]:
        try:
            return self._store.read(conversation, path)
        except (OSError, ValueError):
            return None


def said(markdown: str) -> list[Json]:
    """The channel's own line, or a document's text, as messages."""
    return activities(Reply(status="answered", parts=[Text(markdown=markdown)]))


def _title(name: str) -> str:
    return PurePosixPath(name).stem.replace("-", " ")
