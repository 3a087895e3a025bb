"""Replies as Adaptive Cards 1.5, the newest that Teams shows."""

from bot.channels.teams.cards.build import activities

__all__ = ["activities"]
