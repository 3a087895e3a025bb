"""A small domain, and turns of a conversation as Rasa would log them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered

DOMAIN = """
version: "3.1"
intents: [ask, tell_profile]
slots:
  nation: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  guided: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  heard: {type: text, mappings: [{type: custom}]}
forms:
  guided_form: {required_slots: [guided]}
actions: [action_answer, action_profile]
"""

Turns = Callable[..., Iterator[Event]]


@pytest.fixture(scope="session")
def domain() -> Domain:
    return Domain.from_yaml(DOMAIN)


@pytest.fixture(scope="session")
def turns() -> Turns:
    """Events of `count` turns from number `start`: slots set and taken back, a loop begun and left."""

    def made(count: int, start: int = 0) -> Iterator[Event]:
        for number in range(start, start + count):
            # Zero would mean now.
            at = 1000.0 + number
            yield ActionExecuted("action_listen", timestamp=at)
            intent = {"name": "ask", "confidence": 0.9}
            parsed = {"intent": intent, "entities": [], "embedding": "x" * 1000, "intent_ranking": [intent]}
            yield UserUttered(f"question {number}", intent, parse_data=parsed, timestamp=at + 0.1)
            yield ActionExecuted("action_answer", policy="RulePolicy", confidence=1.0, timestamp=at + 0.2)
            yield SlotSet("heard", f"question {number}", timestamp=at + 0.3)
            yield BotUttered(f"answer {number}", {"custom": {"n": number}}, timestamp=at + 0.4)
            if number % 50 == 3:
                yield SlotSet("nation", {"id": f"nation-{number}", "all": [number]}, timestamp=at + 0.5)
            if number % 100 == 7:
                yield ActiveLoop("guided_form", timestamp=at + 0.6)
                yield SlotSet("guided", {"step": number}, timestamp=at + 0.7)
            if number % 100 == 60:
                yield ActiveLoop(None, timestamp=at + 0.6)
                yield SlotSet("guided", None, timestamp=at + 0.7)
        yield ActionExecuted("action_listen", timestamp=1000.0 + start + count)

    return made
