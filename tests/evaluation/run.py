"""One run over the held-out test split."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from ruamel.yaml import YAML

from bot.nlu.act_model import ActModel, Examples
from bot.nlu.deciding import AskIfLive
from bot.skills.assembly import ask_of, assemble, load_encoder, load_follow_ups
from index.encoder import Encoder
from index.evaluation.questions import Question, read_questions
from index.export import model_folder
from index.paths import Paths
from index.questions import card_questions
from index.retriever import Retriever
from index.settings import Settings, load_settings
from tests.evaluation import (
    abstaining,
    acts,
    asked_beside_an_incident,
    clinc,
    finding,
    following,
    or_sharc,
    plots,
    triaging,
    turning,
    wanting,
)
from tests.evaluation.diet import DEFAULT_EPOCHS, Diet
from tests.evaluation.judging import FOLDER as JUDGEMENTS
from tests.evaluation.judging import read_judgements
from tests.evaluation.report import kept_of, provenance, write_page

QUESTIONS = Path(__file__).parent / "questions"
RESULTS = Path("results") / "eval.json"
# The published split with 50 training messages an intent.
CLINC = "data_small"
# Of the pipeline that `rasa init` gives.
DIET_THRESHOLD = 0.3
OURS = "ours"
console = Console()


def main() -> int:
    """Measure and write; the exit code says only whether it ran."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=main.__doc__)
    parser.add_argument(
        "--diet-epochs",
        type=int,
        default=DEFAULT_EPOCHS,
        help="how long Rasa's DIET is trained; 0 keeps its last figures",
    )
    options = parser.parse_args()
    paths, settings = Paths(), load_settings()
    # A peer trained on the same examples for as long need not be trained again.
    os.environ.setdefault("RASA_CACHE_DIRECTORY", str(paths.root / "build" / "peer-cache"))
    encoder = load_encoder(paths, threads=2)
    retriever = Retriever.load(paths.index, encoder, settings)
    questions = list(read_questions(QUESTIONS, "test"))
    asked_of = searches(retriever, settings.encoder.model)
    figures: dict[str, Any] = {
        "questions": len(questions),
        **_finding(retriever, questions, asked_of),
        **_abstaining(retriever, questions, settings),
    }
    taught = taught_by(paths, encoder)
    console.print("dialogue acts ...")
    model = ActModel.train(taught.whole.texts, taught.whole.vectors, taught.whole.acts, **taught.chosen)
    figures.update(_acts(taught, model, questions, encoder, _answering_plainly(retriever, settings)))
    console.print("follow-ups ...")
    ask = ask_of(retriever, settings, follow_ups=load_follow_ups(paths))
    hear = acts.hearing(model, encoder, taught.asks)
    figures["followups_resolved"] = following.resolved(questions, ask, hear)
    figures.update(wanting.figures(wanting.second_turns("test"), ask, hear))
    figures["followups_resolved_once_heard"] = following.resolved_once_heard(questions, ask)
    for peer in sorted(asked_of.keys() - {OURS}):
        figures[f"{peer}_followups_resolved"] = following.resolved_by_search(questions, asked_of[peer])
    console.print("triage ...")
    said, wanted = triaging.replies("test"), triaging.requests("test")
    figures.update(triaging.figures(questions, said, wanted, paths, encoder.encode))
    figures.update(triaging.told_figures(triaging.tellings("test"), paths, encoder.encode))
    for split in ("midway", "progress"):
        told = triaging.told_figures(triaging.tellings(split), paths, encoder.encode)
        figures.update({name.replace("triage_", f"{split}_triage_"): figure for name, figure in told.items()})
    triage, aside = assemble(paths, encoder).triage, asked_beside_an_incident
    figures.update(aside.figures(aside.side_questions("test"), triage, encoder, hear))
    figures.update(turning.figures(turning.later_turns("test"), triage, encoder, hear))
    for split in ("further", "plan"):
        figures.update(triaging.further_figures(split, triaging.requests(split), paths, encoder.encode))
    console.print("OR-ShARC ...")
    figures.update(or_sharc.run(encoder, settings))

    if not options.diet_epochs:
        figures.update(kept_of("diet", paths.root / RESULTS))
    # What takes longest comes last, and what was measured until then is written first.
    _write(figures, options.diet_epochs, paths)
    for found in _diet(taught, questions, options.diet_epochs) if options.diet_epochs else ():
        figures.update(found)
        _write(figures, options.diet_epochs, paths)
    return 0


def _write(figures: dict[str, Any], diet_epochs: int, paths: Paths) -> None:
    rounded = {key: round(value, 4) if isinstance(value, float) else value for key, value in figures.items()}
    rounded.update(provenance("make eval" if diet_epochs == DEFAULT_EPOCHS else f"make eval EPOCHS={diet_epochs}"))
    results = paths.root / RESULTS
    results.parent.mkdir(exist_ok=True)
    results.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
    write_page(rounded, paths.root / "docs" / "eval.md")
    console.print_json(json.dumps(rounded))


