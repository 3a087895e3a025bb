"""Who is told by somebody else to keep an incident quiet, and doubts it: the honest twin of who would hide one."""

from __future__ import annotations

import re

OTHERS = (
    r"(?:boss|manager|supervisor|chief\w*|ceo|cex|heads?|director|leader|mayor|chair\w*|clerk|governors?|dpo|siro|"
    r"colleague|head ?teacher|insur\w+|lawyers?|solicitors?|legal|police|detectives?|comms|press (?:office\w*|team)|it|"
    r"hr|supplier|contractor|union|board|trust|county|they)"
)
WISHES = (
    r"(?:say|says|said|saying|want|wants|wanted|tell|tells|told|telling|ask|asks|asked|asking|rather|prefers?|reckons?|"
    r"insists?|decided|ordered)"
)
WISHED = re.compile(
    rf"\b{OTHERS}(?:'s| have| has| are| is)?\b[\w' ]{{0,25}}?\b{WISHES}\b"
    r"|\b(?:been|was|were|am|im|i'm|being|got) (?:just )?(?:told|asked|ordered|instructed|advised)\b",
    re.IGNORECASE,
)
WHETHER_RIGHT = (
    r"\b(?:is|was|isn't|isnt|would|are|am|should) (?:that|this|it|he|she|they|we|i)\b[\w' ]{0,20}\b"
    r"(?:ok|okay|right|wrong|allowed|legal|lawful|illegal|honest|dishonest|normal|fine|proper|acceptable|hiding|misleading|"
    r"lying|cover[- ]?up|comply|go along|obey|refuse)\b"
)
WHAT_TO_DO = (
    r"\bwhat (?:should|shud|do|must|can) (?:i|we) do\b(?! to)|\bwhat are my (?:duties|options|rights)\b"
    r"|\bwho (?:do|should|can|could) (?:i|we) (?:tell|go to|speak to|talk to|turn to)\b"
)
UNEASY = (
    r"\bi(?:'m| am|m)? (?:not|un)[ -]?(?:comfortable|happy|easy|sure about)"
    r"|\bi (?:don't|dont|do not|didn't|won't|wont) (?:like|want to|agree)\b"
)
DOUBTED = re.compile(f"{WHETHER_RIGHT}|{WHAT_TO_DO}|{UNEASY}", re.IGNORECASE)


def is_doubting(text: str) -> bool:
    """Whether somebody tells what another says or wants, and asks whether it is right or what to do about it."""
    text = text.replace("\u2019", "'")
    return WISHED.search(text) is not None and DOUBTED.search(text) is not None
