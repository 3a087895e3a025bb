"""What a message tells that no fact takes: it is kept in the incident's log as it was said."""

from __future__ import annotations

import re
from typing import Optional

from bot.skills.triage.words import NUMBERS, normal

# Words by which a few words together make a statement, and are no slip of the fingers.
MAKING = (
    r"i|i'\w+|we|we'\w+|he|he'\w+|she|she'\w+|they|they'\w+|it|it's|you|there|there's|that|that's|this|these|those|who"
    r"|a|an|the|my|our|his|her|their|its|some|any|all|no|nobody|everyone|everybody|someone|somebody|both|only|also|still"
    r"|is|isn't|are|aren't|was|wasn't|were|weren't|be|been|has|hasn't|have|haven't|had|hadn't|do|does|did|didn't|don't"
    r"|doesn't|can|can't|could|couldn't|will|won't|would|just|not|never|already|told|done"
    r"|on|in|at|to|of|off|from|for|with|without|by|about|over|out|up|down|after|before|since|and|but|because"
)
WORD = re.compile(r"[a-z']*[aeiouy][a-z']*|\d[\d,.]*")
STATEMENT, BRIEF = 3, 2
PEOPLE = (
    r"people|persons?|residents?|tenants?|users?|customers?|clients?|patients?|pupils?|children|kids|parents?|staff"
    r"|colleagues?|members?|employees?|famil(?:y|ies)|households?|visitors?|citizens?|service users?|adults?|carers?"
)
BARE = (
    r"\b\d[\d,.:]*(?:st|nd|rd|th|k|am|pm)?\b|£|\b(?:about|around|roughly|nearly|over|at|on|since|in|the|or|so|maybe|ago"
    r"|min[a-z]*|hours?|hrs?|days?|weeks?|months?|years?|am|pm|o'clock|pounds|quid|grand|thousand|hundred|today|yesterday"
    r"|morning|afternoon|evening|night|last|this|yes|no|it|was)\b"
)
COUNTED = re.compile(
    rf"\b(?P<count>\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(NUMBERS)})(?: (?:of )?(?:our|the|other|more|or so))?"
    rf"(?: [a-z]+)? (?:{PEOPLE})\b"
)
DOER = r"(?:i|we|team)"
NO_STEP = r"(?!(?:got|had|been|lost|gone|no|not|a|an|the)\b|\d)"
STEPS = r"\w{3,}ed|rang|told|put|shut|took|sent|went|gave|wrote|set|got"
DONE = re.compile(
    rf"\b(?:{DOER}'ve|{DOER} (?:have|has)) (?:now |just |already |all )?{NO_STEP}\w+"
    rf"|\b{DOER} (?:now |just |already )?(?:{STEPS})\b"
    r"|\bwe're (?:now )?\w+ing\b"
)
# Which is no step of ours: what somebody saw, or what went wrong.
HAPPENED = re.compile(r"\b(?:\w+ )?(?:clicked|lost|received|noticed|wanted|needed|opened|typed|paid|used|worked)\b")


def tells(text: str) -> bool:
    """Whether a message tells something in words, and is neither noise nor a bare word or number."""
    words = re.findall(r"[\w',.]+", normal(text))
    real = [word for word in words if WORD.fullmatch(word.strip(",."))]
    if len(real) < BRIEF or len(real) * 2 < len(words):
        return False
    number = any(word[0].isdigit() for word in real)
    making = any(re.fullmatch(MAKING, word.strip(",.")) for word in real)
    return number or (making and len(real) >= STATEMENT)


def bare(text: str) -> bool:
    """Whether a message is only a time or a number, which asks nothing."""
    rest = re.sub(BARE, " ", normal(text))
    return bool(re.search(r"\d", text)) and not re.search(r"\w", rest) and not text.rstrip().endswith("?")


def people(text: str) -> Optional[int]:
    """How many people a message speaks of; None where it counts none."""
    if not (hit := COUNTED.search(normal(text))):
        return None
    count = hit["count"].replace(",", "")
    return int(count) if count.isdigit() else NUMBERS[count]


def something_done(text: str) -> bool:
    """Whether a message tells of a step that our side took."""
    hit = DONE.search(normal(text))
    return hit is not None and not HAPPENED.search(hit.group())
