"""A tracker that remembers its state in full but only its latest turns event by event.

Rasa copies and replays every event of a tracker for every action. Over a long conversation that grows without
bound, though rules and forms only look at the last turn. Here the events before the window are folded into the
few that rebuild their effect: the slots that were set and the loop that is active.
"""

from __future__ import annotations

import copy
from collections import deque
from typing import Any, Deque, Dict, List, Optional, Text, TypeVar

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

TURNS = 4
SLACK = 4


class WindowedTracker(DialogueStateTracker):
    """Keeps at least the latest TURNS turns, at most SLACK more.

    Attributes:
        unsaved: events that no store has kept yet, oldest first.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.events: Deque[Event]
        self.unsaved: List[Event] = []
        self._base: Optional[DialogueStateTracker] = None
        self._folded = 0

    def update(self, event: Event, domain: Optional[Domain] = None) -> None:
        """Apply an event, remember it as unsaved, and let the window slide where it has grown long."""
        super().update(event, domain)
        self.unsaved.append(event)
        if isinstance(event, UserUttered):
            self._slide()

    def copy(self) -> WindowedTracker:
        """A duplicate made from the present state instead of by replaying the events."""
        twin = _duplicate(self)
        twin.unsaved = []
        return twin

    def current_state(self, event_verbosity: EventVerbosity = EventVerbosity.NONE) -> Dict[Text, Any]:
        """The state for the action server: no events, since skills read slots and the latest message only."""
        wanted = EventVerbosity.NONE if event_verbosity == EventVerbosity.ALL else event_verbosity
        state = super().current_state(wanted)
        return {**state, "events": state["events"] or []}

    def _slide(self) -> None:
        events = list(self.events)[self._folded :]
        turns = [number for number, event in enumerate(events) if isinstance(event, UserUttered)]
        if len(turns) <= TURNS + SLACK:
            return
        # A turn begins with the `action_listen` before the user's words.
        cut = max(turns[-TURNS] - 1, 0)
        # Copies of this tracker share what was folded before them.
        base = _duplicate(self._base) if self._base else self._beginning()
        for event in events[:cut]:
            base.update(event)
        base.events = deque(list(base.events)[-1:])
        self._base = base
        summary = _summary(base)
        self._folded = len(summary)
        self.events = deque([*summary, *events[cut:]])

    def _beginning(self) -> DialogueStateTracker:
        base = DialogueStateTracker(self.sender_id, self.slots.values())
        for slot in base.slots.values():
            slot.reset()
        return base


AnyTracker = TypeVar("AnyTracker", bound=DialogueStateTracker)


def _duplicate(tracker: AnyTracker) -> AnyTracker:
    twin = copy.copy(tracker)
    twin.events = copy.copy(tracker.events)
    twin.slots = {name: copy.copy(slot) for name, slot in tracker.slots.items()}
    twin.active_loop = copy.copy(tracker.active_loop)
    return twin


def _summary(base: DialogueStateTracker) -> List[Event]:
    """The fewest events that bring a new tracker to the state of `base`."""
    set_slots = [SlotSet(name, slot.value) for name, slot in base.slots.items() if slot.value != slot.initial_value]
    loop = [ActiveLoop(base.active_loop_name)] if base.active_loop_name else []
    return [*set_slots, *loop]
