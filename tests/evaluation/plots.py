"""The plots, as files that a person can look at."""

from __future__ import annotations

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from sklearn.metrics import ConfusionMatrixDisplay

from index.paths import ROOT
from tests.evaluation import metrics
from tests.evaluation.abstaining import Judged

FOLDER = ROOT / "docs" / "eval"
DOTS = 90


def risk_coverage(judged: Judged) -> None:
    coverage, risk = metrics.risk_coverage(judged.confidence, judged.right)
    figure, axes = plt.subplots(figsize=(6, 4))
    axes.plot(coverage, risk, color="#1d70b8")
    axes.axhline(0.05, color="#505a5f", linestyle="--", linewidth=1)
    axes.set(xlabel="share of all questions answered", ylabel="share of those that are wrong", ylim=(0, 1), xlim=(0, 1))
    axes.set_title("Risk and coverage, unanswerable questions included")
    _save(figure, "risk-coverage")


def calibration(judged: Judged, bins: int = 10) -> None:
    order = np.argsort(judged.confidence)
    parts = [part for part in np.array_split(order, bins) if len(part)]
    said = [judged.confidence[part].mean() for part in parts]
    true = [judged.right[part].mean() for part in parts]
    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="#505a5f", linestyle="--", linewidth=1)
    axes.plot(said, true, marker="o", color="#1d70b8")
    axes.set(xlabel="confidence", ylabel="share right", xlim=(0, 1), ylim=(0, 1), title="Calibration")
    _save(figure, "calibration")


def confusion(acts: np.ndarray, predicted: np.ndarray) -> None:
    figure, axes = plt.subplots(figsize=(11, 11))
    shown = ConfusionMatrixDisplay.from_predictions(
        acts, predicted, ax=axes, xticks_rotation="vertical", cmap="Blues", colorbar=False
    )
    for number in shown.text_.ravel():
        number.set_fontsize(6)
    axes.set_title("Dialogue acts, five-fold cross-validation")
    _save(figure, "confusion")


def _save(figure: plt.Figure, name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(FOLDER / f"{name}.png", dpi=DOTS)
    plt.close(figure)
