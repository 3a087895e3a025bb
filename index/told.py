"""What people tell in an incident, learned from the openings, replies and requests of the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np

from index.content.playbook import FALLBACK, Library
from index.content.said import Turning
from index.content.triage import UNKNOWN
from index.label_classifier import LabelClassifier

FOLDER = "told"
TYPES = "types"
REQUESTS = "requests"
FACT = "fact-{}"
TELLINGS = "tellings"
TURNINGS = "turnings"
# What a later message makes of the incident beside adding a type.
DENIES, NO_CYBER = "-denies", "-no-cyber"
# The command of messages that say that the type is another: no examples of what adds none.
WRONG = "wrong"
# Shorter replies tell nothing by themselves.
FEWEST_ALONE = 5
# Shorter replies mean nothing without their question.
FEWEST = 3
# The label of what answers something else, or nothing.
NO_ANSWER = "-"


@dataclass(frozen=True)
class Told:
    """What is heard in a message by its likeness to what others wrote.

    Attributes:
        types: the type of incident that a first message tells of.
        answers: for each fact that is asked for, the values that an answer gives, UNKNOWN or NO_ANSWER.
        requests: the command that a message means, or NO_COMMAND.
        tellings: what a message tells, whatever was asked: `fact:value`.
        turnings: the types that a later message adds, DENIES or NO_CYBER.
    """

    types: LabelClassifier
    answers: Mapping[str, LabelClassifier]
    requests: LabelClassifier
    tellings: LabelClassifier
    turnings: LabelClassifier

    @classmethod
    def train(cls, library: Library, vectors: Mapping[str, np.ndarray]) -> Told:
        """From what the library holds and the unit vector of each text, float32 of shape (d,)."""
        openings = {text: [name] for name, texts in library.openings.items() for text in texts}
        answers = {
            fact: {text: each.values or [NO_ANSWER] for each in replies for text in each.said}
            for fact, replies in library.replies.items()
        }
        requests = {text: [command] for command, texts in library.requests.items() for text in texts}
        return cls(
            _learned(openings, vectors),
            {fact: _learned(said, vectors) for fact, said in answers.items()},
            _learned(requests, vectors),
            _learned_tellings(library, vectors),
            _learned_turnings(library, vectors),
        )

    def save(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.types.save(folder / f"{TYPES}.npz")
        self.requests.save(folder / f"{REQUESTS}.npz")
        self.tellings.save(folder / f"{TELLINGS}.npz")
        self.turnings.save(folder / f"{TURNINGS}.npz")
        for fact, classifier in self.answers.items():
            classifier.save(folder / f"{FACT.format(fact)}.npz")

    @classmethod
    def load(cls, folder: Path) -> Told:
        """Raises FileNotFoundError."""
        prefix = FACT.format("")
        answers = {
            path.stem[len(prefix) :]: LabelClassifier.load(path) for path in sorted(folder.glob(f"{prefix}*.npz"))
        }
        types, requests, tellings, turnings = (
            LabelClassifier.load(folder / f"{name}.npz") for name in (TYPES, REQUESTS, TELLINGS, TURNINGS)
        )
        return cls(types, answers, requests, tellings, turnings)


def texts_of(library: Library) -> list[str]:
    """All that is learned from, to be embedded."""
    replies = [text for each in library.replies.values() for one in each for text in one.said]
    openings, requests = (
        [text for texts in said.values() for text in texts] for said in (library.openings, library.requests)
    )
    later = [*(each.said for each in library.tellings), *(each.said for each in library.turnings)]
    return [*openings, *requests, *replies, *later]


def said_in(library: Library) -> list[object]:
    """All that is learned from, with what each means."""
    return [library.openings, library.requests, library.replies, library.tellings, library.turnings]


def label(fact: str, value: str) -> str:
    """What is learned of a value that is told, whatever was asked."""
    return f"{fact}:{value}"


def taken_back(fact: str, value: str) -> str:
    """What is learned of a value that was told before and holds no more."""
    return f"not {label(fact, value)}"


def _pairs(facts: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    return [(fact, value) for fact, values in facts.items() for value in values]


def _learned_tellings(library: Library, vectors: Mapping[str, np.ndarray]) -> LabelClassifier:
    """From what is told unasked, which tells of every fact, and from longer replies, which tell of their own."""
    said = [(each.said, each.facts) for each in library.tellings]
    back = [
        {taken_back(*pair) for pair in _pairs(each.no_more) if pair[0] in library.replies} for each in library.tellings
    ]
    of_fact: list[Optional[str]] = [None] * len(said)
    for fact, replies in library.replies.items():
        texts = [(text, {fact: each.values}) for each in replies for text in each.said if len(text.split()) >= FEWEST]
        said += texts
        of_fact += [fact] * len(texts)
    labels = [
        {label(*pair) for pair in _pairs(facts) if pair[0] in library.replies and pair[1] != UNKNOWN}
        for _, facts in said
    ]
    for told, gone in zip(labels, back):
        told |= gone
    about = {fact: np.array([of in (None, fact) for of in of_fact]) for fact in library.replies}
    alone = np.array([of is None for of in of_fact])
    telling = {name: about.get(name.split(":")[0], alone) for each in labels for name in each}
    texts_, stacked = [text for text, _ in said], np.stack([vectors[text] for text, _ in said])
    return LabelClassifier.train(texts_, stacked, labels, telling)


def _learned_turnings(library: Library, vectors: Mapping[str, np.ndarray]) -> LabelClassifier:
    """From later messages, from first ones, and from all else that is said in an incident, which adds no type."""
    replies = [text for each in library.replies.values() for one in each for text in one.said]
    nothing = [
        *(each.said for each in library.tellings),
        *(text for text in replies if len(text.split()) >= FEWEST_ALONE),
        *(text for command, texts in library.requests.items() if command != WRONG for text in texts),
    ]
    # Half of what is learned from elsewhere already teaches as much in half the time.
    said: dict[str, list[str]] = {text: [] for text in nothing[::2]}
    said |= {text: [name] for name, texts in library.openings.items() if name != FALLBACK for text in texts[::2]}
    said |= {each.said: _turned(each) for each in library.turnings}
    return _learned(said, vectors)


def _turned(turning: Turning) -> list[str]:
    return [*turning.adds, *([DENIES] if turning.denies else []), *([NO_CYBER] if turning.no_cyber else [])]


def _learned(said: Mapping[str, list[str]], vectors: Mapping[str, np.ndarray]) -> LabelClassifier:
    texts = list(said)
    return LabelClassifier.train(texts, np.stack([vectors[text] for text in texts]), list(said.values()))
