"""A small shelf of cards that is searched by shared words, so that skills can be tested without an encoder."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from functools import cache
from typing import Any, Optional, cast

from bot.replies import Choices, Part, Quote, Text
from bot.skills.ask import Ask
from bot.skills.assembly import ask_of
from bot.skills.turn import Outcome, Profile, Turn
from index.content.glossary import Entry
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml, validate
from index.passages import Passage, PassageSource
from index.paths import ROOT
from index.retriever import Hit, Retriever
from index.settings import load_settings

VOCABULARY = ROOT / "corpus" / "vocabulary.yml"
NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone.utc)
ALL = ["england", "scotland", "wales", "northern-ireland"]
_WORD = re.compile(r"[a-z0-9]+")
_COMMON = frozenset(_WORD.findall("a an the and or in on of to is are do does we our what who how for it that i me"))


@cache
def vocabulary() -> Vocabulary:
    """The corpus's own closed lists."""
    return validate(Vocabulary, read_yaml(VOCABULARY), VOCABULARY)


def source(name: str = "ncsc-page", publisher: str = "NCSC", updated: Optional[str] = "April 2025") -> PassageSource:
    url = f"https://{name}.example/"
    return PassageSource(
        id=name, publisher=publisher, short=publisher, title=f"Page {name}", url=url, updated=updated, licence="OGL-3.0"
    )


def card(name: str, title: str, questions: list[str], answer: str, **fields: Any) -> list[Passage]:
    """The passages of a card: its answer, then the sections of `more`, heading to text."""
    more: dict[str, str] = fields.pop("more", {})
    known = {
        "audiences": ["everyone"],
        "nations": ALL,
        "topics": ["governance"],
        "steps": ["lead"],
        "sources": [source()],
        "related": [],
        "reviewed": "2026-11-23",
        "status": "current",
        "confidence": "high",
        "local": False,
        **fields,
    }
    found = []
    for heading, text in [(None, answer), *more.items()]:
        slug = "answer" if heading is None else heading.lower().replace(" ", "-")
        asked = questions if heading is None else []
        found.append(
            Passage(
                id=f"{name}#{slug}",
                card=name,
                title=title,
                heading=heading,
                markdown=text,
                plain=text,
                embed=f"{title}. {text}",
                questions=asked,
                **known,
            )
        )
    return found


class Shelf:
    """Has what skills use of a retriever. A card's score is the share of the query's words that it has."""

    def __init__(self, cards: list[list[Passage]], glossary: Optional[list[Entry]] = None):
        self.passages = [passage for passages in cards for passage in passages]
        self._cards = {passages[0].card: passages for passages in cards}
        self.cards = sorted(self._cards)
        self.glossary = glossary or []
        self.vocabulary = vocabulary()

    def card(self, name: str) -> list[Passage]:
        return self._cards.get(name, [])

    def section(self, name: str, query: str, without: Collection[str] = ()) -> Optional[Passage]:
        words = set(_WORD.findall(query.lower())) - _COMMON
        sections = [each for each in self._cards.get(name, [])[1:] if each.heading not in without]
        return max(sections, key=lambda each: len(words & set(_WORD.findall(each.plain.lower()))), default=None)

    def passage(self, name: str) -> Passage:
        return next(passage for passage in self.passages if passage.id == name)

    def spelt(self, text: str) -> str:
        return text

    def search(
        self,
        query: str,
        vector: object = None,
        nation: Optional[str] = None,
        limit: int = 10,
        role: Optional[str] = None,
    ) -> list[Hit]:
        words = set(_WORD.findall(query.lower())) - _COMMON
        hits = []
        for passages in self._cards.values():
            first = passages[0]
            if nation and nation not in first.nations:
                continue
            told = set(_WORD.findall(" ".join([first.title, first.plain, *first.questions]).lower()))
            share = len(words & told) / (len(words) or 1)
            hits.append(Hit(first, 10 * share + (role in first.audiences), min(share, 0.99)))
        return sorted(hits, key=lambda hit: -hit.score)[:limit]


class Talk:
    """A conversation with the skill that answers: remembers what was shown and found from turn to turn."""

    def __init__(self, shelf: Shelf, profile: Profile = Profile()):
        self.ask: Ask = ask_of(cast(Retriever, shelf), load_settings())
        self.profile = profile
        self.state: dict[str, Any] = {}

    def __call__(self, text: str, act: str = "ask") -> Outcome:
        outcome = self.ask(self.turn(text, act))
        self.state = outcome.state or {}
        return outcome

    def turn(self, text: str, act: str = "ask") -> Turn:
        return Turn(text, act, NOW, state=self.state, profile=self.profile)


def quoted(outcome: Outcome) -> list[str]:
    """Ids of the passages quoted, in order."""
    return [part.passage for part in outcome.reply.parts if isinstance(part, Quote)]


def offered(outcome: Outcome) -> list[str]:
    """What the choices say when they are taken."""
    return [option.message for part in outcome.reply.parts if isinstance(part, Choices) for option in part.options]


def said(outcome: Outcome) -> str:
    """The bot's own words."""
    return "\n".join(part.markdown for part in outcome.reply.parts if _is_own(part))


def _is_own(part: Part) -> bool:
    return isinstance(part, Text) or part.kind == "notice"
