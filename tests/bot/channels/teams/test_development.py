"""Development mode: unsigned requests from this machine only, loud in the log, and nothing leaves the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.teams.gate import Peer
from bot.channels.teams.settings import Identity
from tests.bot.channels.teams.scene import THIS_MACHINE, Scene, played


def without_identity(scene: Scene) -> None:
    scene.door.token._identity = scene.door.gate._identity = Identity()


def test_unsigned_requests_are_refused_unless_it_is_on(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        assert (await scene.receive(scene.activity("hello"), None, THIS_MACHINE)).status == 401

    played(tmp_path, act)


def test_it_answers_unsigned_requests_of_this_machine_and_says_so_loudly(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def act(scene: Scene) -> None:
        without_identity(scene)
        assert (await scene.receive(scene.activity("hello"), None, THIS_MACHINE)).status == 200
        assert scene.microsoft.messages[0].authorization is None
        assert scene.microsoft.tokens == []

    played(tmp_path, act, development=True)
    assert "DEVELOPMENT MODE: the Teams channel accepts UNSIGNED requests" in caplog.text
    assert "DEVELOPMENT MODE: an unsigned request was accepted." in caplog.text


@pytest.mark.parametrize(
    "peer",
    [
        Peer("192.168.1.9", "localhost"),
        Peer("127.0.0.1", "bot.council.example"),  # a page of another site, by a name that leads here
        Peer("127.0.0.1", "localhost", forwarded=True),  # a tunnel or proxy
        Peer("", "localhost"),
    ],
)
def test_nobody_else_comes_in_unsigned(peer: Peer, tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        assert (await scene.receive(scene.activity("hello"), None, peer)).status == 401
        assert scene.heard == []

    played(tmp_path, act, development=True)


def test_an_unsigned_request_sends_no_reply_off_this_machine(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        activity = scene.activity("hello", serviceUrl="https://smba.trafficmanager.net/")
        assert (await scene.receive(activity, None, THIS_MACHINE)).status == 403

    played(tmp_path, act, development=True)


def test_a_wrong_token_is_refused_in_development_too(tmp_path: Path) -> None:
    async def act(scene: Scene) -> None:
        assert (await scene.receive(scene.activity("hello"), "Bearer x.y.z", THIS_MACHINE)).status == 401
        without_identity(scene)
        assert (await scene.receive(scene.activity("hello"), scene.microsoft.token(), THIS_MACHINE)).status == 401

    played(tmp_path, act, development=True)
