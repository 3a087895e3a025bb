"""A bot under measurement: trained anew, started, asked, stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil
import requests

PATIENCE = 300.0
PAUSE = 0.1
# Characters of a log that go into an error.
LAST = 1000
TELEMETRY_OFF = {"RASA_TELEMETRY_ENABLED": "false"}


class Bot(ABC):
    """A bot with Rasa's REST channel on a port of its own.

    Attributes:
        messages: what its users say, in order.
    """

    def __init__(self, name: str, folder: Path, messages: Sequence[str]):
        self.name = name
        self.messages = messages
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True)

    @property
    def webhook(self) -> str:
        return f"http://127.0.0.1:{self.port}/webhooks/rest/webhook"

    def train(self, turn: int) -> float:
        """Seconds to train from scratch; `turn` tells one cold cache from the next."""
        cache = {"RASA_CACHE_DIRECTORY": str(self.folder / f"cache-{turn}")}
        begin = time.perf_counter()
        with self._log("train").open("wb") as log:
            subprocess.run(
                self.training(turn),
                check=True,
                cwd=self.home,
                env={**os.environ, **TELEMETRY_OFF, **cache},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        return time.perf_counter() - begin

    def start(self) -> float:
        """Start it; seconds until it has answered its first message."""
        begin = time.perf_counter()
        with self._log("serve").open("wb") as log:
            self._process = subprocess.Popen(
                self.serving(),
                cwd=self.home,
                env={**os.environ, **TELEMETRY_OFF, **self.variables()},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        while time.perf_counter() - begin < PATIENCE:
            if self._process.poll() is not None:
                raise RuntimeError(f"{self.name} ended: {self._last_words()}")
            with contextlib.suppress(requests.RequestException):
                said = requests.post(
                    self.webhook, json={"sender": "first", "message": self.messages[0]}, timeout=PATIENCE
                )
                if said.ok and self.answered(said.json()):
                    return time.perf_counter() - begin
            time.sleep(PAUSE)
        raise RuntimeError(f"{self.name} gave no answer in {PATIENCE:.0f} s: {self._last_words()}")

    def stop(self) -> None:
        if self._process is None:
            return
        tree = self.tree()
        # Does nothing where it has ended.
        self._process.send_signal(signal.SIGTERM)
        _, alive = psutil.wait_procs(tree, timeout=15)
        for process in alive:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self._process.wait()
        self._process = None

    def tree(self) -> list[psutil.Process]:
        """Its processes, the one that was started first; none where it does not run."""
        if self._process is None or self._process.poll() is not None:
            return []
        root = psutil.Process(self._process.pid)
        return [root, *root.children(recursive=True)]

    @property
    @abstractmethod
    def home(self) -> Path:
        """The folder that it runs in."""

    @abstractmethod
    def prepare(self) -> None:
        """Make all that is not measured."""

    @abstractmethod
    def training(self, turn: int) -> list[str]:
        """The command that trains it."""

    @abstractmethod
    def serving(self) -> list[str]:
        """The command that serves it."""

    @abstractmethod
    def variables(self) -> dict[str, str]:
        """The environment that it is served in."""

    def answered(self, said: Any) -> bool:
        """Whether what it said is an answer."""
        return bool(said)

    def took(self, said: Any) -> bool:
        """Whether a message in the middle of a conversation was taken up."""
        return self.answered(said)

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def _last_words(self) -> str:
        return self._log("serve").read_text(encoding="utf-8", errors="replace")[-LAST:]


def free_port() -> int:
    """A loopback port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
