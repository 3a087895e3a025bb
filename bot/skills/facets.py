"""By what a search for guidance narrows down: audience, topic, publisher, nation, step, time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Optional

from bot.skills.find_words import FindWords
from bot.skills.nations import Nations
from bot.skills.period import Period, period
from index.content.glossary import Entry
from index.content.vocabulary import Vocabulary
from index.passages import Passage

# "Comms people" and "procurement officers" name an audience, not people and training.
_PEOPLE = r"(?: (?:people|teams?|officers?|committees?|managers?|colleagues|professionals|leads?))?"
# A publisher called "i" and a network called "X" cannot be told from other words.
SHORTEST = 2
TOPIC, AUDIENCE, PUBLISHER, NATION = "topics", "audiences", "publishers", "nations"


@dataclass(frozen=True)
class Facets:
    """What was heard.

    Attributes:
        values: ids by field of a passage; for `publishers` their names in lower case.
        labels: the same in words.
        all_topics: topics of which every one must hold, such as that of case studies.
        period: the time spoken of.
        mine: the user's own role was meant.
        only: cards for everybody or for all nations are not wanted.
        left: words that name a subject and are no facet.
    """

    values: dict[str, list[str]] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    all_topics: list[str] = field(default_factory=list)
    period: Optional[Period] = None
    mine: bool = False
    only: bool = False
    left: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.values or self.all_topics or self.period)


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    kind: str
    value: str


class FacetHearing:
    """Hears facets in a message. A word that could be two things is taken by what stands before it."""

    def __init__(
        self, vocabulary: Vocabulary, glossary: Iterable[Entry], passages: Iterable[Passage], words: FindWords
    ):
        self._vocabulary = vocabulary
        self._words = words
        self._nations = Nations(vocabulary, glossary)
        self._publishers = publishers_by_name(glossary, passages)
        names: dict[str, list[tuple[str, str]]] = {}
        for kind in (TOPIC, AUDIENCE):
            for term in getattr(vocabulary, kind):
                for name in {term.label.lower(), *(name.lower() for name in term.also)}:
                    names.setdefault(name, []).append((kind, term.id))
        for name in self._publishers:
            names.setdefault(name, []).append((PUBLISHER, name))
        self._names = names
        longest_first = sorted((name for name in names if len(name) >= SHORTEST), key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?P<name>{'|'.join(map(re.escape, longest_first))})(?:s|es)?{_PEOPLE}(?!\w)")

    def heard(self, text: str, today: dt.date) -> Facets:
        """What a message narrows a search down by."""
        said = " " + text.lower().replace("’", "'").strip() + " "
        when = period(said, self._words, today)
        mine, only = bool(re.search(self._words.mine, said)), bool(re.search(self._words.only, said))
        types = [topic for topic, pattern in self._words.types.items() if re.search(pattern, said)]
        bare = re.sub(r"\bhelp(?: me)?(?= (?:find|me|to))", " ", said)
        for pattern in (self._words.mine, *self._words.types.values(), self._words.recent, *self._times()):
            bare = re.sub(pattern, lambda match: " " * len(match.group()), bare)
        spans = self._spans(bare)
        values: dict[str, list[str]] = {}
        for span in spans:
            values.setdefault(span.kind, []).append(span.value)
        if nations := self._nations.named(bare):
            values[NATION] = nations
        if steps := self._steps(said):
            values["steps"] = steps
        values = {kind: list(dict.fromkeys(found)) for kind, found in values.items()}
        return Facets(
            values=values,
            labels=self._labels(values, types),
            all_topics=types,
            period=when,
            mine=mine,
            only=only,
            left=self._left(bare, spans),
        )

    def publishers(self, name: str) -> set[str]:
        """All names in lower case of the publisher that goes by this one."""
        return self._publishers[name]

    def without(self, text: str, kind: str) -> str:
        """A text without the names of one kind of facet."""
        if kind == NATION:
            return self._nations.without(text)
        for span in reversed(self._spans(f" {text.lower()} ")):
            if span.kind == kind:
                text = text[: span.start - 1] + text[span.end - 1 :]
        return text

    def _spans(self, said: str) -> list[_Span]:
        spans = [
            _Span(match.start(), match.end(), *self._kind(match.group("name"), said[: match.start()]))
            for match in self._pattern.finditer(said)
        ]
        about = re.search(self._words.about, said)
        topics = [span for span in spans if span.kind == TOPIC]
        anchored = [span for span in topics if about and span.start >= about.start()]
        unwanted = [span for span in topics if anchored and span not in anchored]
        if topics:
            # "Staff training" is about training; only "for staff" narrows it down to staff.
            unwanted += [
                span
                for span in spans
                if span.kind == AUDIENCE and not re.search(self._words.towards, said[: span.start])
            ]
        return [span for span in spans if span not in unwanted]

    def _kind(self, name: str, before: str) -> tuple[str, str]:
        found = dict(self._names[name])
        towards = bool(re.search(self._words.towards, before))
        order = (AUDIENCE, TOPIC, PUBLISHER) if towards else (TOPIC, PUBLISHER, AUDIENCE)
        if re.search(self._words.published, before):
            order = (PUBLISHER, AUDIENCE, TOPIC)
        return next((kind, found[kind]) for kind in order if kind in found)

    def _steps(self, said: str) -> list[str]:
        ids = self._vocabulary.ids("steps")
        numbered = re.search(self._words.numbered_step, said)
        if numbered and int(numbered.group("number")) <= len(ids):
            return [ids[int(numbered.group("number")) - 1]]
        return [step for step in ids if re.search(rf"\b{step}\b\W+{self._words.step}", said)]

    def _times(self) -> tuple[str, ...]:
        words = self._words
        since = (words.season, words.since)
        return (*since, words.in_month, words.this_month, words.this_year, words.last_year, words.in_year)

    def _left(self, said: str, spans: list[_Span]) -> list[str]:
        for span in spans:
            said = said[: span.start] + " " * (span.end - span.start) + said[span.end :]
        said = self._nations.without(said)
        for pattern in (*self._words.asking, self._words.step, self._words.only):
            said = re.sub(rf"\b(?:{pattern})\b", " ", said)
        return re.findall(r"[a-z0-9][\w'-]*", said)

    def _labels(self, values: dict[str, list[str]], types: list[str]) -> list[str]:
        labels = [self._vocabulary.label(TOPIC, topic) for topic in types]
        for kind, found in values.items():
            labels += [name.upper() if len(name) < 6 else name.title() for name in found] if kind == PUBLISHER else []
            labels += [] if kind == PUBLISHER else [self._vocabulary.label(kind, value) for value in found]
        return list(dict.fromkeys(labels))


def publishers_by_name(glossary: Iterable[Entry], passages: Iterable[Passage]) -> dict[str, set[str]]:
    """Every name of a publisher, in lower case, with all the names that it goes by."""
    groups: dict[str, set[str]] = {}
    cited = [{source.publisher, source.short or source.publisher} for passage in passages for source in passage.sources]
    known = [set(entry.names) for entry in glossary if entry.kind == "publisher"]
    for names in [*known, *cited]:
        lower = {name.lower() for name in names}
        together = lower.union(*(groups[name] for name in lower if name in groups))
        for name in together:
            groups[name] = together
    return groups
