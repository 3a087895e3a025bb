"""The page's scripts and styles: bundled ones where they were built, else the plain sources."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

SOURCES = Path(__file__).parent / "static"
_SERVED = {".js", ".css", ".svg"}


@dataclass(frozen=True)
class Asset:
    """A file to serve. `version` changes with the content, so that browsers may keep it for good."""

    content: bytes
    media: str
    version: str


class Assets:
    """Every asset by name; a built file replaces the source of the same name."""

    def __init__(self, built: Path):
        self.bundled = (built / "chat.css").is_file()
        self._assets = {}
        for folder in (SOURCES, built):
            if folder.is_dir():
                self._assets.update({path.name: _load(path) for path in folder.iterdir() if path.suffix in _SERVED})

    def find(self, name: str) -> Optional[Asset]:
        return self._assets.get(name)

    def address(self, name: str) -> str:
        """The asset's address below the channel's, with its version.

        Raises:
            KeyError: no such asset.
        """
        return f"static/{name}?v={self._assets[name].version}"


def _load(path: Path) -> Asset:
    content = path.read_bytes()
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if path.suffix != ".svg" else ""
    return Asset(content, media + charset, hashlib.sha256(content).hexdigest()[:12])
