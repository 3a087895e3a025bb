"""The sentence embedding as a Rasa featurizer: computed once a message, used to classify and to retrieve."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Optional, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import DENSE_FEATURIZABLE_ATTRIBUTES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.skills.assembly import load_encoder
from bot.skills.vectors import EMBEDDING, pack
from index.build import current, known_vectors
from index.encoder import Encoder
from index.paths import Paths


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEmbeddingFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds the encoder's unit vector as the message's sentence feature, and to what actions are told."""

    def __init__(self, config: Dict[Text, Any], name: Text, encoder: Encoder) -> None:
        super().__init__(name, config)
        self._encoder = encoder
        self._known: Dict[Text, np.ndarray] = {}

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {**DenseFeaturizer.get_default_config(), "alias": "sentence-embedding"}

    @staticmethod
    def required_packages() -> List[Text]:
        return ["onnxruntime", "tokenizers"]

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Every configuration is fine: the encoder is chosen in index/settings.yml."""

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """Another encoder means training anew."""
        return load_encoder(Paths()).checksum

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEmbeddingFeaturizer:
        return cls(config, execution_context.node_name, load_encoder(Paths()))

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            vector = self._featurize([message], TEXT)[0]
            message.set(EMBEDDING, pack(vector), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        # One thread serves best; thousands of examples are worth every core.
        self._encoder = load_encoder(Paths(), threads=os.cpu_count() or 1)
        # First messages of an incident are in the corpus as well, and embedded with the index.
        self._known = known_vectors(current(Paths().index))
        for attribute in DENSE_FEATURIZABLE_ATTRIBUTES:
            messages = [message for message in training_data.training_examples if message.get(attribute)]
            if messages:
                self._featurize(messages, attribute)
        return training_data

    def _featurize(self, messages: List[Message], attribute: Text) -> np.ndarray:
        texts = [message.get(attribute) for message in messages]
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        found = {**self._known, **dict(zip(missing, self._encoder.encode(missing)))} if missing else self._known
        vectors = np.stack([found[text] for text in texts])
        for message, vector in zip(messages, vectors):
            message.add_features(
                Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, attribute, self._config["alias"])
            )
        return vectors
