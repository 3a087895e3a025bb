"""Awareness in small bites."""

from bot.skills.learn.learn import Learn

__all__ = ["Learn"]
