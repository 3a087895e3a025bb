"""Chromium before the whole running bot: both servers, the built index, the trained model."""

from __future__ import annotations

import pytest

from tests.conversations.running import RunningBot


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/real" in item.path.as_posix():
            item.add_marker(pytest.mark.server)


@pytest.fixture
def home(running: RunningBot) -> str:
    return running.address


@pytest.fixture(autouse=True)
def _well() -> None:
    """There is no bot of cardboard here to be mended."""
