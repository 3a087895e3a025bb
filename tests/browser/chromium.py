"""Chromium for the browser tests: found, or installed by `python -m tests.browser.chromium` (`make chromium`)."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
MACS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# What keeps it from the network and lets it run as root and without a screen.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DOWNLOAD_SECONDS = 300
MISSING = f"no Chromium on this machine: run `make chromium`, install it, or name one in the variable {VARIABLE}"


def find() -> Path | None:
    """The first Chromium that really starts, the one named in the variable first."""
    return next((path for path in _candidates() if starts(path)), None)


def _candidates() -> Iterator[Path]:
    named = os.environ.get(VARIABLE)
    if named:
        yield Path(named)
    yield from (Path(path) for path in map(shutil.which, NAMES) if path)
    yield from map(Path, MACS)
    yield _playwright_s_own()


def _playwright_s_own() -> Path:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def starts(path: Path) -> bool:
    """Whether it runs at all: a download may lack libraries, and Ubuntu's package may be only a pointer to a snap."""
    if not path.is_file():
        return False
    try:
        done = subprocess.run([str(path), "--version"], capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def install() -> Path | None:
    """Playwright's Chromium; where it cannot be fetched, the distribution's if we may install it."""
    ways = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    if platform.system() == "Linux" and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = ["apt-get", "-qq", "-o", "Acquire::Retries=2"]
        ways.append([[*quiet, "update"], [*quiet, "install", "--yes", "--no-install-recommends", "chromium"]])
    for way in ways:
        if all(_done(command) for command in way) and (path := find()):
            return path
    return None


def _done(command: list[str]) -> bool:
    print(f"Chromium: {' '.join(command)} ...", file=sys.stderr)
    quick = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000", "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env={**os.environ, **quick}, capture_output=True, text=True, timeout=DOWNLOAD_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"Chromium: {error}", file=sys.stderr)
        return False
    if done.returncode:
        said = [line.strip() for line in (done.stderr + done.stdout).splitlines() if "rror" in line or "E:" in line]
        print(f"Chromium: {said[0] if said else 'failed'}", file=sys.stderr)
    return done.returncode == 0


def main() -> int:
    path = find() or install()
    if path is None:
        print(f"error: {MISSING}; on Debian: sudo apt-get install chromium", file=sys.stderr)
        return 3
    print(f"Chromium: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
