"""Whether a message says that what it tells of has just happened, so that it need not be asked whether it has."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import Field, validator

from index.content.fields import Strict
from index.content.triage import regular
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("just_now.yml")
# A full stop within a number or an address ends nothing.
SENTENCE = re.compile(r"[^.?!;\n]*(?:[.?!;](?=\S)[^.?!;\n]*)*[.?!;]*")


class JustNow(Strict):
    """The words of `just_now.yml`."""

    past: list[str] = Field(min_items=1)
    present: list[str] = Field(min_items=1)
    asking: list[str] = Field(min_items=1)
    planning: list[str] = Field(min_items=1)

    @validator("past", "present", "asking", "planning", each_item=True)
    def _compiles(cls, value: str) -> str:  # noqa: N805
        return regular(value)

    def __call__(self, text: str) -> bool:
        """Whether a sentence tells of something at a time that has just passed, or passes now."""
        return any(self._tells(sentence.strip()) for sentence in SENTENCE.findall(text.lower().replace("’", "'")))

    def _tells(self, sentence: str) -> bool:
        if _any(self.asking, sentence):
            return False
        return _any(self.past, sentence) or (_any(self.present, sentence) and not _any(self.planning, sentence))


@cache
def just_now(path: Path = FILE) -> JustNow:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(JustNow, read_yaml(path), path)


def _any(patterns: list[str], text: str) -> bool:
    return any(re.search(pattern, text) for pattern in patterns)
