"""Deadlines are followed up only where the user asked, and everything kept for it goes when it is over."""

from __future__ import annotations

import datetime as dt
import json
import stat
from pathlib import Path
from typing import Any

from bot.channels.teams.references import References
from tests.bot.channels.teams.scene import USER, Scene, played


def in_hours(hours: float) -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc) + dt.timedelta(hours=hours)


def asking(*hours: float) -> dict[str, Any]:
    return {"remind": [{"label": f"Report {number}", "at": in_hours(number).isoformat()} for number in hours]}


def kept(folder: Path) -> dict[str, Any]:
    path = folder / "teams-reminders.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


def test_nothing_is_kept_of_users_who_did_not_ask(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say("hello")
        await scene.door.reminders.tick(in_hours(100))
        assert len(scene.microsoft.messages) == 1

    played(tmp_path, act, follow_up=True)
    assert not (tmp_path / "teams-reminders.json").exists()


def test_without_the_setting_nothing_is_kept_even_of_who_asks(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say(value=asking(5))

    played(tmp_path, act)
    assert kept(tmp_path) == {}


def test_a_user_who_asks_is_reminded_once_before_each_deadline_and_then_forgotten(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say(value=asking(5, 10))
        assert "I will remind you here" in scene.microsoft.messages[0].words
        await scene.door.reminders.tick(in_hours(3))
        assert len(scene.microsoft.messages) == 1
        for _ in range(2):
            await scene.door.reminders.tick(in_hours(4.5))
        [_, reminder] = scene.microsoft.messages
        assert "**Report 5** is due" in reminder.words
        assert reminder.activity["channelData"] == {"notification": {"alert": True}}
        assert "replyToId" not in reminder.activity
        await scene.door.reminders.tick(in_hours(9.5))
        assert len(scene.microsoft.messages) == 3
        assert kept(tmp_path) == {}

    played(tmp_path, act, follow_up=True)


def test_reminders_outlive_a_restart_and_hold_no_name(tmp_path: Path) -> None:
    async def ask(scene: Scene) -> None:
        await scene.say(value=asking(5))

    async def later(scene: Scene) -> None:
        assert len(scene.door.references.due(in_hours(5))) == 1

    played(tmp_path, ask, follow_up=True)
    assert USER["name"] not in json.dumps(kept(tmp_path))
    assert stat.S_IMODE((tmp_path / "teams-reminders.json").stat().st_mode) == 0o600
    played(tmp_path, later, follow_up=True)


def test_a_user_can_stop_it_and_taking_the_bot_out_stops_it_for_all(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say(value=asking(5))
        await scene.say(value={"forget": True})
        assert "I will not remind you any more" in scene.microsoft.messages[1].words
        assert kept(tmp_path) == {}
        await scene.say(value=asking(5))
        await scene.say(type="installationUpdate", action="remove")
        assert kept(tmp_path) == {}

    played(tmp_path, act, follow_up=True)


def test_a_reminder_that_cannot_be_delivered_is_tried_again_until_its_deadline(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        await scene.say(value=asking(5))
        scene.microsoft.faults = [(403, {}), (403, {})]
        await scene.door.reminders.tick(in_hours(4.5))
        assert kept(tmp_path) != {}
        await scene.door.reminders.tick(in_hours(5.5))
        assert kept(tmp_path) == {}

    played(tmp_path, act, follow_up=True)


def test_what_a_card_sends_back_is_not_trusted(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        many = {
            "remind": [{"label": "x" * 9000 + " my password is hunter2secret", "at": in_hours(5).isoformat()}] * 500
        }
        await scene.say(value=many)
        [entry] = kept(tmp_path).values()
        assert len(entry["deadlines"]) == 1
        assert len(entry["deadlines"][0]["label"]) <= 200
        for broken in (
            [{"label": "a", "at": "tomorrow"}],
            [{"label": "a", "at": "2026-01-01T00:00:00"}],
            [{"label": "a", "at": in_hours(-1).isoformat()}],
            [{"at": 5}, "x", None],
        ):
            await scene.say(value={"remind": broken})
        assert len(next(iter(kept(tmp_path).values()))["deadlines"]) == 1

    played(tmp_path, act, follow_up=True)


def test_a_broken_file_reminds_nobody_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "teams-reminders.json"
    for content in ("{", "[]", '{"a": {"place": {}}}'):
        path.write_text(content)
        assert References(path).due(in_hours(100)) == []
