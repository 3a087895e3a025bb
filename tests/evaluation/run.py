"""One run over the held-out test split."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from ruamel.yaml import YAML

from bot.nlu.act_model import ActModel
from bot.skills.assembly import ask_of, load_encoder
from index.evaluation.questions import Question, read_questions
from index.export import model_folder
from index.paths import Paths
from index.questions import card_questions
from index.retriever import Retriever
from index.settings import load_settings
from tests.evaluation import abstaining, acts, finding, following, or_sharc, plots
from tests.evaluation.report import provenance, write_page

QUESTIONS = Path(__file__).parent / "questions"
console = Console()


def main() -> int:
    """Measure and write; the exit code says only whether it ran."""
    paths, settings = Paths(), load_settings()
    encoder = load_encoder(paths, threads=2)
    retriever = Retriever.load(paths.index, encoder, settings)
    questions = list(read_questions(QUESTIONS, "test"))
    answerable = [question for question in questions if question.kind == "answerable"]
    figures: dict[str, Any] = {"questions": len(questions), "answerable": len(answerable)}

    console.print("finding ...")
    for name, search in searches(retriever, settings.encoder.model).items():
        found = finding.measure(answerable, search)
        prefix = "" if name == "ours" else f"{name}_"
        figures.update({f"{prefix}{key}": value for key, value in found.figures().items()})
    figures["retrieval_p95_ms"] = latency(retriever, answerable)

    console.print("abstaining ...")
    judged = abstaining.judge(questions, retriever)
    figures.update(judged.figures(settings.judgement))
    plots.risk_coverage(judged)
    plots.calibration(judged)

    console.print("dialogue acts ...")
    recipe = YAML(typ="safe").load((paths.root / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    part = next(entry for entry in recipe if entry["name"].endswith("ActClassifier"))
    fallback = next(entry for entry in recipe if entry["name"] == "FallbackClassifier")
    chosen = {"C": part["C"], "surface_weight": part["surface_weight"]}
    known = card_questions(paths.index, part["questions_of_a_card"])
    data = acts.examples(paths.root / "data" / "nlu", encoder)
    crossed, predicted = acts.cross_validate(data, chosen)
    model = ActModel.train(
        [*data.texts, *known.texts],
        np.concatenate([data.vectors, known.vectors]),
        np.concatenate([data.acts, ["ask"] * len(known.texts)]),
        **chosen,
    )
    held, _ = acts.held_out(model, questions, encoder, fallback["threshold"], part["ask_if_live_from"])
    figures.update(crossed | held)
    plots.confusion(data.acts, predicted)

    console.print("follow-ups ...")
    figures["followups_resolved"] = following.resolved(questions, ask_of(retriever, settings))

    console.print("OR-ShARC ...")
    figures.update(or_sharc.run(encoder, settings))

    figures = {key: round(value, 4) if isinstance(value, float) else value for key, value in figures.items()}
    figures.update(provenance("make eval"))
    results = paths.root / "results" / "eval.json"
    results.parent.mkdir(exist_ok=True)
    results.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    write_page(figures, paths.root / "docs" / "eval.md")
    console.print_json(json.dumps(figures))
    return 0


def searches(retriever: Retriever, model: str) -> dict[str, finding.Search]:
    found = {
        "ours": finding.ours(retriever),
        "bm25": finding.by_words(retriever),
        "minilm": finding.by_meaning(retriever),
    }
    try:
        found["txtai"] = finding.by_txtai(retriever, str(model_folder(model)))
    except ImportError:
        console.print("txtai is not installed: the peer is left out")
    return found


def latency(retriever: Retriever, questions: list[Question]) -> float:
    """p95 in milliseconds of encode, search, fuse and calibrate, with one thread for the encoder."""
    single = Retriever.load(Paths().index, load_encoder(Paths(), threads=1), load_settings())
    finding.measure(questions[:20], finding.ours(single))
    return float(np.percentile(finding.measure(questions, finding.ours(single)).milliseconds, 95))
