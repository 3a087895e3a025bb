"""Awareness in two minutes: one thing taught, one question at the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Optional

from pydantic import BaseModel, Extra

from bot.documents import DocumentStore
from bot.replies import Choices, Notice, Option, Part, Text
from bot.replies.statuses import reply
from bot.skills.guided.hearing import Heard, hear, named
from bot.skills.guided.live import Answer, asks_for, beside, if_live, leads_to, least_share, needs_care, reports_live
from bot.skills.guided.nearest import Encode, Nearest
from bot.skills.guided.quoting import card_quote, cited
from bot.skills.guided.wording import wording
from bot.skills.turn import Outcome, Turn
from index.content.bite import Bite
from index.content.bite import Option as Answered
from index.content.corpus import EVERYONE, Corpus

LETTERS = "abcd"
NEAR = 78  # how near free words must come to an option


def say(name: str, **values: object) -> str:
    return wording(Path(__file__).with_name("texts.yml"))(name, **values)


class LearnState(BaseModel):
    """The bite that is open (`at`), those that were had, and how many answers were right.

    Between bites `at` is None. A `paused` state keeps what was had and takes no message.
    """

    version: int = 1
    at: Optional[str] = None
    had: list[str] = []
    answered: int = 0
    right: int = 0
    paused: bool = False

    class Config:
        extra = Extra.ignore

    def write(self) -> dict[str, Any]:
        """Plain JSON, without what is empty."""
        return {key: value for key, value in self.dict().items() if value not in (None, [], False)}


class Learn:
    """Teaches one bite after another, those for the user's role first, and none twice until all were had."""

    def __init__(
        self,
        bites: list[Bite],
        corpus: Corpus,
        documents: DocumentStore,
        answer: Answer,
        encode: Optional[Encode] = None,
    ):
        """With `encode` an option is also understood by its meaning, and not by its words alone."""
        self.bites = bites
        self._nearest = Nearest(encode) if encode else None
        self.corpus = corpus
        self._answer = answer

    def start(self, turn: Turn) -> Outcome:
        """Teach something: what the user named, or the next for the role."""
        state = LearnState.parse_obj(turn.state)
        state.paused = False
        found = named(turn.text, {bite.id: [bite.title, *bite.also] for bite in self.bites}, sure=90)
        bite = next((entry for entry in self.bites if entry.id == found), None) or self._next(turn, state)
        return self._teach(state, bite, [])

    def advance(self, turn: Turn) -> Outcome:
        """Take one message."""
        state = LearnState.parse_obj(turn.state)
        if state.paused:
            return self.start(turn)
        heard = hear(turn.text)
        bite = next((entry for entry in self.bites if entry.id == state.at), None)
        option = self._option(turn, bite, heard) if bite else None
        live = heard.real or (reports_live(turn) and not heard.command and not (heard.answer and heard.short))
        if live and option is None:
            state.paused = True
            leaving: list[Part] = [Notice(level="emergency", markdown=say("live_leaving"))]
            return Outcome(reply("learn_stopped", *leaving), state.write(), hand_over="triage")
        if needs_care(turn, heard, understood=bool(option or heard.command)):
            state.paused = True
            return Outcome(self._answer(turn), state.write())
        if option is None and (other := leads_to(turn, heard, "learn")):
            return replace(self._stop(state), hand_over=other)
        if option is None and (heard.command in ("stop", "pause") or named(turn.text, {"enough": [say("enough")]})):
            return self._stop(state)
        if bite is None:
            return self._between(turn, state, heard)
        return self._answered(turn, state, bite, option, heard)

    def _answered(self, turn: Turn, state: LearnState, bite: Bite, option: Optional[Answered], heard: Heard) -> Outcome:
        right = next(entry for entry in bite.quiz.options if entry.right)
        if option:
            state.answered += 1
            state.right += option.right
            line = (
                say("right", say=option.say) if option.right else say("wrong", say=option.say, right=_bare(right.label))
            )
            return self._close(state, bite, line)
        if heard.command in ("skip", "next") or heard.answer == "unknown":
            return self._close(state, bite, say("skipped", right=_bare(right.label), say=right.say))
        if heard.command in ("repeat", "explain", "back"):
            return self._teach(state, bite, [])
        if aside := beside(turn, heard, self._answer):
            return self._outcome(state, "learn_aside", [*aside, self._quiz(bite)])
        return self._outcome(state, "learn_unclear", [Text(markdown=say("unclear")), *if_live(turn), self._quiz(bite)])

    def _close(self, state: LearnState, bite: Bite, line: str) -> Outcome:
        """What was right, the card that says more, and whether to go on."""
        state.had = [*state.had, bite.id]
        state.at = None
        card = self.corpus.cards.get(bite.card)
        parts: list[Part] = [Text(markdown=line), *([card_quote(self.corpus, card)] if card else [])]
        return self._outcome(state, "learn_answered", [*parts, self._another()])

    def _between(self, turn: Turn, state: LearnState, heard: Heard) -> Outcome:
        if heard.answer == "no":
            return self._stop(state)
        if asks_for(turn, "learn"):
            return self.start(replace(turn, state=state.write()))
        if (
            heard.answer == "yes"
            or heard.command in ("next", "repeat")
            or named(turn.text, {"more": [say("another"), "another"]})
        ):
            return self._teach(state, self._next(turn, state), [])
        if aside := beside(turn, heard, self._answer):
            return self._outcome(state, "learn_aside", [*aside, self._another()])
        return self._outcome(state, "learn_unclear", [*if_live(turn), self._another()])

    def _stop(self, state: LearnState) -> Outcome:
        line = say("stopped", right=state.right, count=state.answered) if state.answered else say("stopped_none")
        kept = LearnState(had=state.had, paused=True)
        return self._outcome(kept, "learn_stopped", [Text(markdown=line)])

    def _teach(self, state: LearnState, bite: Optional[Bite], parts: list[Part]) -> Outcome:
        if bite is None:
            kept = LearnState(paused=True)
            return self._outcome(kept, "learn_stopped", [*parts, Text(markdown=say("all_done"))])
        state.at = bite.id
        source = f" ({cited(self.corpus, bite.sources)})" if bite.sources else ""
        lesson = Text(markdown=f"{say('title', title=bite.title)}\n\n{bite.teach}{source}")
        return self._outcome(state, "learn_bite", [*parts, lesson, self._quiz(bite)])

    def _next(self, turn: Turn, state: LearnState) -> Optional[Bite]:
        """The next bite not yet had: for the role first, then for everyone."""
        fresh = [bite for bite in self.bites if bite.id not in state.had]
        for audience in (turn.profile.role, EVERYONE):
            if found := next((bite for bite in fresh if audience in bite.audiences), None):
                return found
        return None

    def _option(self, turn: Turn, bite: Bite, heard: Heard) -> Optional[Answered]:
        """The option that a message means: by its letter, number or words, else by what it comes nearest to."""
        if option := self._named(turn.text, bite, least_share(turn)):
            return option
        if self._nearest is None or not heard.free or reports_live(turn):
            return None
        options = {option.label: option for option in bite.quiz.options}
        found = self._nearest(turn, {label: [label, *option.also] for label, option in options.items()})
        return options[found] if found else None

    def _named(self, text: str, bite: Bite, share: float) -> Optional[Answered]:
        names = {
            str(number): [
                letter,
                f"option {letter}",
                str(number + 1),
                option.label,
                f"{letter} {option.label}",
                *option.also,
            ]
            for number, (letter, option) in enumerate(zip(LETTERS, bite.quiz.options))
        }
        found = named(text, names, NEAR, share)
        return bite.quiz.options[int(found)] if found else None

    def _quiz(self, bite: Bite) -> Choices:
        options = [
            Option(label=f"{letter.upper()}. {option.label}", message=option.label)
            for letter, option in zip(LETTERS, bite.quiz.options)
        ]
        return Choices(prompt=bite.quiz.ask, options=options)

    def _another(self) -> Choices:
        options = [Option(label=say(name), message=say(name)) for name in ("another", "enough")]
        return Choices(prompt=say("again"), options=options)

    def _outcome(self, state: LearnState, status: str, parts: list[Part]) -> Outcome:
        return Outcome(reply(status, *parts), state.write())


def _bare(label: str) -> str:
    return label.strip().rstrip(".")
