"""Which group of the model somebody belongs to, in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Optional

from bot.skills.guided.hearing import CLAUSE_END, UNKNOWN, hear, named, place, plain_words
from bot.skills.introductions import Introductions
from bot.skills.introductions import words as introduced
from bot.skills.walk.hearing import fits_none, words
from index.content.model import Model, Route
from index.content.vocabulary import Vocabulary

LEAST_SHARE = 1 / 3  # of a message with an answer in it that a role must make up to be meant
CAPITALS = re.compile(r"\b[A-Z]{2,3}\b")
# A role that follows this is not the speaker's.
DENIAL = re.compile(r"\b(?:not|neither|nor)(?: really| quite)?(?: an?| the| one of the| one of)?$")
PLACES = [
    re.compile(rf"{lead}(?P<place>\w+)(?: (?:one|group|option|choice))?(?P<rest>.*)$")
    for lead in (r"\b(?:the|number|no|option|group|choice) ", "^")
]
AFTER_PLACE = re.compile(
    r"(?: (?:please|then|thanks|probably|maybe|perhaps|i (?:think|suppose|guess)|for (?:me|us)|fits?.*|is .*"
    r"|of (?:these|those|them)|(?:on|in) (?:the|that|your) list))*"
)


class Groups:
    """Hears the group by its name, a part of it, its place in the list, or a role that belongs to it."""

    def __init__(self, model: Model, vocabulary: Vocabulary):
        self._model = model
        self._introductions = Introductions(vocabulary, lambda _: ())
        self._names = {route.id: [route.label, *route.also] for route in model.routes}
        self._phrases: dict[str, str] = {}
        for route in model.routes:
            for name in [*_parts(route.label), *route.also, *words().nearest.get(route.id, ())]:
                self._phrases.setdefault(_bare(name), route.id)
        for route in model.routes:
            for audience in vocabulary.audiences:
                if audience.id in route.audiences:
                    own = introduced().roles.get(audience.id, ())
                    for name in [*_parts(audience.label), *audience.also, *own]:
                        self._phrases.setdefault(_bare(name), route.id)
        self._nearest = {_bare(name) for names in words().nearest.values() for name in names}
        self._distinctive = self._told_apart()

    def told(self, text: str, role: Optional[str]) -> Optional[Route]:
        """The group of somebody who asks for a walk: by what they say there, else by the `role` known of them."""
        said = self._introductions.role(text)
        if route := self._model.route_for(said) or self._model.route_for(role):
            return route
        found = named(text, self._names)
        return self._model.route(found) if found else None

    def chosen(self, text: str) -> Optional[Route]:
        """The group that an answer to "which of these" picks."""
        heard = hear(text)
        if heard.question and re.match(r"(?:what|who|how|why|where|which|when)\b", heard.plain):
            return None
        answers = heard.answer not in (None, UNKNOWN) and not fits_none(text) and not heard.plain.startswith("i ")
        found = self._named(text, LEAST_SHARE if answers else 0.0)
        number = None if found else _place(text, len(self._model.routes))
        if found is None and number is not None:
            found = self._model.routes[number].id
        if found is None and not heard.answer:
            found = named(text, self._names)
        return self._model.route(found) if found else None

    def _named(self, text: str, share: float) -> Optional[str]:
        said = _bare(text)
        phrase = _longest(said, self._phrases, share)
        own = self._model.route_for(self._introductions.role(text))
        if own and phrase not in self._nearest:
            return own.id
        if phrase:
            return self._phrases[phrase]
        if word := _longest(said, self._distinctive, share):
            return self._distinctive[word]
        capitals = CAPITALS.findall(text) if text != text.upper() else []
        return next((self._phrases[word.lower()] for word in capitals if word.lower() in self._phrases), None)

    def _told_apart(self) -> dict[str, str]:
        """Words of one label alone."""
        of = {route.id: set(_bare(route.label).split()) for route in self._model.routes}
        return {
            word: route
            for route, own in of.items()
            for word in own
            if len(word) > 3 and not any(word in other for name, other in of.items() if name != route)
        }


def _longest(said: str, phrases: Iterable[str], share: float) -> Optional[str]:
    """The longest phrase that is said and makes up at least `share` of the words."""
    enough = share * len(said.split())
    return max(
        (phrase for phrase in phrases if len(phrase.split()) >= enough and _said(said, phrase)), key=len, default=None
    )


def _said(said: str, phrase: str) -> bool:
    """Whether the phrase stands in what was said, and is not denied there."""
    if said == phrase:
        return True
    if len(phrase) < 3:
        return False
    return any(not DENIAL.search(before) for before in _before(said, phrase))


def _before(said: str, phrase: str) -> Iterator[str]:
    for found in re.finditer(rf"(?<!\S){re.escape(phrase)}(?!\S)", said):
        yield said[: found.start()].strip()


def _parts(label: str) -> list[str]:
    """A label and what it lists: `Heads of IT and security` is all of it, and each."""
    return [label, *(part for part in re.split(r", | and ", label) if part)]


def _bare(text: str) -> str:
    """Plain words in the singular, written out."""
    written = (words().short_for.get(word, word) for word in plain_words(text).replace("'s ", " ").split())
    return " ".join(word.rstrip("s") if len(word) > 3 else word for word in " ".join(written).split())


def _place(text: str, count: int) -> Optional[int]:
    """The place in the list that a message names, among other words or alone."""
    if (alone := place(text, count)) is not None:
        return alone
    for clause in CLAUSE_END.split(text):
        if len(clause.strip()) > 1 or clause.strip().isdigit():
            if (found := place(clause, count)) is not None:
                return found
            for said in filter(None, (pattern.search(plain_words(clause)) for pattern in PLACES)):
                if AFTER_PLACE.fullmatch(said["rest"]) and (found := place(said["place"], count)) is not None:
                    return found
    return None
