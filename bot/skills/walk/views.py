"""How the walk speaks: model and result as parts of a reply."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Optional

from bot.replies import Bar, Chart, Checklist, ChecklistItem, Choices, Option, Part, Progress, Text
from bot.skills.guided.hearing import plain_words
from bot.skills.guided.quoting import bullets, card_quote, cited, fitting
from bot.skills.guided.wording import Wording, wording
from bot.skills.turn import Profile
from bot.skills.walk.compare import Comparison
from bot.skills.walk.result import OTHER, UNKNOWN, Result, StepResult
from index.content.corpus import Corpus
from index.content.model import Model, Question, Route, Step

ANSWERS = ("yes", "partly", "no", "unknown", "other")
OFFICIAL = re.compile(r"^[A-Z][A-Za-z ]*?[a-z](?= \(| v\d|$)")  # without version and short form
FIRST_ACTIONS = {True: 3, False: 5}


def say() -> Wording:
    """The fixed lines of the walk."""
    return wording(Path(__file__).with_name("texts.yml"))


def percent(score: float) -> int:
    return round(score * 100)


class Views:
    """Parts of replies for one model and corpus."""

    def __init__(self, model: Model, corpus: Corpus):
        self.model = model
        self.corpus = corpus

    def which_route(self) -> Choices:
        """Who is walking?"""
        options = [Option(label=route.label, message=say()("who", label=route.label)) for route in self.model.routes]
        return Choices(prompt=say()("which_route"), options=options)

    def as_group(self, route: Route) -> Text:
        """Which group was taken for the user's, where they did not press it."""
        return Text(markdown=say()("as_group", label=route.label))

    def no_group(self) -> Text:
        """What to do where no group fits: the one with the most questions that ask for no evidence is the widest."""
        wide = [route for route in self.model.routes if not route.evidence] or self.model.routes
        widest = max(wide, key=lambda route: len(self.model.questions(route.id)))
        return Text(markdown=say()("group_none", widest=widest.label))

    def about(self, about: str, route: Optional[Route]) -> list[Part]:
        """The answer to a question about the walk itself."""
        if about == "group":
            line = say()("about_group", label=route.label) if route else say()("about_group_open")
            return [Text(markdown=line)]
        counts = [len(self.model.questions(entry.id)) for entry in self.model.routes]
        minutes = [entry.minutes for entry in self.model.routes]
        line = say()(
            f"about_{about}",
            fewest=min(counts),
            most=max(counts),
            shortest=min(minutes),
            longest=max(minutes),
            bands=", ".join(band.label for band in self.model.bands),
            frameworks=self._frameworks(),
            **{answer: percent(worth) for answer, worth in self.model.scale.dict().items()},
        )
        return [Text(markdown=line)]

    def not_official(self, text: str) -> list[Part]:
        """A word on what the walk is not, where somebody asks for it by the name of an official framework."""
        named = any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in self._framework_names())
        return self.about("official", None) if named else []

    def missing(self, found: Result) -> list[Part]:
        """What a plan leaves out since it was not answered."""
        if not found.open:
            return []
        steps = [_name(step) for step in self.model.steps if any(question in step.questions for question in found.open)]
        total = len(found.open) + len(found.answers)
        line = say()("plan_missing", left=len(found.open), total=total, steps=", ".join(steps))
        return [Text(markdown=line)]

    def _frameworks(self) -> str:
        names = [framework.name for framework in self.model.frameworks]
        return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]

    def _framework_names(self) -> list[str]:
        return [
            name for framework in self.model.frameworks for name in (framework.short, *OFFICIAL.findall(framework.name))
        ]

    def welcome(self, route: Route) -> Text:
        questions = self.model.questions(route.id)
        line = say()(
            "welcome", title=self.model.title, count=len(questions), steps=len(self.model.steps), minutes=route.minutes
        )
        return Text(markdown=line)

    def progress(self, step: Step, opening: bool = True) -> Progress:
        """Where the user is; the step's title only where it opens."""
        number = self.number(step)
        total = len(self.model.steps)
        label = say()("step" if opening else "step_again", number=number, total=total, title=step.title)
        return Progress(label=label, done=number - 1, total=total)

    def number(self, step: Step) -> int:
        return [entry.id for entry in self.model.steps].index(step.id) + 1

    def opening(self, step: Step, route: Route) -> list[Part]:
        """Where the user is, why the step matters and what happened somewhere."""
        case = step.case
        told = say()("case", title=case.title, text=case.text, cited=cited(self.corpus, case.sources))
        parts: list[Part] = [self.progress(step), Text(markdown=f"{step.why}\n\n{told}")]
        if not route.brief:
            good = say()("good", items=bullets(step.good))
            parts.append(Text(markdown=f"{say()('purpose', purpose=step.purpose)}\n\n{good}"))
            parts.append(Text(markdown=say()("unsafe", items=bullets(step.unsafe))))
        return parts

    def question(self, question: Question, route: Route, before: Optional[str] = None) -> list[Part]:
        """The question with its choices, and what was answered before."""
        parts: list[Part] = []
        if before:
            parts.append(Text(markdown=say()("your_answer", answer=say()(f"answer_{before}"))))
        if route.evidence:
            parts.append(Text(markdown=say()("evidence", evidence=question.evidence)))
        labels = [say()(f"option_{answer}") for answer in (*ANSWERS, "explain")]
        options = [Option(label=label, message=label) for label in labels]
        parts.append(Choices(prompt=question.wording(route.id), options=options))
        return parts

    def explanation(self, question: Question, route: Route) -> list[Part]:
        line = (
            question.explain
            if route.evidence
            else f"{question.explain}\n\n{say()('evidence', evidence=question.evidence)}"
        )
        return [Text(markdown=line)]

    def noted(self, question: Question, answer: str, said: str) -> list[Part]:
        """A word on answers that lead somewhere else than to the plan, and on what free words were taken for."""
        label = say()(f"answer_{answer}")
        tapped = plain_words(said) == plain_words(label)
        lines = [] if tapped else [say()("noted_as", answer=label)]
        if answer == UNKNOWN:
            lines.append(say()("noted_unknown", person=self.model.person(question.whom)))
        if answer == OTHER:
            lines.append(say()("noted_other"))
        return [Text(markdown=" ".join(lines))] if lines else []

    def closing(self, step: Step, route: Route, profile: Profile) -> list[Part]:
        """The guidance of a step, what to do next and who owns it."""
        card = fitting(self.corpus, step.cards, profile.nation, profile.role)
        line = say()("next", next=step.next, owner=self.model.person(step.owner))
        if not route.brief:
            line += "\n\n" + say()("outputs", items="; ".join(map(small, step.outputs)))
            line += "\n\n" + say()("maps", maps=self.maps(step.maps))
        return [*([card_quote(self.corpus, card)] if card else []), Text(markdown=line)]

    def maps(self, maps: dict[str, list[str]]) -> str:
        """Parts of official frameworks in few words: `LGA 1; CAF A1, A2; Governance Code A`."""
        return "; ".join(
            f"{framework.short} {', '.join(_item(item, framework.label(item)) for item in maps[framework.id])}"
            for framework in self.model.frameworks
            if maps.get(framework.id)
        )

    def result(self, found: Result, brief: bool, change: Optional[Comparison] = None) -> list[Part]:
        """The picture in words and bars, what to do first and whom to ask."""
        parts: list[Part] = [Text(markdown=self.headline(found)), self.chart(found)]
        if change:
            parts.append(Text(markdown=self.changed(change)))
        if found.plan:
            items = [
                ChecklistItem(
                    id=item.question.id,
                    text=say()("action", do=item.action.do, first_step=small(item.action.first_step)),
                    owner=self.model.person(item.action.owner),
                )
                for item in found.plan[: FIRST_ACTIONS[brief]]
            ]
            parts.append(Checklist(title=say()("first_actions"), items=items, tick=False))
        elif found.strengths:
            parts.append(Text(markdown=say()("no_actions")))
        if found.to_ask:
            people = [
                say()("ask_person", person=self.model.person(person), count=len(questions))
                for person, questions in found.to_ask.items()
            ]
            parts.append(Text(markdown=say()("ask_title", people=", ".join(people))))
        return parts

    def headline(self, found: Result) -> str:
        unknown = sum(map(len, found.to_ask.values()))
        if found.score is None:
            return say()("headline_unknown", unknown=unknown)
        band = self.model.band(found.score)
        counts = {"strengths": len(found.strengths), "gaps": len(found.gaps), "unknown": unknown}
        return say()("headline", band=band.label, **counts)

    def chart(self, found: Result) -> Chart:
        bars = [
            Bar(label=_name(entry.step), value=percent(entry.score or 0), text=bar_text(entry)) for entry in found.steps
        ]
        text = ". ".join(f"{bar.label}: {bar.text}" for bar in bars) + "."
        return Chart(title=say()("chart"), maximum=100, bars=bars, text=text)

    def changed(self, change: Comparison) -> str:
        steps = [
            say()(
                "compared_step",
                title=_name(entry.step),
                before=percent(entry.before or 0),
                after=percent(entry.after or 0),
            )
            for entry in change.moved
        ]
        on = f"{change.earlier.on.day} {change.earlier.on:%B %Y}"
        return say()("compared", on=on, changes=", ".join(steps) or say()("compared_same"))


def bar_text(entry: StepResult) -> str:
    """One step's score in words."""
    if entry.score is None:
        return say()("chart_none")
    name = "bar" if entry.known == entry.asked else "bar_partial"
    return say()(name, band=entry.band, percent=percent(entry.score), known=entry.known, asked=entry.asked)


def _name(step: Step) -> str:
    return step.title.split(":")[0]


def small(text: str) -> str:
    """The text as it stands within a sentence."""
    return text[0].lower() + text[1:]


def _item(item: str, label: str) -> str:
    """A part by its number, or by its name where it has no number."""
    return label.lower() if len(item) > 2 else item


def owner(person: str) -> str:
    """A person's label as the heading of a cell: `Emergency planner`."""
    bare = person.removeprefix("the ")
    return bare[0].upper() + bare[1:]
