"""The questions that the bot is measured with: data in `tests/evaluation/questions`, written before its answers."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, Literal, Optional

from pydantic import Field, root_validator

from index.content.fields import Slug, Strict
from index.content.problem import ContentError, Problem
from index.content.yaml_file import line_of, read_yaml, validate

Split = Literal["dev", "test"]
Kind = Literal["answerable", "unanswerable", "plain", "outside", "incident", "find", "follow_up", "conversation"]
Act = Literal[
    "ask",
    "find",
    "report_incident",
    "outside_health",
    "outside_legal",
    "outside_politics",
    "outside_council_service",
    "outside_home_it",
    "outside_product",
    "outside_offensive",
    "outside_hiding",
    "outside_role",
    "outside_abuse",
    "outside_distress",
    "outside_language",
    "outside_other",
    "greet",
    "thank",
    "goodbye",
    "help",
    "tell_profile",
    "feedback_helpful",
    "feedback_unhelpful",
    "start_over",
    "walk",
    "exercise",
    "learn",
]
Incident = Literal[
    "ransomware",
    "malware",
    "phishing",
    "account-compromise",
    "payment-fraud",
    "data-breach",
    "lost-device",
    "denial-of-service",
    "website-defacement",
    "insider",
    "supplier-incident",
    "operational-technology",
    "social-media-hijack",
    "unknown",
]
AsksFor = Literal[
    "another_nation",
    "deadline",
    "who",
    "source",
    "more",
    "shorter",
    "audience",
    "topic",
    "correction",
    "new_topic",
    "several",
    "cost",
    "duty",
    "other",
]
Style = Literal["misspelt", "indirect", "panicked", "terse", "long", "jargon"]
CONVERSATION = {
    "greet",
    "thank",
    "goodbye",
    "help",
    "tell_profile",
    "feedback_helpful",
    "feedback_unhelpful",
    "start_over",
    "walk",
    "exercise",
    "learn",
}


class Question(Strict):
    """A message as a user would send it, and what a fair judge accepts in return.

    `cards` are all the ids that answer it, the best first; `entries` the glossary entries that do so too.
    `before` are the user's earlier messages, oldest first, for a follow-up; `text` is always the one judged.
    `parts` are the cards of each question where one message holds several.
    """

    id: Slug
    text: str
    kind: Kind
    act: Optional[Act] = None
    also_act: list[Act] = []
    cards: list[Slug] = []
    entries: list[Slug] = []
    nation: Optional[Slug] = None
    role: Optional[Slug] = None
    incident: Optional[Incident] = None
    also_incident: list[Incident] = []
    about_incident: bool = False
    before: list[str] = Field(default=[], max_items=3)
    asks_for: Optional[AsksFor] = None
    parts: list[list[Slug]] = []
    facets: dict[str, str] = {}
    style: Optional[Style] = None
    notes: Optional[str] = None

    @root_validator(skip_on_failure=True)
    @classmethod
    def _holds_together(cls, values: dict[str, Any]) -> dict[str, Any]:
        fault = _fault(values)
        if fault:
            raise ValueError(fault)
        return values


class QuestionFile(Strict):
    """One file of questions."""

    questions: list[Question] = Field(min_items=1)


def split_of(card: str) -> Split:
    """The split that a card and all its questions belong to: even first byte of the id's SHA-256 for dev."""
    return "test" if hashlib.sha256(card.encode()).digest()[0] % 2 else "dev"


def read_questions(folder: Path, split: Split) -> tuple[Question, ...]:
    """The questions of one split, in the order of file name and of writing.

    Raises:
        ContentError: every fault found: fields, ids used twice, questions in the wrong split.
    """
    problems: list[Problem] = []
    found: list[Question] = []
    seen: set[str] = set()
    for path in sorted((folder / split).glob("*.yml")):
        try:
            data = read_yaml(path)
            questions = validate(QuestionFile, data, path).questions
        except ContentError as error:
            problems += error.problems
            continue
        for number, question in enumerate(questions):
            line = line_of(data, ("questions", number))
            if question.id in seen:
                problems.append(Problem(path, line, f"the id {question.id} is used twice", "give each its own id"))
            if question.cards and split_of(question.cards[0]) != split:
                home = split_of(question.cards[0])
                what = f"{question.id} belongs to {home}, as its first card {question.cards[0]} does"
                problems.append(Problem(path, line, what, f"move it to {home}"))
            seen.add(question.id)
        found += questions
    if problems:
        raise ContentError(problems)
    return tuple(found)


def unknown_cards(questions: Iterable[Question], cards: Collection[str]) -> dict[str, list[str]]:
    """Ids of cards that are not in `cards`, under the id of each question that names them."""
    missing = {question.id: [card for card in question.cards if card not in cards] for question in questions}
    return {question: ids for question, ids in missing.items() if ids}


def _fault(values: dict[str, Any]) -> str | None:
    """What makes a question contradict its kind; None where nothing does."""
    kind, act, cards = values["kind"], values["act"], values["cards"]
    asked = [card for part in values["parts"] for card in part]
    rules = {
        "an answerable question needs cards and the act ask": kind == "answerable" and not (cards and act == "ask"),
        "an unanswerable question has no cards and the act ask": kind == "unanswerable" and (cards or act != "ask"),
        "a plain question has the act ask and no cards": kind == "plain" and (cards or act != "ask"),
        "an outside question needs an outside act": kind == "outside" and not str(act).startswith("outside_"),
        "a live incident needs the act report_incident and an incident": kind == "incident"
        and not (act == "report_incident" and values["incident"]),
        "only a live incident has an incident": kind != "incident" and (values["incident"] or values["also_incident"]),
        "a finding question needs the act find and facets": kind == "find" and not (act == "find" and values["facets"]),
        "a message of conversation needs such an act": kind == "conversation" and act not in CONVERSATION,
        "a follow-up needs asks_for and cards": kind == "follow_up" and not (values["asks_for"] and cards),
        "a follow-up needs the messages before it": kind == "follow_up"
        and values["asks_for"] != "several"
        and not values["before"],
        "only a follow-up has messages before it or asks_for": kind != "follow_up"
        and (values["before"] or values["asks_for"]),
        "several questions need two parts or more, whose cards are listed under cards": values["asks_for"] == "several"
        and (len(values["parts"]) < 2 or set(asked) != set(cards)),
        "parts are for several questions in one message": values["parts"] and values["asks_for"] != "several",
    }
    return next((rule for rule, broken in rules.items() if broken), None)
