"""One reply model, three doors: every kind of part shows in each, with the same words."""

from __future__ import annotations

import datetime as dt
import json
from typing import get_args

import pytest

from bot import replies
from bot.channels import plain_text
from bot.channels.teams.cards import activities
from bot.channels.web.render import Renderer
from bot.channels.web.settings import Settings, load_page
from bot.channels.web.transcript import Entry
from tests.bot.channels.web.fake import sample_parts

KINDS = [model.__fields__["kind"].default for model in get_args(get_args(replies.Part)[0])]
# Words that each kind must show, whichever the door.
WORDS = {
    "text": ["two", "passages on that"],
    "notice": ["turn the machine off"],
    "quote": ["72 hours", "Ring the data protection officer", "Report a personal data breach", "23 November 2026"],
    "choices": ["Which of these?", "Ransomware", "Phishing"],
    "feedback": ["Did this help?", "Yes", "No"],
    "checklist": ["In the first hour", "Unplug the network cable", "Start a written log", "IT on call"],
    "contacts": ["Who to tell", "ICO", "0303 000 0000", "72 hours from when you knew", "60163", "Police"],
    "progress": ["Question", "3 of 8"],
    "document": ["Incident brief", "What happened and who was told."],
    "chart": ["Where you stand", "Protect is at 2 of 3."],
}


def web(reply: replies.Reply) -> str:
    settings = Settings()
    renderer = Renderer(
        "/b", home="/", asset=str, wording=load_page(settings.page), settings=settings, nonce=lambda: "n"
    )
    return renderer.entry(Entry("m.1", "bot", dt.datetime(2026, 11, 23, tzinfo=dt.timezone.utc), reply=reply))


def teams(reply: replies.Reply) -> str:
    bodies = [activity["attachments"][0]["content"]["body"] for activity in activities(reply)]
    return json.dumps(bodies, ensure_ascii=False)


DOORS = {"web": web, "teams": teams, "plain text": plain_text.render}


def test_every_kind_is_looked_at() -> None:
    assert set(WORDS) == set(KINDS) == set(sample_parts())


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_part_shows_its_words_at_every_door(kind: str, door: str) -> None:
    shown = DOORS[door](replies.Reply(status="answered", parts=[sample_parts()[kind]]))
    assert [words for words in WORDS[kind] if words not in shown] == []


@pytest.mark.parametrize("door", ["web", "teams"])
def test_a_chart_says_nothing_twice(door: str) -> None:
    """Its text is for channels without bars; where it only repeats the words beside them it is left out."""
    chart = sample_parts()["chart"].copy(update={"text": "Protect: 2 of 3. Respond: 0.5 of 3."})
    assert DOORS[door](replies.Reply(status="answered", parts=[chart])).count("0.5 of 3") == 1


@pytest.mark.parametrize("door", DOORS)
def test_a_line_that_says_what_it_is_is_not_announced_as_it_once_more(door: str) -> None:
    line = replies.Notice(level="exercise", markdown="**EXERCISE. This is not a real incident.**")
    assert DOORS[door](replies.Reply(status="answered", parts=[line])).count("EXERCISE") == 1
