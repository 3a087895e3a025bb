"""The running bot with its Teams door open in development mode: `python -m tests.bot.channels.teams.serve_bot`.

Everything is as `bot.engine.server` starts it, but for the credentials, which the variable CREDENTIALS names.
"""

from __future__ import annotations

import os
from typing import Any

from bot.engine import server

CREDENTIALS = "THINK_CYBER_TEST_CREDENTIALS"


def main() -> None:
    import_lean = server.import_lean

    def import_with_own_credentials(*args: Any) -> Any:
        lean = import_lean(*args)
        import rasa.core.run

        serve = rasa.core.run.serve_application

        def serve_application(**settings: Any) -> None:
            serve(**{**settings, "credentials": os.environ[CREDENTIALS]})

        rasa.core.run.serve_application = serve_application
        return lean

    server.import_lean = import_with_own_credentials
    server.main()


if __name__ == "__main__":
    main()
