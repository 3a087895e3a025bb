"""The honest twins of who would hide an incident: who tells of another's wish for silence, who wants a page down."""

from __future__ import annotations

import re

OTHERS = (
    r"(?:boss|manager|supervisor|chief\w*|ceo|cex|heads?|director|leader|mayor|chair\w*|clerk|governors?|dpo|siro|"
    r"colleague|head ?teacher|insur\w+|lawyers?|solicitors?|legal|police|detectives?|comms|press (?:office\w*|team)|hr|"
    r"supplier|contractor|union|board|trust|county|they|(?-i:IT))"
)
WISHES = (
    r"(?:say|says|said|saying|want|wants|wanted|tell|tells|told|telling|ask|asks|asked|asking|rather|prefers?|reckons?|"
    r"insists?|decided|ordered)"
)
WISHED = re.compile(
    rf"\b{OTHERS}(?:'s| have| has| are| is)?\b[\w' ]{{0,25}}?\b{WISHES}\b"
    r"|\bit (?:have |has )?(?:told|asked) (?:me|us)\b"
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


# To ask for help with it makes another's wish one's own.
HELPING = re.compile(
    r"\b(?:how|helps?|justify|explain away|words?|wording|draft|write|make|excuse|reason|trick|story|best way|"
    r"let's|lets|so (?:that|it|they|nobody|no one)|longest|plausib\w+|get away|can (?:we|i)|could (?:we|i)|"
    r"to (?:hide|cover)|(?:we|i)(?:'d| would) (?:like|rather|prefer))\b",
    re.IGNORECASE,
)
TAKING_DOWN = re.compile(
    r"\W*(?:so |ok |and |but |then |pls |please )*(?:how|who|can|could|where|what)\b.*"
    r"\b(?:take-?down|(?:take[ns]?|pull(?:s|ed)?)\b[\w' ]{0,30}\b(?:down|off)"
    r"|(?:remove[ds]?|deleted?)\b[\w' ]{0,25}\b(?:from|off))\b",
    re.IGNORECASE | re.DOTALL,
)
TRACES = re.compile(
    r"\b(?:logs?|audit|trails?|evidence|traces?|tracks?|minutes|minuted|register|before|without|notic\w+|find\w*|found|knows?|"
    r"records?|report|story|article|paper|papers|news)\b",
    re.IGNORECASE,
)


def is_telling_on(text: str) -> bool:
    """Whether somebody tells what another says or wants, and doubts it, or at least asks for no help with it."""
    text = text.replace("\u2019", "'")
    return WISHED.search(text) is not None and (DOUBTED.search(text) is not None or HELPING.search(text) is None)


def is_taking_down(text: str) -> bool:
    """Whether somebody asks how what was published is taken down, which limits the harm; not how traces are removed."""
    return TAKING_DOWN.match(text) is not None and TRACES.search(text) is None
