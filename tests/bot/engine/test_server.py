"""The Rasa server serves with a model or not at all."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from bot.engine.server import stop_without_model


def app(ready: bool) -> SimpleNamespace:
    return SimpleNamespace(ctx=SimpleNamespace(agent=SimpleNamespace(is_ready=lambda: ready)))


def test_a_server_whose_model_cannot_be_loaded_ends_with_what_to_do() -> None:
    """Else it would answer every message as if the action server were down."""
    with pytest.raises(SystemExit, match="run `think-cyber train`"):
        asyncio.run(stop_without_model(app(False), None))


def test_a_server_with_its_model_goes_on() -> None:
    asyncio.run(stop_without_model(app(True), None))
