"""Sentences of a message that complain of what was shown, apart from what it asks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from bot.skills.as_said import as_said
from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("complaints.yml")
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=\S)|\s+-+\s+")
MARKS = " .,!?;:-"
# Less is no message of its own.
FEWEST = 2


class Complaints(Strict):
    """Patterns of whole sentences."""

    rejecting: list[Regular]
    grumbling: list[Regular]

    def rejects(self, sentence: str) -> bool:
        """Whether it would not have what was shown."""
        return _fits(self.rejecting, sentence)

    def apart(self, text: str) -> tuple[str, bool]:
        """What a message says beside complaining, whole where nothing is left; whether it rejects what was shown."""
        sentences = [one for one in SENTENCE_END.split(text.strip()) if one]
        rejected = any(self.rejects(one) for one in sentences)
        left = [one for one in sentences if not _fits([*self.rejecting, *self.grumbling], one)]
        if len(left) == len(sentences) or len(" ".join(left).split()) < FEWEST:
            return text, rejected
        return " ".join(left), rejected


def _fits(patterns: list[str], sentence: str) -> bool:
    said = as_said(sentence, MARKS)
    return any(re.fullmatch(pattern, said) for pattern in patterns)


@cache
def complaints(path: Path = FILE) -> Complaints:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Complaints, read_yaml(path), path)
