"""Search by words: BM25 over stemmed texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN

Terms = Callable[[str], list[str]]
K1 = 0.9
B = 0.4
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_STEMMER = Stemmer.Stemmer("english")
_PRONOUNS = "i we our us you your my me do does did how what who when where which why can"
_STOP = frozenset(STOPWORDS_EN) | frozenset(_PRONOUNS.split())


def words(text: str) -> list[str]:
    """The stems of the content words of `text`, in order; `e-mail` counts as `email`."""
    return _STEMMER.stemWords(_content(text))


def pairs(text: str) -> list[str]:
    """Each two neighbours among the stems of `text` as one term: "report a breach" holds `report breach`."""
    return [" ".join(pair) for pair in pairwise(words(text))]


def stemmed(text: str) -> list[tuple[str, str]]:
    """Each content word of `text` after its stem, in order."""
    content = _content(text)
    return list(zip(_STEMMER.stemWords(content), content))


def _content(text: str) -> list[str]:
    folded = text.lower().replace("e-mail", "email").replace("’", "'")
    return [word for word in _WORD.findall(folded) if word not in _STOP]


class LexicalIndex:
    """BM25 scores of every text for a query.

    Scoring is that of `bm25s` (Lù 2024, arXiv 2407.03618), the Lucene variant of BM25, with the parameters that
    Anserini takes for texts of every kind (Yang, Fang and Lin 2017).

    Args:
        terms: what a text is searched by: its `words`, or their `pairs`.
    """

    def __init__(self, model: bm25s.BM25, size: int, terms: Terms = words):
        self._model = model
        self._terms = terms
        self.size = size

    @classmethod
    def build(cls, texts: list[str], terms: Terms = words) -> LexicalIndex:
        """Index `texts`, of which there is at least one."""
        model = bm25s.BM25(method="lucene", k1=K1, b=B)
        model.index([terms(text) or [""] for text in texts], show_progress=False)
        return cls(model, len(texts), terms)

    def save(self, folder: Path) -> None:
        self._model.save(str(folder))
        (folder / "size.json").write_text(json.dumps(self.size), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, terms: Terms = words) -> LexicalIndex:
        """Load what was built with the same `terms`.

        Raises:
            FileNotFoundError: the folder holds no index.
        """
        size = json.loads((folder / "size.json").read_text(encoding="utf-8"))
        return cls(bm25s.BM25.load(str(folder)), size, terms)

    def scores(self, query: str) -> np.ndarray:
        """float32 of shape (size,); zeros where no term of the query is known."""
        known = [term for term in self._terms(query) if term in self._model.vocab_dict]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._model.get_scores(known), dtype=np.float32)

    def share_known(self, query: str) -> float:
        """The share of the query's terms that occur anywhere in the texts, in 0..1."""
        found = self._terms(query)
        return sum(term in self._model.vocab_dict for term in found) / len(found) if found else 0.0
