"""Awareness in two minutes: `corpus/bites/*.yml`."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, root_validator

from index.content.corpus import EVERYONE, Corpus
from index.content.fields import Slug, Strict
from index.content.problem import ContentError, Problem
from index.content.references import References
from index.content.yaml_file import read_yaml, validate


class Option(Strict):
    """One answer to the question at the end, and what to say to somebody who chose it."""

    label: str = Field(max_length=130)
    also: list[str] = []
    right: bool = False
    say: str


class Quiz(Strict):
    ask: str
    options: list[Option] = Field(min_items=2, max_items=4)

    @root_validator(skip_on_failure=True)
    def _one_is_right(cls, values: dict) -> dict:  # noqa: N805
        if sum(option.right for option in values["options"]) != 1:
            raise ValueError("exactly one option must be right")
        return values


class Bite(Strict):
    """One thing to learn. `also` are words by which a user asks for it; `card` says more.

    `sources` are those of facts that the card does not have.
    """

    id: Slug
    title: str
    audiences: list[Slug] = Field(min_items=1)
    also: list[str] = []
    teach: str
    card: Slug
    sources: list[Slug] = []
    quiz: Quiz


class BiteFile(Strict):
    bites: list[Bite] = Field(min_items=1)


def load_bites(corpus: Corpus, folder: Path | None = None) -> list[Bite]:
    """Read and cross-check every bite, in the order of files and lines.

    Raises:
        ContentError: with every problem found in every file.
    """
    bites, problems = read_bites(corpus, folder or corpus.root / "bites")
    if problems:
        raise ContentError(problems)
    return bites


def read_bites(corpus: Corpus, folder: Path) -> tuple[list[Bite], list[Problem]]:
    """Read what can be read, and say what is wrong with the rest."""
    bites: list[Bite] = []
    problems: list[Problem] = []
    audiences = {*corpus.vocabulary.ids("audiences"), EVERYONE}
    for path in sorted(folder.glob("*.yml")):
        try:
            data = read_yaml(path)
            file = validate(BiteFile, data, path)
        except ContentError as error:
            problems += error.problems
            continue
        refs = References(corpus, path, data)
        refs.once(("bites",), "bite", [bite.id for bite in [*bites, *file.bites]])
        for number, bite in enumerate(file.bites):
            refs.known(("bites", number, "audiences"), "audience", bite.audiences, audiences)
            refs.cards(("bites", number, "card"), [bite.card])
            options = bite.quiz.options
            refs.once(("bites", number), "way to say it", [words for option in options for words in option.also])
            refs.sources(("bites", number), bite.sources)
        problems += refs.problems
        bites += file.bites
    return bites, problems
