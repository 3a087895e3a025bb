"""What happens to a request from Teams: checked, understood, answered once."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections import OrderedDict
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, Callable, Optional

from pydantic import ValidationError
from rasa.core.channels.channel import UserMessage

from bot.channels.intake import take_in
from bot.channels.teams import events
from bot.channels.teams.activity import Activity
from bot.channels.teams.app_token import AppToken
from bot.channels.teams.connector import Connector, DeliveryError
from bot.channels.teams.files import Files, said
from bot.channels.teams.gate import Gate, Peer, RefusedError
from bot.channels.teams.http import Http
from bot.channels.teams.keys import SigningKeys
from bot.channels.teams.output import TeamsOutput
from bot.channels.teams.place import Place
from bot.channels.teams.references import References
from bot.channels.teams.reminders import Reminders
from bot.channels.teams.settings import Identity, Settings
from bot.channels.teams.turns import Outbox, Turns, Work
from bot.channels.teams.wording import wording
from bot.documents import DocumentStore
from bot.replies.statuses import reply
from bot.skills.acts import GREET
from bot.skills.conversation import converse

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
_REMEMBERED_WELCOMES = 5000


@dataclass(frozen=True)
class Answer:
    """The HTTP status that Teams is told, and a body where it expects one."""

    status: int
    body: Optional[dict[str, Any]] = None


class Door:
    """One installation of the bot in Teams."""

    def __init__(self, settings: Settings, identity: Identity, on_new_message: OnNewMessage):
        self.settings = settings
        self.on_new_message = on_new_message
        self.http = Http(settings.send_seconds)
        self.keys = SigningKeys(self.http, settings.openid_metadata)
        self.gate = Gate(settings, identity, self.keys)
        self.token = AppToken(self.http, settings, identity)
        self.connector = Connector(self.http, self.token)
        self.turns = Turns(self.connector)
        self.files = Files(DocumentStore(settings.state / "documents"), self.http, settings)
        self.references = References(settings.state / "teams-reminders.json")
        self.reminders = Reminders(self.references, self.connector.send, settings.follow_up_minutes)
        self._welcomed: OrderedDict[str, None] = OrderedDict()

    async def receive(self, body: object, authorization: Optional[str], peer: Peer) -> Answer:
        """Answer one request. Its turn may go on after the answer; every failure is logged and told."""
        try:
            activity = Activity.parse_obj(body)
        except ValidationError as error:
            places = {".".join(map(str, fault["loc"])) for fault in error.errors()}
            return Answer(400, {"error": f"not an activity: look at {', '.join(sorted(places))}"})
        try:
            await self.gate.check(activity, authorization, peer)
        except RefusedError as error:
            logger.warning("A request to the Teams channel was refused (%s): %s", error.status, error)
            return Answer(error.status, {"error": "refused"})
        event = events.understand(activity)
        if isinstance(event, events.Ignored):
            logger.debug("The Teams channel leaves %s without an answer.", event.why)
            return Answer(200)
        if isinstance(event, events.Unsupported):
            return Answer(501)
        place = Place.of(activity)
        work = self._work(event, activity, place)
        if work is None:
            return Answer(200)
        if activity.type == "invoke":
            # An invoke must be answered within seconds, with a body of its own; the turn follows.
            await self.turns.run(_identity(activity), place, work, seconds=0)
            return Answer(200, _toast() if activity.name == "adaptiveCard/action" else None)
        result = await self.turns.run(_identity(activity), place, work, self.settings.acknowledge_seconds)
        if result == "undelivered":
            return Answer(502, {"error": "the reply could not be delivered"})
        return Answer(200 if result == "delivered" else 202)

    def _work(self, event: events.Event, activity: Activity, place: Place) -> Optional[Work]:
        if isinstance(event, events.Said):
            return lambda outbox: self._answer(event, activity, outbox)
        if isinstance(event, events.NothingTicked):
            return lambda outbox: outbox.put(said(wording().tick_first))
        if isinstance(event, events.Installed):
            return self._welcome if self._first_seen(place) else None
        if isinstance(event, events.Removed):
            self._welcomed.pop(place.conversation, None)
            self.references.forget(place.conversation)
            return None
        if isinstance(event, events.SaveFile):
            return lambda outbox: outbox.put(self.files.offer(place.key, event.path))
        if isinstance(event, events.ShowFile):
            return lambda outbox: outbox.put(self.files.show(place.key, event.path))
        if isinstance(event, events.FileConsent):
            return lambda outbox: self._save(event, activity, outbox)
        if isinstance(event, events.FollowUp):
            return lambda outbox: self._follow_up(event, outbox)
        raise TypeError(f"nothing is done about {type(event).__name__}")

    async def _answer(self, event: events.Said, activity: Activity, outbox: Outbox) -> None:
        """One turn of the bot. Whatever goes wrong, the user gets a line that says so."""
        place = outbox.place
        if place.kind != "channel":  # channels do not show it
            outbox.before = asyncio.create_task(self._typing(place))
        intake = take_in(event.text)
        output = TeamsOutput(outbox, self.settings.follow_up)
        message = UserMessage(
            intake.text,
            output,
            place.key,
            input_channel="teams",
            message_id=_identity(activity),
            metadata={"fault": intake.fault, **metadata(activity)},
        )
        sorry = "error_actions_down"
        try:
            await asyncio.wait_for(self.on_new_message(message), self.settings.turn_seconds)
        except asyncio.TimeoutError:
            logger.error("A message from Teams was not answered within %s seconds.", self.settings.turn_seconds)
        except Exception:
            logger.exception("A message from Teams could not be handled.")
            sorry = "error_unexpected"
        if not output.said:
            await output.say(reply(sorry))

    async def _typing(self, place: Place) -> None:
        try:
            await self.connector.send(place, {"type": "typing"}, attempts=1)
        except DeliveryError as error:
            logger.debug("No typing was shown: %s", error)

    async def _welcome(self, outbox: Outbox) -> None:
        await TeamsOutput(outbox, False).say(converse(GREET).reply)

    def _first_seen(self, place: Place) -> bool:
        """Whether the chat has not been welcomed; Teams tells of one installation twice."""
        new = place.conversation not in self._welcomed
        self._welcomed[place.conversation] = None
        while len(self._welcomed) > _REMEMBERED_WELCOMES:
            self._welcomed.popitem(last=False)
        return new

    async def _save(self, event: events.FileConsent, activity: Activity, outbox: Outbox) -> None:
        place = outbox.place
        await outbox.put(await self.files.save(place.key, event.path, event.upload))
        if activity.reply_to:  # the question is answered, so its card goes
            try:
                await self.connector.delete(place, activity.reply_to)
            except DeliveryError as error:
                logger.info("A consent card stays in the chat: %s", error)

    async def _follow_up(self, event: events.FollowUp, outbox: Outbox) -> None:
        place = outbox.place
        if event.deadlines is None:
            self.references.opt_out(place.key)
            await outbox.put(said(wording().reminders_off))
        elif self.settings.follow_up and self.reminders.accept(place, event.deadlines, _now()):
            await outbox.put(said(wording().reminders_on))
        else:
            await outbox.put(said(wording().reminders_none))

    async def close(self) -> None:
        await self.turns.close()
        await self.http.close()


def metadata(activity: Activity) -> dict[str, Any]:
    """What the bot may know of where a message came from; nobody's name or id."""
    teams = {
        "tenant": activity.tenant,
        "conversation_type": activity.kind,
        "locale": activity.locale,
        "sent": activity.timestamp,
        "edited": activity.type == "messageUpdate",
    }
    return {"now": _now().isoformat(), "teams": teams}


def _identity(activity: Activity) -> str:
    """What makes an activity the same when it is delivered again; an edit is another one, with its own time."""
    edit = f"@{activity.timestamp}" if activity.type == "messageUpdate" else ""
    named = activity.id or f"{activity.type}/{activity.timestamp}"
    return f"{activity.conversation.id[:200]}/{activity.sender.id}/{named}{edit}"


def _toast() -> dict[str, Any]:
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": wording().one_moment}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc)
