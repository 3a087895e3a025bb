"""Finding the passage that answers a question."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np
from pydantic import parse_obj_as
from rapidfuzz import fuzz

from index.answerability import Answerability
from index.asked_for import asked_for, held
from index.build import (
    ANSWERABILITY,
    CLASSIFIER,
    GLOSSARY,
    MANIFEST,
    PASSAGES,
    QUESTIONS,
    VOCABULARY,
    content_files,
    current,
)
from index.card_classifier import CardClassifier
from index.content.corpus import EVERYONE
from index.content.glossary import Entry
from index.content.vocabulary import Vocabulary
from index.coverage import Coverage
from index.dense import DenseIndex
from index.encoder import Encoder
from index.lexical import LexicalIndex, pairs
from index.manifest import MEND, Freshness, IndexUnusable, Manifest, compare, hash_files
from index.passages import Passage
from index.query import QueryReader
from index.ranking import Evidence, Ranking
from index.settings import Settings
from index.spelling import Speller

# A question that is so like the title of a card, of 100, asks for it.
TITLED = 90
FIRST_MINUTES = "first-minutes-"


@dataclass(frozen=True)
class Hit:
    """A passage found.

    Attributes:
        score: what it was ranked by; comparable within one search only.
        confidence: how likely it is that the passage answers, in 0..1; comparable between searches.
    """

    passage: Passage
    score: float
    confidence: float


class Retriever:
    """Ranks the passages of one index for a query.

    Attributes:
        passages: every passage, those of a card together, its answer first.
        cards: the ids of the cards, in the order of the rows of all that is said of cards.
    """

    def __init__(
        self,
        passages: list[Passage],
        question_rows: np.ndarray,
        dense: tuple[DenseIndex, DenseIndex],
        lexical: tuple[LexicalIndex, LexicalIndex, LexicalIndex],
        coverage: Coverage,
        classifier: CardClassifier,
        answerability: Answerability,
        encoder: Encoder,
        settings: Settings,
        glossary: list[Entry],
        vocabulary: Vocabulary,
        manifest: Manifest,
    ):
        self.passages = passages
        self.glossary = glossary
        self.vocabulary = vocabulary
        self.manifest = manifest
        self.encoder = encoder
        self.cards = sorted({passage.card for passage in passages})
        self._by_id = {passage.id: passage for passage in passages}
        self._by_card: dict[str, list[int]] = {card: [] for card in self.cards}
        for row, passage in enumerate(passages):
            self._by_card[passage.card].append(row)
        self._dense, self._dense_questions = dense
        self._lexical, self._lexical_pairs, self._lexical_questions = lexical
        self._coverage = coverage
        self._classifier = classifier
        self._answerability = answerability
        # Within a card its answer is shown unless another section comes that much nearer.
        self._before_others = np.zeros(len(passages), dtype=np.float32)
        self._before_others[[rows[0] for rows in self._by_card.values()]] = settings.ranking.answer_first
        numbers = {card: number for number, card in enumerate(self.cards)}
        of_passage = np.array([numbers[passage.card] for passage in passages])
        first_minutes = np.array([card.startswith(FIRST_MINUTES) for card in self.cards])
        self.ranking = Ranking(
            of_passage, of_passage[question_rows], first_minutes, settings.ranking, settings.calibration
        )
        self._nations = {
            nation: np.array([nation in passages[self._by_card[card][0]].nations for card in self.cards])
            for nation in vocabulary.ids("nations")
        }
        self._audiences = {
            audience: np.array([self._is_for(card, audience) for card in self.cards], dtype=np.float32)
            for audience in vocabulary.ids("audiences")
        }
        texts = [text for passage in passages for text in (passage.embed, *passage.questions)]
        self._reader = QueryReader(glossary, Speller(texts))
        self._held = {card: self._holds(card) for card in self.cards}
        self._judgement = settings.judgement

    @classmethod
    def load(cls, root: Path, encoder: Encoder, settings: Settings) -> Retriever:
        """Load the present index under `root`.

        Raises:
            IndexUnusable: it is missing, broken or was built with another encoder.
        """
        folder = current(root)
        manifest = Manifest.load(folder / MANIFEST)
        if manifest.encoder != encoder.checksum:
            raise IndexUnusable(f"the index was built with another encoder ({manifest.encoder[:16]}): {MEND}")
        try:
            passages = [Passage.parse_obj(item) for item in _read(folder / PASSAGES)]
            rows = {passage.id: number for number, passage in enumerate(passages)}
            return cls(
                passages,
                np.array([rows[item["passage"]] for item in _read(folder / QUESTIONS)], dtype=int),
                (DenseIndex.load(folder / "passages.faiss"), DenseIndex.load(folder / "questions.faiss")),
                (
                    LexicalIndex.load(folder / "lexical"),
                    LexicalIndex.load(folder / "lexical-pairs", pairs),
                    LexicalIndex.load(folder / "lexical-questions"),
                ),
                Coverage.load(folder / "coverage"),
                CardClassifier.load(folder / CLASSIFIER),
                Answerability.load(folder / ANSWERABILITY),
                encoder,
                settings,
                parse_obj_as(list[Entry], _read(folder / GLOSSARY)),
                Vocabulary.parse_obj(_read(folder / VOCABULARY)),
                manifest,
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise IndexUnusable(f"the index in {folder} is broken ({error}): {MEND}") from error

    def freshness(self, corpus: Path, overlay: Path | None = None) -> Freshness:
        """What changed in the corpus since the index was built."""
        return compare(self.manifest, hash_files(content_files(corpus, overlay), corpus))

    def passage(self, name: str) -> Passage:
        """The passage of this id. Raises KeyError."""
        return self._by_id[name]

    def card(self, name: str) -> list[Passage]:
        """The passages of a card in order, the answer first; empty where there is no such card."""
        return [self.passages[row] for row in self._by_card.get(name, [])]

    def section(self, card: str, query: str, without: Collection[str] = ()) -> Optional[Passage]:
        """The section of a card that comes nearest to a query, its answer apart; None where it has no other.

        Args:
            without: headings of sections that are no answer to it.
        """
        rows = [row for row in self._by_card.get(card, [])[1:] if self.passages[row].heading not in without]
        if not rows:
            return None
        nearness = self._dense.similarities(self.encoder.encode([self._reader.read(query).meaning])[0])
        return self.passages[max(rows, key=nearness.__getitem__)]

    def spelt(self, text: str) -> str:
        """The text with its misspelt words repaired towards those of the corpus."""
        return self._reader.spelt(text)

    def search(
        self,
        query: str,
        vector: Optional[np.ndarray] = None,
        nation: Optional[str] = None,
        limit: int = 10,
        role: Optional[str] = None,
    ) -> list[Hit]:
        """The best passages, at most one a card, best first.

        Args:
            query: the question in the user's words.
            vector: its embedding, unit length, where the caller has it already.
            nation: an id of the vocabulary; passages that are not for it are left out.
            role: an audience of the vocabulary; cards that are written for it come nearer.
        """
        evidence = self.evidence(query, vector, role)
        scores = self.ranking.scores(self.ranking.features(evidence))
        scores = np.where(self.open_to(nation), scores, -np.inf)
        best = np.argsort(-scores)[:limit]
        best = best[np.isfinite(scores[best])]
        if not len(best):
            return []
        confidence = self.ranking.confidence(self.ranking.signs(evidence, scores, best))
        wanted, most = asked_for(query), self._most(evidence, query, self.cards[int(best[0])])
        less = self._judgement.without_what_is_asked
        nearness = (evidence.meaning + self._before_others).tolist()
        return [
            Hit(
                self._section(self.cards[row], nearness),
                score,
                min(most, sure * (1.0 if wanted <= self._held[self.cards[row]] else less)),
            )
            for row, score, sure in zip(best.tolist(), scores[best].tolist(), confidence.tolist())
        ]

    def _most(self, evidence: Evidence, query: str, best: str) -> float:
        """The most that any card may be sure of: less than a plain answer takes, where a gap is likely.

        None is where the question is as good as one that a card answers, or as the title of the best.
        """
        likely = evidence.gap >= self._judgement.gap_from and evidence.asked.max() < self._judgement.own_from
        likely = likely and fuzz.token_sort_ratio(query.lower(), self.card(best)[0].title.lower()) < TITLED
        return float(np.nextafter(self._judgement.plain, 0.0)) if likely else 1.0

    def open_to(self, nation: Optional[str]) -> np.ndarray:
        """Which cards are for a nation, bool of shape (cards,); all where the nation is not known."""
        return self._nations.get(nation or "", np.ones(len(self.cards), dtype=bool))

    def evidence(self, query: str, vector: Optional[np.ndarray] = None, role: Optional[str] = None) -> Evidence:
        """What each search says of the query, and which cards suit who asks."""
        read = self._reader.read(query)
        if vector is None or read.meaning != query:
            vector = self.encoder.encode([read.meaning])[0]
        return Evidence(
            meaning=self._dense.similarities(vector),
            asked=self._dense_questions.similarities(vector),
            words=self._lexical.scores(read.words),
            pairs=self._lexical_pairs.scores(read.words),
            asked_words=self._lexical_questions.scores(read.words),
            covered=self._coverage.scores(read.words),
            classifier=self._classifier.scores(vector),
            known=self._lexical.share_known(read.meaning),
            suits=self._audiences.get(role or "", np.zeros(len(self.cards), dtype=np.float32)),
            gap=self._answerability.gap(read.meaning, vector),
        )

    def _is_for(self, card: str, audience: str) -> bool:
        audiences = self.passages[self._by_card[card][0]].audiences
        return audience in audiences or EVERYONE in audiences

    def _holds(self, card: str) -> set[str]:
        passages = self.card(card)
        verbatim = {"wording"} if any(passage.words_of for passage in passages) else set()
        return held("\n".join(passage.plain for passage in passages)) | verbatim

    def _section(self, card: str, nearness: list[float]) -> Passage:
        return self.passages[max(self._by_card[card], key=nearness.__getitem__)]


def _read(path: Path) -> list:  # type: ignore[type-arg]
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
