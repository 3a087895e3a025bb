"""Incident triage: first things at once, few questions, a severity, whom to tell by when, and a brief."""

from bot.skills.triage.engine import Triage

__all__ = ["Triage"]
