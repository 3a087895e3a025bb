"""A message that the door found at fault keeps that as its dialogue act, whatever its words."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

INTENTS = {"empty": "empty_message", "too_long": "too_long"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DoorFaultClassifier(GraphComponent, IntentClassifier):
    """Reads the fault that the intake put into the message's metadata."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DoorFaultClassifier:
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            fault = INTENTS.get(str((message.get("metadata") or {}).get("fault")))
            if fault:
                message.set(INTENT, {"name": fault, "confidence": 1.0}, add_to_output=True)
        return messages
