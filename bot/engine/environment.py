"""The environment in which every Rasa process of ours runs: nothing is sent anywhere."""

from __future__ import annotations

import os
import warnings

from bot.engine.lean_imports import hide
from index.paths import STATE_VARIABLE as STATE
from index.paths import Paths

ACTIONS_PORT = "THINK_CYBER_ACTIONS_PORT"
CREDENTIALS = "THINK_CYBER_CREDENTIALS"
PORT = "THINK_CYBER_PORT"
DEFAULT_PORT = 5005
DEFAULT_ACTIONS_PORT = 5055


def settings(paths: Paths) -> dict[str, str]:
    """Variables for Rasa and for what endpoints.yml expects; those already set win, but for privacy's."""
    defaults = {
        PORT: str(DEFAULT_PORT),
        ACTIONS_PORT: str(DEFAULT_ACTIONS_PORT),
        "RASA_CACHE_DIRECTORY": str(paths.build / "rasa-cache"),
        "OMP_NUM_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "LOG_LEVEL_LIBRARIES": "ERROR",
    }
    fixed = {
        STATE: str(paths.state),
        "RASA_TELEMETRY_ENABLED": "false",
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "SANIC_HOST": "127.0.0.1",
    }
    return {**defaults, **{name: value for name, value in os.environ.items() if name in defaults}, **fixed}


def prepare(paths: Paths) -> None:
    """Make this process one of ours; before Rasa is imported."""
    os.environ.update(settings(paths))
    # bm25s ranks with jax where it finds it: seconds of every start and 100 MB for a list of two thousand numbers.
    hide("jax", "jaxlib")
    warnings.filterwarnings("ignore", module="(rasa|sanic|jax|keras|pkg_resources|matplotlib|sklearn).*")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
