"""What an exercise leaves behind: the after-action report, and the pack for a facilitator."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Union

from bot.skills.exercise.state import ExerciseState
from bot.skills.guided.pages import (
    Block,
    Bullets,
    Heading,
    Link,
    Page,
    Paragraph,
    Table,
    to_csv,
    to_docx,
    to_html,
    to_markdown,
)
from bot.skills.guided.quoting import page_of
from bot.skills.guided.wording import wording
from index.content.corpus import Corpus
from index.content.exercise import Choice, Exercise, Inject

TEXTS = Path(__file__).with_name("report_texts.yml")


@dataclass(frozen=True)
class Decided:
    """One decision of the players beside the strongest choice that there was."""

    inject: Inject
    choice: Optional[Choice]
    best: Choice


def decided(exercise: Exercise, state: ExerciseState) -> list[Decided]:
    """Every decision that was made, in order; choices that are no longer there count as not made."""
    found = []
    injects = {inject.id: inject for inject in exercise.injects}
    for made in state.made:
        inject = injects.get(made.inject)
        if inject is None or inject.decision is None:
            continue
        choices = inject.decision.choices
        choice = next((entry for entry in choices if entry.id == made.choice), None)
        found.append(Decided(inject, choice, next(entry for entry in choices if entry.quality == "good")))
    return found


def lines(name: str, **values: object) -> str:
    return wording(TEXTS)(name, **values)


def report_files(corpus: Corpus, exercise: Exercise, state: ExerciseState, on: dt.date) -> dict[str, bytes]:
    """The after-action report in each format."""
    page = report_page(corpus, exercise, state, on)
    rows: list[list[Union[str, int, float, None]]] = [list(row) for row in _decision_rows(exercise, state)]
    return {
        "html": to_html(page),
        "docx": to_docx(page),
        "md": to_markdown(page),
        "csv": to_csv(lines("decisions_header").split("|"), rows),
    }


def pack_files(corpus: Corpus, exercise: Exercise, on: dt.date) -> dict[str, bytes]:
    """The facilitator's pack in each format."""
    page = pack_page(corpus, exercise, on)
    return {"html": to_html(page), "docx": to_docx(page), "md": to_markdown(page)}


def report_page(corpus: Corpus, exercise: Exercise, state: ExerciseState, on: dt.date) -> Page:
    """What was decided, what it rests on, what was noted, and what follows."""
    made = decided(exercise, state)
    qualities = [entry.choice.quality for entry in made if entry.choice]
    counts = {quality: qualities.count(quality) for quality in ("good", "mixed", "poor")}
    blocks: list[Block] = [
        Heading(lines("summary")),
        Paragraph(exercise.summary),
        Paragraph(lines("played", role=lines(f"as_{state.role or 'group'}"))),
        Paragraph(lines("score", total=len(made), skipped=len(made) - len(qualities), **counts)),
        Heading(lines("aims")),
        Bullets(list(exercise.aims)),
        Heading(lines("decisions")),
    ]
    if made:
        blocks.append(
            Table(lines("decisions_header").split("|"), _decision_rows(exercise, state), [0.16, 0.24, 0.12, 0.48])
        )
        blocks += [Heading(lines("improve")), _improve(made)]
        blocks += [Heading(lines("guidance")), *_guidance(corpus, made)]
    else:
        blocks.append(Paragraph(lines("no_decisions")))
    blocks.append(Heading(lines("debrief")))
    for question, answer in zip(exercise.debrief, [*state.debrief, *[""] * len(exercise.debrief)]):
        blocks += [Paragraph(question, bold=True), Paragraph(answer or lines("not_answered"))]
    blocks += [Heading(lines("notes")), Bullets(list(state.notes)) if state.notes else Paragraph(lines("no_notes"))]
    actions = [["", "", "", ""]] * 5
    blocks += [Heading(lines("actions")), Table(lines("actions_header").split("|"), actions, [0.5, 0.2, 0.15, 0.15])]
    blocks += [Heading(lines("built_on")), _basis(corpus, exercise)]
    return Page(
        title=lines("report_title", title=exercise.title),
        subtitle=lines("report_subtitle", on=_date(on)),
        on=on,
        blocks=blocks,
        banner=lines("banner"),
        footer=lines("footer"),
    )


