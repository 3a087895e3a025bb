"""One bot, several doors: the same conversation has the same replies over REST, in the web chat and in Teams."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any, Callable

import pytest

from bot.replies import Reply
from tests.conversations.running import RunningBot, Said
from tests.conversations.teams import TeamsUser

pytestmark = pytest.mark.server

TALKS = {
    "ask and find": [
        "hello",
        "What should a councillor ask about cyber security?",
        "No, that did not help",
        "It was too long",
        "I am in Scotland",
        "Where do I report an incident?",
        "list guidance about backups",
        "Show more of the list",
        "purple monkey dishwasher",
        "What can you do?",
    ],
    "triage": [
        "We have ransomware and the files of two services are locked",
        "Done: call it",
        "A council in Wales",
        "Don't know",
        "what is a WARP?",
        "It has stopped",
        "Don't know",
        "Don't know",
        "Don't know",
        "Don't know",
        "brief",
    ],
    "walk and exercise": [
        "Take me through the model step by step",
        "I am one of: Councillors",
        "Yes",
        "No",
        "Don't know",
        "stop",
        "I want to play an exercise",
        "Ransomware over a bank holiday weekend",
        "stop",
    ],
}
# What differs from one conversation to the next, whatever its door.
CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T[0-9:.+Z]+")


@pytest.fixture
def teams(running: RunningBot) -> Iterator[TeamsUser]:
    user = TeamsUser(running)
    yield user
    user.close()


def same(reply: Reply) -> Any:
    """The reply without the time of day and without the folder in which its documents lie."""
    data = json.loads(reply.json())
    for part in data["parts"]:
        for file in part.get("files", []):
            file["path"] = file["path"].rpartition("/")[2]
    return json.loads(CLOCK.sub("TIME", MOMENT.sub("MOMENT", json.dumps(data))))


@pytest.mark.parametrize("talk", TALKS)
def test_the_same_conversation_has_the_same_replies_at_every_door(
    running: RunningBot, teams: TeamsUser, talk: str
) -> None:
    sender, browser = uuid.uuid4().hex, running.browser()
    doors: dict[str, Callable[[str], Said]] = {
        "REST": lambda text: running.say(sender, text),
        "web": browser.say,
        "Teams": teams.say,
    }
    for text in TALKS[talk]:
        replies = {door: same(say(text).reply) for door, say in doors.items()}
        assert replies["web"] == replies["REST"], text
        assert replies["Teams"] == replies["REST"], text


def test_the_talks_reach_what_they_are_for(running: RunningBot) -> None:
    """Else they would compare nothing but misunderstandings."""
    reached = []
    for talk in TALKS.values():
        sender = uuid.uuid4().hex
        said = [running.say(sender, text) for text in talk]
        reached += [kind for one in said for kind in one.kinds]
        assert not [one.status for one in said if one.status.startswith("error")]
    assert {"quote", "feedback", "checklist", "contacts", "progress", "document", "chart", "notice"} <= set(reached)
