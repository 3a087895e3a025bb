"""The Rasa server, started without what it does not need: `python -m bot.engine.server`."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from bot.engine.environment import CREDENTIALS, PORT, prepare
from bot.engine.lean_imports import import_lean
from bot.engine.training import MODEL
from index.paths import Paths


def main() -> None:
    """Serve until told to stop. The model, port, doors and folders come from the environment and `index.paths`."""
    paths = Paths()
    prepare(paths)
    endpoints, credentials = paths.root / "bot" / "endpoints.yml", doors(paths)
    import_lean(paths.root / "config.yml", endpoints, credentials)
    os.chdir(paths.root)

    import rasa.core.run
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    from bot.engine import action_response

    action_response.install()
    # Rasa logs what users type at level DEBUG.
    configure_logging_and_warnings(logging.WARNING, warn_only_once=True, filter_repeated_logs=True)
    configure_structlog(logging.WARNING)
    logging.getLogger("bot").setLevel(logging.INFO)
    rasa.core.run.serve_application(
        model_path=str(paths.models / MODEL),
        interface=os.environ.get("THINK_CYBER_INTERFACE", "127.0.0.1"),
        port=int(os.environ[PORT]),
        credentials=str(credentials),
        endpoints=AvailableEndpoints.read_endpoints(str(endpoints)),
        enable_api=False,
        server_listeners=[(stop_without_model, "after_server_start")],
    )


def doors(paths: Paths) -> Path:
    """The file of the channels that are open: a council's own beside the checkout, else ours."""
    path = Path(os.environ.get(CREDENTIALS) or paths.root / "bot" / "credentials.yml").absolute()
    if not path.is_file():
        raise SystemExit(f"error: {CREDENTIALS} names {path}, which is not a file")
    return path


async def stop_without_model(app: Any, loop: Any) -> None:
    """End where the model could not be loaded: Rasa would go on to serve and answer nothing."""
    if not app.ctx.agent.is_ready():
        raise SystemExit(
            "error: the language model cannot be loaded: run `think-cyber train` (what failed stands above)"
        )


if __name__ == "__main__":
    main()
