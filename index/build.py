"""Building the index: atomic, incremental, with a manifest of what it was built from."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np

from index.answerability import Answerability
from index.card_classifier import CardClassifier
from index.content.bundle import CODE, Content, load_content
from index.coverage import Coverage, Lexicon
from index.dense import DenseIndex
from index.encoder import Encoder
from index.label_classifier import LabelClassifier
from index.learning import learn, mark_of
from index.lexical import LexicalIndex, pairs
from index.manifest import FORMAT, IndexUnusable, Manifest, compare, hash_file, hash_files, package_versions
from index.passages import Passage, cut
from index.settings import FILE as SETTINGS_FILE
from index.settings import Settings
from index.told import FOLDER as TOLD
from index.told import Told, said_in, texts_of

ANSWERABILITY = "answerability.npy"
CLASSIFIER = "card-classifier.npy"
CURRENT = "CURRENT"
FOLLOW_UPS = "follow-ups.npz"
GLOSSARY = "glossary.json"
MANIFEST = "manifest.json"
PASSAGES = "passages.json"
QUESTIONS = "questions.json"
VECTORS = "vectors.npz"
VOCABULARY = "vocabulary.json"
# Seconds after which what a killed build left is removed; younger, it may be another build at work.
ABANDONED = 3600

# What is read of a corpus. The code that reads it counts too: what it made of the content is kept with the index.
PATTERNS = ("*.yml", "*/*.yml", "cards/**/*.md")

Report = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build did: where it is, its counts, how many texts were embedded anew."""

    folder: Path
    counts: dict[str, int]
    embedded: int
    reused: bool


def content_files(root: Path, overlay: Path | None = None) -> list[Path]:
    """Every file of the corpus that the index depends on, sorted."""
    folders = [folder for folder in (root, overlay) if folder]
    content = {path for folder in folders for pattern in PATTERNS for path in folder.glob(pattern)}
    return sorted(content | set(CODE.glob("*.py")))


def current(root: Path) -> Path:
    """The folder of the present index under `root`.

    Raises:
        IndexUnusable: there is none.
    """
    pointer = root / CURRENT
    folder = root / pointer.read_text(encoding="utf-8").strip() if pointer.exists() else root / "none"
    Manifest.load(folder / MANIFEST)
    return folder


def build_index(
    corpus_root: Path,
    target: Path,
    encoder: Encoder,
    settings: Settings,
    overlay: Path | None = None,
    report: Report = lambda line: None,
) -> Built:
    """Build the index of a corpus under `target`, or find that it is up to date.

    The new index is written beside the old one and takes its place by one rename of a pointer file, so that a
    build cut short leaves the old index as it was. Texts whose words did not change keep their vectors.

    Raises:
        ContentError: the corpus has errors; the old index stays.
        OSError: the disk is full; the old index stays.
    """
    files = hash_files(content_files(corpus_root, overlay), corpus_root)
    mark = hash_file(SETTINGS_FILE)
    old = _previous(target)
    if old and old[1].encoder == encoder.checksum and old[1].settings == mark and compare(old[1], files).fresh:
        return Built(old[0], old[1].counts, embedded=0, reused=True)

    report("reading the corpus")
    content = load_content(corpus_root, overlay)
    corpus = content.corpus
    parts = _Parts.of(content, cut(corpus, encoder.count_tokens, settings.passages.max_tokens))
    texts = parts.texts
    known = known_vectors(old[0]) if old and old[1].encoder == encoder.checksum else {}
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    report(f"embedding {len(missing)} of {len(set(texts))} texts")
    known.update(zip(missing, encoder.encode(missing)))

    vectors = np.stack([known[text] for text in texts]).astype(np.float32)
    counts = {
        "cards": len(parts.cards),
        "passages": len(parts.passages),
        "questions": len(parts.questions),
        "sources": len(corpus.sources),
        "contacts": len(corpus.contacts),
        "glossary": len(corpus.glossary),
    }
    manifest = Manifest(FORMAT, encoder.checksum, mark, files, package_versions(), counts)
    report("writing the index")
    near = settings.coverage.nearest_from
    before = old[0] if old else None
    folder = _publish(target, lambda scratch: _write(scratch, content, parts, vectors, near, manifest, before))
    return Built(folder, counts, embedded=len(missing), reused=False)