def pack_page(corpus: Corpus, exercise: Exercise, on: dt.date) -> Page:
    """The whole exercise for the person who runs it in a room."""
    blocks: list[Block] = [
        Paragraph(exercise.summary),
        Heading(lines("aims")),
        Bullets(list(exercise.aims)),
        Heading(lines("setting")),
        Paragraph(exercise.setting),
        Heading(lines("run")),
        Bullets([lines(f"run_{number}", minutes=exercise.minutes) for number in range(1, 6)]),
    ]
    titles = {inject.id: f"{inject.at}: {inject.title}" for inject in exercise.injects}
    for inject in exercise.injects:
        blocks += [Heading(titles[inject.id]), Paragraph(inject.story)]
        blocks += [
            Paragraph(lines("to_role", role=lines(f"as_{role}"), text=text)) for role, text in inject.by_role.items()
        ]
        blocks += [Paragraph(lines("for_you"), bold=True), Paragraph(inject.facilitator)]
        blocks += [Paragraph(lines("discuss"), bold=True), Bullets(list(inject.discuss))]
        if inject.decision:
            rows = [
                [
                    choice.label,
                    lines(choice.quality),
                    f"{choice.consequence} {choice.why}",
                    _to(exercise, inject, choice, titles),
                ]
                for choice in inject.decision.choices
            ]
            blocks += [Paragraph(inject.decision.ask, bold=True)]
            blocks += [Table(lines("choices_header").split("|"), rows, [0.27, 0.1, 0.43, 0.2])]
    blocks += [Heading(lines("end")), Paragraph(exercise.ending)]
    blocks += [Heading(lines("debrief")), Bullets(list(exercise.debrief), ticks=True)]
    blocks += [Heading(lines("built_on")), _basis(corpus, exercise)]
    return Page(
        title=lines("pack_title", title=exercise.title),
        subtitle=lines("pack_subtitle", minutes=exercise.minutes),
        on=on,
        blocks=blocks,
        banner=lines("banner"),
        footer=lines("footer"),
    )


def _to(exercise: Exercise, inject: Inject, choice: Choice, titles: dict[str, str]) -> str:
    following = exercise.follows(inject, choice)
    return titles[following.id] if following else lines("end")


def _decision_rows(exercise: Exercise, state: ExerciseState) -> list[list[str]]:
    rows = []
    for entry in decided(exercise, state):
        chosen = entry.choice.label if entry.choice else lines("skipped")
        verdict = lines(entry.choice.quality) if entry.choice else ""
        came = f"{entry.choice.consequence} {entry.choice.why}" if entry.choice else ""
        rows.append([f"{entry.inject.at}: {entry.inject.title}", chosen, verdict, came])
    return rows


def _improve(made: list[Decided]) -> Block:
    items: list[Union[str, Link]] = [
        lines("stronger", title=entry.inject.title, choice=sentence(entry.best.label), why=entry.best.why)
        for entry in made
        if entry.choice is None or entry.choice.quality != "good"
    ]
    return Bullets(items) if items else Paragraph(lines("nothing_to_improve"))


def _guidance(corpus: Corpus, made: list[Decided]) -> list[Block]:
    rows = []
    for entry in made:
        assert entry.inject.decision is not None
        cards = [corpus.cards[name] for name in entry.inject.decision.cards if name in corpus.cards]
        steps = [corpus.vocabulary.label("steps", step) for step in entry.inject.decision.steps]
        rows.append([entry.inject.title, "; ".join(card.front.title for card in cards), "; ".join(steps)])
    named = dict.fromkeys(name for entry in made if entry.inject.decision for name in entry.inject.decision.cards)
    links: list[Union[str, Link]] = []
    for name in named:
        if card := corpus.cards.get(name):
            source = page_of(corpus, card)
            links.append(Link(f"{card.front.title} ({source.short or source.publisher})", str(source.url)))
    return [Table(lines("guidance_header").split("|"), rows, [0.26, 0.44, 0.3]), Bullets(links)]


def _basis(corpus: Corpus, exercise: Exercise) -> Block:
    items: list[Union[str, Link]] = []
    for basis in exercise.built_on:
        known = [corpus.sources[name] for name in basis.sources if name in corpus.sources]
        items += [Link(f"{basis.text} ({source.publisher})", str(source.url)) for source in known[:1]]
    return Bullets(items)


def sentence(text: str) -> str:
    """The text with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _date(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
