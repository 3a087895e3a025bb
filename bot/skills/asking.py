"""How definitions and comparisons are asked for: `bot/skills/asking.yml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Optional

from pydantic import Field

from bot.skills.as_said import as_said
from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate
from index.shorthand import shorthand

FILE = Path(__file__).with_name("asking.yml")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# What a sentence that asks for a meaning has, beside a bare term.
ASKS = re.compile(r"\b(?:what|wot|explain|define|meaning|mean|means)\b", re.IGNORECASE)


class Asking(Strict):
    definitions: list[Regular] = Field(min_items=1)
    comparisons: list[Regular] = Field(min_items=1)
    sides_by: Regular
    between: Regular
    around: Regular
    against: Regular

    def terms(self, text: str) -> list[str]:
        """What a message may ask the meaning of, in the order of the patterns; empty where it asks for none.

        Its last sentence may ask for it by itself, whatever is said before.
        """
        matches = self._matches(self.definitions, text)
        last = SENTENCE_END.split(text.strip())[-1]
        if last != text.strip() and ASKS.search(last):
            matches += self._matches(self.definitions, last)
        return [match.group("term") for match in matches]

    def pairs(self, text: str) -> list[tuple[str, str]]:
        """What two things a message may ask to compare, in the order of the patterns."""
        return [(match.group("one"), match.group("other")) for match in self._matches(self.comparisons, text)]

    def sides(self, text: str) -> list[str]:
        """The things that a message plainly sets against one another, two or more; empty where it does not."""
        match = re.fullmatch(self.sides_by, as_said(text))
        if not match:
            return []
        sides = [
            re.sub(self.around, "", side).strip()
            for side in re.split(self.between, match.group("sides") or match.group("versus"))
        ]
        return [side for side in sides if side]

    def _matches(self, patterns: list[str], text: str) -> list[re.Match[str]]:
        said = as_said(shorthand().plain(text))
        found: list[Optional[re.Match[str]]] = [re.fullmatch(pattern, said) for pattern in patterns]
        return [match for match in found if match]


@cache
def asking(path: Path = FILE) -> Asking:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Asking, read_yaml(path), path)
