"""One run over all sizes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from bot.skills.assembly import load_encoder
from index.evaluation.questions import read_questions
from index.lexical import words
from index.paths import Paths
from index.retriever import Retriever
from index.settings import load_settings
from tests.evaluation.report import provenance
from tests.scaling import building, ranking, synthetic
from tests.scaling.report import write_page
from tests.scaling.searching import KINDS, measure

SIZES = (10_000, 100_000, 1_000_000)
LARGEST_BY_WORDS = 100_000
QUERIES = 100
QUESTIONS = Path(__file__).parents[1] / "evaluation" / "questions"
console = Console(stderr=True)


def main() -> int:
    """Measure and write; the exit code says only whether it ran."""
    paths, settings = Paths(), load_settings()
    encoder = load_encoder(paths)
    retriever = Retriever.load(paths.index, encoder, settings)
    asked = [question.text for question in read_questions(QUESTIONS, "dev") if question.kind == "answerable"][:QUERIES]
    queries = encoder.encode(asked)
    real = encoder.encode([passage.embed for passage in retriever.passages])
    stems = [words(passage.embed) for passage in retriever.passages]
    figures: dict[str, Any] = {"real_passages": len(real), "queries": len(queries)}
    console.print("our own index ...")
    figures.update({name: round(value, 3) for name, value in building.measure(paths.corpus, encoder, settings).items()})
    for size in SIZES:
        console.print(f"{size} passages ...")
        made = synthetic.vectors(real, size)
        exact: np.ndarray | None = None
        for kind in KINDS:
            if size <= kind.largest:
                console.print(f"  {kind.name} ...")
                found, rows = measure(kind, made, queries, exact)
                exact = rows if exact is None else exact
                figures.update(_flat(f"{kind.name}_{size}", found))
        figures.update(_flat(f"fusing_{size}", ranking.fusing(size, settings, 20)))
        if size <= LARGEST_BY_WORDS:
            figures.update(_flat(f"bm25_{size}", ranking.by_words(stems, asked, size)))
    figures.update(provenance("make scale"))
    target = paths.root / "results" / "scale.json"
    target.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    write_page(figures, SIZES, paths.root / "docs" / "scale.md")
    console.print_json(json.dumps(figures))
    return 0


def _flat(prefix: str, found: dict[str, float]) -> dict[str, float]:
    return {f"{prefix}_{name}": round(value, 3) for name, value in found.items()}
