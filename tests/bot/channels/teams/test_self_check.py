"""`think-cyber teams check`: an administrator hears what is wrong before a user does."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.channels.teams.self_check import CHANNEL, Finding, check
from bot.channels.teams.settings import APP_ID, APP_PASSWORD, TENANT_ID, Settings
from bot.channels.web.settings import Settings as WebSettings
from bot.cli.exits import Exit
from bot.cli.main import app
from bot.engine.environment import CREDENTIALS
from index.paths import Paths
from tests.bot.channels.teams import microsoft as made
from tests.bot.channels.teams.microsoft import Microsoft, microsoft

ENVIRONMENT = {APP_ID: made.APP_ID, APP_PASSWORD: "the password", TENANT_ID: made.TENANT}


def findings(folder: Path, stand_in_is: dict[str, object], environment: dict[str, str] = ENVIRONMENT) -> list[Finding]:
    async def run() -> list[Finding]:
        async with microsoft() as stand_in:
            for name, value in stand_in_is.items():
                setattr(stand_in, name, value)
            return await check(doors(folder, stand_in), environment)

    return asyncio.run(run())


def doors(folder: Path, stand_in: Microsoft) -> Path:
    settings = {"openid_metadata": f"{stand_in.address}/openid", "token_address": f"{stand_in.address}/token"}
    path = folder / "doors.yml"
    path.write_text(json.dumps({CHANNEL: settings}))
    return path


def test_all_well(tmp_path: Path) -> None:
    found = findings(tmp_path, {})
    assert [(one.well, one.what) for one in found] == [
        (True, "file of doors"), (True, "settings"), (True, "Microsoft's keys"), (True, "the bot's token"),
    ]  # fmt: skip
    assert "token-1" not in repr(found)


def test_a_wrong_password_is_named(tmp_path: Path) -> None:
    *_, last = findings(tmp_path, {"token_answer": (401, {"error": "invalid_client"})})
    assert last.well is False
    assert "the app password is wrong" in last.found


def test_microsoft_out_of_reach_is_named(tmp_path: Path) -> None:
    keys = findings(tmp_path, {"keys_down": True})[2]
    assert keys.well is False
    assert "every message is refused" in keys.found


def test_a_variable_that_is_missing_is_named(tmp_path: Path) -> None:
    *_, last = findings(tmp_path, {}, {APP_ID: made.APP_ID, TENANT_ID: made.TENANT})
    assert last.well is False
    assert APP_PASSWORD in last.found


@pytest.mark.parametrize(
    "content, says", [("bot.channels.rest.RestChannel:\n", "does not open Teams"), ("a: [", "cannot be read")]
)
def test_a_file_that_does_not_open_teams_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, says: str
) -> None:
    (tmp_path / "doors.yml").write_text(content)
    monkeypatch.setenv(CREDENTIALS, str(tmp_path / "doors.yml"))
    told = CliRunner().invoke(app, ["teams", "check"], env={"COLUMNS": "400"})
    assert told.exit_code == Exit.PROBLEM
    assert says in told.output


def test_development_mode_without_an_identity_is_said_and_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "doors.yml"
    path.write_text(f"{CHANNEL}:\n  development: true\n")
    found = asyncio.run(check(path, {}))
    assert "DEVELOPMENT MODE" in found[1].found
    assert all(one.well is not False for one in found)


@pytest.mark.parametrize("page, settings", [("teams.md", Settings), ("web-chat.md", WebSettings)])
def test_the_administrator_s_pages_name_every_setting(page: str, settings: type) -> None:
    text = (Paths().root / "docs" / page).read_text(encoding="utf-8")
    assert [name for name in settings.__fields__ if f"`{name}`" not in text and f"`{name}:" not in text] == []


def test_the_page_for_teams_names_every_variable() -> None:
    text = (Paths().root / "docs" / "teams.md").read_text(encoding="utf-8")
    assert [name for name in (APP_ID, APP_PASSWORD, TENANT_ID, CREDENTIALS) if f"`{name}`" not in text] == []