@dataclass(frozen=True)
class _Parts:
    """What a corpus is searched by.

    Attributes:
        questions: each with the id of its passage.
        cards: all that each card says and is asked, by its id, sorted.
        gaps: questions that no card answers.
        told: what people say in an incident, of which triage learns.
        follow_ups: what each message wants that follows an answer.
    """

    passages: list[Passage]
    questions: list[tuple[str, str]]
    cards: dict[str, str]
    lexicon: Lexicon
    gaps: list[str]
    told: list[str]
    follow_ups: dict[str, str]

    @classmethod
    def of(cls, content: Content, passages: list[Passage]) -> _Parts:
        texts = _texts_of_cards(passages)
        questions = [(question, passage.id) for passage in passages for question in passage.questions]
        gaps = [gap.question for gap in content.corpus.gaps]
        follow_ups = {text: wants for wants, said in content.corpus.follow_ups.items() for text in said}
        lexicon = Lexicon.of(list(texts.values()))
        return cls(passages, questions, texts, lexicon, gaps, texts_of(content.library), follow_ups)

    @property
    def texts(self) -> list[str]:
        """All that is embedded, in order: passages, questions, the lexicon's words, gaps, what is told, follow-ups."""
        passages = [passage.embed for passage in self.passages]
        return [*passages, *self.asked, *self.lexicon.words, *self.gaps, *self.told, *self.follow_ups]

    @property
    def asked(self) -> list[str]:
        return [question for question, _ in self.questions]


def _write(
    folder: Path,
    content: Content,
    parts: _Parts,
    vectors: np.ndarray,
    nearest_from: float,
    manifest: Manifest,
    before: Optional[Path] = None,
) -> None:
    passages, questions, lexicon = parts.passages, parts.questions, parts.lexicon
    ends = np.cumsum([len(passages), len(questions), len(lexicon.words), len(parts.gaps), len(parts.told)])
    of_passages, of_questions, of_words, of_gaps, of_told, of_follow_ups = np.split(vectors, ends)
    DenseIndex.build(of_passages).save(folder / "passages.faiss")
    DenseIndex.build(of_questions).save(folder / "questions.faiss")
    rows = {card: number for number, card in enumerate(parts.cards)}
    of_question = [question_card.split("#")[0] for _, question_card in questions]
    cards = np.array([rows[card] for card in [*(passage.card for passage in passages), *of_question]])
    CardClassifier.train(vectors[: ends[1]], cards, len(rows)).save(folder / CLASSIFIER)
    Answerability.train((parts.asked, of_questions), (parts.gaps, of_gaps)).save(folder / ANSWERABILITY)
    LexicalIndex.build(list(parts.cards.values())).save(_made(folder / "lexical"))
    LexicalIndex.build(list(parts.cards.values()), pairs).save(_made(folder / "lexical-pairs"))
    LexicalIndex.build(parts.asked).save(_made(folder / "lexical-questions"))
    Coverage.build(lexicon, of_words, nearest_from).save(_made(folder / "coverage"))
    library = content.library
    if library.openings and library.requests and library.tellings:
        mark = mark_of(said_in(library), manifest.encoder)
        told = dict(zip(parts.told, of_told))
        learn(TOLD, mark, folder, before, lambda path: Told.train(library, told).save(path))
    if parts.follow_ups:
        wants = [[want] for want in parts.follow_ups.values()]
        mark, said = mark_of(parts.follow_ups, manifest.encoder), list(parts.follow_ups)
        learn(
            FOLLOW_UPS,
            mark,
            folder,
            before,
            lambda path: LabelClassifier.train(said, of_follow_ups, wants).save(path),
        )
    np.savez(folder / VECTORS, texts=np.array(parts.texts), vectors=vectors)
    _dump(folder / PASSAGES, [json.loads(passage.json()) for passage in passages])
    _dump(folder / QUESTIONS, [{"question": question, "passage": passage} for question, passage in questions])
    _dump(folder / GLOSSARY, [json.loads(entry.json()) for entry in content.corpus.glossary.values()])
    _dump(folder / VOCABULARY, json.loads(content.corpus.vocabulary.json()))
    content.save(folder)
    manifest.save(folder / MANIFEST)


def _texts_of_cards(passages: list[Passage]) -> dict[str, str]:
    """All that each card says and all that it is asked, by its id, sorted."""
    texts: dict[str, list[str]] = {}
    for passage in sorted(passages, key=lambda passage: passage.card):
        texts.setdefault(passage.card, []).extend([passage.embed, *passage.questions])
    return {card: "\n".join(said) for card, said in texts.items()}


def _publish(target: Path, write: Callable[[Path], None]) -> Path:
    target.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".building-", dir=target))
    try:
        write(scratch)
        folder = target / scratch.name.replace(".building-", "index-")
        scratch.rename(folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    pointer = target / f".{CURRENT}"
    pointer.write_text(folder.name, encoding="utf-8")
    pointer.replace(target / CURRENT)
    abandoned = [path for path in target.glob(".building-*") if path.stat().st_mtime < time.time() - ABANDONED]
    for other in [*target.glob("index-*"), *abandoned]:
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return folder


def _previous(target: Path) -> tuple[Path, Manifest] | None:
    try:
        folder = current(target)
        return folder, Manifest.load(folder / MANIFEST)
    except IndexUnusable:
        return None


def known_vectors(folder: Path) -> dict[str, np.ndarray]:
    """The vector of every text of an index: passages, questions of cards, what is told; {} if unreadable."""
    try:
        with np.load(folder / VECTORS) as stored:
            return dict(zip(stored["texts"].tolist(), stored["vectors"]))
    except (OSError, ValueError, KeyError):
        return {}


def _dump(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
