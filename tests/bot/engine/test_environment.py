"""Every process of ours keeps to itself, whatever the environment says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.environment import ACTIONS_PORT, PORT, STATE, settings
from index.paths import Paths


def test_telemetry_and_model_hubs_are_off_whatever_was_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    made = settings(Paths(tmp_path))
    assert made["RASA_TELEMETRY_ENABLED"] == "false"
    assert made["HF_HUB_OFFLINE"] == made["TRANSFORMERS_OFFLINE"] == "1"
    assert made["SANIC_HOST"] == "127.0.0.1"


def test_ports_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ACTIONS_PORT, raising=False)
    monkeypatch.setenv(PORT, "6001")
    made = settings(Paths(tmp_path))
    assert (made[PORT], made[ACTIONS_PORT]) == ("6001", "5055")


def test_one_variable_moves_everything_that_must_survive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE, str(tmp_path / "elsewhere"))
    assert Paths(tmp_path).state == tmp_path / "elsewhere"
    assert settings(Paths(tmp_path))[STATE] == str(tmp_path / "elsewhere")
    monkeypatch.delenv(STATE)
    assert settings(Paths(tmp_path))[STATE] == str(tmp_path / "build" / "state")