def _finding(retriever: Retriever, questions: list[Question], asked_of: Mapping[str, finding.Search]) -> dict[str, Any]:
    console.print("finding ...")
    answerable = [question for question in questions if question.kind == "answerable"]
    judged = read_judgements(JUDGEMENTS / "test.qrels")
    figures: dict[str, Any] = {
        "answerable": len(answerable),
        "strict_answerable": sum(bool(judged.get(question.id)) for question in answerable),
    }
    for name, search in asked_of.items():
        found = finding.measure(answerable, search)
        prefix = "" if name == OURS else f"{name}_"
        measured = {**found.figures(), **finding.strictly(found, answerable, judged)}
        figures.update({f"{prefix}{key}": value for key, value in measured.items()})
    return {**figures, "retrieval_p95_ms": latency(retriever, answerable)}


def _abstaining(retriever: Retriever, questions: list[Question], settings: Settings) -> dict[str, float]:
    console.print("abstaining ...")
    judged = abstaining.judge(questions, retriever)
    plots.risk_coverage(judged)
    plots.calibration(judged)
    return judged.figures(settings.judgement)


@dataclass(frozen=True)
class Taught:
    """What the act classifier learns from, by the settings of `config.yml`: ours and the peer learn from the same.

    Attributes:
        data: the examples of `data/nlu`.
        whole: these and the cards' questions.
        part: the classifier's settings; `threshold` below which no act is sure.
    """

    data: Examples
    whole: Examples
    part: dict[str, Any]
    threshold: float

    @property
    def chosen(self) -> dict[str, float]:
        """The settings that a model is trained with."""
        return {"C": self.part["C"], "surface_weight": self.part["surface_weight"]}

    @property
    def asks(self) -> AskIfLive:
        """When it is asked whether an incident is meant."""
        return AskIfLive.by(self.part)


def taught_by(paths: Paths, encoder: Encoder) -> Taught:
    recipe = YAML(typ="safe").load((paths.root / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    part = next(entry for entry in recipe if entry["name"].endswith("ActClassifier"))
    threshold = next(entry for entry in recipe if entry["name"] == "FallbackClassifier")["threshold"]
    known = card_questions(paths.index, part["questions_of_a_card"])
    data = acts.examples(paths.root / "data" / "nlu", encoder)
    return Taught(data, data.with_questions(known, part["report_from"]), part, threshold)


def _acts(
    taught: Taught,
    model: ActModel,
    questions: list[Question],
    encoder: Encoder,
    answers_plainly: Callable[[Question], bool],
) -> dict[str, Any]:
    """Ours as `config.yml` sets it, on our messages and on CLINC150."""
    data, chosen = taught.data, taught.chosen
    crossed, predicted = acts.cross_validate(data, chosen)
    plots.confusion(np.array(data.acts), predicted)
    held = acts.held_out(model, questions, encoder, taught.threshold, taught.asks, answers_plainly)
    figures: dict[str, Any] = {**crossed, **held}

    clinc_data = clinc.read(CLINC)
    if clinc_data:
        console.print("CLINC150 ...")
        figures.update({f"clinc150_{key}": value for key, value in clinc.ours(clinc_data, encoder, chosen).items()})
    return figures


def _answering_plainly(retriever: Retriever, settings: Settings) -> Callable[[Question], bool]:
    def plainly(question: Question) -> bool:
        found = retriever.search(question.text, nation=question.nation)
        return bool(found) and found[0].confidence >= settings.judgement.plain

    return plainly


def _diet(taught: Taught, questions: list[Question], epochs: int) -> Iterator[dict[str, Any]]:
    """The peer on the same examples and messages, then on CLINC150."""
    console.print("DIET ...")
    peer = Diet.train(list(taught.whole.texts), list(taught.whole.acts), epochs)
    asked = [question for question in questions if question.act]
    chances = peer.chances([question.text for question in asked])
    theirs = acts.judged(asked, peer.acts, chances, [acts.sure(peer.acts, row, DIET_THRESHOLD) for row in chances])
    yield {"diet_epochs": epochs, **{f"diet_{key}": value for key, value in theirs.items()}}
    clinc_data = clinc.read(CLINC)
    if clinc_data:
        console.print("DIET on CLINC150 ...")
        yield {f"diet_clinc150_{key}": value for key, value in clinc.theirs(clinc_data, epochs).items()}


def searches(retriever: Retriever, model: str) -> dict[str, finding.Search]:
    """Ours and each peer's that is installed, by name."""
    found = {
        OURS: finding.ours(retriever),
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
