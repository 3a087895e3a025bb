"""Our bot, as `make run` starts it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.engine.environment import ACTIONS_PORT, PORT
from bot.serve.prepare import prepare_all
from index.paths import STATE_VARIABLE, Paths
from tests.bench.bot import Bot, free_port


class Ours(Bot):
    """Supervisor, Rasa server and action server, with a state folder of its own."""

    @property
    def home(self) -> Path:
        return Paths().root

    def prepare(self) -> None:
        prepare_all(Paths(), Console(stderr=True))

    def training(self, turn: int) -> list[str]:
        code = "import sys, pathlib; from bot.engine.training import train; from index.paths import Paths"
        model = self.folder / f"model-{turn}"
        return [sys.executable, "-c", f"{code}; train(Paths(), pathlib.Path(sys.argv[1]))", str(model)]

    def serving(self) -> list[str]:
        return [sys.executable, "-m", "bot.cli.main", "run"]

    def variables(self) -> dict[str, str]:
        return {
            PORT: str(self.port),
            ACTIONS_PORT: str(free_port()),
            STATE_VARIABLE: str(self.folder / "state"),
        }

    def answered(self, said: Any) -> bool:
        """While the action server is not up yet, the door says so: that is no answer."""
        return bool(said) and not any(one["custom"]["reply"]["status"].startswith("error") for one in said)
