"""One running bot for all tests that need it; it is started only if one of them runs."""

from __future__ import annotations

from collections.abc import Iterator

import psutil
import pytest
from rich.console import Console

from tests.conversations.running import RunningBot


@pytest.fixture(scope="session")
def built() -> None:
    """Encoder, index, page and language model, made where they are missing or stale as `make run` does."""
    from bot.serve.prepare import prepare_all
    from index.paths import Paths

    prepare_all(Paths(), Console(stderr=True))


@pytest.fixture(scope="session")
def running(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    """Both servers, on free ports, stopped at the end."""
    bot = RunningBot(tmp_path_factory.mktemp("running"))
    try:
        bot.start()
        yield bot
    finally:
        family = bot.family()
        bot.stop()
        _, left = psutil.wait_procs(family, timeout=10)
        assert not left, "a process was left behind"
