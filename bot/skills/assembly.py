"""The skills of one installation, put together from its folders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, TypeVar

from bot.documents import DocumentStore
from bot.handover import HandOver, read_settings
from bot.replies import Reply
from bot.skills.answer import Answer
from bot.skills.ask import Ask
from bot.skills.choosing import Choosing
from bot.skills.chosen import Chosen
from bot.skills.compare import Compare
from bot.skills.define import Define
from bot.skills.exercise import Exercise
from bot.skills.find import Find
from bot.skills.follow_up import FollowUp
from bot.skills.gate import Gate
from bot.skills.guides import Guides
from bot.skills.introductions import Introductions
from bot.skills.learn import Learn
from bot.skills.paging import Paging
from bot.skills.records import Records
from bot.skills.router import Router
from bot.skills.triage import Flow, Triage
from bot.skills.triage.whereabouts import Whereabouts
from bot.skills.turn import Turn
from bot.skills.walk import Walk
from bot.skills.wanted import Wanted
from index.build import FOLLOW_UPS, TOLD, current
from index.content.bundle import Content
from index.encoder import Encoder, folder_name
from index.label_classifier import LabelClassifier
from index.manifest import MEND, IndexUnusable
from index.paths import Paths
from index.retriever import Retriever
from index.settings import Settings, load_settings
from index.told import Told

Learned = TypeVar("Learned")


@dataclass(frozen=True)
class Skills:
    """Everything that the actions call."""

    retriever: Retriever
    answer: Answer
    ask: Ask
    route: Router
    triage: Triage
    guides: Guides
    gate: Gate
    records: Records
    documents: DocumentStore


def encoder_folder(paths: Paths) -> str:
    """The name of the folder of the exported encoder; the last that there is where the settings name none."""
    weights = load_settings().encoder.sha256
    if weights:
        return folder_name(weights)
    return max((path.parent.name for path in paths.encoder.glob("*/encoder.json")), default=folder_name(weights))


def load_encoder(paths: Paths, threads: int = 1) -> Encoder:
    """Raises EncoderMissing where none was exported."""
    return Encoder.load(paths.encoder / encoder_folder(paths), threads)


def assemble(paths: Paths, encoder: Encoder | None = None) -> Skills:
    """Load the index and make the skills.

    Raises:
        EncoderMissing, IndexUnusable: with the command that mends it.
    """
    settings: Settings = load_settings()
    encoder = encoder or load_encoder(paths)
    retriever = Retriever.load(paths.index, encoder, settings)
    content = _content(paths)
    introduced = Introductions(retriever.vocabulary, Whereabouts(content.library.common).nation)
    answer = Answer(retriever, settings, introduced)
    ask = ask_of(retriever, settings, answer, load_follow_ups(paths))
    route = Router(ask, ask.goes_on)
    documents = DocumentStore(paths.state / "documents")
    triage = _triage(paths, content, documents, route, encoder)
    return Skills(
        retriever=retriever,
        answer=answer,
        ask=ask,
        route=route,
        triage=triage,
        guides=_guides(content, triage, documents, route, encoder),
        gate=Gate(retriever, answer, triage.tells, ask.continues),
        records=Records(paths.state),
        documents=documents,
    )


def ask_of(
    retriever: Retriever,
    settings: Settings,
    answer: Optional[Answer] = None,
    follow_ups: Optional[LabelClassifier] = None,
) -> Ask:
    """The skill that answers questions and what follows on from them.

    Args:
        follow_ups: what was learned of messages that follow an answer; without it only rules hear them.
    """
    answer = answer or Answer(retriever, settings)
    follow_up = FollowUp(retriever, answer.showing)
    define = Define(retriever, answer.showing)
    compare = Compare(retriever, answer.showing, define)
    find = Find(retriever, settings)
    wanted = Wanted(follow_ups, (lambda texts: retriever.encoder.encode(list(texts))) if follow_ups else None)
    choosing, chosen = Choosing(retriever), Chosen(retriever, answer.showing, follow_up)
    paging = Paging(retriever, find, answer.showing)
    return Ask(answer, follow_up, paging, find, compare, define, wanted, choosing, chosen)


def _content(paths: Paths) -> Content:
    try:
        return Content.load(current(paths.index))
    except (OSError, ValueError) as error:
        raise IndexUnusable(f"the content kept with the index cannot be read ({error}): {MEND}") from error


def load_told(paths: Paths) -> Optional[Told]:
    """What triage learned; None where the corpus holds nothing to learn from. Raises IndexUnusable."""
    return _learned(current(paths.index) / TOLD, Told.load, "what triage learned, kept with the index,")


def load_follow_ups(paths: Paths) -> Optional[LabelClassifier]:
    """What was learned of messages that follow an answer; None where the corpus holds none. Raises IndexUnusable."""
    return _learned(current(paths.index) / FOLLOW_UPS, LabelClassifier.load, "what was learned of follow-ups")


def _learned(path: Path, load: Callable[[Path], Learned], what: str) -> Optional[Learned]:
    if not path.exists():
        return None
    try:
        return load(path)
    except (OSError, ValueError, KeyError) as error:
        raise IndexUnusable(f"{what} cannot be read ({error}): {MEND}") from error


def _aside(route: Router) -> Callable[[Turn], Reply]:
    return lambda turn: route(turn).reply


def _triage(paths: Paths, content: Content, documents: DocumentStore, route: Router, encoder: Encoder) -> Triage:
    own = read_settings(paths.overlay)
    return Triage(
        Flow(
            paths.corpus,
            documents,
            _aside(route),
            corpus=content.corpus,
            library=content.library,
            overlay=paths.overlay,
            hand_over=HandOver(own) if own else None,
            told=load_told(paths),
            encode=encoder.encode,
        )
    )


def _guides(content: Content, triage: Triage, documents: DocumentStore, route: Router, encoder: Encoder) -> Guides:
    corpus, aside = content.corpus, _aside(route)
    return Guides(
        {
            "triage": triage,
            "walk": Walk(content.model, corpus, documents, aside),
            "exercise": Exercise(content.exercises, corpus, documents, aside, encoder.encode),
            "learn": Learn(content.bites, corpus, documents, aside, encoder.encode),
        }
    )
