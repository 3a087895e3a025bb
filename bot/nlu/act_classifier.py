"""The dialogue act of a message, as a Rasa component around `ActModel`."""

from __future__ import annotations

import hashlib
from pathlib import Path
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

from bot.nlu import act_model, neighbours
from bot.nlu.act_model import ActModel, Examples
from bot.nlu.deciding import AskIfLive, decided, with_care
from index import word_pairs
from index.build import QUESTIONS, current
from index.paths import Paths
from index.questions import card_questions


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
        return {
            "C": 60.0,
            # What characters and words count against the embedding.
            "surface_weight": 0.7,
            # From this probability of a live incident on, where another act leads, the user is asked.
            "ask_if_live_from": 0.12,
            # The same where the leading act is itself less likely than `unsure_below`.
            "ask_if_live_unsure": 0.05,
            "unsure_below": 0.6,
            # Acts that count as unsure however likely they are.
            "unsure_acts": [],
            # The probability of a live incident from which triage begins at once.
            "triage_from": 0.6,
            # How many questions of each card are examples of `ask`.
            "questions_of_a_card": 24,
            # The chance of a report of an incident from which such a question is none.
            "report_from": 0.7,
        }

    @staticmethod
    def required_packages() -> List[Text]:
        return ["sklearn", "skops"]

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """Other questions on the cards, or another way of learning from them, mean training anew."""
        code = (act_model, neighbours, word_pairs)
        learned_from = (current(Paths().index) / QUESTIONS, *(Path(str(part.__file__)) for part in code))
        return hashlib.sha256(b"".join(path.read_bytes() for path in learned_from)).hexdigest()

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
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
            return cls(config, model_storage, resource, ActModel.load(folder, config["surface_weight"]))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example that has an intent and a text."""
        examples = [example for example in training_data.intent_examples if example.get(INTENT) and example.get(TEXT)]
        told = Examples(
            [example.get(TEXT) for example in examples],
            _vectors(examples),
            [example.get(INTENT) for example in examples],
        )
        questions = card_questions(Paths().index, self._config["questions_of_a_card"])
        taught = told.with_questions(questions, self._config["report_from"])
        self._model = ActModel.train(
            taught.texts,
            taught.vectors,
            taught.acts,
            C=self._config["C"],
            surface_weight=self._config["surface_weight"],
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the act that is taken, and all acts with their probabilities, the likeliest first."""
        if not messages or self._model is None:
            return messages
        acts, asks = self._model.acts, AskIfLive.by(self._config)
        texts = [message.get(TEXT) for message in messages]
        for text, message, chances in zip(texts, messages, self._model.chances(texts, _vectors(messages))):
            chances = with_care(text, acts, chances)
            act, chance = decided(acts, chances, asks, text)
            ranking = [{"name": str(acts[row]), "confidence": float(chances[row])} for row in np.argsort(-chances)]
            message.set(INTENT, {"name": act, "confidence": chance}, add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages


def _vectors(messages: List[Message]) -> np.ndarray:
    return np.stack([message.get_dense_features(TEXT)[1].features[0] for message in messages])
