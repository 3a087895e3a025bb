import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from dialogue import ROOT, Dialogue, play_all

from bot.documents import DocumentStore
from bot.replies import Choices, Option, Reply, Text
from bot.skills.triage import Flow, Triage
from bot.skills.turn import Turn
from index.label_classifier import LabelClassifier
from index.told import Told


def answered(turn: Turn) -> Reply:
    choices = Choices(options=[Option(label="More", message="more")])
    return Reply(status="answered", parts=[Text(markdown=f"ANSWER: {turn.text}"), choices])


@pytest.fixture(scope="session")
def triage(tmp_path_factory) -> Triage:
    return Triage(Flow(ROOT / "corpus", DocumentStore(tmp_path_factory.mktemp("documents")), answered))


@pytest.fixture
def learning(triage, tmp_path) -> Callable[..., Triage]:
    """Makes a triage that has learned what is given, by its name in `Told`, and nothing else."""

    def made(**learned: object) -> Triage:
        nothing = LabelClassifier([], np.zeros((0, 24578), dtype=np.float32), np.zeros(0))
        told = {"types": nothing, "answers": {}, "requests": nothing, "tellings": nothing, "turnings": nothing}
        flow = Flow(
            ROOT / "corpus",
            DocumentStore(tmp_path),
            triage.flow.answer,
            corpus=triage.flow.corpus,
            library=triage.flow.library,
            told=Told(**{**told, **learned}),
            encode=lambda texts: np.zeros((len(texts), 2), dtype=np.float32),
        )
        flow.types.chances = lambda text, vector=None: {}
        return Triage(flow)

    return made


@pytest.fixture
def dialogue(triage) -> Dialogue:
    return Dialogue(triage, {"nation": "england", "body": "principal-council"})


@pytest.fixture(scope="session")
def played(triage) -> dict[str, Dialogue]:
    """Every scenario, played once."""
    return play_all(triage)
