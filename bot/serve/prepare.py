"""Building what is missing or has changed: the encoder, the index, the page's assets, the Rasa model."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rich.console import Console

from bot.engine.training import trained
from bot.serve.preflight import CannotStart
from index.paths import Paths

NO_SPACE = "No space left on device"


def prepare_all(paths: Paths, console: Console) -> None:
    """Raises CannotStart with the last line of what failed."""
    # The page needs nothing of the others and takes seconds: what only looks at it need not wait for minutes.
    _step(paths, console, "Page of the web chat", ["-m", "bot.channels.web.build_assets"])
    _step(paths, console, "Index of the guidance", ["-m", "bot.cli.main", "index", "build"])
    if trained(paths):
        console.print("[green]ready[/]  Language model")
    else:
        _step(paths, console, "Language model", ["-m", "bot.engine.training"])


def _step(paths: Paths, console: Console, name: str, command: list[str]) -> None:
    log = paths.logs / f"{name.split()[0].lower()}.log"
    with console.status(f"{name} ..."):
        code = _run(command, log, paths.root)
    if code:
        text = log.read_text(encoding="utf-8", errors="replace")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if NO_SPACE in text:
            raise CannotStart("The disk is full: free some space and run the same command again; nothing is broken")
        raise CannotStart(f"{name}: {lines[-1] if lines else f'failed with code {code}'} (log: {log})")
    console.print(f"[green]ready[/]  {name}")


def _run(command: list[str], log: Path, root: Path) -> int:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as stream:
        return subprocess.run([sys.executable, *command], stdout=stream, stderr=subprocess.STDOUT, cwd=root).returncode
