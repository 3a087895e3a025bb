"""The questions that cards say they answer, with their vectors, as the index holds them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.build import QUESTIONS, VECTORS, current

FIRST_MINUTES = "first-minutes-"


@dataclass(frozen=True)
class CardQuestions:
    """Texts and their unit vectors, float32 of shape (len(texts), d)."""

    texts: list[str]
    vectors: np.ndarray


def card_questions(root: Path, of_each: int) -> CardQuestions:
    """The first questions of each card; cards for an incident under way are left out, as theirs are reports.

    Raises:
        IndexUnusable: there is no index under `root`.
    """
    folder = current(root)
    taken: Counter[str] = Counter()
    texts = []
    for item in json.loads((folder / QUESTIONS).read_text(encoding="utf-8")):
        if not item["passage"].startswith(FIRST_MINUTES) and taken[item["passage"]] < of_each:
            taken[item["passage"]] += 1
            texts.append(item["question"])
    with np.load(folder / VECTORS) as stored:
        rows = {text: row for row, text in enumerate(stored["texts"].tolist())}
        vectors = stored["vectors"][[rows[text] for text in texts]]
    return CardQuestions(texts, vectors)
