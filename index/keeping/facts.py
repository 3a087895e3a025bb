"""Numbers, deadlines and contacts in a card's text, each of which a source must be seen to say."""

from __future__ import annotations

import re

from index.content.card import Card
from index.content.problem import Problem

PATTERNS = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
    re.compile(r"(?<![\w/.-])0\d[\d ]{7,12}\d\b"),
    re.compile(r"£ ?\d[\d,.]*(?: ?(?:million|billion|m|bn|k)\b)?"),
    re.compile(r"\b\d[\d,.]*(?:%| per ?cent)"),
    re.compile(r"\b\d[\d,.]*[ -](?:minutes?|hours?|working days?|days?|weeks?|months?|years?)\b"),
    re.compile(r"\b(?:999|101|105|111|112|159|7726)\b"),
    re.compile(r"\b\d{1,3}(?:,\d{3})+\b"),
)


def claims(text: str) -> list[str]:
    """The stretches of `text` that state a number, deadline or contact, in order of appearance."""
    found: dict[int, str] = {}
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            if not any(start <= match.start() < start + len(old) for start, old in found.items()):
                found[match.start()] = match.group().rstrip(".,")
    return [found[start] for start in sorted(found)]


def check_facts(card: Card) -> list[Problem]:
    """Every claim in the body that no entry of `facts` covers, with its line."""
    covered = [_normal(fact.text) for fact in card.front.facts]
    problems = []
    for section in card.sections:
        for offset, line in enumerate(section.markdown.splitlines()):
            for claim in claims(line):
                if not any(_normal(claim) in text for text in covered):
                    number = section.line + offset + (1 if section.heading else 0)
                    mend = f"add `- {{text: {claim}, source: ID}}` under facts, or leave the claim out"
                    problems.append(Problem(card.path, number, f"no source is given for {claim!r}", mend))
    return problems


def _normal(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text.lower().replace(",", "")).strip()
