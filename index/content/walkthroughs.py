"""What users are guided through (model, exercises, bites), with only the cards and sources that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.content.bite import Bite, load_bites, read_bites
from index.content.card import read_card
from index.content.corpus import ALL, Corpus
from index.content.exercise import Exercise, load_exercises, read_exercises
from index.content.model import Model, load_model, read_model
from index.content.problem import Problem
from index.content.source import Source, SourceFile
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml, validate

LINKS = ("card", "cards", "sources")
SOURCE_ID = re.compile(r"^ *-? *id: *(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Walkthroughs:
    """Content of the guided conversations. `corpus` holds only the cards and sources that it links to."""

    model: Model
    exercises: dict[str, Exercise]
    bites: list[Bite]
    corpus: Corpus


def load_walkthroughs(root: Path, overlay: Path | None = None) -> Walkthroughs:
    """Read what users are guided through; cards of a council's overlay replace ours.

    It reads only what is linked to, which takes a fraction of the time of a whole corpus.

    Raises:
        ContentError: with every problem found.
    """
    corpus = _linked(root, overlay)
    return Walkthroughs(load_model(corpus), load_exercises(corpus), load_bites(corpus), corpus)


def check_walkthroughs(corpus: Corpus) -> list[Problem]:
    """Every problem of the model, the exercises and the bites of a corpus."""
    _, problems = read_model(corpus, corpus.root / "model.yml")
    return [
        *problems,
        *read_exercises(corpus, corpus.root / "exercises")[1],
        *read_bites(corpus, corpus.root / "bites")[1],
    ]


def _linked(root: Path, overlay: Path | None) -> Corpus:
    path = root / "vocabulary.yml"
    corpus = Corpus(root, validate(Vocabulary, read_yaml(path), path))
    files = [root / "model.yml", *root.glob("exercises/*.yml"), *root.glob("bites/*.yml")]
    wanted = {name for file in files for name in _links(read_yaml(file))}
    folders = [folder for folder in (root, overlay) if folder is not None]
    for folder in folders:
        for path in folder.glob("cards/**/*.md"):
            if path.stem in wanted:
                card = read_card(path, local=folder == overlay)
                if ALL in card.front.nations:
                    card.front.nations[:] = corpus.vocabulary.ids("nations")
                corpus.cards[card.id] = card
    wanted |= {name for card in corpus.cards.values() for name in card.front.sources}
    for folder in folders:
        for path in folder.glob("sources/*.yml"):
            if wanted & set(SOURCE_ID.findall(path.read_text(encoding="utf-8"))):
                file = validate(SourceFile, read_yaml(path), path)
                for document in file.documents:
                    corpus.sources[document.id] = Source(publisher=file.publisher, short=file.short, **document.dict())
    return corpus


def _links(data: object) -> Iterable[str]:
    """Every name under a key of LINKS, however deep."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in LINKS:
                yield from [value] if isinstance(value, str) else value
            else:
                yield from _links(value)
    elif isinstance(data, list):
        for value in data:
            yield from _links(value)
