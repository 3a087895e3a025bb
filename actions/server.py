"""The action server, on loopback only: `python -m actions.server`."""

from __future__ import annotations

import os
import sys

from bot.engine.environment import ACTIONS_PORT, prepare
from index.encoder import EncoderMissing
from index.manifest import IndexUnusable
from index.paths import Paths

INDEX_UNUSABLE = 3


def main() -> int:
    """Serve until told to stop; the exit code is INDEX_UNUSABLE where there is no index to serve from."""
    paths = Paths()
    prepare(paths)

    from rasa_sdk.endpoint import create_app

    import actions
    from actions.adapter import skills

    try:
        retriever = skills().retriever
    except (IndexUnusable, EncoderMissing) as error:
        print(f"error: {error}", file=sys.stderr)
        return INDEX_UNUSABLE
    freshness = retriever.freshness(paths.corpus, paths.overlay)
    if not freshness.fresh:
        print(f"warning: {freshness}", file=sys.stderr)
    retriever.search("warm up")

    app = create_app(actions, cors_origins=[])
    app.run(os.environ["SANIC_HOST"], int(os.environ[ACTIONS_PORT]), access_log=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
