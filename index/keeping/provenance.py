"""What a published figure must say of itself: what made it, from what, when and where."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
from pathlib import Path


def provenance(command: str, root: Path) -> dict[str, str]:
    """The command, the commit of the checkout at `root` (unknown outside one), the date and the machine."""
    return {
        "command": command,
        "commit": _commit(root),
        "date": dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds"),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}",
    }


def _commit(root: Path) -> str:
    try:
        head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head.stdout.strip()
