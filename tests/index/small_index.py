"""A small index: a corpus of a few cards and an encoder that needs no model."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from index import build
from index.build import Built, build_index
from index.content.bundle import Content
from index.content.corpus import load_corpus
from index.lexical import words
from index.retriever import Retriever
from index.settings import load_settings
from tests.index.conftest import SmallCorpus

DIMENSIONS = 64


NO_PLAYBOOKS = SimpleNamespace(playbooks={}, openings={}, replies={}, requests={}, tellings=[], turnings=[])


@dataclass
class WordEncoder:
    """Each stem has a direction of its own; a text points where its stems do together.

    Attributes:
        embedded: the texts asked for, in order.
    """

    checksum: str = "words-1"
    dimensions: int = DIMENSIONS
    embedded: list[str] = field(default_factory=list)

    def encode(self, texts: list[str]) -> np.ndarray:
        self.embedded += texts
        vectors = np.array([sum((_direction(word) for word in words(text)), _direction("")) for text in texts])
        vectors = vectors.reshape(len(texts), DIMENSIONS)
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)

    def count_tokens(self, text: str) -> int:
        return min(len(text.split()) + 2, load_settings().encoder.max_tokens)


def _direction(word: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).standard_normal(DIMENSIONS)


@dataclass
class SmallIndex:
    """Builds, and loads again, an index of `corpus` under `folder`."""

    corpus: SmallCorpus
    folder: Path
    encoder: WordEncoder = field(default_factory=WordEncoder)

    def build(self, overlay: Path | None = None) -> Built:
        self.encoder.embedded.clear()
        return build_index(self.corpus.root, self.folder, self.encoder, load_settings(), overlay)  # type: ignore[arg-type]

    def load(self) -> Retriever:
        return Retriever.load(self.folder, self.encoder, load_settings())  # type: ignore[arg-type]


def small_index_of(corpus: SmallCorpus, folder: Path, monkeypatch: pytest.MonkeyPatch) -> SmallIndex:
    """An index of `corpus`, not yet built. A small corpus has neither playbooks nor a model to walk."""
    monkeypatch.setattr(
        build,
        "load_content",
        lambda root, overlay: Content(load_corpus(root, overlay), NO_PLAYBOOKS, None, {}, []),  # type: ignore[arg-type]
    )
    return SmallIndex(corpus, folder)
