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
# Words that name no term: "what is happening", "what's this".
NO_TERM = (
    r"(?:happening|happened|going|wrong|up|this|that|it|these|those|the|my|our|your|his|her|their|next|first|best|we|i"
    r"|you|he|she|they|to|there|not|so|now|on|in|left|still)\b"
)
TERM = rf"(?:an? )?(?!{NO_TERM})[\w-]+(?: (?!{NO_TERM})[\w-]+){{0,3}}?"
MEANING = re.compile(
    rf"\bwhat(?:'s|s| is| are) {TERM}(?= in (?:plain|simple|normal)\b| please\b|\s*[?,.!]|\s*$)"
    r"|\bwhat (?:is|are) meant by\b"
    rf"|\bwhat (?:an? )?(?!{NO_TERM})[\w-]+(?: [\w-]+)? (?:is|are|means?)(?=\W*$|\s*[?,.!])"
    rf"|\bwhat (?:does|do) {TERM} (?:mean|stand for)\b",
    re.IGNORECASE,
)
# What speaks of an incident of one's own beside such a question.
OWN = re.compile(
    r"\b(?:screens?|lock\w*|click\w*|hit|hacked|happen\w*|urgent|help|can't|cannot|won't|gone|stolen|lost|down"
    r"|servers?|files?|encrypt\w*|pop ?ups?|demand\w*|warning|alert|infected|we've|i've|we have|i have|got)\b",
    re.IGNORECASE,
)
PROCESS = re.compile(
    r"\bwhat(?:'s|s| is) (?:the |our |a |your )?(?:(?:proper|right|correct|usual|best|normal|good) )?"
    r"(?:process|procedure|practice|checklist|policy)\b[^.!]{0,40}$"
    r"|\bis (?:that|this|it) (?:a )?(?:bad|good|poor|ok|okay|allowed|acceptable|best|problem|risk)(?: practice)?\W*$",
    re.IGNORECASE,
)

# "Who'd I need to ring if they told me they'd been hacked": of what is only imagined.
WHAT_IF = re.compile(
    r"\b(?:would|who'd|what'd|we'd|i'd|they'd|he'd|she'd|could|suppose|supposing|say)\b[^.!?]*\bif\b[^.!?]*"
    r"|\bif\b[^.!?]*\b(?:were to|was to|got|ever|tomorrow|one day)\b[^.!?]*\b(?:would|who'd|what'd|we'd|i'd|could)\b"
    r"|\b(?:i|we) (?:said|mean|meant) if\b",
    re.IGNORECASE,
)


def asks_what_if(text: str) -> bool:
    """Whether a message speaks of what would be done if something happened, which has not."""
    return WHAT_IF.search(text.replace("\u2019", "'")) is not None


def asks_meaning(text: str) -> bool:
    """Whether a message asks what a term means, and tells of nothing of one's own: "what a cyber attack is"."""
    plain = shorthand().plain(text)
    return MEANING.search(plain) is not None and OWN.search(plain) is None


def asks_of_practice(text: str) -> bool:
    """Whether a message ends in a question of how things ought to be done: "what's the proper process"."""
    return PROCESS.search(shorthand().plain(text)) is not None


def asks_what_to_say(text: str) -> bool:
    """Whether somebody asks what to say to the press: a question, also where the press asks about an attack."""
    return PRESS.search(text) is not None and WORDING.search(shorthand().plain(text)) is not None


def asks_whether(text: str) -> bool:
    """Whether a message is no more than a short "should we pay it", which tells of nothing by itself."""
    return WHETHER.match(shorthand().plain(text)) is not None
