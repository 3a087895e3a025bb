"""The content that has a schema of its own: the model, the playbooks, the exercises and the bites."""

from __future__ import annotations

from pathlib import Path

from index.content.bite import read_bites
from index.content.corpus import Corpus
from index.content.exercise import read_exercises
from index.content.model import read_model
from index.content.playbook import check_references, load_library
from index.content.problem import ContentError, Problem


def check_structured(corpus: Corpus, overlay: Path | None = None) -> list[Problem]:
    """Everything that is wrong with what stands beside the cards; a part that a corpus lacks is not missed."""
    problems: list[Problem] = []
    model = corpus.root / "model.yml"
    if model.exists():
        problems += read_model(corpus, model)[1]
    problems += read_exercises(corpus, corpus.root / "exercises")[1]
    problems += read_bites(corpus, corpus.root / "bites")[1]
    if (corpus.root / "triage.yml").exists() or any(corpus.root.glob("playbooks/*.yml")):
        try:
            problems += check_references(load_library(corpus.root, overlay), corpus)
        except ContentError as error:
            problems += error.problems
    return problems
