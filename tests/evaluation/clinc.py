"""CLINC150 (Larson et al. 2019, CC BY 3.0): 150 intents and messages outside all of them, by its published splits.

Nothing of it is kept with the project. It is read from the folder that the variable names, or fetched.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import requests

from bot.nlu.act_model import ActModel
from index.encoder import Encoder
from tests.evaluation.diet import Diet

FOLDER = "THINK_CYBER_CLINC150"
ADDRESS = "https://raw.githubusercontent.com/clinc/oos-eval/master/data/{name}.json"
PATIENCE = 20
OUTSIDE = "oos"
THRESHOLDS = np.arange(0.0, 1.0, 0.01)


@dataclass(frozen=True)
class Split:
    texts: list[str]
    intents: np.ndarray


def read(name: str) -> dict[str, Split] | None:
    """The splits `train`, `val` and `test`, messages outside among the last two; None where it is not to be had."""
    folder = os.environ.get(FOLDER)
    try:
        text = (
            (Path(folder) / f"{name}.json").read_text(encoding="utf-8")
            if folder
            else requests.get(ADDRESS.format(name=name), timeout=PATIENCE).text
        )
        data = json.loads(text)
    except (OSError, ValueError):
        return None
    parts = {"train": data["train"], "val": data["val"] + data["oos_val"], "test": data["test"] + data["oos_test"]}
    return {
        part: Split([text for text, _ in rows], np.array([intent for _, intent in rows]))
        for part, rows in parts.items()
    }


def ours(data: dict[str, Split], encoder: Encoder, settings: dict[str, float]) -> dict[str, float]:
    """Our classifier, trained on intents only; what is unsure by the threshold is outside."""
    train = data["train"]
    model = ActModel.train(train.texts, encoder.encode(train.texts), train.intents.tolist(), **settings)
    chances = {part: model.chances(data[part].texts, encoder.encode(data[part].texts)) for part in ("val", "test")}
    return _figures(data, model.acts, chances)


def theirs(data: dict[str, Split], epochs: int) -> dict[str, float]:
    """Rasa's default pipeline, judged the same way."""
    model = Diet.train(data["train"].texts, data["train"].intents.tolist(), epochs)
    return _figures(data, model.acts, {part: model.chances(data[part].texts) for part in ("val", "test")})


def _figures(data: dict[str, Split], intents: Sequence[str], chances: dict[str, np.ndarray]) -> dict[str, float]:
    names = np.asarray(intents)

    def decided(part: str, threshold: float) -> np.ndarray:
        best = names[chances[part].argmax(axis=1)]
        return np.where(chances[part].max(axis=1) >= threshold, best, OUTSIDE)

    threshold = max(THRESHOLDS, key=lambda one: float((decided("val", one) == data["val"].intents).mean()))
    got, true = decided("test", threshold), data["test"].intents
    inside = true != OUTSIDE
    plain = names[chances["test"].argmax(axis=1)]
    return {
        "accuracy": float((plain == true)[inside].mean()),
        "accuracy_at_threshold": float((got == true)[inside].mean()),
        "outside_recall": float((got == OUTSIDE)[~inside].mean()),
    }
