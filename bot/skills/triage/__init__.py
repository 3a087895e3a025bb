"""Incident triage: first things at once, few questions, a severity, whom to tell by when, and a brief."""

from bot.skills.triage.engine import Triage
from bot.skills.triage.flow import Flow

__all__ = ["Flow", "Triage"]
