"""The action server, on loopback only: `python -m actions.server`."""

from __future__ import annotations

import datetime as dt
import os
import sys

from bot.engine.environment import ACTIONS_PORT, prepare
from bot.skills.acts import INCIDENT
from bot.skills.guides import TRIAGE
from bot.skills.turn import Turn
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
    # What is loaded on first use is loaded now: the first to write may be in the middle of an attack.
    now = dt.datetime.now(dt.timezone.utc)
    skills().guides.start(TRIAGE, Turn("our files will not open since this morning", INCIDENT, now), {})
    retriever.search("warm up")

    app = create_app(actions, cors_origins=[])
    app.run(os.environ["SANIC_HOST"], int(os.environ[ACTIONS_PORT]), access_log=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
