"""Domain entities from spaCy's entity ruler, whose patterns are the glossary and the closed lists."""

from __future__ import annotations

import hashlib
from typing import Any, Dict, List, Optional, Text

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language

from index.paths import Paths
from index.terms import Term, read_terms

SEPARATOR = "|"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class GlossaryEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Finds the names of incidents, bodies, nations, systems, publishers and roles, old names included.

    The value of an entity is what the name stands for, so that `Action Fraud` gives `report-fraud`.
    """

    def __init__(self, config: Dict[Text, Any], storage: ModelStorage, resource: Resource, nlp: Language) -> None:
        self._storage = storage
        self._resource = resource
        self._nlp = nlp

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {}

    @staticmethod
    def required_packages() -> List[Text]:
        return ["spacy"]

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """Another glossary means training anew."""
        return hashlib.sha256(repr(_terms()).encode()).hexdigest()

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GlossaryEntityExtractor:
        return cls(config, model_storage, resource, spacy.blank("en"))

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GlossaryEntityExtractor:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, spacy.load(folder / "pipeline"))

    def train(self, training_data: TrainingData) -> Resource:
        """Build the pipeline from the glossary and keep it with the model."""
        self._nlp = pipeline(_terms())
        with self._storage.write_to(self._resource) as folder:
            self._nlp.to_disk(folder / "pipeline")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            found = self.add_extractor_name(self._entities(message.get(TEXT) or ""))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _entities(self, text: Text) -> List[Dict[Text, Any]]:
        found = []
        doc = self._nlp(text)
        for span in doc.spans["terms"]:
            kind, value = span.label_.split(SEPARATOR)
            found.append({"entity": kind, "value": value, "start": span.start_char, "end": span.end_char})
        return found


def pipeline(known: List[Term]) -> Language:
    """A blank English pipeline with one span ruler; the longest name wins within its kind."""
    nlp = spacy.blank("en")
    config = {
        "spans_key": "terms",
        "phrase_matcher_attr": "LOWER",
        "spans_filter": {"@misc": "think_cyber.longest_of_its_kind"},
    }
    ruler = nlp.add_pipe("span_ruler", config=config)
    ruler.add_patterns([{"label": f"{term.kind}{SEPARATOR}{term.value}", "pattern": term.name} for term in known])
    return nlp


@spacy.registry.misc("think_cyber.longest_of_its_kind")
def _longest_filter() -> Any:
    def keep(old: Any, found: Any) -> List[Any]:
        kept: List[Any] = []
        for span in sorted([*old, *found], key=lambda span: (-(span.end - span.start), span.start)):
            kind = span.label_.split(SEPARATOR)[0]
            same = [other for other in kept if other.label_.split(SEPARATOR)[0] == kind]
            if not any(span.start < other.end and other.start < span.end for other in same):
                kept.append(span)
        return sorted(kept, key=lambda span: span.start)

    return keep


def _terms() -> List[Term]:
    paths = Paths()
    return read_terms(paths.corpus, paths.overlay)
