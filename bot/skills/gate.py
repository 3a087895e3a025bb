"""Is this happening now? The question, what the guidance holds if it is none, and what becomes of the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.replies import Choices, Option, Part, Quote, Text
from bot.skills.acts import ASK
from bot.skills.answer import Answer
from bot.skills.live_question import ask_if_live, taken
from bot.skills.memory import Shown
from bot.skills.quoting import title_option
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from index.retriever import Retriever

Tells = Callable[[Turn], bool]


class Gate:
    """Asks whether what may be an incident is one, and takes what is said to that.

    Args:
        answer: answers a question from the index.
        tells: whether a message gives a fact of an incident, a time or a place.
        goes_on: whether a message plainly goes on about what is on show.
    """

    def __init__(self, retriever: Retriever, answer: Answer, tells: Tells, goes_on: Tells):
        self._retriever, self._answer = retriever, answer
        self._tells, self._goes_on = tells, goes_on

    def __call__(self, turn: Turn, again: bool = False) -> Outcome:
        """The question first, and beneath it the passage that plainly answers, or the titles that come nearest.

        The outcome's state is what waits for a yes or a no: with it the messages that were offered, and as `asked` what
        is on show now, where anything is.
        """
        found = self._answer(replace(turn, intent=ASK))
        quotes = [part for part in found.reply.parts if isinstance(part, Quote)]
        shown = Shown.read(found.state)
        if not quotes or shown is None:
            return replace(ask_if_live(turn, again=again), profile=found.profile)
        shown, plain = replace(shown, seen=()), found.reply.status == "answered"
        if plain:
            # One passage: whoever is under attack reads no more than that.
            shown = shown.with_passage(self._retriever.passage(quotes[0].passage), shown.score or 0.0)
        options = [] if plain else self._titles(quotes)
        beneath = _passage(found.reply.parts) if plain else [_nearest(options)]
        asked = ask_if_live(turn, *beneath, again=again)
        waits = {**(asked.state or {}), "offered": [option.message for option in options], "asked": shown.json()}
        return replace(asked, state=waits, profile=found.profile)

    def taken(self, turn: Turn, waiting: dict[str, Any]) -> Turn:
        """The message that follows the question as what it is to be taken for."""
        return taken(turn, waiting, self._tells(turn), self._goes_on(turn))

    def _titles(self, quotes: list[Quote]) -> list[Option]:
        return [title_option(self._retriever, card) for card in dict.fromkeys(quote.card for quote in quotes)]


def _passage(parts: list[Part]) -> list[Part]:
    """What goes before the first passage, and that passage."""
    first = next(place for place, part in enumerate(parts) if isinstance(part, Quote))
    before = [part for part in parts[:first] if part.kind in ("text", "notice")]
    return [Text(markdown=texts().if_it_is_a_question), *before, parts[first]]


def _nearest(options: list[Option]) -> Choices:
    return Choices(prompt=texts().if_a_question_nearest, options=options)
