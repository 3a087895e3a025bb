"""A message as patterns of whole messages read it."""

from __future__ import annotations

import re
from collections.abc import Iterable


def as_said(text: str, marks: str = " .!?") -> str:
    """In lower case, with straight apostrophes and single spaces, without `marks` at its ends."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'")).strip(marks)


def holds_any(patterns: Iterable[str], said: str) -> bool:
    """Whether any of some regular expressions is found in a message."""
    return any(re.search(pattern, said) for pattern in patterns)
