"""Storyboard exercises: `corpus/exercises/*.yml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Optional

from pydantic import Field, root_validator

from index.content.corpus import Corpus
from index.content.fields import Slug, Strict
from index.content.problem import ContentError, Problem
from index.content.references import References
from index.content.yaml_file import read_yaml, validate

Role = Literal["gold", "silver", "it", "communications", "service-lead", "member"]
ROLES: tuple[Role, ...] = ("gold", "silver", "it", "communications", "service-lead", "member")
STORY_TIME = re.compile(r"(?P<day>.*?),? (?P<time>\d\d:\d\d)")


class Basis(Strict):
    """A real case that the story leans on, and who says so."""

    text: str
    sources: list[Slug] = Field(min_items=1)
    card: Optional[Slug] = None


class Choice(Strict):
    """One way to decide. `also` are other words for it; `next` is the inject that follows."""

    id: Slug
    label: str = Field(max_length=130)
    also: list[str] = []
    quality: Literal["good", "mixed", "poor"]
    consequence: str
    why: str
    next: Optional[Slug] = None


class Decision(Strict):
    """What the players must decide; guidance and model steps are those that the debrief points to."""

    ask: str
    choices: list[Choice] = Field(min_items=2, max_items=4)
    cards: list[Slug] = Field(min_items=1)
    steps: list[Slug] = Field(min_items=1)

    @root_validator(skip_on_failure=True)
    def _one_is_good(cls, values: dict) -> dict:  # noqa: N805
        if not any(choice.quality == "good" for choice in values["choices"]):
            raise ValueError("one choice must be good")
        return values


class Inject(Strict):
    """One moment of the story. `at` is the story's own time; `next` follows where no choice says otherwise."""

    id: Slug
    at: str
    title: str
    story: str
    by_role: dict[Role, str] = {}
    facilitator: str
    discuss: list[str] = Field(min_items=1)
    decision: Optional[Decision] = None
    next: Optional[Slug] = None


class Exercise(Strict):
    """One exercise. The story begins with its first inject and ends where nothing follows."""

    id: Slug
    title: str
    summary: str
    minutes: int = Field(gt=0)
    nations: list[Slug] = Field(min_items=1)
    also: list[str] = Field(min_items=1)
    setting: str
    aims: list[str] = Field(min_items=1)
    built_on: list[Basis] = Field(min_items=1)
    injects: list[Inject] = Field(min_items=3)
    ending: str
    debrief: list[str] = Field(min_items=2, max_items=5)

    def inject(self, name: str) -> Inject:
        return next(inject for inject in self.injects if inject.id == name)

    def follows(self, inject: Inject, choice: Choice | None = None) -> Inject | None:
        """What comes after an inject and the choice made there; None at the end of the story."""
        name = (choice.next if choice else None) or inject.next
        return self.inject(name) if name else None


def load_exercises(corpus: Corpus, folder: Path | None = None) -> dict[str, Exercise]:
    """Read and cross-check every exercise.

    Raises:
        ContentError: with every problem found in every file.
    """
    exercises, problems = read_exercises(corpus, folder or corpus.root / "exercises")
    if problems:
        raise ContentError(problems)
    return exercises


def read_exercises(corpus: Corpus, folder: Path) -> tuple[dict[str, Exercise], list[Problem]]:
    """Read what can be read, and say what is wrong with the rest."""
    exercises: dict[str, Exercise] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            data = read_yaml(path)
            exercise = validate(Exercise, data, path)
        except ContentError as error:
            problems += error.problems
            continue
        refs = References(corpus, path, data)
        if exercise.id != path.stem:
            refs.report(("id",), f"id is {exercise.id} but the file is {path.name}", "give both the same name")
        _check(exercise, refs)
        problems += refs.problems
        exercises[exercise.id] = exercise
    return exercises, problems


def _check(exercise: Exercise, refs: References) -> None:
    names = [inject.id for inject in exercise.injects]
    refs.once(("injects",), "inject", names)
    refs.known(("nations",), "nation", exercise.nations, {*refs.corpus.vocabulary.ids("nations"), "all"})
    for number, basis in enumerate(exercise.built_on):
        refs.sources(("built_on", number), basis.sources)
        refs.cards(("built_on", number), [basis.card] if basis.card else [])
    for number, inject in enumerate(exercise.injects):
        loc = ("injects", number)
        refs.known((*loc, "next"), "inject", [inject.next] if inject.next else [], names)
        if inject.decision is None:
            continue
        refs.cards((*loc, "decision", "cards"), inject.decision.cards)
        refs.known((*loc, "decision", "steps"), "step", inject.decision.steps, refs.corpus.vocabulary.ids("steps"))
        choices = inject.decision.choices
        refs.once((*loc, "decision", "choices"), "choice", [choice.id for choice in choices])
        refs.once(
            (*loc, "decision", "choices"), "way to say it", [words for choice in choices for words in choice.also]
        )
        for place, choice in enumerate(choices):
            at = (*loc, "decision", "choices", place, "next")
            refs.known(at, "inject", [choice.next] if choice.next else [], names)
    if not refs.problems:
        _check_story(exercise, refs)


def _check_story(exercise: Exercise, refs: References) -> None:
    """Every inject can be reached, in the order of the story's time and in no circle, and every role is spoken to.

    The strong choice does not always stand in the same place, where players would soon look for it.
    """
    reached: set[str] = set()
    _follow(exercise, exercise.injects[0], (), reached, refs)
    for number, inject in enumerate(exercise.injects):
        if inject.id not in reached:
            refs.report(
                ("injects", number), f"nothing leads to the inject {inject.id}", "name it in a next, or remove it"
            )
    for role in ROLES:
        if not any(role in inject.by_role for inject in exercise.injects):
            refs.report(("injects",), f"the story never speaks to {role}", "give one inject a line for it in by_role")
    places = [_strong(inject.decision) for inject in exercise.injects if inject.decision]
    if len(places) > 2 and len(set(places)) == 1:
        what = f"the strong choice is number {places[0]} in every decision"
        refs.report(("injects",), what, "change the order of some choices, so that nobody can guess it")


def _strong(decision: Decision) -> int:
    return next(number for number, choice in enumerate(decision.choices, 1) if choice.quality == "good")


def _goes_back(inject: Inject, following: Inject) -> bool:
    """Whether the second inject stands earlier on the same day of the story."""
    before, after = STORY_TIME.fullmatch(inject.at), STORY_TIME.fullmatch(following.at)
    return bool(before and after and before["day"] == after["day"] and after["time"] < before["time"])


def _follow(exercise: Exercise, inject: Inject, trail: tuple[str, ...], reached: set[str], refs: References) -> None:
    if inject.id in trail:
        refs.report(("injects",), f"the story runs in a circle at {inject.id}", "let it go on to a later inject")
        return
    if inject.id in reached:
        return
    choices = inject.decision.choices if inject.decision else [None]
    followed = (exercise.follows(inject, choice) for choice in choices)
    for following in {entry.id: entry for entry in followed if entry}.values():
        if _goes_back(inject, following):
            what = f"{inject.id} ({inject.at}) is followed by {following.id} ({following.at})"
            refs.report(("injects",), what, "put right the time of one of them")
        _follow(exercise, following, (*trail, inject.id), reached, refs)
    reached.add(inject.id)
