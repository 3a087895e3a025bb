"""Storyboard exercises: a tabletop in the chat that nobody can mistake for a real incident."""

from bot.skills.exercise.exercise import Exercise

__all__ = ["Exercise"]
