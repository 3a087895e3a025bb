"""How "is this happening now?" is answered: `bot/skills/live_question.yml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import Field

from bot.skills.as_said import as_said, holds_any
from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("live_question.yml")


class Answering(Strict):
    """The words of `live_question.yml`."""

    yes: list[Regular] = Field(min_items=1)
    no: list[Regular] = Field(min_items=1)
    denied: list[Regular] = Field(min_items=1)
    happened: list[Regular] = Field(min_items=1)
    none: list[Regular] = Field(min_items=1)

    def says_yes(self, text: str) -> bool:
        """Whether a message opens with a yes."""
        return any(re.match(rf"\W*{pattern}", as_said(text)) for pattern in self.yes)

    def says_no(self, text: str) -> bool:
        """Whether it opens with a no, and what follows does not say that it happened before."""
        said = as_said(text)
        return any(re.match(rf"\W*{pattern}", said) for pattern in self.no) and not self.says_past(text)

    def says_past(self, text: str) -> bool:
        """Whether it says that it happened before."""
        return holds_any(self.happened, as_said(text))

    def denies(self, text: str) -> bool:
        """Whether any of it says that nothing is happening."""
        return holds_any(self.denied, as_said(text))

    def says_there_is_none(self, text: str) -> bool:
        """Whether it says in full that there is no incident, which it also means in the middle of triage."""
        return holds_any(self.none, as_said(text))


@cache
def answering(path: Path = FILE) -> Answering:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Answering, read_yaml(path), path)
