"""What was chosen of what was offered, opened: its card, and where more is asked the section that answers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Optional

from bot.replies import Part, Text
from bot.skills.acts import FOLLOW_UP
from bot.skills.choosing import Choice
from bot.skills.follow_up import FollowUp
from bot.skills.memory import Shown
from bot.skills.sections import covered, speaking
from bot.skills.showing import Showing
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from index.lexical import words
from index.passages import Passage
from index.retriever import Hit, Retriever

# What may be wanted of a choice at once.
COMMANDS = ("more", "shorter", "source")


class Chosen:
    """Opens a choice.

    Args:
        follow_up: what takes what else a message says, where that is a command or the card is silent on it.
    """

    def __init__(self, retriever: Retriever, showing: Showing, follow_up: FollowUp):
        self._retriever = retriever
        self._showing = showing
        self._follow_up = follow_up

    def __call__(self, turn: Turn, choice: Choice, before: Optional[Shown]) -> Outcome:
        passages = self._retriever.card(choice.card)
        first = next((one for one in passages if one.id == choice.name), passages[0])
        shown = self._on_show(turn, first, before)
        heard = self._follow_up.hearing.heard(choice.rest, FOLLOW_UP) if choice.rest else None
        if heard and heard.command == "steps" and (steps := self._follow_up.again.steps(choice.card)):
            return self._section(steps, shown)
        if heard and heard.command in COMMANDS:
            return self._follow_up(replace(turn, text=choice.rest), shown, heard)
        asked = [word for word in self._follow_up.own(choice.rest) if not set(words(word)) <= set(words(first.title))]
        cue = heard.leaning.cue if heard and heard.leaning else ""
        if not (asked or cue):
            return self._open(turn, choice, first, shown)
        section = self._answering(passages, asked, cue)
        if section:
            return self._section(section, replace(shown, question=shown.asked(choice.rest)))
        silent = (Text(markdown=texts().not_said.format(title=first.title)),)
        return self._open(turn, choice, first, shown, silent)

    def _on_show(self, turn: Turn, first: Passage, before: Optional[Shown]) -> Shown:
        """The card as what the talk is about from now on."""
        question = first.questions[0] if first.questions else self._retriever.card(first.card)[0].title
        nation = before.nation if before else turn.profile.nation
        seen = tuple(name for name in (before.seen if before else ()) if name.split("#")[0] == first.card)
        return Shown(question, first.card, first.id, nation=nation, seen=seen, score=1.0)

    def _open(self, turn: Turn, choice: Choice, first: Passage, shown: Shown, extra: tuple[Part, ...] = ()) -> Outcome:
        others: list[Hit] = []
        if choice.pressed:
            hits = self._retriever.search(turn.text, turn.vector, shown.nation)
            others = [hit for hit in hits if hit.passage.card != first.card]
        return self._showing([Hit(first, 0.0, 1.0), *others], shown, extra)

    def _section(self, section: Passage, shown: Shown) -> Outcome:
        """A part of the card, after its answer where that was not shown."""
        return self._showing([Hit(section, 0.0, 1.0)], shown)

    def _answering(self, passages: list[Passage], asked: list[str], cue: str) -> Optional[Passage]:
        """The section that speaks of what is asked, by its cue before its words; None where none does."""
        with_cue = [one for one in passages if cue and re.search(cue, one.markdown)]
        if with_cue:
            return speaking(with_cue, asked) or with_cue[0]
        return None if cue and not asked else speaking([one for one in passages if covered(one, asked)], asked)
