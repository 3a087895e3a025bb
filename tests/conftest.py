"""What is built once for all tests, and one running bot a worker, started only if a test of that worker needs it."""

from __future__ import annotations

from collections.abc import Iterator

import psutil
import pytest
from filelock import FileLock
from rich.console import Console

from tests.conversations.running import RunningBot


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One file that needs what is built comes first, so that one worker builds; the others that do come last."""
    needing = list(dict.fromkeys(item.path for item in items if _needs_what_is_built(item)))
    places = {path: 2 if number else 0 for number, path in enumerate(needing)}
    items.sort(key=lambda item: places.get(item.path, 1))


def _needs_what_is_built(item: pytest.Item) -> bool:
    # The playground's tests ask for the running bot only once its client is there, and name no fixture of ours.
    return "built" in getattr(item, "fixturenames", ()) or item.get_closest_marker("playground") is not None


@pytest.fixture(scope="session")
def built() -> None:
    """Encoder, index, page and language model, made where they are missing or stale as `make run` does."""
    from bot.serve.prepare import prepare_all
    from index.paths import Paths

    paths = Paths()
    paths.build.mkdir(exist_ok=True)
    # The other worker waits until the first one has built.
    with FileLock(paths.build / "tests.lock"):
        prepare_all(paths, Console(stderr=True))


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
