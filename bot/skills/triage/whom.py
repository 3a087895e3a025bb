"""Of whom in the plan a message speaks: who has been told, and whether somebody is to be told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.replies import ContactItem
from bot.skills.triage.words import normal, pattern

# "Should I tell her", "she has not been told, does she need to be"; not "what do we tell them" or "who tells them".
OUGHT = re.compile(r"\b(?:do|does|should|shall|must|need|needs|ought|have to|has to|is it|are we|am i|overkill)\b")
TOLD = re.compile(
    r"\b(?:tell|told|inform\w*|notif\w+|report\w*|ring|rung|call|called|phone|contact|involved?|know|warn\w*|aware)\b"
)
OTHERWISE = re.compile(
    r"\b(?:what|how|why|when|where|who|whom|which|whose) (?:\w+ )?(?:do|does|should|shall|must|can|is|are|tells)\b"
)
# Of the name of a contact: "Your chief executive, leader, monitoring officer and section 151 officer" names four.
BETWEEN = re.compile(r",|\band\b|\bor\b")
# What stands in brackets names only where it is initials: "(ICO)", and not what "WARP" stands for.
BRACKETS = re.compile(r"\((?P<inside>[^)]*)\)")
INITIALS = re.compile(r"[A-Z]{2,8}\d?")
OWN = re.compile(r"^(?:your|the|our) (?:own )?")
FEWEST = 3


# "Told the DPO at noon", "the bank's been rung".
HAS_TOLD = re.compile(
    r"\b(?:told|informed|notified|rang|rung|phoned|telephoned|called|e-?mailed|messaged|texted"
    r"|contacted|spoken? to|spoke (?:to|with)"
    r"|reported (?:it |this )?to)\b(?P<whom>.*)"
)
IS_TOLD = re.compile(
    r"^(?P<whom>.*?)(?:"
    r"(?:'s|s'| has| have| had| is| are| was| were)(?: now| just| already| both| all)*(?: been)?"
    r" (?:told|informed|notified|rung|phoned|telephoned|called|e-?mailed|contacted|aware)\b"
    r"| (?:told|informed|notified|rung|phoned|telephoned|e-?mailed|contacted|reported)"
    r"(?= (?:at|now|already|too|as well|today|by (?:phone|me|us))\b|$)"
    r"| knows?\b)"
)
NOT_TOLD = re.compile(
    r"\b(?:not|no|nobody|never|haven't|hasn't|didn't|don't|doesn't|isn't|yet|should|shall|will|going|to be|if|whether"
    r"|\w+'ll|on (?:\w+ )?leave|away|off sick)\b"
)
# With the sign at its end: what is asked tells nothing.
CLAUSE = re.compile(
    r"(?:(?!\bbut\b|\band (?:(?:the|our) )?[\w']+(?: [\w']+)? (?:is|are|was|has|have|had|can)\b)[^.,;:!?])+[.,;:!?]?"
)
ASKED = re.compile(
    r"^(?:and |so )?(?:has|have|did|do|does|is|are|was|were|who|whom|when|how|why|what|can|could|must)\b|\?$"
)


# What a clause may begin with that denies nothing of it: "no wait, I told the bank".
OPENS = re.compile(r"^(?:(?:no[, ]+)?(?:oh|wait|hang on|hold on|sorry|actually)[, ]+|no[, ]+(?=(?:i|we)\b))+")


def told_in(text: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """The ids of those whom a message says to have been told.

    Args:
        names: what each is called, by id.
    """
    found: list[str] = []
    for clause in (OPENS.sub("", part.strip()) for part in CLAUSE.findall(OPENS.sub("", normal(text)))):
        if NOT_TOLD.search(clause) or ASKED.search(clause):
            continue
        hits = [hit["whom"] for form in (HAS_TOLD, IS_TOLD) if (hit := form.search(clause.rstrip(" .,;:!")))]
        found += [
            each
            for each, called in names.items()
            if any(pattern(name).search(whom) for name in called for whom in hits)
        ]
    return list(dict.fromkeys(found))


def named_in(question: str, contacts: Sequence[ContactItem], also: Mapping[str, Sequence[str]]) -> list[ContactItem]:
    """The contacts of the plan that a question names, where it asks whether they are to be told.

    Args:
        also: further names of contacts, by their ids.
    """
    asked = normal(question)
    if not OUGHT.search(asked) or not TOLD.search(asked) or OTHERWISE.search(asked):
        return []
    return [
        each
        for each in contacts
        if any(pattern(name).search(asked) for name in [*names_of(each.name), *also.get(each.id, ())])
    ]


def names_of(name: str) -> list[str]:
    """Who is named, each also by initials where there are enough: "data protection officer", "dpo"."""
    short = [hit["inside"].lower() for hit in BRACKETS.finditer(name) if INITIALS.fullmatch(hit["inside"])]
    said = [OWN.sub("", part.strip()) for part in BETWEEN.split(normal(BRACKETS.sub(" ", name))) if part.strip()]
    initials = ["".join(word[0] for word in words) for each in said if len(words := each.split()) >= FEWEST]
    return [*said, *short, *initials]
