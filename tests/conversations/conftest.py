"""What the conversations share beside the running bot."""

from __future__ import annotations

import pytest

from tests.conversations import midway as middle
from tests.conversations.running import RunningBot


@pytest.fixture(scope="session")
def midway(running: RunningBot) -> middle.Midway:
    """People in the middle of walks and exercises, with both servers restarted since."""
    return middle.midway(running)
