"""Whether a message says that what it tells of has just happened, so that it need not be asked whether it has."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import Field

from bot.skills.as_said import holds_any
from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("just_now.yml")
# A full stop within a number or an address ends nothing.
SENTENCE = re.compile(r"[^.?!;\n]*(?:[.?!;](?=\S)[^.?!;\n]*)*[.?!;]*")


class JustNow(Strict):
    """The words of `just_now.yml`."""

    past: list[Regular] = Field(min_items=1)
    present: list[Regular] = Field(min_items=1)
    asking: list[Regular] = Field(min_items=1)
    planning: list[Regular] = Field(min_items=1)

    def __call__(self, text: str) -> bool:
        """Whether a sentence tells of something at a time that has just passed, or passes now."""
        return any(self._tells(sentence.strip()) for sentence in SENTENCE.findall(text.lower().replace("’", "'")))

    def _tells(self, sentence: str) -> bool:
        if holds_any(self.asking, sentence):
            return False
        return holds_any(self.past, sentence) or (
            holds_any(self.present, sentence) and not holds_any(self.planning, sentence)
        )


@cache
def just_now(path: Path = FILE) -> JustNow:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(JustNow, read_yaml(path), path)
