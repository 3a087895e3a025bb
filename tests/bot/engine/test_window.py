"""A long conversation keeps its state in full and only its latest turns event by event."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.engine.window import SLACK, TURNS, WindowedTracker
from tests.bot.engine.conftest import Turns


def both(domain: Domain, turns: Turns, count: int) -> tuple[WindowedTracker, DialogueStateTracker]:
    windowed, whole = WindowedTracker("me", domain.slots), DialogueStateTracker("me", domain.slots)
    for event in turns(count):
        windowed.update(event, domain)
        whole.update(event, domain)
    return windowed, whole


def slots_of(tracker: DialogueStateTracker) -> dict[str, object]:
    return {name: slot.value for name, slot in tracker.slots.items()}


@pytest.mark.parametrize("count", [1, 5, TURNS + SLACK, TURNS + SLACK + 1, 55, 61, 130, 300])
def test_slots_loop_and_latest_message_are_those_of_the_whole_conversation(
    domain: Domain, turns: Turns, count: int
) -> None:
    windowed, whole = both(domain, turns, count)
    assert slots_of(windowed) == slots_of(whole)
    assert windowed.active_loop_name == whole.active_loop_name
    assert windowed.latest_message == whole.latest_message
    assert windowed.latest_action_name == whole.latest_action_name
    assert windowed.latest_bot_utterance == whole.latest_bot_utterance


@pytest.mark.parametrize("count", [9, 61, 130, 299, 300])
def test_rules_see_the_same_last_states(domain: Domain, turns: Turns, count: int) -> None:
    windowed, whole = both(domain, turns, count)
    assert windowed.past_states(domain)[-TURNS:] == whole.past_states(domain)[-TURNS:]


@pytest.mark.parametrize("count", [20, 130, 300])
def test_replaying_the_window_gives_the_same_state(domain: Domain, turns: Turns, count: int) -> None:
    windowed, whole = both(domain, turns, count)
    again = DialogueStateTracker.from_events("me", list(windowed.events), domain.slots)
    assert slots_of(again) == slots_of(whole)
    assert again.active_loop_name == whole.active_loop_name


def test_the_window_stays_small(domain: Domain, turns: Turns) -> None:
    windowed, whole = both(domain, turns, 300)
    heard = [event for event in windowed.events if isinstance(event, UserUttered)]
    assert TURNS <= len(heard) <= TURNS + SLACK
    assert len(windowed.events) < len(whole.events) / 10


def test_every_event_is_kept_for_the_store(domain: Domain, turns: Turns) -> None:
    windowed, whole = both(domain, turns, 300)
    assert windowed.unsaved == list(whole.events)


def test_a_copy_goes_its_own_way(domain: Domain, turns: Turns) -> None:
    windowed, whole = both(domain, turns, 130)
    twin = windowed.copy()
    assert slots_of(twin) == slots_of(windowed)
    assert twin.unsaved == []
    twin.update(SlotSet("nation", "elsewhere"))
    twin.update(ActiveLoop(None))
    for event in turns(12, start=130):
        twin.update(event, domain)
    for event in turns(12, start=130):
        windowed.update(event, domain)
        whole.update(event, domain)
    again = DialogueStateTracker.from_events("me", list(windowed.events), domain.slots)
    assert slots_of(again) == slots_of(windowed) == slots_of(whole)
    assert again.active_loop_name == windowed.active_loop_name == whole.active_loop_name


def test_the_action_server_is_sent_the_state_without_events(domain: Domain, turns: Turns) -> None:
    windowed, whole = both(domain, turns, 300)
    sent = windowed.current_state(EventVerbosity.ALL)
    assert sent["events"] == []
    assert sent["slots"] == whole.current_slot_values()
    assert sent["latest_message"]["text"] == "question 299"
