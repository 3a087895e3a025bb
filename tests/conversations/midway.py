"""Walks and exercises in their middle, and both servers gone and back."""

from __future__ import annotations

from dataclasses import dataclass

from tests.conversations import playing, walking
from tests.conversations.running import RunningBot


@dataclass(frozen=True)
class Midway:
    walkers: dict[str, walking.Walker]
    players: dict[str, playing.Player]


def midway(running: RunningBot) -> Midway:
    """Everybody to the middle, then one restart of both servers for all of them."""
    walkers = {role: walking.begin(running, role) for role in walking.ROLES}
    players = {name: playing.halfway(running, name) for name in playing.ALONE}
    running.stop()
    running.start()
    return Midway(walkers, players)
