"""The model that users walk: `corpus/model.yml`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Optional

from pydantic import Field, root_validator

from index.content.corpus import Corpus
from index.content.fields import Slug, Strict
from index.content.problem import ContentError, Problem
from index.content.references import References
from index.content.yaml_file import read_yaml, validate

FEWEST, MOST = 2, 5


class Person(Strict):
    """Somebody who owns steps and actions or can answer a question; `id` is an audience."""

    id: Slug
    label: str


class Route(Strict):
    """How one group of roles walks the model.

    `also` are words by which a user chooses it. With `evidence` each question names the evidence to look
    for; with `brief` a step is told in as few words as possible. `words` is the most that a whole walk may
    take to read.
    """

    id: Slug
    label: str
    minutes: int = Field(gt=0)
    audiences: list[Slug] = Field(min_items=1)
    also: list[str] = []
    evidence: bool = False
    brief: bool = False
    words: Optional[int] = None


class Item(Strict):
    """One part of an official framework."""

    id: str
    label: str


class Framework(Strict):
    """An official framework that answers are mapped to, and the sources that name its parts."""

    id: Slug
    name: str
    short: str
    sources: list[Slug] = Field(min_items=1)
    items: list[Item] = Field(min_items=1)

    def label(self, item: str) -> str:
        return next((entry.label for entry in self.items if entry.id == item), item)


class Case(Strict):
    """What happened somewhere, and who says so."""

    title: str
    text: str
    sources: list[Slug] = Field(min_items=1)
    card: Optional[Slug] = None


class Action(Strict):
    """What closes a gap. `risk` (1 to 5) is how much risk it takes away, `effort` (1 to 5) what it costs."""

    do: str
    first_step: str
    owner: Slug
    risk: int = Field(ge=1, le=5)
    effort: int = Field(ge=1, le=5)
    done_when: str
    cards: list[Slug] = []


class Question(Strict):
    """One self-assessment question; `ask_as` words it for a route, `whom` can tell who does not know."""

    id: Slug
    routes: list[Slug] = Field(min_items=1)
    ask: str
    ask_as: dict[Slug, str] = {}
    explain: str
    evidence: str
    whom: Slug
    maps: dict[Slug, list[str]] = Field(min_items=1)  # of each list; the check sees to the whole
    action: Action

    def wording(self, route: str) -> str:
        return self.ask_as.get(route, self.ask)


class Step(Strict):
    """One step of the model."""

    id: Slug
    title: str
    purpose: str
    why: str
    owner: Slug
    case: Case
    good: list[str] = Field(min_items=1)
    unsafe: list[str] = Field(min_items=1)
    outputs: list[str] = Field(min_items=1)
    next: str
    cards: list[Slug] = []
    questions: list[Question] = Field(min_items=FEWEST)

    @property
    def maps(self) -> dict[str, list[str]]:
        """The parts of each framework that the step's questions count towards, in order."""
        found: dict[str, set[str]] = {}
        for question in self.questions:
            for framework, items in question.maps.items():
                found.setdefault(framework, set()).update(items)
        return {framework: sorted(items, key=lambda item: (len(item), item)) for framework, items in found.items()}

    def asked(self, route: str) -> list[Question]:
        """The questions of a route, in order."""
        return [question for question in self.questions if route in question.routes]


class Scale(Strict):
    """What each answer counts for, 0 to 1; don't know and not ours do not count."""

    yes: float = Field(ge=0, le=1)
    partly: float = Field(ge=0, le=1)
    no: float = Field(ge=0, le=1)


class Band(Strict):
    """A grade of maturity, from `at_least` (0 to 1) up to the next."""

    label: str
    at_least: float = Field(ge=0, le=1)
    meaning: str


class Model(Strict):
    """The whole model. `provenance` is what the bot says, once, of where it comes from."""

    version: dt.date
    title: str
    provenance: str
    sources: list[Slug] = Field(min_items=1)
    scale: Scale
    bands: list[Band] = Field(min_items=2)
    people: list[Person] = Field(min_items=1)
    routes: list[Route] = Field(min_items=1)
    frameworks: list[Framework] = Field(min_items=1)
    steps: list[Step] = Field(min_items=1)

    @root_validator(skip_on_failure=True)
    def _bands_in_order(cls, values: dict) -> dict:  # noqa: N805
        starts = [band.at_least for band in values["bands"]]
        if starts[0] != 0 or starts != sorted(set(starts)):
            raise ValueError("bands must start at 0 and rise")
        return values

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.id == name)

    def route(self, name: str) -> Route:
        return next(route for route in self.routes if route.id == name)

    def framework(self, name: str) -> Framework:
        return next(framework for framework in self.frameworks if framework.id == name)

    def person(self, name: str) -> str:
        """The label of a person."""
        return next(person.label for person in self.people if person.id == name)

    def route_for(self, audience: str | None) -> Route | None:
        """The route of a role; None where the role is unknown."""
        return next((route for route in self.routes if audience in route.audiences), None)

    def questions(self, route: str) -> list[Question]:
        """Every question of a route, in order."""
        return [question for step in self.steps for question in step.asked(route)]

    def step_of(self, question: str) -> Step:
        """The step that holds a question."""
        return next(step for step in self.steps if any(entry.id == question for entry in step.questions))

    def band(self, score: float) -> Band:
        """The band of a score of 0 to 1."""
        return [band for band in self.bands if score >= band.at_least][-1]


