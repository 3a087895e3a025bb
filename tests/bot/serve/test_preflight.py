"""What stands in the way of a start is said in one line, with what to do."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.serve import preflight
from bot.serve.preflight import CannotStart, check_disk, check_port
from index.paths import Paths


class _Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_free_port_passes() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    check_port(port, "THINK_CYBER_PORT")


def test_a_port_in_use_names_the_variable_that_chooses_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotStart) as fault:
            check_port(port, "THINK_CYBER_PORT")
    assert str(fault.value).startswith(f"Port {port} is in use")
    assert "THINK_CYBER_PORT=" in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_port_that_another_program_has_on_every_interface_is_in_use() -> None:
    with socket.create_server(("0.0.0.0", 0)) as other, pytest.raises(CannotStart):
        check_port(other.getsockname()[1], "THINK_CYBER_PORT")


def test_a_port_just_closed_is_free() -> None:
    """Stopping the bot and starting it again at once must work."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = server.accept()
        accepted.close()
        client.close()
    check_port(port, "THINK_CYBER_PORT")


def test_a_full_disk_says_how_much_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight.shutil, "disk_usage", lambda path: _Usage(10**12, 10**12, 5 * 2**20))
    with pytest.raises(CannotStart, match=r"Only 5 MB are free .* free at least 300 MB"):
        check_disk(Paths(tmp_path))


def test_enough_disk_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight.shutil, "disk_usage", lambda path: _Usage(10**12, 0, 10**12))
    check_disk(Paths(tmp_path))
