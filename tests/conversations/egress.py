"""What the guard saw: see `guard/sitecustomize.py`."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

import psutil

GUARD = Path(__file__).with_name("guard")
PAUSE = 0.01


def guarded(folder: Path) -> dict[str, str]:
    """The environment that puts a Python process, and those that it starts, under guard."""
    inherited = os.environ.get("PYTHONPATH")
    return {
        "PYTHONPATH": os.pathsep.join([str(GUARD), *([inherited] if inherited else [])]),
        "THINK_CYBER_GUARD": str(folder),
    }


def seen(folder: Path, name: str) -> list[str]:
    """Lines of the kind `name`: `guarded` for each process, `local` and `outside` for each attempt."""
    return [line for path in sorted(folder.glob(f"{name}-*")) for line in path.read_text(encoding="utf-8").splitlines()]


def guarded_pids(folder: Path) -> set[int]:
    return {int(path.name.rpartition("-")[2]) for path in folder.glob("guarded-*")}


@contextmanager
def sampled(pids: list[int]) -> Iterator[set[str]]:
    """The remote addresses of these processes and their children, looked up in the system's own table all the while.

    Connections that no Python code made (a library's in C, say) show here only.
    """
    found: set[str] = set()
    done = threading.Event()

    def look() -> None:
        while not done.wait(PAUSE):
            for process in _family(pids):
                try:
                    connections = process.net_connections(kind="inet")
                except psutil.Error:
                    continue
                found.update(connection.raddr.ip for connection in connections if connection.raddr)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        done.set()
        thread.join()


def outside(addresses: set[str]) -> set[str]:
    """Those that are not loopback."""
    return {address for address in addresses if not _loopback(address)}


def _loopback(address: str) -> bool:
    parsed = ip_address(address)
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_loopback


def _family(pids: list[int]) -> list[psutil.Process]:
    found = []
    for pid in pids:
        try:
            process = psutil.Process(pid)
            found += [process, *process.children(recursive=True)]
        except psutil.Error:
            continue
    return found
