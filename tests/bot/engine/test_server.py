"""The Rasa server serves with a model or not at all."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.engine.environment import CREDENTIALS
from bot.engine.server import doors, stop_without_model
from index.paths import Paths


def app(ready: bool) -> SimpleNamespace:
    return SimpleNamespace(ctx=SimpleNamespace(agent=SimpleNamespace(is_ready=lambda: ready)))


def test_a_server_whose_model_cannot_be_loaded_ends_with_what_to_do() -> None:
    """Else it would answer every message as if the action server were down."""
    with pytest.raises(SystemExit, match="run `think-cyber train`"):
        asyncio.run(stop_without_model(app(False), None))


def test_a_server_with_its_model_goes_on() -> None:
    asyncio.run(stop_without_model(app(True), None))


def test_a_council_may_keep_its_doors_beside_the_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(CREDENTIALS, raising=False)
    assert doors(Paths()) == Paths().root / "bot" / "credentials.yml"
    own = tmp_path / "doors.yml"
    monkeypatch.setenv(CREDENTIALS, str(own))
    with pytest.raises(SystemExit, match=CREDENTIALS):
        doors(Paths())
    own.write_text("bot.channels.rest.RestChannel:\n")
    assert doors(Paths()) == own
