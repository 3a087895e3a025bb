"""What an activity means to the bot."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional, Union

from bot.channels.teams.activity import Activity
from bot.channels.teams.mentions import words

# A button's data. The names are the channel's own; what is said with them is only ever read as a user's words.
SAY, TICKED, SAVE, SHOW, REMIND, FORGET = "say", "done", "save", "show", "remind", "forget"


@dataclass(frozen=True)
class Said:
    """A user said something, by typing it or by a card."""

    text: object


@dataclass(frozen=True)
class NothingTicked:
    """A user reports what is done, but ticked nothing."""


@dataclass(frozen=True)
class Installed:
    """The bot was added to a chat or team."""


@dataclass(frozen=True)
class Removed:
    """The bot was taken out of a chat or team."""


@dataclass(frozen=True)
class SaveFile:
    """A user wants a file of this conversation in their own OneDrive."""

    path: str


@dataclass(frozen=True)
class ShowFile:
    """A user wants to read a file of this conversation in the chat."""

    path: str


@dataclass(frozen=True)
class FileConsent:
    """A user agreed to a file, or did not. `upload` is Teams' upload information where they did."""

    path: str
    upload: Optional[Mapping[str, Any]]


@dataclass(frozen=True)
class FollowUp:
    """A user wants to be reminded of deadlines, each a label and an ISO time; with None, no longer."""

    deadlines: Optional[tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Ignored:
    """Nothing for the bot to do."""

    why: str


@dataclass(frozen=True)
class Unsupported:
    """An invoke that the bot does not offer; Teams is told so."""

    name: str


Event = Union[Said, NothingTicked, Installed, Removed, SaveFile, ShowFile, FileConsent, FollowUp, Ignored, Unsupported]


def understand(activity: Activity) -> Event:
    """The one thing that an activity means."""
    if activity.sender.id == activity.recipient.id:
        return Ignored("the bot's own message")
    if activity.type == "message":
        return _submitted(activity.value, words(activity))
    if activity.type == "messageUpdate":
        edited = activity.data is not None and activity.data.event == "editMessage"
        return Said(words(activity)) if edited else Ignored(f"{activity.data.event if activity.data else 'update'}")
    if activity.type == "conversationUpdate":
        if any(member.id == activity.recipient.id for member in activity.added):
            return Installed()
        gone = any(member.id == activity.recipient.id for member in activity.removed)
        return Removed() if gone else Ignored("members of the conversation changed")
    if activity.type == "installationUpdate":
        known: dict[Optional[str], Event] = {"add": Installed(), "remove": Removed()}
        return known.get(activity.action, Ignored(f"{activity.action}"))
    if activity.type == "invoke":
        return _invoked(activity)
    return Ignored(f"an activity of type {activity.type[:40]}")


def _invoked(activity: Activity) -> Event:
    value = activity.value if isinstance(activity.value, Mapping) else {}
    if activity.name == "adaptiveCard/action":
        action = value.get("action")
        return _submitted(action.get("data") if isinstance(action, Mapping) else None, "")
    if activity.name == "fileConsent/invoke":
        context = value.get("context")
        path = context.get(SAVE) if isinstance(context, Mapping) else None
        upload = value.get("uploadInfo")
        if not isinstance(path, str):
            return Unsupported("fileConsent/invoke of another app")
        agreed = value.get("action") == "accept" and isinstance(upload, Mapping)
        return FileConsent(path, upload if agreed else None)
    return Unsupported(activity.name or "")


def _submitted(value: Any, typed: str) -> Event:
    """What a card says; the typed words where no card speaks."""
    if isinstance(value, str):  # some clients send a button's data as text
        try:
            value = json.loads(value)
        except ValueError:
            return Said(typed)
    if not isinstance(value, Mapping):
        return Said(typed)
    for name, meaning in ((SAVE, SaveFile), (SHOW, ShowFile)):
        if isinstance(value.get(name), str):
            return meaning(value[name])
    if FORGET in value:
        return FollowUp(None)
    if isinstance(value.get(REMIND), list):
        return FollowUp(tuple(_pairs(value[REMIND])))
    say = value.get(SAY)
    if not isinstance(say, str):
        return Said(typed)
    ticked = [_items(entry) for name, entry in value.items() if name.startswith(TICKED) and isinstance(entry, str)]
    named = ", ".join(item for item in ticked if item)
    if TICKED in str(value.get("from", "")):
        return Said(f"{say} {named}") if named else NothingTicked()
    return Said(say)


def _items(entry: str) -> str:
    return ", ".join(part.strip() for part in entry.split(",") if part.strip())


def _pairs(found: list[Any]) -> list[tuple[str, str]]:
    return [
        (str(entry["label"]), str(entry["at"]))
        for entry in found[:20]
        if isinstance(entry, Mapping) and "label" in entry and "at" in entry
    ]
