"""A person who is guided by the running bot: what they were asked, what they answered, what they took home."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Optional

from bot.documents import DocumentStore
from index.content.walkthroughs import Walkthroughs, load_walkthroughs
from tests.conversations.running import RunningBot, Said


@cache
def content() -> Walkthroughs:
    """Model, exercises and bites as the files hold them."""
    return load_walkthroughs(Path(__file__).parents[2] / "corpus")


@dataclass
class Guest:
    """One conversation over REST."""

    bot: RunningBot
    sender: str = field(default_factory=lambda: uuid.uuid4().hex)
    heard: list[Said] = field(default_factory=list)

    def say(self, text: str) -> Said:
        self.heard.append(self.bot.say(self.sender, text))
        return self.last

    @property
    def last(self) -> Said:
        return self.heard[-1]

    @property
    def prompt(self) -> Optional[str]:
        """The question that is open."""
        return next((part.prompt for part in reversed(self.last.reply.parts) if part.kind == "choices"), None)

    def file(self, form: str) -> bytes:
        """The latest document that was given, in one of its formats."""
        given = [part for said in self.heard for part in said.reply.parts if part.kind == "document"]
        path = next(file.path for file in given[-1].files if file.format == form)
        return DocumentStore(self.bot.state / "documents").read(f"rest:{self.sender}", path)
