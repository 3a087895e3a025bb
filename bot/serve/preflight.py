"""What must be true before anything is started; each fault is one line that says what to do."""

from __future__ import annotations

import shutil
import socket

from index.paths import Paths

NEEDED_MB = 300


class CannotStart(Exception):
    """One line for the user: what is wrong and what to do."""


def check_port(port: int, variable: str) -> None:
    """Raises CannotStart where another program listens on a loopback port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CannotStart(
                f"Port {port} is in use: stop the program that uses it, "
                f"or choose another with {variable}={port + 1} make run"
            ) from None


def check_disk(paths: Paths) -> None:
    """Raises CannotStart where the disk has no room for what is built."""
    free = shutil.disk_usage(paths.root).free // 2**20
    if free < NEEDED_MB:
        raise CannotStart(
            f"Only {free} MB are free on the disk of {paths.root}: free at least {NEEDED_MB} MB and try again"
        )
