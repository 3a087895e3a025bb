"""The dialogue act: cross-validation on the training data, and the held-out first messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold

from bot.nlu.act_model import ActModel, Examples
from bot.nlu.deciding import AskIfLive, decided, with_care
from bot.skills.acts import ASK, INCIDENT, UNSURE
from bot.skills.conversation import is_doubted
from bot.skills.live_question import may_mean_live
from index.encoder import Encoder
from index.evaluation.questions import Question
from tests.evaluation.following import Hear

OUTSIDE = "outside_"
FALLBACK = "nlu_fallback"
# Kinds that must not start triage.
QUESTIONS = ("answerable", "unanswerable", "plain")
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
    model: ActModel,
    questions: Sequence[Question],
    encoder: Encoder,
    threshold: float,
    asks: AskIfLive,
    answers_plainly: Callable[[Question], bool],
) -> dict[str, float]:
    """What the bot with the trained model makes of messages that it never saw.

    Args:
        answers_plainly: whether the guidance does, which decides where it is doubtful that a message is outside.
    """
    asked = [question for question in questions if question.act]
    texts = [question.text for question in asked]
    chances = _chances(model, encoder, texts)
    sure = [decided(model.acts, row, asks, text) for text, row in zip(texts, chances)]
    taken = [act if chance >= threshold else FALLBACK for act, chance in sure]
    for row, (question, question_chance) in enumerate(zip(asked, chances[:, list(model.acts).index(ASK)])):
        if is_doubted(taken[row], question_chance) and answers_plainly(question):
            taken[row] = ASK
    return judged(asked, model.acts, chances, taken)


def hearing(model: ActModel, encoder: Encoder, asks: AskIfLive) -> Hear:
    """How the bot with the trained model hears messages: the act it takes each for, with the chance of every act."""

    def hear(texts: Sequence[str]) -> list[tuple[str, Mapping[str, float]]]:
        rows = _chances(model, encoder, texts)
        return [
            (decided(model.acts, row, asks, text)[0], dict(zip(model.acts.tolist(), row.tolist())))
            for text, row in zip(texts, rows)
        ]

    return hear


def _chances(model: ActModel, encoder: Encoder, texts: Sequence[str]) -> np.ndarray:
    """Of every act for each text, shape (n, acts), with what the words alone decide."""
    alone = model.chances(texts, encoder.encode(texts))
    return np.array([with_care(text, model.acts, row) for text, row in zip(texts, alone)])


def sure(acts: np.ndarray, chances: np.ndarray, threshold: float) -> str:
    """The likeliest act, where it is as likely as `threshold`: how a pipeline without our decisions takes it."""
    return str(acts[chances.argmax()]) if chances.max() >= threshold else FALLBACK


def judged(asked: Sequence[Question], acts: np.ndarray, chances: np.ndarray, taken: Sequence[str]) -> dict[str, float]:
    """The figures of any classifier, from its chances, shape (len(asked), len(acts)), and the act taken for each."""
    live = chances[:, list(acts).index(INCIDENT)]
    told = list(zip(asked, taken, live))
    incidents = [row for row in told if row[0].kind == "incident"]
    plain = [row for row in told if row[0].kind in QUESTIONS and INCIDENT not in row[0].also_act]
    outside = [row for row in told if row[0].kind == "outside"]
    settled = [act if act != UNSURE else _no_incident(acts, row) for act, row in zip(taken, chances)]
    return {
        "act_held_out_macro_f1": _macro_f1(asked, taken),
        "act_held_out_accuracy": _share(_right(question, act) for question, act, _ in told),
        "live_incidents": len(incidents),
        "live_incident_miss_rate": _share(act not in (INCIDENT, UNSURE) for _, act, _ in incidents),
        "live_incidents_without_way_in": _share(
            act not in (INCIDENT, UNSURE, *OFFERING) and not may_mean_live(act, chance) for _, act, chance in incidents
        ),
        "live_incidents_asked_about": _share(act == UNSURE for _, act, _ in incidents),
        "plain_questions": len(plain),
        "questions_asked_about": _share(act == UNSURE for _, act, _ in plain),
        "questions_sent_to_triage": _share(act == INCIDENT for _, act, _ in plain),
        "questions_sent_outside": _share(
            act.startswith(OUTSIDE) and act not in question.also_act for question, act, _ in plain
        ),
        "questions_sent_outside_once_asked": _share(
            act.startswith(OUTSIDE) and act not in question.also_act
            for question, act in zip(asked, settled)
            if question.kind in QUESTIONS and INCIDENT not in question.also_act
        ),
        "outside_messages": len(outside),
        "outside_recall": _share(_right(question, act) for question, act, _ in outside),
        "outside_caught": _share(act.startswith(OUTSIDE) for _, act, _ in outside),
        "outside_caught_once_asked": _share(
            act.startswith(OUTSIDE) for question, act in zip(asked, settled) if question.kind == "outside"
        ),
        **{
            f"{edge}_recall": _share(_right(question, act) for question, act, _ in outside if question.act == edge)
            for edge in sorted({str(question.act) for question, _, _ in outside})
        },
    }


def _no_incident(acts: np.ndarray, chances: np.ndarray) -> str:
    """What the bot makes of a message of which the user says that it tells of no incident."""
    return str(acts[np.where(acts == INCIDENT, 0.0, chances).argmax()])


def _right(question: Question, act: str) -> bool:
    return act == question.act or act in question.also_act


def _share(right: Iterable[bool]) -> float:
    rows = list(right)
    return float(np.mean(rows)) if rows else float("nan")


def _macro_f1(asked: Sequence[Question], taken: Sequence[str]) -> float:
    """Over the acts that were asked; an act that is right as well counts as the one expected."""
    true = [str(question.act) for question in asked]
    got = [question.act if act in question.also_act else act for question, act in zip(asked, taken)]
    return float(f1_score(true, got, labels=sorted(set(true)), average="macro"))
