"""The skills of one installation, put together from its folders."""

from __future__ import annotations

from dataclasses import dataclass

from bot.documents import DocumentStore
from bot.skills.answer import Answer
from bot.skills.find import Find
from bot.skills.records import Records
from index.encoder import Encoder
from index.paths import Paths
from index.retriever import Retriever
from index.settings import Settings, load_settings


@dataclass(frozen=True)
class Skills:
    """Everything that the actions call."""

    retriever: Retriever
    answer: Answer
    find: Find
    records: Records
    documents: DocumentStore


def encoder_folder(paths: Paths) -> str:
    """The name of the folder of the exported encoder: the first 16 digits of its weights' SHA-256."""
    folders = sorted(path.parent.name for path in paths.encoder.glob("*/encoder.json"))
    wanted = load_settings().encoder.sha256[:16]
    return wanted if wanted in folders or not folders else folders[-1]


def load_encoder(paths: Paths, threads: int = 1) -> Encoder:
    """Raises EncoderMissing where none was exported."""
    return Encoder.load(paths.encoder / encoder_folder(paths), threads)


def assemble(paths: Paths, encoder: Encoder | None = None) -> Skills:
    """Load the index and make the skills.

    Raises:
        EncoderMissing, IndexUnusable: with the command that mends it.
    """
    settings: Settings = load_settings()
    retriever = Retriever.load(paths.index, encoder or load_encoder(paths), settings)
    return Skills(
        retriever=retriever,
        answer=Answer(retriever, settings),
        find=Find(retriever),
        records=Records(paths.state),
        documents=DocumentStore(paths.state / "documents"),
    )


