"""What users are guided through (model, exercises, bites), with the corpus that it links to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.content.bite import Bite, load_bites, read_bites
from index.content.corpus import Corpus, read_corpus
from index.content.exercise import Exercise, load_exercises, read_exercises
from index.content.model import Model, load_model, read_model
from index.content.problem import Problem


@dataclass(frozen=True)
class Walkthroughs:
    """Content of the guided conversations, and the corpus with the cards and sources that it links to."""

    model: Model
    exercises: dict[str, Exercise]
    bites: list[Bite]
    corpus: Corpus


def load_walkthroughs(root: Path, overlay: Path | None = None) -> Walkthroughs:
    """Read what users are guided through; cards of a council's overlay replace ours.

    Raises:
        ContentError: with every problem of theirs; a broken card that they do not link to is none.
    """
    corpus, _ = read_corpus(root, overlay)
    return Walkthroughs(load_model(corpus), load_exercises(corpus), load_bites(corpus), corpus)


def check_walkthroughs(corpus: Corpus) -> list[Problem]:
    """Every problem of the model, the exercises and the bites of a corpus."""
    _, problems = read_model(corpus, corpus.root / "model.yml")
    return [
        *problems,
        *read_exercises(corpus, corpus.root / "exercises")[1],
        *read_bites(corpus, corpus.root / "bites")[1],
    ]
