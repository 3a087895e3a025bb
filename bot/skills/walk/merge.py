"""Several people's answers of one organisation in one picture that shows where they disagree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Optional, Union

from bot.skills.guided.pages import (
    Bars,
    Block,
    Bullets,
    Heading,
    Page,
    Paragraph,
    Row,
    Table,
    to_csv,
    to_docx,
    to_html,
    to_markdown,
)
from bot.skills.guided.wording import wording
from bot.skills.walk.export import Answers, plan_blocks, to_ask_blocks
from bot.skills.walk.result import NO, OTHER, PARTLY, UNKNOWN, YES, Result, result
from bot.skills.walk.views import Views, bar_text, say
from index.content.corpus import Corpus
from index.content.model import Model, Question

CAUTIOUS = (NO, PARTLY, YES, UNKNOWN, OTHER)  # the first of these that anybody gave is the joint answer
Kind = Literal["clash", "differ", "known-by-some"]


@dataclass(frozen=True)
class Disagreement:
    """A question that people answered differently: `clash` is yes against no."""

    question: Question
    kind: Kind
    given: dict[str, str]


@dataclass(frozen=True)
class Merged:
    """The joint picture: `given` holds each person's answer by question id and person."""

    people: dict[str, Answers]
    given: dict[str, dict[str, str]]
    joint: Result
    disagreements: list[Disagreement]


def lines(name: str, **values: object) -> str:
    return wording(Path(__file__).with_name("merge_texts.yml"))(name, **values)


def merge(model: Model, people: dict[str, Answers]) -> Merged:
    """Merge the answers of people, who are known by a label.

    The joint answer is the most cautious one that somebody who knows has given.

    Raises:
        ValueError: fewer than two people.
    """
    if len(people) < 2:
        raise ValueError("Give the answers of two or more people.")
    routes = {answers.route for answers in people.values()}
    asked = [question for step in model.steps for question in step.questions if routes & set(question.routes)]
    given = {
        question.id: {
            person: answers.answers[question.id] for person, answers in people.items() if question.id in answers.answers
        }
        for question in asked
    }
    joint = {name: min(said.values(), key=CAUTIOUS.index) for name, said in given.items() if said}
    on = max(answers.on for answers in people.values())
    route = next(iter(routes)) if len(routes) == 1 else ""
    found = [entry for entry in (_disagreement(question, given[question.id]) for question in asked) if entry]
    order: tuple[Kind, ...] = ("clash", "differ", "known-by-some")
    return Merged(
        people, given, result(model, route, joint, on, asked), sorted(found, key=lambda entry: order.index(entry.kind))
    )


def _disagreement(question: Question, said: dict[str, str]) -> Optional[Disagreement]:
    answers = set(said.values())
    kind: Optional[Kind] = None
    if {YES, NO} <= answers:
        kind = "clash"
    elif PARTLY in answers and answers & {YES, NO}:
        kind = "differ"
    elif UNKNOWN in answers and answers & {YES, PARTLY, NO}:
        kind = "known-by-some"
    return Disagreement(question, kind, said) if kind else None


def merged_files(corpus: Corpus, merged: Merged) -> dict[str, bytes]:
    """The joint picture in each format."""
    page = merged_page(corpus, merged)
    header = [*lines("answers_header").split("|"), *merged.people]
    rows: list[list[Union[str, int, float, None]]] = [list(row) for row in _answer_rows(merged)]
    return {"html": to_html(page), "docx": to_docx(page), "md": to_markdown(page), "csv": to_csv(header, rows)}


def merged_page(corpus: Corpus, merged: Merged) -> Page:
    """The joint picture as a page."""
    joint, model = merged.joint, merged.joint.model
    views = Views(model, corpus)
    rows = [
        Row(f"{number}. {entry.step.title.split(':')[0]}", entry.score, bar_text(entry))
        for number, entry in enumerate(joint.steps, 1)
    ]
    people = [
        f"{person}: {model.route(answers.route).label}, {_date(answers.on)}"
        for person, answers in merged.people.items()
    ]
    blocks: list[Block] = [
        Heading(lines("people")),
        Bullets(list(people)),
        Heading(lines("overall")),
        Paragraph(views.headline(joint).replace("**", "")),
        Bars(lines("chart"), rows),
        Paragraph(lines("cautious")),
        Heading(lines("disagreements")),
        *_disagreements(merged),
        Heading(lines("plan")),
        *plan_blocks(joint),
        Heading(lines("ask")),
        *to_ask_blocks(joint),
        Heading(lines("answers")),
        Table([*lines("answers_header").split("|"), *merged.people], _answer_rows(merged), _shares(len(merged.people))),
    ]
    return Page(
        title=lines("title"),
        subtitle=lines("subtitle", count=len(merged.people), on=_date(joint.on)),
        on=joint.on,
        blocks=blocks,
        footer=lines("footer"),
    )


def _disagreements(merged: Merged) -> list[Block]:
    if not merged.disagreements:
        return [Paragraph(lines("agreed"))]
    rows = [
        [
            lines(entry.kind),
            entry.question.ask,
            "; ".join(f"{person}: {_said(answer)}" for person, answer in entry.given.items()),
            entry.question.evidence,
        ]
        for entry in merged.disagreements
    ]
    return [Paragraph(lines("talk")), Table(lines("disagreements_header").split("|"), rows, [0.14, 0.32, 0.27, 0.27])]


def _answer_rows(merged: Merged) -> list[list[str]]:
    rows = []
    for step in merged.joint.model.steps:
        for question in step.questions:
            said = merged.given.get(question.id, {})
            if said:
                answers = [_said(said[person]) if person in said else "" for person in merged.people]
                rows.append(
                    [step.title.split(":")[0], question.ask, _said(merged.joint.answers[question.id]), *answers]
                )
    return rows


def _shares(people: int) -> list[float]:
    """Widths of the table of answers: the question has the most room that columns for people leave."""
    each = min(0.14, 0.45 / (people + 1))
    return [0.13, 0.87 - each * (people + 1), *[each] * (people + 1)]


def _said(answer: str) -> str:
    return say()(f"answer_{answer}")


def _date(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
