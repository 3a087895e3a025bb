"""The dialogue act of a message: a linear classifier over its sentence embedding and its character n-grams."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

import numpy as np
import skops.io
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression

FILE = "act-classifier.skops"
RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(GraphComponent, IntentClassifier):
    """Logistic regression. Rasa's own fixes the strength of its regularisation, which is far too strong for unit vectors."""

    def __init__(
        self,
        config: Dict[Text, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Optional[LogisticRegression] = None,
    ) -> None:
        self._storage = storage
        self._resource = resource
        self._model = model or LogisticRegression(
            C=config["C"], class_weight="balanced", max_iter=config["max_iter"], random_state=config["random_state"]
        )
        low, high = config["ngrams"]
        self._weight = float(config["ngram_weight"])
        self._ngrams = HashingVectorizer(
            analyzer="char_wb", ngram_range=(low, high), n_features=config["ngram_features"], alternate_sign=False
        )

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {
            # Inverse strength of regularisation.
            "C": 10.0,
            "max_iter": 1000,
            "random_state": 7,
            # Character n-grams see through misspellings; their weight against the embedding, 0 for none.
            "ngrams": [3, 5],
            "ngram_features": 16384,
            "ngram_weight": 0.5,
        }

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
            # Our own file from our own archive; skops still loads nothing but the types that it knows.
            return cls(config, model_storage, resource, skops.io.load(folder / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example that has an intent and a text."""
        examples = [example for example in training_data.intent_examples if example.get(INTENT) and example.get(TEXT)]
        self._model.fit(self._features(examples), [example.get(INTENT) for example in examples])
        with self._storage.write_to(self._resource) as folder:
            skops.io.dump(self._model, folder / FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the likeliest act, and the likeliest few with their probabilities."""
        if not messages:
            return messages
        for message, chances in zip(messages, self._model.predict_proba(self._features(messages))):
            best = np.argsort(-chances)[:RANKED]
            ranking = [{"name": str(self._model.classes_[row]), "confidence": float(chances[row])} for row in best]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _features(self, messages: List[Message]) -> csr_matrix:
        vectors = [message.get_dense_features(TEXT)[1].features[0] for message in messages]
        dense = csr_matrix(np.stack(vectors))
        if not self._weight:
            return dense
        words = self._ngrams.transform([message.get(TEXT).lower() for message in messages])
        return hstack([dense, words * self._weight], format="csr")
