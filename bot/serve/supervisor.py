"""One command from a checkout to an address that answers."""

from __future__ import annotations

import signal
import time
from types import FrameType

from rich.console import Console

from bot.engine.environment import ACTIONS_PORT, PORT, settings
from bot.serve.preflight import check_disk, check_port
from bot.serve.prepare import prepare_all
from bot.serve.processes import Child
from index.paths import Paths

READY_SECONDS = 180.0
WATCH = 0.5
RESTART_PAUSE = 2.0


class Supervisor:
    """Starts the action server and the Rasa server, watches them, and stops both."""

    def __init__(self, paths: Paths, console: Console):
        environment = settings(paths)
        self._paths = paths
        self._console = console
        self._port, self._actions_port = int(environment[PORT]), int(environment[ACTIONS_PORT])
        self._actions = Child(
            "action server",
            "actions.server",
            f"http://127.0.0.1:{self._actions_port}/health",
            paths.logs / "actions.log",
            environment,
        )
        self._rasa = Child(
            "Rasa server",
            "bot.engine.server",
            f"http://127.0.0.1:{self._port}/webhooks/rest/",
            paths.logs / "rasa.log",
            environment,
        )
        self._stopping = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}/"

    def run(self) -> None:
        """Build what is missing, serve until Ctrl-C.

        Raises:
            CannotStart: one line that says what to do.
        """
        check_port(self._port, PORT)
        check_port(self._actions_port, ACTIONS_PORT)
        check_disk(self._paths)
        prepare_all(self._paths, self._console)
        signal.signal(signal.SIGTERM, self._stop)
        try:
            self.start()
            self._console.print(f"\nThink Cyber is at [bold]{self.address}[/]   (Ctrl-C stops it)")
            self._watch()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()
            self._console.print("Stopped.")

    def start(self) -> None:
        """Start both servers and wait until both answer."""
        with self._console.status("Starting ..."):
            self._actions.start()
            self._rasa.start()
            self._actions.wait_until_ready(READY_SECONDS)
            self._rasa.wait_until_ready(READY_SECONDS)

    def stop(self) -> None:
        self._stopping = True
        self._rasa.stop()
        self._actions.stop()

    def _watch(self) -> None:
        """A dead action server is started again: until it is back the bot says that it cannot look things up."""
        while not self._stopping:
            time.sleep(WATCH)
            if not self._rasa.running:
                self._rasa.wait_until_ready(0.1)
            if not self._actions.running and not self._stopping:
                self._console.print(
                    f"[yellow]The action server stopped and is started again[/] (log: {self._actions.log})"
                )
                time.sleep(RESTART_PAUSE)
                self._actions.start()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True
