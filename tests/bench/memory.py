"""What a bot's processes hold."""

from __future__ import annotations

import psutil

NAMES = {"actions.server": "actions", "bot.engine.server": "rasa", "bot.cli.main": "supervisor"}


def resident(tree: list[psutil.Process]) -> dict[str, float]:
    """Resident megabytes of each process by its short name; what the processes share counts in each."""
    held: dict[str, float] = {}
    for process in tree:
        name = short_name(process.cmdline())
        held[name] = held.get(name, 0.0) + process.memory_info().rss / 2**20
    return held


def short_name(command: list[str]) -> str:
    """Which of ours a command is, or `rasa` for Rasa's own."""
    return next((NAMES[word] for word in command if word in NAMES), "rasa")
