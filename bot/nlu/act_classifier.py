"""The dialogue act of a message, as a Rasa component around `ActModel`."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.act_model import ActModel

FILE = "act-classifier.skops"
RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(GraphComponent, IntentClassifier):
    """Rasa's own linear classifier fixes its regularisation, which is far too strong for unit vectors."""

    def __init__(
        self, config: Dict[Text, Any], storage: ModelStorage, resource: Resource, model: Optional[ActModel] = None
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {"C": 10.0, "ngram_weight": 0.5}

    @staticmethod
    def required_packages() -> List[Text]:
        return ["sklearn", "skops"]

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> ActClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ActClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, ActModel.load(folder / FILE, config["ngram_weight"]))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example that has an intent and a text."""
        examples = [example for example in training_data.intent_examples if example.get(INTENT) and example.get(TEXT)]
        self._model = ActModel.train(
            [example.get(TEXT) for example in examples],
            _vectors(examples),
            [example.get(INTENT) for example in examples],
            C=self._config["C"],
            ngram_weight=self._config["ngram_weight"],
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the likeliest act, and the likeliest few with their probabilities."""
        if not messages or self._model is None:
            return messages
        texts = [message.get(TEXT) for message in messages]
        for message, chances in zip(messages, self._model.chances(texts, _vectors(messages))):
            best = np.argsort(-chances)[:RANKED]
            ranking = [{"name": str(self._model.acts[row]), "confidence": float(chances[row])} for row in best]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages


def _vectors(messages: List[Message]) -> np.ndarray:
    return np.stack([message.get_dense_features(TEXT)[1].features[0] for message in messages])