def load_model(corpus: Corpus, path: Path | None = None) -> Model:
    """Read and cross-check the model.

    Raises:
        ContentError: with every problem found.
    """
    model, problems = read_model(corpus, path or corpus.root / "model.yml")
    if model is None or problems:
        raise ContentError(problems)
    return model


def read_model(corpus: Corpus, path: Path) -> tuple[Model | None, list[Problem]]:
    """Read the model and say what is wrong with it; no model where it cannot be read at all."""
    try:
        data = read_yaml(path)
        model = validate(Model, data, path)
    except ContentError as error:
        return None, error.problems
    except FileNotFoundError:
        return None, [Problem(path, 1, "there is no model", "add model.yml to the corpus")]
    return model, _check(model, References(corpus, path, data))


def _check(model: Model, refs: References) -> list[Problem]:
    vocabulary = refs.corpus.vocabulary
    people = [person.id for person in model.people]
    routes = [route.id for route in model.routes]
    refs.once(("people",), "person", people)
    refs.once(("routes",), "route", routes)
    refs.known(("people",), "audience", people, vocabulary.ids("audiences"))
    refs.sources(("sources",), model.sources)
    if [step.id for step in model.steps] != vocabulary.ids("steps"):
        refs.report(("steps",), "the steps are not those of vocabulary.yml, in its order", "make both the same")
    for number, step in enumerate(model.steps):
        label = vocabulary.label("steps", step.id)
        if step.id in vocabulary.ids("steps") and step.title != label:
            refs.report(
                ("steps", number, "title"), f"{step.id} is called {label!r} in vocabulary.yml", "make both the same"
            )
    refs.once(("steps",), "question", [question.id for step in model.steps for question in step.questions])
    for number, framework in enumerate(model.frameworks):
        loc = ("frameworks", number)
        refs.sources(loc, framework.sources)
        refs.once(loc, "item", [item.id for item in framework.items])
    _check_audiences(model, refs)
    used: set[str] = set()
    for number, step in enumerate(model.steps):
        used |= _check_step(model, refs, ("steps", number), step)
    for number, person in enumerate(model.people):
        if person.id not in used:
            refs.report(
                ("people", number), f"nobody asks {person.id} or gives them anything to do", "remove the person"
            )
    return refs.problems


def _check_audiences(model: Model, refs: References) -> None:
    audiences = refs.corpus.vocabulary.ids("audiences")
    taken = [audience for route in model.routes for audience in route.audiences]
    refs.known(("routes",), "audience", taken, audiences)
    refs.once(("routes",), "audience", taken)
    for audience in audiences:
        if audience not in taken:
            refs.report(("routes",), f"{audience} has no route", "add it to the audiences of a route")


def _check_step(model: Model, refs: References, loc: tuple, step: Step) -> set[str]:
    """Check one step; the people that it names are returned."""
    refs.cards((*loc, "cards"), step.cards)
    refs.cards((*loc, "case", "card"), [step.case.card] if step.case.card else [])
    refs.sources((*loc, "case", "sources"), step.case.sources)
    people = {person.id for person in model.people}
    named = {step.owner}
    refs.known((*loc, "owner"), "person", [step.owner], people)
    for route in model.routes:
        count = len(step.asked(route.id))
        if not FEWEST <= count <= MOST:
            what = f"the step {step.id} asks {count} questions on the route {route.id}"
            refs.report((*loc, "questions"), what, f"let it ask {FEWEST} to {MOST}")
    for number, question in enumerate(step.questions):
        at = (*loc, "questions", number)
        refs.known((*at, "routes"), "route", question.routes, {route.id for route in model.routes})
        refs.known((*at, "ask_as"), "route of this question", question.ask_as, question.routes)
        refs.known((*at, "whom"), "person", [question.whom], people)
        refs.known((*at, "action", "owner"), "person", [question.action.owner], people)
        refs.cards((*at, "action", "cards"), question.action.cards)
        _check_maps(model, refs, (*at, "maps"), question.maps)
        named |= {question.whom, question.action.owner}
    return named


def _check_maps(model: Model, refs: References, loc: tuple, maps: dict[Slug, list[str]]) -> None:
    if not maps:
        refs.report(loc, "the question counts towards nothing", "name the parts of frameworks that it counts towards")
    for name, items in maps.items():
        framework = next((entry for entry in model.frameworks if entry.id == name), None)
        if framework is None:
            refs.report(loc, f"the framework {name!r} is not known", "correct the name or add the framework")
        else:
            refs.known((*loc, name), f"part of {name}", items, {item.id for item in framework.items})
