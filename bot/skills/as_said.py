"""A message as patterns of whole messages read it."""

from __future__ import annotations

import re


def as_said(text: str, marks: str = " .!?") -> str:
    """In lower case, with straight apostrophes and single spaces, without `marks` at its ends."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'")).strip(marks)
