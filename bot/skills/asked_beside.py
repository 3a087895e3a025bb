"""What a message asks beside saying that nothing is happening."""

from __future__ import annotations

import re
from typing import Optional

from bot.skills.answering_live import answering
from bot.skills.follow_up_words import follow_up_words

# Where one part of a message ends; not within "e.g. the test".
PARTS = re.compile(r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)\s+|[,;:]\s+|\s+-+\s+")
# "I'm asking about", "the question was".
ASKING = re.compile(r"\b(?:asking|ask|wonder|wondering|question|know|wanted|curious|query)\b")
# "I just want a leavers checklist".
WANTING = re.compile(
    r"\b(?:i|we) (?:just |only |really )*(?:want|need|would like|'?d like|am after|was after|were after)\b"
    r"(?! to (?:know|ask)\b)"
)
# Fewer words ask nothing of their own.
FEWEST = 4


def asked_beside(text: str) -> Optional[str]:
    """The parts of a message from the first that asks something of its own; None where it only denies."""
    said, start = answering(), 0
    for match in [*PARTS.finditer(text), None]:
        part = text[start : match.start() if match else None].strip()
        if _asks(part) and not said.denies(part) and not said.says_no(part):
            return text[start:].strip()
        start = match.end() if match else start
    return None


def _asks(part: str) -> bool:
    words = part.lower().replace("’", "'")
    if len(part.split()) < FEWEST:
        return False
    return (
        part.endswith("?")
        or re.match(follow_up_words().questions, words) is not None
        or bool(ASKING.search(words) or WANTING.search(words))
    )
