"""Documents in Teams: offered, saved after consent to the user's OneDrive, read in the chat; nobody else's."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

import pytest

from bot.channels.teams.activity import Activity
from bot.channels.teams.place import Place
from bot.documents import DocumentStore
from tests.bot.channels.teams.scene import Scene, played


def saved(scene: Scene, folder: Path, contents: dict[str, bytes]) -> list[str]:
    """Paths of a document of the conversation."""
    key = Place.of(Activity.parse_obj(scene.activity("x"))).key
    return [file.path for file in DocumentStore(folder / "documents").save(key, "Incident brief", contents).files]


def consent(path: str, upload: Optional[str], action: str = "accept") -> dict[str, Any]:
    info = {
        "uploadUrl": upload,
        "contentUrl": "https://c.sharepoint.com/b",
        "name": "b.md",
        "uniqueId": "1",
        "fileType": "md",
    }
    value = {"type": "fileUpload", "action": action, "context": {"save": path}, "uploadInfo": info}
    return {"type": "invoke", "name": "fileConsent/invoke", "value": value, "replyToId": "r7"}


def test_a_file_is_offered_before_any_of_it_is_sent(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        [path] = saved(scene, tmp_path, {"md": b"# Brief"})
        await scene.say(value={"save": path})
        [card] = scene.microsoft.messages[0].activity["attachments"]
        assert card["contentType"] == "application/vnd.microsoft.teams.card.file.consent"
        assert (card["name"], card["content"]["sizeInBytes"]) == ("incident-brief.md", 7)
        assert card["content"]["acceptContext"] == {"save": path}
        assert scene.heard == []

    played(tmp_path, act)


def test_after_consent_it_is_written_where_teams_says_without_our_token(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        [path] = saved(scene, tmp_path, {"md": b"# Brief"})
        answer = await scene.say(**consent(path, f"{scene.microsoft.address}/upload?sig=a%2Bb"))
        assert answer.status == 200
        await scene.settled()
        [(headers, content)] = scene.microsoft.uploads
        assert content == b"# Brief"
        assert headers["Content-Range"] == "bytes 0-6/7"
        assert "Authorization" not in headers
        [card] = scene.microsoft.messages[0].activity["attachments"]
        assert card["contentType"] == "application/vnd.microsoft.teams.card.file.info"
        assert scene.microsoft.sent[-1].method == "DELETE"
        assert scene.microsoft.sent[-1].path.endswith("/activities/r7")

    played(tmp_path, act, file_hosts=["127.0.0.1"])


def test_without_consent_nothing_is_written(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        [path] = saved(scene, tmp_path, {"md": b"# Brief"})
        await scene.say(**consent(path, f"{scene.microsoft.address}/upload", action="decline"))
        await scene.settled()
        assert scene.microsoft.uploads == []
        assert "I have not saved it" in scene.microsoft.messages[0].words

    played(tmp_path, act, file_hosts=["127.0.0.1"])


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/up", "http://c.sharepoint.com/up", "http://169.254.169.254/metadata", "file:///etc", ""],
)
def test_a_file_goes_nowhere_else(address: str, tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        [path] = saved(scene, tmp_path, {"md": b"# Brief"})
        await scene.say(**consent(path, address))
        await scene.settled()
        assert "I could not save the file" in scene.microsoft.messages[0].words

    played(tmp_path, act)


def test_a_drive_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        [path] = saved(scene, tmp_path, {"md": b"# Brief"})
        await scene.say(**consent(path, f"{scene.microsoft.address}/no-such-place"))
        await scene.settled()
        assert "I could not save the file" in scene.microsoft.messages[0].words

    played(tmp_path, act, file_hosts=["127.0.0.1"])


def test_a_document_is_read_in_the_chat_where_files_are_not_possible(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        paths = saved(scene, tmp_path, {"md": b"# Brief\n\n- told IT", "html": b"<h1>"})
        await scene.say(value={"show": paths[0]}, kind="groupChat")
        assert "- told IT" in scene.microsoft.messages[0].card["body"][1]["text"]
        await scene.say(value={"show": paths[1]})
        assert "I no longer hold that document" in scene.microsoft.messages[1].words

    played(tmp_path, act)


@pytest.mark.parametrize("path", ["../../secret.md", "/etc/passwd", "a\0b", "x/y.md"])
@pytest.mark.parametrize("button", ["save", "show"])
def test_no_button_opens_another_conversation_s_document_or_any_other_file(
    button: str, path: str, tmp_path: Path
) -> None:
    async def act(scene: Scene) -> None:
        (tmp_path / "secret.md").write_text("secret")
        [own] = saved(scene, tmp_path, {"md": b"# Brief"})
        await scene.say(value={button: path})
        await scene.say(value={button: own}, **{"from": {"id": "29:stranger"}})
        assert ["I no longer hold that document" in sent.words for sent in scene.microsoft.messages] == [True, True]

    played(tmp_path, act)
