"""Where the parts of an installation lie; all of it below the folder of the checkout."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OVERLAY_VARIABLE = "THINK_CYBER_OVERLAY"
STATE_VARIABLE = "THINK_CYBER_STATE"


@dataclass(frozen=True)
class Paths:
    """Content is read from `corpus` (and a council's `overlay`); everything made goes under `build`."""

    root: Path = ROOT

    @property
    def corpus(self) -> Path:
        return self.root / "corpus"

    @property
    def overlay(self) -> Path | None:
        """The folder that the variable THINK_CYBER_OVERLAY names, if it does."""
        named = os.environ.get(OVERLAY_VARIABLE)
        return Path(named).resolve() if named else None

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def encoder(self) -> Path:
        return self.build / "encoder"

    @property
    def index(self) -> Path:
        return self.build / "index"

    @property
    def models(self) -> Path:
        return self.build / "models"

    @property
    def state(self) -> Path:
        """Conversations, feedback and documents: what must survive a rebuild. THINK_CYBER_STATE moves it."""
        named = os.environ.get(STATE_VARIABLE)
        return Path(named).resolve() if named else self.build / "state"

    @property
    def logs(self) -> Path:
        return self.build / "logs"
