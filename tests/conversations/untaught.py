"""How near the tests' messages are to what the bot was taught: examples of data/nlu, of the corpus's openings and of cards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.skills.assembly import load_encoder
from index.build import current, known_vectors
from index.content.bundle import Content
from index.content.yaml_file import read_yaml
from index.paths import Paths
from index.questions import card_questions
from index.told import texts_of
from tests.conversations.in_trouble import messages
from tests.conversations.triage import scenarios

ALLOWED = 0.8  # cosine; from about here on two sentences say the same in nearly the same words


@dataclass(frozen=True)
class Nearest:
    """A message of the tests, what is nearest to it, and how near."""

    message: str
    taught: str
    likeness: float
    allowed: float = ALLOWED


def nearest() -> list[Nearest]:
    """Every first message of the triages and of people in trouble with its nearest neighbour."""
    paths = Paths()
    encoder = load_encoder(paths)
    folder = current(paths.index)
    known, content = known_vectors(folder), Content.load(folder)
    taught = [*texts_of(content.library), *card_questions(paths.index, 100).texts]
    vectors = np.stack([known[text] for text in taught])
    nlu = _nlu(paths)
    taught, vectors = [*taught, *nlu], np.concatenate([vectors, encoder.encode(nlu)])
    said = [scenario.say for scenario in scenarios().values()]
    said += [message.say for message in (*messages().known, *messages().unseen)]
    likeness = encoder.encode(said) @ vectors.T
    best = likeness.argmax(axis=1)
    return [
        Nearest(message, taught[row], float(likeness[number, row]))
        for number, (message, row) in enumerate(zip(said, best))
    ]


def _nlu(paths: Paths) -> list[str]:
    examples = []
    for path in sorted((paths.root / "data" / "nlu").glob("incident.yml")):
        for block in read_yaml(path)["nlu"]:
            examples += [line[2:] for line in block.get("examples", "").splitlines() if line.startswith("- ")]
    return examples
