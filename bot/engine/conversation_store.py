"""Conversations in SQL, with those in use kept in memory."""

from __future__ import annotations

import json
import logging
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, List, Optional, Text

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, ensure_schema_exists
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Session

from bot.engine.window import WindowedTracker

logger = logging.getLogger(__name__)

IN_MEMORY = 500
# Computed from the message and as large as all the rest of the event; nobody needs it after the turn.
TRANSIENT = ("embedding",)


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL tracker store, without its cost growing by the length of the conversation.

    A conversation in use is kept as a tracker, checked against the database by the id of its last event, so that
    several servers can share one database. Each save appends the new events only. When the database cannot be
    written (a full disk), the events stay in memory and go with the next save that succeeds.
    """

    def __init__(
        self,
        domain: Optional[Domain] = None,
        dialect: Text = "sqlite",
        db: Text = "conversations.db",
        event_broker: Optional[EventBroker] = None,
        **kwargs: Any,
    ) -> None:
        if dialect == "sqlite":
            Path(db).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(domain, dialect=dialect, db=db, event_broker=event_broker, **kwargs)
        if dialect == "sqlite":
            sa.event.listen(self.engine, "connect", _log_ahead)
            # The last connection to close folds the log into the file: with one kept open, no message waits for that.
            self._open = self.engine.connect()
        self._held: OrderedDict[Text, tuple[int, WindowedTracker]] = OrderedDict()

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A database session. Rasa's own takes any ValueError for a missing schema and ends the whole server."""
        with self.sessionmaker() as session:
            ensure_schema_exists(session)
            yield session

    def init_tracker(self, sender_id: Text) -> DialogueStateTracker:
        """A new tracker that keeps a window of events."""
        return WindowedTracker(sender_id, self.domain.slots)

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """The conversation, from memory where the database has nothing newer."""
        held = self._held.get(sender_id)
        with self.session_scope() as session:
            last = session.query(sa.func.max(self.SQLEvent.id)).filter(self.SQLEvent.sender_id == sender_id).scalar()
            if held and (held[0] == (last or 0) or held[1].unsaved):
                self._held.move_to_end(sender_id)
                return held[1]
            if last is None:
                return None
            events = self._events(session, sender_id)
        tracker = WindowedTracker(sender_id, self.domain.slots)
        for event in events:
            tracker.update(event, self.domain)
        tracker.unsaved.clear()
        self._hold(sender_id, last, tracker)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: Text) -> Optional[DialogueStateTracker]:
        """The whole conversation, event by event, for showing it again."""
        with self.session_scope() as session:
            events = self._events(session, conversation_id)
        held = self._held.get(conversation_id)
        events += held[1].unsaved if held else []
        if not events:
            return None
        return DialogueStateTracker.from_events(conversation_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new."""
        try:
            with self.session_scope() as session:
                rows = [self._row(tracker.sender_id, event) for event in self._unsaved(session, tracker)]
                session.add_all(rows)
                session.flush()
                last = rows[-1].id if rows else self._held.get(tracker.sender_id, (0,))[0]
                session.commit()
        except sa.exc.SQLAlchemyError as error:
            logger.error("the conversation could not be written and is kept in memory: %s", error)
            last = self._held.get(tracker.sender_id, (0,))[0]
        else:
            if isinstance(tracker, WindowedTracker):
                tracker.unsaved.clear()
        if isinstance(tracker, WindowedTracker):
            self._hold(tracker.sender_id, last, tracker)

    def _unsaved(self, session: Any, tracker: DialogueStateTracker) -> List[Event]:
        if isinstance(tracker, WindowedTracker):
            return tracker.unsaved
        # Rasa makes the tracker of a first turn itself.
        kept = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == tracker.sender_id).count()
        return list(tracker.events)[kept:]

    def _events(self, session: Any, sender_id: Text) -> List[Event]:
        rows = self._event_query(session, sender_id, fetch_events_from_all_sessions=True).all()
        return deserialise_events([json.loads(row.data) for row in rows])

    def _row(self, sender_id: Text, event: Event) -> Any:
        data: Dict[Text, Any] = event.as_dict()
        parsed = data.get("parse_data")
        if parsed:
            data["parse_data"] = {key: value for key, value in parsed.items() if key not in TRANSIENT}
        return self.SQLEvent(
            sender_id=sender_id,
            type_name=event.type_name,
            timestamp=data.get("timestamp"),
            intent_name=(parsed or {}).get("intent", {}).get("name"),
            action_name=data.get("name"),
            data=json.dumps(data),
        )

    def _hold(self, sender_id: Text, last: int, tracker: WindowedTracker) -> None:
        self._held[sender_id] = (last, tracker)
        self._held.move_to_end(sender_id)
        while len(self._held) > IN_MEMORY and not next(iter(self._held.values()))[1].unsaved:
            self._held.popitem(last=False)


def _log_ahead(connection: Any, record: Any) -> None:
    """Set what SQLite keeps by connection: a commit appends to a log, and the disk is not waited for."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
