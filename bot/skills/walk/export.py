"""The result as files to keep: HTML that prints, DOCX, Markdown, CSV, XLSX, and the answers as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Optional, Union

from pydantic import BaseModel, Extra, ValidationError

from bot.skills.guided.pages import (
    Bars,
    Block,
    Bullets,
    Heading,
    Link,
    Page,
    Paragraph,
    Row,
    Table,
    to_csv,
    to_docx,
    to_html,
    to_markdown,
    to_xlsx,
)
from bot.skills.guided.quoting import page_of
from bot.skills.guided.wording import wording
from bot.skills.walk.compare import Comparison
from bot.skills.walk.result import Result
from bot.skills.walk.views import ANSWERS, Views, bar_text, owner, percent, say, small
from index.content.corpus import Corpus
from index.content.model import Model

FORMAT = "think-cyber-walk"
COUNTED = (*ANSWERS, "open")
GUIDED = 8  # actions whose guidance is listed


def lines(name: str, **values: object) -> str:
    """The fixed words of the documents."""
    return wording(Path(__file__).with_name("export_texts.yml"))(name, **values)


class Answers(BaseModel):
    """Somebody's answers as a file: nothing in it says whose they are."""

    format: str = FORMAT
    version: int = 1
    model: dt.date
    route: str
    on: dt.date
    answers: dict[str, str]

    class Config:
        extra = Extra.forbid


def files(corpus: Corpus, found: Result, change: Optional[Comparison] = None) -> dict[str, bytes]:
    """Every file of a result, by format."""
    page = plan_page(corpus, found, change)
    return {
        "html": to_html(page),
        "docx": to_docx(page),
        "md": to_markdown(page),
        "csv": to_csv(lines("csv_header").split(","), plan_rows(found)),
        "xlsx": to_xlsx(_sheets(corpus, found), found.on),
        "json": answers_file(found),
    }


def answers_file(found: Result) -> bytes:
    """The answers as JSON, to be compared or merged later."""
    kept = Answers(model=found.model.version, route=found.route, on=found.on, answers=found.answers)
    return (kept.json(indent=2) + "\n").encode("utf-8")


def read_answers(path: Path, model: Model) -> Answers:
    """Read an answers file; answers to questions that the model no longer has are left out.

    Raises:
        ValueError: the file is not one of ours, in words for its user.
        OSError: it cannot be read.
    """
    try:
        kept = Answers.parse_obj(json.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, json.JSONDecodeError, ValidationError):
        raise ValueError(f"{path} does not hold the answers of a walk. Give the JSON file of an action plan.") from None
    if kept.format != FORMAT or kept.route not in [route.id for route in model.routes]:
        raise ValueError(f"{path} holds something else, or a route that the model does not have.")
    known = {question.id for step in model.steps for question in step.questions}
    right = {
        name: answer for name, answer in kept.answers.items() if name in known and f"answer_{answer}" in say().names
    }
    return kept.copy(update={"answers": right})


def plan_page(corpus: Corpus, found: Result, change: Optional[Comparison] = None) -> Page:
    """The plan as a page."""
    model, views = found.model, Views(found.model, corpus)
    bands = "; ".join(f"{band.label}: {small(band.meaning)}" for band in model.bands)
    blocks: list[Block] = [
        Heading(lines("overall")),
        Paragraph(views.headline(found).replace("**", "")),
        Bars(lines("chart"), [Row(f"{number}. {entry.step.title.split(':')[0]}", entry.score, bar_text(entry))
                              for number, entry in enumerate(found.steps, 1)]),
        Paragraph(lines("bands", bands=bands)),
    ]  # fmt: skip
    blocks += _changes(change, found.route)
    blocks += [Heading(lines("plan")), *plan_blocks(found), *_guidance(corpus, found)]
    blocks += [Heading(lines("ask")), *to_ask_blocks(found)]
    blocks += [Heading(lines("strengths")), _list([question.wording(found.route) for question in found.strengths])]
    if found.not_ours:
        asked = [question.wording(found.route) for question in found.not_ours]
        blocks += [Heading(lines("not_ours")), Paragraph(lines("not_ours_hint")), _list(asked)]
    if found.open:
        blocks += [Heading(lines("open")), _list([question.wording(found.route) for question in found.open])]
    blocks += [Heading(lines("answers")), _answers(found, views)]
    blocks += [Heading(lines("counts")), Paragraph(lines("counts_hint")), _counts(found)]
    blocks += [Heading(lines("provenance")), Paragraph(model.provenance), _sources(corpus, model)]
    return Page(
        title=lines("title"),
        subtitle=lines("subtitle", route=model.route(found.route).label, on=_date(found.on)),
        on=found.on,
        blocks=blocks,
        footer=lines("footer", version=_date(model.version)),
    )


def plan_rows(found: Result) -> list[list[Union[str, int, float, None]]]:
    """The plan, one row for each action."""
    return [
        [
            item.number,
            item.step.title,
            item.action.do,
            item.action.first_step,
            owner(found.model.person(item.action.owner)),
            item.action.risk,
            item.action.effort,
            item.priority,
            item.action.done_when,
            item.question.wording(found.route),
            say()(f"answer_{item.answer}"),
        ]
        for item in found.plan
    ]


