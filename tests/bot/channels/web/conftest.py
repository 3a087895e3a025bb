"""One chat for the tests of a module, which talk to it in conversations of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.channels.web.serving import Chat, serving


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    with serving(tmp_path_factory.mktemp("chat")) as running:
        yield running


@pytest.fixture(autouse=True)
def _well(chat: Chat) -> Iterator[None]:
    """A bot that answers at once, whatever the test before did to it."""
    yield
    chat.bot.delay, chat.bot.down = 0.0, False
