"""More, shorter, the source, once more, the other one: what can be done with what is on show."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Optional

from bot.replies import Choices, Option, Part
from bot.replies.statuses import reply
from bot.skills.as_said import as_said
from bot.skills.follow_up_words import Command, FollowUpWords
from bot.skills.memory import Shown
from bot.skills.quoting import quote, suggestions
from bot.skills.showing import NEXT, Showing
from bot.skills.sources import Sources
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from index.passages import Passage
from index.retriever import Retriever

# Sections shown at a time.
MORE = 2
# Commands whose whole answer is a status.
SAID: dict[Command, str] = {"done": "thanked", "language": "english_only"}
CLAUSE_END = re.compile(r"[.,!?;]+\s*|\s+-+\s+")
# The sections of a card that say what to do, by the ends of their ids.
STEPS = ("#do-now", "#what-to-do")


class ShownAgain:
    """Answers the commands of `follow_up.yml`; those that turn pages are no business of an answer on show."""

    def __init__(self, retriever: Retriever, showing: Showing, words: FollowUpWords):
        self._retriever = retriever
        self._showing = showing
        self._words = words
        self.sources = Sources(retriever, words)
        self._by_command: dict[Command, Callable[[Turn, Shown, str], Outcome]] = {
            "more": self._more,
            "next_page": self._more,
            "shorter": self._shorter,
            "source": self._source,
            "repeat": self._repeat,
            "previous_page": self._repeat,
            "other": self._other,
            "pick": self._pick,
            "steps": self._steps,
        }

    def __call__(self, command: Command, rest: str, turn: Turn, shown: Shown) -> Outcome:
        if command == "done" and re.fullmatch(
            self._words.parting, as_said(CLAUSE_END.split(turn.text.strip(" .!"))[-1])
        ):
            return Outcome(reply("parted"), state=shown.json())
        if command in SAID:
            return Outcome(reply(SAID[command]), state=shown.json())
        if shown.card is None or shown.passage is None or not self._retriever.card(shown.card):
            return Outcome(reply("nothing_more", texts().choices("signposts")), state=shown.json())
        return self._by_command[command](turn, shown, rest)

    def steps(self, card: str) -> Optional[Passage]:
        """The section of a card that says what to do; None where it has none."""
        sections = self._retriever.card(card)
        return next((one for end in STEPS for one in sections if one.id.endswith(end)), None)

    def _more(self, turn: Turn, shown: Shown, rest: str) -> Outcome:
        sections = self._retriever.card(shown.card or "")
        left = [passage for passage in sections if passage.id not in shown.seen]
        if not left:
            # Beyond the card only what is sure: "more" asks for depth, not for another guess.
            return self._next(shown, self._showing.judgement.plain)
        parts: list[Part] = [quote(passage) for passage in left[:MORE]]
        if len(left) > MORE:
            parts.append(Choices(options=[Option(**texts().more.dict())]))
        else:
            parts += self._showing.next_choices([], sections[0], more=False)
        seen = (*shown.seen, *(passage.id for passage in left[:MORE]))
        return Outcome(reply("answered", *parts), state=replace(shown, passage=left[0].id, seen=seen).json())

    def _steps(self, turn: Turn, shown: Shown, rest: str) -> Outcome:
        steps = self.steps(shown.card or "")
        return self._one(steps, shown) if steps else self._more(turn, shown, rest)

    def _shorter(self, turn: Turn, shown: Shown, rest: str) -> Outcome:
        answer = self._retriever.card(shown.card or "")[0]
        return self._one(answer, shown)

    def _repeat(self, turn: Turn, shown: Shown, rest: str) -> Outcome:
        return self._one(self._retriever.passage(shown.passage or ""), shown)

    def _source(self, turn: Turn, shown: Shown, rest: str) -> Outcome:
        parts = self.sources(turn.text, shown, rest)
        return Outcome(reply("sources_shown", *parts), state=shown.json())

    def _other(self, turn: Turn, shown: Shown, rest: str) -> Outcome:
        return self._next(shown, self._showing.judgement.floor)

    def _next(self, shown: Shown, least: float) -> Outcome:
        """The next best card for the question that is at least so sure, or that there is none."""
        known = {name.split("#")[0] for name in shown.seen} | {shown.card, *shown.rejected}
        hits = self._retriever.search(shown.asked(), None, shown.nation)
        left = [hit for hit in hits if hit.passage.card not in known and hit.confidence >= least]
        if left:
            return self._showing(left, shown)
        options = suggestions(self._retriever, [], self._retriever.card(shown.card or "")[0], NEXT)
        related = (
            [Choices(prompt=texts().nothing_more_ask, options=options)] if options else [texts().choices("signposts")]
        )
        return Outcome(reply("nothing_more", *related), state=shown.json())

    def _pick(self, turn: Turn, shown: Shown, rest: str) -> Outcome:
        """One of the closest, by its number."""
        number = self._words.picks.get(rest) or int("".join(filter(str.isdigit, rest)) or 0)
        chosen = picked(list(shown.seen), number)
        return self._one(self._retriever.passage(chosen), shown) if chosen else self._more(turn, shown, rest)

    def _one(self, passage: Passage, shown: Shown) -> Outcome:
        seen = tuple(dict.fromkeys([*shown.seen, passage.id]))
        state = replace(shown, card=passage.card, passage=passage.id, seen=seen)
        return Outcome(reply("answered", quote(passage)), state=state.json())


def picked(names: list[str], number: int) -> Optional[str]:
    """The name with this number, counted from 1 or, where negative, from the end; None where there is none."""
    if number == 0 or not -len(names) <= number <= len(names):
        return None
    return names[number - 1 if number > 0 else number]
