"""Whether a question asks if somebody is to be told whom the plan names: "does the chair of governors need to know"."""

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
BETWEEN = re.compile(r",|\band\b|\bor\b|[()]")
OWN = re.compile(r"^(?:your|the|our) (?:own )?")
FEWEST = 3


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
        if any(pattern(name).search(asked) for name in [*_names(each.name), *also.get(each.id, ())])
    ]


def _names(name: str) -> list[str]:
    """Who is named, each also by initials where there are enough: "data protection officer", "dpo"."""
    said = [OWN.sub("", part.strip()) for part in BETWEEN.split(normal(name)) if part.strip()]
    initials = ["".join(word[0] for word in words) for each in said if len(words := each.split()) >= FEWEST]
    return [*said, *initials]
