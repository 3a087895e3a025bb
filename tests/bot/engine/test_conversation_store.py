"""Conversations outlive a restart, a full disk and a second server."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Optional

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine import conversation_store
from bot.engine.conversation_store import ConversationStore
from tests.bot.engine.conftest import Turns
from tests.bot.engine.test_window import slots_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "conversations.db"


@pytest.fixture
def store(domain: Domain, file: Path) -> ConversationStore:
    return ConversationStore(domain, db=str(file))


def say(store: ConversationStore, events: Iterable[Event], sender: str = "me") -> DialogueStateTracker:
    """One save for every few events, as Rasa does in a turn."""

    async def run() -> DialogueStateTracker:
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        for number, event in enumerate(events):
            tracker.update(event, store.domain)
            if number % 3 == 0:
                await store.save(tracker)
                tracker = await store.get_or_create_tracker(sender)
        await store.save(tracker)
        return tracker

    return asyncio.run(run())


def read(store: ConversationStore, sender: str = "me") -> Optional[DialogueStateTracker]:
    return asyncio.run(store.retrieve(sender))


def known(store: ConversationStore, sender: str = "me") -> DialogueStateTracker:
    tracker = read(store, sender)
    assert tracker is not None
    return tracker


def rows(file: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(file)) as database:
        return [json.loads(row[0]) for row in database.execute("SELECT data FROM events ORDER BY id")]


def whole(domain: Domain, events: Iterable[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("me", list(events), domain.slots)


def test_a_conversation_never_begun_is_none(store: ConversationStore) -> None:
    assert read(store) is None
    assert asyncio.run(store.retrieve_full_tracker("me")) is None


@pytest.mark.parametrize("count", [1, 8, 61, 300])
def test_a_restart_gives_the_same_conversation(
    store: ConversationStore, domain: Domain, file: Path, turns: Turns, count: int
) -> None:
    before = say(store, turns(count))
    after = known(ConversationStore(domain, db=str(file)))
    expected = whole(domain, turns(count))
    assert slots_of(after) == slots_of(before) == slots_of(expected)
    assert after.active_loop_name == expected.active_loop_name
    assert after.latest_message.text == expected.latest_message.text
    assert after.past_states(domain)[-3:] == expected.past_states(domain)[-3:]
    assert after.unsaved == []


def test_each_event_is_written_once_and_in_order(store: ConversationStore, file: Path, turns: Turns) -> None:
    say(store, turns(40))
    assert [row["timestamp"] for row in rows(file)] == [event.timestamp for event in turns(40)]


def test_a_save_with_nothing_new_writes_nothing(store: ConversationStore, file: Path, turns: Turns) -> None:
    tracker = say(store, turns(3))
    before = len(rows(file))
    asyncio.run(store.save(tracker))
    assert len(rows(file)) == before


def test_what_nobody_needs_after_the_turn_is_not_written(store: ConversationStore, file: Path, turns: Turns) -> None:
    say(store, turns(3))
    parsed = [row["parse_data"] for row in rows(file) if row["event"] == "user"]
    assert parsed
    assert all("embedding" not in data and data["intent"]["name"] == "ask" for data in parsed)


def test_the_whole_conversation_can_be_shown_again(
    store: ConversationStore, domain: Domain, file: Path, turns: Turns
) -> None:
    say(store, turns(60))
    for one in (store, ConversationStore(domain, db=str(file))):
        tracker = asyncio.run(one.retrieve_full_tracker("me"))
        assert tracker is not None
        assert [event.timestamp for event in tracker.events] == [event.timestamp for event in turns(60)]


def test_two_conversations_in_one_store_are_apart(store: ConversationStore) -> None:
    say(store, [SlotSet("nation", "scotland")], "scot")
    say(store, [SlotSet("nation", "wales")], "other")
    assert known(store, "scot").get_slot("nation") == "scotland"
    assert known(store, "other").get_slot("nation") == "wales"


def test_two_servers_on_one_database_see_each_others_turns(
    store: ConversationStore, domain: Domain, file: Path, turns: Turns
) -> None:
    second = ConversationStore(domain, db=str(file))
    say(store, turns(10))
    assert known(second).latest_message.text == "question 9"
    say(second, [*turns(1, start=10), SlotSet("nation", "wales")])
    assert known(store).latest_message.text == "question 10"
    say(store, [SlotSet("nation", "england")])
    assert known(second).get_slot("nation") == "england"
    assert len(rows(file)) == len([*turns(10), *turns(1, start=10)]) + 2


def _full(*args: Any, **kwargs: Any) -> None:
    raise sa.exc.OperationalError("INSERT", {}, Exception("database or disk is full"))


def test_a_full_disk_loses_nothing_and_is_made_good_later(
    store: ConversationStore, domain: Domain, file: Path, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(store, turns(10))
    written = len(rows(file))
    with monkeypatch.context() as full:
        full.setattr(store, "_row", _full)
        say(store, [SlotSet("nation", "scotland"), *turns(2, start=10)])
        assert len(rows(file)) == written
        assert known(store).get_slot("nation") == "scotland"
        shown = asyncio.run(store.retrieve_full_tracker("me"))
        assert shown is not None
        assert len(shown.events) == written + 1 + len([*turns(2, start=10)])
    say(store, turns(1, start=12))
    assert known(ConversationStore(domain, db=str(file))).get_slot("nation") == "scotland"
    stamps = [row["timestamp"] for row in rows(file)]
    assert len(stamps) == len(set(stamps)) + 2, "only the listening at each seam has a timestamp twice"
    assert known(ConversationStore(domain, db=str(file))).latest_message.text == "question 12"


def test_a_full_disk_at_the_first_message_loses_nothing(
    store: ConversationStore, domain: Domain, file: Path, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(store, "_row", _full)
        say(store, turns(2))
    say(store, [SlotSet("nation", "wales")])
    again = known(ConversationStore(domain, db=str(file)))
    assert again.get_slot("nation") == "wales"
    assert again.latest_message.text == "question 1"


def test_a_conversation_not_yet_written_is_never_dropped_from_memory(
    store: ConversationStore, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation_store, "IN_MEMORY", 2)
    with monkeypatch.context() as full:
        full.setattr(store, "_row", _full)
        say(store, [SlotSet("nation", "wales")], "unwritten")
    for number in range(5):
        say(store, turns(1), f"other {number}")
    assert known(store, "unwritten").get_slot("nation") == "wales"


def test_what_was_dropped_from_memory_is_read_again(
    store: ConversationStore, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation_store, "IN_MEMORY", 2)
    for number in range(5):
        say(store, turns(number + 1), f"one {number}")
    assert known(store, "one 0").latest_message.text == "question 0"


def test_a_value_that_cannot_be_written_does_not_end_the_process(store: ConversationStore) -> None:
    """Rasa's store calls `sys.exit` at any ValueError."""
    with pytest.raises(UnicodeEncodeError):
        read(store, "half \ud800")
    assert read(store, "me") is None
