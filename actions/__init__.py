"""Rasa SDK adapters, one file a skill: tracker in, skill called, events and messages out."""

from actions.answer import ActionAnswer, ActionFind
from actions.conversation import ActionConverse, ActionFeedback, ActionProfile, ActionStartOver
from actions.guided import ActionAskIfLive, ActionGuide, ActionGuideDone, ValidateGuidedForm

__all__ = [
    "ActionAnswer",
    "ActionAskIfLive",
    "ActionConverse",
    "ActionFeedback",
    "ActionFind",
    "ActionGuide",
    "ActionGuideDone",
    "ActionProfile",
    "ActionStartOver",
    "ValidateGuidedForm",
]
