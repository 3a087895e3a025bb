"""Each step of building ends in `ready` or in one line that says what to do."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from bot.serve.preflight import CannotStart
from bot.serve.prepare import _step
from index.paths import Paths


def step(root: Path, program: str) -> str:
    console = Console(file=io.StringIO(), width=120)
    _step(Paths(root), console, "Index of the guidance", ["-c", program])
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_a_step_that_works_is_ready(tmp_path: Path) -> None:
    assert "ready" in step(tmp_path, "pass")


def test_a_step_that_fails_says_its_last_line_and_where_the_rest_is(tmp_path: Path) -> None:
    with pytest.raises(CannotStart) as fault:
        step(tmp_path, "import sys; print('one'); sys.exit('card x.md, line 3: no title')")
    assert (
        str(fault.value) == f"Index of the guidance: card x.md, line 3: no title (log: {tmp_path}/build/logs/index.log)"
    )


def test_a_step_that_fails_in_silence_says_its_code(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="failed with code 7"):
        step(tmp_path, "import sys; sys.exit(7)")


def test_a_disk_that_fills_up_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="The disk is full: free some space"):
        step(tmp_path, "raise OSError(28, 'No space left on device')")
