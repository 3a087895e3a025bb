"""A child process with its log, started, awaited and stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from bot.serve.preflight import CannotStart

PAUSE = 0.1
GRACE = 5.0


@dataclass
class Child:
    """A server of ours.

    Attributes:
        module: the module that is run with `python -m`.
        health: an address that answers 200 once the server is ready.
    """

    name: str
    module: str
    health: str
    log: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.module],
                env={**os.environ, **self.environment},
                stdout=stream,
                stderr=subprocess.STDOUT,
                # Ctrl-C reaches the supervisor only, which stops its children in order.
                start_new_session=True,
            )

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def wait_until_ready(self, seconds: float) -> None:
        """Raises CannotStart where the server ends or does not answer in time; the message holds its last words."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self.running:
                raise CannotStart(f"The {self.name} stopped: {self.last_words()} (log: {self.log})")
            if _answers(self.health):
                return
            time.sleep(PAUSE)
        raise CannotStart(f"The {self.name} did not answer within {seconds:.0f} seconds (log: {self.log})")

    def stop(self) -> None:
        """End the server and whatever it started."""
        if self.process is None or not self.running:
            return
        _signal_group(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            _signal_group(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def last_words(self) -> str:
        """The last line of the log that says something."""
        lines = [line.strip() for line in self.log.read_text(encoding="utf-8", errors="replace").splitlines()]
        return next((line for line in reversed(lines) if line), "it said nothing")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _signal_group(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)
