"""The dialogue act: cross-validation on the training data, and the held-out first messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold

from bot.nlu.act_model import INCIDENT, ActModel, AskIfLive, Examples
from bot.skills.live_question import AT_ALL, UNSURE
from index.encoder import Encoder
from index.evaluation.questions import Question

OUTSIDE = "outside_"
FOLDS = 5
# Acts whose reply offers "Something is happening now" first, whatever the message.
OFFERING = ("greet", "help")


def examples(folder: Path, encoder: Encoder) -> Examples:
    """Every training example of `data/nlu`."""
    texts, acts = [], []
    for path in sorted(folder.glob("*.yml")):
        for block in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = [line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- ")]
            texts += lines
            acts += [block["intent"]] * len(lines)
    return Examples(texts, encoder.encode(texts), acts)


def cross_validate(data: Examples, settings: dict[str, float]) -> tuple[dict[str, float], np.ndarray]:
    """Accuracy and macro F1 over five folds, and what was predicted for each example."""
    acts = np.array(data.acts)
    predicted = np.empty_like(acts)
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=7).split(data.vectors, acts):
        model = ActModel.train([data.texts[row] for row in train], data.vectors[train], acts[train], **settings)
        predicted[test] = model.predict([data.texts[row] for row in test], data.vectors[test])
    return {
        "act_accuracy": float(accuracy_score(acts, predicted)),
        "act_macro_f1": float(f1_score(acts, predicted, average="macro")),
    }, predicted


def held_out(
    model: ActModel, questions: Sequence[Question], encoder: Encoder, threshold: float, asks: AskIfLive
) -> tuple[dict[str, float], list[tuple[Question, str]]]:
    """What the trained model makes of messages that it never saw; also each message with the act that it got."""
    asked = [question for question in questions if question.act]
    texts = [question.text for question in asked]
    return judged(asked, model.acts, model.chances(texts, encoder.encode(texts)), threshold, asks)


def judged(
    asked: Sequence[Question], acts: np.ndarray, chances: np.ndarray, threshold: float, asks: AskIfLive
) -> tuple[dict[str, float], list[tuple[Question, str]]]:
    """The same of any classifier's chances, shape (len(asked), len(acts)); `asks` with bars above 1 never does."""
    live = list(acts).index(INCIDENT)
    got = [_decided(str(acts[row.argmax()]), row, live, threshold, asks) for row in chances]
    pairs = list(zip(asked, got))

    def share(rows: list[bool]) -> float:
        return float(np.mean(rows)) if rows else float("nan")

    strict = [(question, act) for question, act in pairs if INCIDENT not in question.also_act]
    figures = {
        "act_held_out_macro_f1": _macro_f1(pairs),
        "act_held_out_accuracy": share([act == question.act or act in question.also_act for question, act in pairs]),
        "live_incident_miss_rate": share(
            [act not in (INCIDENT, UNSURE) for question, act in pairs if question.kind == "incident"]
        ),
        "live_incidents_without_way_in": share(
            [
                act not in (INCIDENT, UNSURE, *OFFERING) and row[live] < AT_ALL
                for (question, act), row in zip(pairs, chances)
                if question.kind == "incident"
            ]
        ),
        "live_incidents_asked_about": share([act == UNSURE for question, act in pairs if question.kind == "incident"]),
        "questions_asked_about": share(
            [act == UNSURE for question, act in strict if question.kind in ("answerable", "unanswerable")]
        ),
        "questions_sent_to_triage": share(
            [act == INCIDENT for question, act in strict if question.kind in ("answerable", "unanswerable")]
        ),
        "outside_recall": share([act == question.act for question, act in pairs if question.kind == "outside"]),
        "outside_caught": share([act.startswith(OUTSIDE) for question, act in pairs if question.kind == "outside"]),
    }
    return figures, pairs


def _macro_f1(pairs: Sequence[tuple[Question, str]]) -> float:
    """Over the acts that were asked; an act that is right as well counts as the one expected."""
    true = [question.act for question, _ in pairs]
    got = [question.act if act in question.also_act else act for question, act in pairs]
    return float(f1_score(true, got, labels=sorted(set(map(str, true))), average="macro"))


def _decided(leading: str, chances: np.ndarray, live: int, threshold: float, asks: AskIfLive) -> str:
    """The act as the bot would take it: asked about where it may be live, fallback where none is sure."""
    if asks(leading, float(chances.max()), float(chances[live])):
        return UNSURE
    return leading if chances.max() >= threshold else "nlu_fallback"
