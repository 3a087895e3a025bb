"""Which action or contact the user means when they say that it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.replies import ContactItem
from bot.skills.triage.assessment import Assessment
from bot.skills.triage.words import normal

CLOSE = 85
SPLIT = re.compile(r"[,.;()]|\band\b|&|\+")
# Who is away was not told.
AWAY = re.compile(r"\b(?:on (?:\w+ )?leave|away|off sick|not|never|nobody|n't)\b")


def labels_of(assessment: Assessment, contacts: Sequence[ContactItem]) -> dict[str, str]:
    """What can be ticked off, in words, by id."""
    steps = [*assessment.first, *assessment.do]
    return {item.id: item.name for item in contacts} | {step.id: step.text.rstrip(".") for step in steps}


def tick(words: str, assessment: Assessment, contacts: Sequence[ContactItem]) -> dict[str, str]:
    """The ids and words of what is meant; {} where nothing comes near."""
    names: dict[str, str] = {}
    for item in contacts:
        names |= {normal(item.name): item.id, item.id.replace("-", " "): item.id}
    steps = [*assessment.first, *assessment.do]
    for step in steps:
        names |= {normal(step.text): step.id, step.id.replace("-", " "): step.id}
    labels = labels_of(assessment, contacts)
    found: dict[str, str] = {}
    for chunk in SPLIT.split(normal(words)):
        chunk = re.sub(r"^(the|our|to|it to)\s+", "", chunk.strip())
        if len(chunk) < 2 or AWAY.search(chunk):
            continue
        best = process.extractOne(chunk, list(names), scorer=fuzz.token_set_ratio, score_cutoff=CLOSE)
        near = names.get(chunk) or (names[best[0]] if best else None)
        if near:
            found[near] = labels[near]
    return found
