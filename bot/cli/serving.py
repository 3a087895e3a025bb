"""`think-cyber run` and `train`."""

from __future__ import annotations

from bot.cli.exits import Exit, console, leave
from index.paths import Paths


def run() -> None:
    """Build what is missing or has changed, start both servers, and print the address of the web chat.

    THINK_CYBER_PORT and THINK_CYBER_ACTIONS_PORT choose other ports. Ctrl-C stops everything.
    """
    from bot.serve.preflight import CannotStart
    from bot.serve.supervisor import Supervisor

    try:
        Supervisor(Paths(), console).run()
    except CannotStart as fault:
        leave(str(fault), Exit.CANNOT_START)


def train() -> None:
    """Train the language model, if anything that goes into it has changed."""
    from bot.engine.training import train as train_model
    from bot.engine.training import trained

    paths = Paths()
    if trained(paths):
        console.print("The model is up to date.")
        return
    train_model(paths)
    console.print("The model is trained.")
