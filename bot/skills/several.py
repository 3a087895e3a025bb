"""Several questions in one message, taken apart."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import Field

from index.content.fields import Regular, Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("several.yml")
_SENTENCE_END = re.compile(r"(?<=[?!])\s+|(?<=[^.\s]{2}\.)\s+(?=\S)|\s*[\n;]+\s*")


class SeveralWords(Strict):
    announcing: Regular
    joint: Regular
    opening: Regular
    fewest_words: int = Field(ge=2)
    most: int = Field(ge=2)


@cache
def several_words(path: Path = FILE) -> SeveralWords:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(SeveralWords, read_yaml(path), path)


def questions_in(text: str) -> list[str]:
    """The questions of a message, in order and in the user's words; the whole message where it holds one or none.

    What is told first goes with each of them. "A or B?" is one question.
    """
    words = several_words()
    told: list[str] = []
    questions: list[str] = []
    for sentence in _SENTENCE_END.split(text.strip()):
        sentence = re.sub(words.announcing, "", sentence.strip(), flags=re.IGNORECASE).strip()
        for part in _parts(sentence, words):
            if questions and part.endswith("?") and not _opens(part, words):
                # "Who could check it for us? Peer review, external auditors?" asks one thing.
                questions[-1] = f"{questions[-1]} {part}"
            elif _asks(part, words):
                questions.append(" ".join([*told, part]))
            elif part and questions:
                return [text]
            elif part:
                told.append(part)
    if not 2 <= len(questions) <= words.most:
        return [text]
    return questions


def _parts(sentence: str, words: SeveralWords) -> list[str]:
    """A sentence cut wherever two questions are joined."""
    joints = list(re.finditer(rf"(?:{words.joint})(?={words.opening})", sentence, flags=re.IGNORECASE))
    parts, start = [], 0
    for joint, end in zip(joints, [*(later.start() for later in joints[1:]), len(sentence)]):
        if _asks(sentence[start : joint.start()], words) and _asks(sentence[joint.end() : end], words):
            parts.append(sentence[start : joint.start()].strip())
            start = joint.end()
    return [*parts, sentence[start:].strip()]


def _asks(part: str, words: SeveralWords) -> bool:
    return (_opens(part, words) or part.endswith("?")) and len(part.split()) >= words.fewest_words


def _opens(part: str, words: SeveralWords) -> bool:
    return re.match(rf"(?:and |but |so |also |or )*{words.opening}", part, re.IGNORECASE) is not None
