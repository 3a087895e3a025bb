"""The machine in words that give no name and no path away."""

from __future__ import annotations

import platform
from pathlib import Path

import psutil

CPUS = Path("/proc/cpuinfo")


def describe() -> str:
    """For instance: 2 cores (Some Processor), 16 GB, Linux x86_64, Python 3.10.13."""
    memory = round(psutil.virtual_memory().total / 2**30)
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{psutil.cpu_count()} cores ({_processor()}), {memory} GB, {system}"


def _processor() -> str:
    if not CPUS.exists():
        return platform.processor() or "unknown processor"
    lines = CPUS.read_text(encoding="utf-8").splitlines()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown processor")
