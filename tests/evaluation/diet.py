"""The peer in telling dialogue acts: the pipeline that `rasa init` gives, as it is given."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

DEFAULT_EPOCHS = 100


class Diet:
    """Rasa's default NLU pipeline, trained on texts and their acts.

    Attributes:
        acts: the names, in the order of the columns of `chances`.
    """

    def __init__(self, agent: object, acts: Sequence[str]):
        self._agent = agent
        self.acts = np.array(sorted(acts))

    @classmethod
    def train(cls, texts: Sequence[str], acts: Sequence[str], epochs: int = DEFAULT_EPOCHS) -> Diet:
        """Train from scratch.

        Args:
            epochs: passes over the examples; Rasa's default is 100.
        """
        from rasa.core.agent import load_agent
        from rasa.model_training import train_nlu

        folder = Path(tempfile.mkdtemp(prefix="diet-"))
        yaml = YAML()
        yaml.dump({"recipe": "default.v1", "assistant_id": "peer", "language": "en", "pipeline": _pipeline(epochs)},
                  folder / "config.yml")  # fmt: skip
        yaml.dump({"version": "3.1", "nlu": _examples(texts, acts)}, folder / "nlu.yml")
        model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
        return cls(asyncio.run(load_agent(model_path=model)), sorted(set(acts)))

    def chances(self, texts: Sequence[str]) -> np.ndarray:
        """Its confidence in each act for each text, shape (n, acts)."""
        columns = {act: column for column, act in enumerate(self.acts)}
        found = np.zeros((len(texts), len(self.acts)))

        async def parse() -> None:
            for row, text in enumerate(texts):
                said = await self._agent.parse_message(text)  # type: ignore[attr-defined]
                for act in said["intent_ranking"]:
                    if act["name"] in columns:
                        found[row, columns[act["name"]]] = act["confidence"]

        asyncio.run(parse())
        return found


def _pipeline(epochs: int) -> list[dict[str, object]]:
    return [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        # The default ranks only the ten likeliest; the others are needed for thresholds.
        {"name": "DIETClassifier", "epochs": epochs, "ranking_length": 0},
    ]


def _examples(texts: Sequence[str], acts: Sequence[str]) -> list[dict[str, str]]:
    lines: dict[str, list[str]] = {}
    for text, act in zip(texts, acts):
        # Brackets would be read as marks of entities.
        lines.setdefault(act, []).append("- " + " ".join(text.split()).translate(str.maketrans("[](){}", "      ")))
    return [{"intent": act, "examples": "\n".join(each) + "\n"} for act, each in lines.items()]
