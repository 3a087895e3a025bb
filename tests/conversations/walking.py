"""Somebody who walks the model with the running bot, up to the middle of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from index.content.model import Question
from tests.conversations.guided import Guest, content
from tests.conversations.running import RunningBot, Said

TAPPED = (("Yes", "yes"), ("Partly", "partly"), ("No", "no"), ("Don't know", "unknown"), ("Not ours", "other"))
TYPED = (
    ("yes, the deputy chief executive sees to it", "yes"),
    ("we do that already", "yes"),
    ("sort of, but it is out of date", "partly"),
    ("there's a plan but it has never been tested", "partly"),
    ("not that I have seen", "no"),
    ("we have never done that", "no"),
    ("haven't a clue", "unknown"),
    ("I'd have to ask the head of IT", "unknown"),
    ("the county does that for us", "other"),
)
# Who walks: what they say of themselves, their route, how they answer, and whether they pause before the restart.
ROLES = {
    "councillor": ("I am a councillor", "councillor", TYPED, True),
    "chief executive": ("I am the chief executive", "executive", TAPPED, False),
    "emergency planner": ("I am an emergency planner", "service", TYPED, False),
    "head of IT": ("I am the head of IT", "practitioner", TAPPED, True),
}


@dataclass
class Walker(Guest):
    """Somebody who walks the model. `given` is what the bot ought to hold as their answers."""

    route: str = ""
    given: dict[str, str] = field(default_factory=dict)

    @property
    def question(self) -> Question:
        """The question of the model that is open."""
        asked = content().model.questions(self.route)
        return next(question for question in asked if question.wording(self.route) == self.prompt)

    def answer(self, words: str, meant: str) -> Said:
        """Answer the open question."""
        self.given[self.question.id] = meant
        return self.say(words)

    def kept(self) -> dict[str, Any]:
        """The answers as the file of the plan holds them."""
        answers: dict[str, Any] = json.loads(self.file("json"))
        return answers


def in_turn(*pairs: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Ways to answer, with what each means, over and over."""
    while True:
        yield from pairs


def begin(running: RunningBot, role: str) -> Walker:
    """Into the middle of a walk, by every move that there is."""
    introduction, route, ways, pauses = ROLES[role]
    walker = Walker(running, route=route)
    walker.say("I am in England")
    walker.say(introduction)
    opening = walker.say("walk me through the model")
    assert opening.status == "walk_question"
    assert opening.reply.parts[0].markdown == content().model.provenance
    assert "Step 1 of 7" in opening.shown

    first = walker.question
    walker.answer("no, not really", "no")
    back = walker.say("can we go back?")
    assert walker.question == first and "You answered “No”" in back.shown
    walker.answer("yes we do", "yes")

    skipped = walker.question
    assert "Skipped" in walker.say("skip this one").shown
    assert walker.question != skipped

    asked = walker.question
    assert walker.say("what does that mean?").reply.parts[0].markdown.startswith(asked.explain)
    assert walker.question == asked
    aside = walker.say("what is a WARP?")
    assert aside.status == "walk_aside" and aside.cards[0] == "what-is-a-warp" and walker.question == asked

    answers = in_turn(*ways)
    while "Step 3 of 7" not in walker.last.shown:
        walker.answer(*next(answers))
    jumped = walker.say("go to step 6")
    assert "Step 6 of 7" in jumped.shown and walker.question == content().model.step("respond").asked(route)[0]
    walker.answer(*next(answers))
    if pauses:
        assert walker.say("I need to go, can we pause?").status == "walk_paused"
        assert walker.say("what is a SIRO?").status in ("answered", "defined")
    return walker
