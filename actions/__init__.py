"""Rasa SDK adapters, one file a skill: tracker in, skill called, events and messages out."""

from actions.answer import ActionAnswer, ActionFind
from actions.conversation import ActionConverse, ActionFeedback, ActionProfile, ActionStartOver
from actions.incident import ActionIncident

__all__ = [
    "ActionAnswer",
    "ActionConverse",
    "ActionFeedback",
    "ActionFind",
    "ActionIncident",
    "ActionProfile",
    "ActionStartOver",
]
