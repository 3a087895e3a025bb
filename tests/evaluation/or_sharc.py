"""OR-ShARC, development split: the retriever's parts and weights as shipped, on texts that it never saw."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from index.card_classifier import CardClassifier
from index.coverage import Coverage, Lexicon
from index.dense import DenseIndex
from index.encoder import Encoder
from index.lexical import LexicalIndex, pairs
from index.ranking import Evidence, Ranking
from index.settings import Settings
from tests.evaluation.metrics import mrr_at, success_at

FOLDER = Path(__file__).parents[2].parent / "shared" / "bench" / "or_sharc"


def run(encoder: Encoder, settings: Settings, folder: Path = FOLDER) -> dict[str, float]:
    """Top-1 and mean reciprocal rank; empty where the benchmark is not at hand."""
    if not folder.exists():
        return {}
    snippets = json.loads((folder / "id2snippet.json").read_text(encoding="utf-8"))
    lines = (folder / "open_retrieval_sharc_dev.json").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines if line.strip()]
    queries = list({f"{item['question']} {item['scenario']}": item["gold_snippet_id"] for item in items}.items())
    ids, texts = list(snippets), list(snippets.values())

    vectors = encoder.encode(texts)
    dense, lexicon = DenseIndex.build(vectors), Lexicon.of(texts)
    lexical, neighbours = LexicalIndex.build(texts), LexicalIndex.build(texts, pairs)
    coverage = Coverage.build(lexicon, encoder.encode(lexicon.words), settings.coverage.nearest_from)
    each, none = np.arange(len(texts)), np.array([], dtype=int)
    classifier = CardClassifier.train(vectors, each, len(texts))
    ranking = Ranking(each, none, np.zeros(len(texts)), settings.ranking, settings.calibration)
    ranks = []
    for (query, gold), vector in zip(queries, encoder.encode([query for query, _ in queries])):
        evidence = Evidence(
            dense.similarities(vector),
            np.zeros(0),
            lexical.scores(query),
            neighbours.scores(query),
            np.zeros(0),
            coverage.scores(query),
            classifier.scores(vector),
            lexical.share_known(query),
            np.zeros(len(texts), dtype=np.float32),
            0.0,
        )
        order = np.argsort(-ranking.scores(ranking.features(evidence)))
        ranks.append(int(np.flatnonzero(order == ids.index(gold))[0]))
    found = np.array(ranks)
    return {"or_sharc_dev_top1": success_at(found, 1), "or_sharc_dev_mrr": mrr_at(found, len(texts))}
