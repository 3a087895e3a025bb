"""The bot that `rasa init --no-prompt` makes, with its default pipeline."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from rasa.cli.scaffold import create_initial_project

from tests.bench.bot import Bot

MODEL = "peer"


class Peer(Bot):
    """Rasa's starter bot in a folder of its own, from the same environment as ours."""

    @property
    def home(self) -> Path:
        return self.folder / "project"

    def prepare(self) -> None:
        create_initial_project(str(self.home))

    def training(self, turn: int) -> list[str]:
        return [sys.executable, "-W", "ignore", "-m", "rasa", "train", "--quiet", "--fixed-model-name", MODEL]

    def serving(self) -> list[str]:
        where = ["--interface", "127.0.0.1", "--port", str(self.port), "--model", f"models/{MODEL}.tar.gz"]
        return [sys.executable, "-W", "ignore", "-m", "rasa", "run", "--quiet", *where]

    def variables(self) -> dict[str, str]:
        return {}

    def took(self, said: Any) -> bool:
        """Its learned policy has no reply to some turns; what it did to find that out is measured as well."""
        return isinstance(said, list)
