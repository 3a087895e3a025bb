"""Measures triage with the running bot and writes `results/triage.json`: how many messages a brief takes, and what
becomes of first messages that nothing was trained on. `make triage-figures` runs it."""

from __future__ import annotations

import json
import statistics
import tempfile
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.replies import Reply
from bot.serve.prepare import prepare_all
from index.build import current
from index.content.bundle import Content
from index.paths import Paths
from tests.conversations.in_trouble import REACHED, Message, messages, opened
from tests.conversations.running import RunningBot
from tests.conversations.triage import LIVE, TYPE, Person, scenarios
from tests.conversations.untaught import nearest

RESULTS = "triage.json"
console = Console(stderr=True)


def measure(bot: RunningBot) -> dict[str, Any]:
    """The figures."""
    said = messages()
    return {
        "dialogues": _dialogues(bot),
        "first_messages_read_while_mending": _first_messages(bot, said.known),
        "first_messages_unseen": _first_messages(bot, said.unseen),
        "nearest_to_anything_taught": round(max(each.likeness for each in nearest()), 2),
    }


def _dialogues(bot: RunningBot) -> dict[str, Any]:
    person = Person(Content.load(current(Paths().index)).library)
    played = {
        name: person.hold(scenario, lambda words, sender=uuid.uuid4().hex: bot.say(sender, words).reply)
        for name, scenario in scenarios().items()
    }
    lengths = sorted(len(each.said) for each in played.values())
    return {
        "count": len(lengths),
        "to_a_brief": sum(each.done for each in played.values()),
        "messages_to_the_brief_median": statistics.median(lengths),
        "messages_to_the_brief_least": lengths[0],
        "messages_to_the_brief_most": lengths[-1],
        "messages_to_the_brief": {str(length): count for length, count in sorted(Counter(lengths).items())},
        "type_asked_for": sum(TYPE in each.asked for each in played.values()),
        "live_asked_for": sum(LIVE in each.said for each in played.values()),
    }


def _first_messages(bot: RunningBot, said: list[Message]) -> dict[str, Any]:
    found: Counter[str] = Counter()
    for message in said:
        sender = uuid.uuid4().hex

        def say(words: str, sender: str = sender) -> Reply:
            return bot.say(sender, words).reply

        first, _ = opened(message, say)
        slots = {each["name"]: each["value"] for each in bot.events(f"rest:{sender}") if each["event"] == "slot"}
        kinds = (slots.get("triage") or {}).get("types") or []
        found["reached"] += first.status in REACHED
        found["live_asked_for"] += first.status == "live_or_question"
        found["type_asked_for"] += bool(slots.get("triage")) and not kinds
        found["type_right_at_once"] += bool(kinds) and kinds[0] in message.types
        found["type_wrong"] += bool(kinds) and kinds[0] not in message.types
    return {"count": len(said), **found}


def main() -> None:
    paths = Paths()
    prepare_all(paths, console)
    with tempfile.TemporaryDirectory() as folder:
        bot = RunningBot(Path(folder))
        try:
            bot.start()
            figures = measure(bot)
        finally:
            bot.stop()
    target = paths.root / "results" / RESULTS
    target.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    console.print(f"wrote {target.relative_to(paths.root)}")


if __name__ == "__main__":
    main()
