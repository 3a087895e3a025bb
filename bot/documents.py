"""Files made for one conversation (briefs, plans, reports), kept where the channels can serve them."""

from __future__ import annotations

import hashlib
import re
import secrets
from pathlib import Path

from bot.replies import Document, DocumentFile

MEDIA = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
    "eml": "message/rfc822",
}


class DocumentStore:
    """A folder of documents, one sub-folder a conversation."""

    def __init__(self, root: Path):
        self.root = root

    def save(self, conversation: str, title: str, contents: dict[str, bytes], summary: str | None = None) -> Document:
        """Keep one document in each format of `contents` and describe it as a reply part.

        The folder's name holds 128 random bits, so that no address can be guessed.

        Raises:
            KeyError: a format that is not in MEDIA.
            OSError: the disk is full or read-only.
        """
        folder = Path(self.owner(conversation)) / secrets.token_urlsafe(16)
        (self.root / folder).mkdir(parents=True)
        name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "document"
        files = []
        for form, content in contents.items():
            path = folder / f"{name}.{form}"
            files.append(DocumentFile.parse_obj({"format": form, "path": path.as_posix(), "media": MEDIA[form]}))
            (self.root / path).write_bytes(content)
        return Document(title=title, summary=summary, files=files)

    def read(self, conversation: str, path: str) -> bytes:
        """The content of a file of this conversation.

        Raises:
            FileNotFoundError: no such file, or it belongs to another conversation.
        """
        full = (self.root / path).resolve()
        home = (self.root / self.owner(conversation)).resolve()
        if not full.is_relative_to(home) or not full.is_file():
            raise FileNotFoundError(path)
        return full.read_bytes()

    @staticmethod
    def owner(conversation: str) -> str:
        """The name of a conversation's folder, which does not give the conversation's id away."""
        return hashlib.sha256(conversation.encode()).hexdigest()[:32]
