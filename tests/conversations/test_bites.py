"""Awareness in two minutes with the running bot: each bite with its question."""

from __future__ import annotations

import pytest

from index.content.bite import Bite
from tests.conversations.guided import Guest, content
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.server

# What people type when they are asked the question at the end, and whether it is right.
TYPED = {
    "judge-the-request": ("phone HR and ask them", True),
    "second-check": ("I'd tap approve", False),
    "own-up-fast": ("just delete it", False),
    "member-in-an-incident": ("I would give them the agreed line", True),
    "one-good-question": ("the one about rebuilding benefits", True),
    "seventy-two-hours": ("when it happened, a month ago", False),
    "log-first": ("the one with the time in it", True),
    "leave-it-on": ("turn it off and on again", False),
}
# What they call it where they would hardly use the first of our own words.
ASKED = {"one-good-question": "backups"}


def open_bite(guest: Guest) -> Bite:
    return next(bite for bite in content().bites if bite.quiz.ask == guest.prompt)


@pytest.mark.parametrize("name", TYPED)
def test_a_bite_is_asked_for_by_name_and_its_question_answered_in_own_words(running: RunningBot, name: str) -> None:
    bite = next(bite for bite in content().bites if bite.id == name)
    words, right = TYPED[name]
    guest = Guest(running)
    guest.say(f"teach me about {ASKED.get(name, bite.also[0])} in two minutes")
    assert guest.last.status == "learn_bite" and open_bite(guest) == bite
    said = guest.say(words)
    assert said.status == "learn_answered", said.shown
    assert said.shown.startswith("Right." if right else "Not quite."), said.shown
    assert said.cards == [bite.card]


@pytest.mark.parametrize(("role", "count"), [("I am a councillor", 4), ("I am the head of IT", 4)])
def test_one_bite_after_another_by_the_choices_offered_and_none_twice(
    running: RunningBot, role: str, count: int
) -> None:
    guest, had = Guest(running), []
    guest.say(role)
    guest.say("teach me something in two minutes")
    for number in range(count):
        bite = open_bite(guest)
        had.append(bite.id)
        if number == 1:
            assert guest.say("what is a WARP?").status == "learn_aside" and open_bite(guest) == bite
        guest.say(guest.last.options[number % 3])
        assert guest.last.status == "learn_answered"
        guest.say("Another one")
    assert len(set(had)) == count
    said = guest.say("Enough for now")
    assert said.status == "learn_stopped" and f"of {count} right" in said.shown


def test_a_live_incident_ends_the_lesson_at_once(running: RunningBot) -> None:
    guest = Guest(running)
    guest.say("teach me something")
    said = guest.say("help, ransomware is encrypting our servers right now and we cannot log in")
    assert said.status.startswith("triage_") and "The lesson can wait" in said.shown
