"""The app package: what Teams needs, in words that Teams takes, asking for nothing more."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from typer.testing import CliRunner

from bot.channels.teams.app.manifest import App, check, load_app, manifest
from bot.channels.teams.app.package import package
from bot.cli.exits import Exit
from bot.cli.main import app as command_line

APP_ID = "11111111-2222-3333-4444-555555555555"
DOMAIN = "bot.council.gov.uk"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package(load_app(), APP_ID, DOMAIN))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_manifest_and_icons_at_its_top(files: dict[str, bytes]) -> None:
    assert sorted(files) == ["color.png", "manifest.json", "outline.png"]


def test_the_manifest_names_the_bot_for_every_kind_of_chat_and_asks_for_no_permission(files: dict[str, bytes]) -> None:
    made = json.loads(files["manifest.json"])
    [bot] = made["bots"]
    assert bot["botId"] == made["id"] == APP_ID
    assert bot["scopes"] == ["personal", "team", "groupChat"]
    assert bot["supportsFiles"] is True
    assert not {"permissions", "devicePermissions", "authorization", "webApplicationInfo"} & set(made)
    # Prompts and a welcome say the same twice.
    assert all("personal" not in commands["scopes"] for commands in bot["commandLists"])


def test_the_icons_are_of_teams_sizes_and_the_outline_is_white_on_nothing(files: dict[str, bytes]) -> None:
    colour = Image.open(io.BytesIO(files["color.png"]))
    outline = Image.open(io.BytesIO(files["outline.png"])).convert("RGBA")
    assert (colour.size, outline.size) == ((192, 192), (32, 32))
    pixels = list(outline.getdata())
    assert {pixel[:3] for pixel in pixels} == {(255, 255, 255)}
    assert min(pixel[3] for pixel in pixels) == 0
    assert max(pixel[3] for pixel in pixels) == 255


def test_the_same_words_make_the_same_bytes() -> None:
    assert package(load_app(), APP_ID, DOMAIN) == package(load_app(), APP_ID, DOMAIN)


@pytest.mark.parametrize(
    "change",
    [
        {"permissions": ["identity"]},
        {"validDomains": ["*.gov.uk"]},
        {"id": "my-bot"},
        {"manifestVersion": "1.18"},
        {"accentColor": "teal"},
        {"name": {"short": "x" * 31, "full": "x"}},
        {"staticTabs": []},
    ],
)
def test_a_manifest_that_asks_for_more_or_breaks_a_limit_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(change))):
        check({**manifest(load_app(), APP_ID, DOMAIN), **change})


@pytest.mark.parametrize("field", ["short_name", "short_description", "organisation"])
def test_words_too_long_for_teams_are_refused(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        App.parse_obj({**load_app().dict(), field: "x" * 200})


def test_one_command_makes_it(tmp_path: Path) -> None:
    out = tmp_path / "made" / "app.zip"
    words = ["teams", "package", "--app-id", APP_ID.upper(), "--domain", DOMAIN, "--out", str(out)]
    result = CliRunner().invoke(command_line, [*words, "--organisation", "Anytown Council"])
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(out) as archive:
        made = json.loads(archive.read("manifest.json"))
    assert made["developer"]["name"] == "Anytown Council"
    assert made["developer"]["privacyUrl"] == f"https://{DOMAIN}/webhooks/web/privacy"


@pytest.mark.parametrize(
    ("app_id", "domain"),
    [
        ("my-bot", DOMAIN),
        (APP_ID, "https://bot.council.gov.uk/"),
        (APP_ID, "localhost"),
        (APP_ID, "a b.gov.uk"),
        (APP_ID, ""),
    ],
)
def test_a_wrong_id_or_domain_is_named_and_nothing_is_written(app_id: str, domain: str, tmp_path: Path) -> None:
    out = tmp_path / "app.zip"
    result = CliRunner().invoke(
        command_line, ["teams", "package", "--app-id", app_id, "--domain", domain, "--out", str(out)]
    )
    assert int(result.exit_code) == Exit.USAGE
    assert not out.exists()
