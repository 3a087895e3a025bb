import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from dialogue import ROOT, Dialogue, play_all

from bot.documents import DocumentStore
from bot.replies import Choices, Option, Reply, Text
from bot.skills.triage import Flow, Triage
from bot.skills.turn import Turn


def answered(turn: Turn) -> Reply:
    choices = Choices(options=[Option(label="More", message="more")])
    return Reply(status="answered", parts=[Text(markdown=f"ANSWER: {turn.text}"), choices])


@pytest.fixture(scope="session")
def triage(tmp_path_factory) -> Triage:
    return Triage(Flow(ROOT / "corpus", DocumentStore(tmp_path_factory.mktemp("documents")), answered))


@pytest.fixture
def dialogue(triage) -> Dialogue:
    return Dialogue(triage, {"nation": "england", "body": "principal-council"})


@pytest.fixture(scope="session")
def played(triage) -> dict[str, Dialogue]:
    """Every scenario, played once."""
    return play_all(triage)
