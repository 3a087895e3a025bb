"""What a message says that it is not about: "Nothing to do with care providers! I run elections."."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Optional

from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("refused.yml")
# Fewer words than that ask nothing of their own.
FEWEST = 4


class Words(Strict):
    refused: list[Regular]


@cache
def _patterns(path: Path = FILE) -> re.Pattern[str]:
    words = validate(Words, read_yaml(path), path)
    return re.compile(rf"(?:^|(?<=[.!?;,\s]))(?:{'|'.join(words.refused)})", re.IGNORECASE)


def without_refused(text: str) -> Optional[str]:
    """A message without what it refuses; None where it refuses nothing, or little else is left."""
    plain = text.replace("’", "'")
    left = re.sub(r"\s+", " ", _patterns().sub(" ", plain)).strip(" ,;")
    if left == re.sub(r"\s+", " ", plain).strip(" ,;") or len(left.split()) < FEWEST:
        return None
    return left
