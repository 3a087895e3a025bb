"""What is my part in this? The card on the job of whoever asks comes first."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Optional

from bot.skills.as_said import as_said, holds_any
from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate
from index.retriever import Hit, Retriever

FILE = Path(__file__).with_name("own_job.yml")
JOB = "job-of-"


class Words(Strict):
    asked: list[Regular]


@cache
def words(path: Path = FILE) -> Words:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Words, read_yaml(path), path)


def asks_own_job(text: str) -> bool:
    """Whether a message asks what the user's own part is."""
    return holds_any(words().asked, as_said(text))


class OwnJob:
    """Puts the card on a role's job before others.

    Args:
        likely: the confidence that it is shown with, at least.
    """

    def __init__(self, retriever: Retriever, likely: float):
        self._retriever, self._likely = retriever, likely
        jobs = [card for card in retriever.cards if re.match(JOB, card)]
        # Of several cards for a role that one is its own which is for the fewest others.
        by_reach = sorted(jobs, key=lambda card: len(retriever.card(card)[0].audiences), reverse=True)
        self._cards = {role: card for card in by_reach for role in retriever.card(card)[0].audiences}

    def first(self, text: str, role: Optional[str], hits: list[Hit]) -> list[Hit]:
        """The hits with the own job's card first, where the message asks for it and the role is known."""
        card = self._cards.get(role or "")
        if card is None or not asks_own_job(text):
            return hits
        found = next((hit for hit in hits if hit.passage.card == card), None)
        hit = found or Hit(self._retriever.card(card)[0], hits[0].score if hits else 0.0, 0.0)
        own = replace(hit, confidence=max(hit.confidence, self._likely))
        return [own, *(other for other in hits if other.passage.card != card)]