def plan_blocks(found: Result) -> list[Block]:
    """The plan as a table."""
    if not found.plan:
        return [Paragraph(lines("plan_none"))]
    rows = [
        [
            str(item.number),
            item.action.do,
            item.action.first_step,
            owner(found.model.person(item.action.owner)),
            lines("weight", risk=item.action.risk, effort=item.action.effort),
            item.action.done_when,
        ]
        for item in found.plan
    ]
    widths = [0.05, 0.25, 0.23, 0.15, 0.1, 0.22]
    return [Paragraph(lines("plan_order")), Table(lines("plan_header").split("|"), rows, widths)]


def _guidance(corpus: Corpus, found: Result) -> list[Block]:
    named = [card for item in found.plan[:GUIDED] for card in (item.action.cards or item.step.cards)[:1]]
    cards = [corpus.cards[name] for name in dict.fromkeys(named) if name in corpus.cards]
    if not cards:
        return []
    items: list[Union[str, Link]] = []
    for card in cards:
        source = page_of(corpus, card)
        items.append(Link(f"{card.front.title} ({source.short or source.publisher})", str(source.url)))
    return [Heading(lines("guidance"), 3), Bullets(items)]


def to_ask_blocks(found: Result) -> list[Block]:
    """The questions to ask, by person."""
    if not found.to_ask:
        return [Paragraph(lines("ask_none"))]
    blocks: list[Block] = []
    for person, questions in found.to_ask.items():
        blocks.append(Heading(lines("ask_person", person=found.model.person(person)), 3))
        blocks.append(Bullets([question.wording(found.route) for question in questions], ticks=True))
    return blocks


def _changes(change: Optional[Comparison], route: str) -> list[Block]:
    if change is None:
        return []
    steps = [[entry.step.title, _percent(entry.before), _percent(entry.after)] for entry in change.steps]
    answers = [
        [entry.question.wording(route), say()(f"answer_{entry.before}"), say()(f"answer_{entry.after}")]
        for entry in change.answers
    ]
    widths = [0.6, 0.2, 0.2]
    blocks: list[Block] = [
        Heading(lines("changes", on=_date(change.earlier.on))),
        Table(lines("changes_header").split("|"), steps, widths),
    ]
    return [*blocks, Table(lines("changed_answers_header").split("|"), answers, widths)] if answers else blocks


def _answers(found: Result, views: Views) -> Table:
    rows = []
    for step in found.model.steps:
        for question in step.asked(found.route):
            answer = say()(f"answer_{found.answers.get(question.id, 'open')}")
            rows.append(
                [
                    step.title.split(":")[0],
                    question.wording(found.route),
                    answer,
                    question.evidence,
                    views.maps(question.maps),
                ]
            )
    return Table(lines("answers_header").split("|"), rows, [0.13, 0.31, 0.11, 0.27, 0.18])


def _counts(found: Result) -> Table:
    """For each part of an official framework the answers that count towards it."""
    rows = []
    for framework in found.model.frameworks:
        for item in framework.items:
            given = [
                found.answers.get(question.id, "open")
                for question in found.model.questions(found.route)
                if item.id in question.maps.get(framework.id, [])
            ]
            if given:
                code = f"{item.id} " if len(item.id) <= 2 else ""
                counted = Counter(given)
                told = [f"{say()(f'answer_{answer}')} ({counted[answer]})" for answer in COUNTED if counted[answer]]
                rows.append([framework.name, code + item.label, ", ".join(told)])
    return Table(lines("counts_header").split("|"), rows, [0.36, 0.36, 0.28])


def _sources(corpus: Corpus, model: Model) -> Bullets:
    named = [*model.sources, *(name for framework in model.frameworks for name in framework.sources)]
    sources = [corpus.sources[name] for name in dict.fromkeys(named) if name in corpus.sources]
    return Bullets([Link(f"{source.publisher}: {source.title}", str(source.url)) for source in sources])


def _sheets(corpus: Corpus, found: Result) -> dict[str, tuple[list[str], list[list[Union[str, int, float, None]]]]]:
    views = Views(found.model, corpus)
    answers: list[list[Union[str, int, float, None]]] = [list(row) for row in _answers(found, views).rows]
    ask: list[list[Union[str, int, float, None]]] = [
        [owner(found.model.person(person)), question.wording(found.route), question.explain]
        for person, questions in found.to_ask.items()
        for question in questions
    ]
    steps: list[list[Union[str, int, float, None]]] = [
        [entry.step.title, entry.band, None if entry.score is None else percent(entry.score), entry.known, entry.asked]
        for entry in found.steps
    ]
    return {
        lines("sheet_plan"): (lines("csv_header").split(","), plan_rows(found)),
        lines("sheet_steps"): (lines("steps_header").split("|"), steps),
        lines("sheet_ask"): (lines("ask_header").split("|"), ask),
        lines("sheet_answers"): (lines("answers_header").split("|"), answers),
        lines("sheet_counts"): (lines("counts_header").split("|"), [list(row) for row in _counts(found).rows]),
    }


def _list(items: list[str]) -> Block:
    return Bullets(list(items)) if items else Paragraph(lines("none"))


def _percent(score: Optional[float]) -> str:
    return say()("chart_none") if score is None else f"{percent(score)}%"


def _date(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
