"""The gap analysis: questions that users asked and got no good answer to, and what to do about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Optional

import numpy as np
from pydantic import BaseModel, ValidationError
from rapidfuzz import process
from rapidfuzz.fuzz import token_set_ratio

from index.content.corpus import Corpus
from index.content.problem import Problem
from index.keeping.house_style import whole_words
from index.keeping.text import words
from index.keeping.vectors import Vectors

# Similarity of every text with every other, of shape (texts, texts), 1 where they are the same.
Alike = Callable[[list[str]], Vectors]


class Record(BaseModel):
    """A line of the bot's records: a turn with its `text`, or feedback with its `question`."""

    when: str
    status: str = "not_helpful"
    text: Optional[str] = None
    question: Optional[str] = None
    helpful: bool = False
    card: Optional[str] = None
    score: Optional[float] = None

    @property
    def asked(self) -> str | None:
        """What the user asked, where the answer was not good; answered turns keep no text."""
        return None if self.helpful else self.text or self.question


@dataclass(frozen=True)
class Gap:
    """Questions that mean the same, the most usual wording first, and the card that came nearest."""

    questions: tuple[str, ...]
    count: int
    topic: str | None
    card: str | None
    score: float | None
    advice: str


def read_records(path: Path) -> tuple[list[Record], list[Problem]]:
    """The unanswered questions of a JSON-lines file; a broken line is a problem, not the end."""
    records, problems = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = Record.parse_raw(line)
        except ValidationError as error:
            fault = error.errors()[0]
            what = f"the line is not a record ({'.'.join(map(str, fault['loc']))}: {fault['msg']})"
            problems.append(Problem(path, number, what, "remove the line, or write it as JSON", warning=True))
            continue
        if record.asked:
            records.append(record)
    return records, problems


def find_gaps(
    corpus: Corpus, records: list[Record], alike: Alike | None = None, same: float = 0.8, near: float = 0.4
) -> list[Gap]:
    """Group the questions by meaning and say of each group what would answer it; the most asked first.

    Args:
        alike: by shared words where none is given.
        same: similarity from which two questions mean the same.
        near: score from which the nearest card is worth another wording of its questions.
    """
    groups = _group([record.asked or "" for record in records], alike or shared_words, same)
    gaps = [_gap(corpus, [records[row] for row in rows], near) for rows in groups]
    return sorted(gaps, key=lambda gap: (-gap.count, gap.questions))


def shared_words(texts: list[str]) -> Vectors:
    """How far each text uses the words of each other: float32 of shape (texts, texts), 0 to 1."""
    normal = [" ".join(words(text)) for text in texts]
    return process.cdist(normal, normal, scorer=token_set_ratio).astype(np.float32) / 100


def _group(texts: list[str], alike: Alike, same: float) -> list[list[int]]:
    """Each text joins the first group whose first text means the same."""
    if not texts:
        return []
    similarity = alike(texts)
    groups: list[list[int]] = []
    for row in range(len(texts)):
        home = next((group for group in groups if similarity[row, group[0]] >= same), None)
        if home is None:
            groups.append([row])
        else:
            home.append(row)
    return groups


def _gap(corpus: Corpus, records: list[Record], near: float) -> Gap:
    asked = Counter(record.asked or "" for record in records)
    nearest = Counter(record.card for record in records if record.card in corpus.cards).most_common(1)
    card = nearest[0][0] if nearest else None
    scores = [record.score for record in records if record.card == card and record.score is not None]
    score = round(float(median(scores)), 2) if scores else None
    topic = _topic(corpus, " ".join(asked))
    unhelpful = any(record.status == "not_helpful" for record in records)
    return Gap(
        questions=tuple(text for text, _ in asked.most_common()),
        count=len(records),
        topic=topic,
        card=card,
        score=score,
        advice=_advice(corpus, topic, card, score is not None and score >= near, unhelpful),
    )


def _advice(corpus: Corpus, topic: str | None, card: str | None, near: bool, unhelpful: bool) -> str:
    if card and unhelpful:
        return f"users said that {card} did not help: read it against their question"
    if card and near:
        return f"if {card} answers it, add this wording to its questions; if not, write a card"
    if topic:
        return f"write a card on {corpus.vocabulary.label('topics', topic)}"
    return "no topic of ours: write a card, or say in the scope that it is not ours"


def _topic(corpus: Corpus, text: str) -> str | None:
    """The topic whose words the text uses most."""
    found: Counter[str] = Counter()
    for term in corpus.vocabulary.topics:
        found[term.id] = len(whole_words([term.label, term.id.replace("-", " "), *term.also]).findall(text))
    best, count = found.most_common(1)[0]
    return best if count else None
