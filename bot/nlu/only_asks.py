"""Messages that ask, by their form, however alarming the words in them are."""

from __future__ import annotations

import re

from index.shorthand import shorthand

OPENING = r"\W*(?:(?:so|ok|okay|and|but|hi|hello|please)\b\W*)*"
PRESS = re.compile(
    r"\b(?:journalists?|reporters?|press|newspapers?|bbc|itv|sky news|tv|radio|media|editor)\b", re.IGNORECASE
)
WORDING = re.compile(
    r"\bwhat (?:do|should|can|shall|could|must|would|may) (?:i|we|they|he|she|you)\b[\w' ]{0,20}?\b"
    r"(?:say|tell|answer|reply|respond)\b",
    re.IGNORECASE,
)
WHETHER = re.compile(
    OPENING + r"(?:should|shall|can|could|may|must|do|does) (?:i|we|they|he|she)\b(?:[ ,']+\w+){1,5}\W*$", re.IGNORECASE
)


def asks_what_to_say(text: str) -> bool:
    """Whether somebody asks what to say to the press: a question, also where the press asks about an attack."""
    return PRESS.search(text) is not None and WORDING.search(shorthand().plain(text)) is not None


def asks_whether(text: str) -> bool:
    """Whether a message is no more than a short "should we pay it", which tells of nothing by itself."""
    return WHETHER.match(shorthand().plain(text)) is not None
