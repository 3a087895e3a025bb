"""Exit codes that scripts can rely on, and the way out with one line."""

from __future__ import annotations

from enum import IntEnum
from typing import NoReturn

import typer
from rich.console import Console

console = Console()
errors = Console(stderr=True)


class Exit(IntEnum):
    FINE = 0
    PROBLEM = 1
    USAGE = 2
    CANNOT_START = 3
    UNANSWERABLE = 4


def leave(message: str, code: Exit = Exit.PROBLEM) -> NoReturn:
    """Say one line on standard error and end with `code`."""
    errors.print(f"[red]error:[/] {message}", highlight=False, soft_wrap=True)
    raise typer.Exit(code)
