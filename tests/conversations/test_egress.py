"""No telemetry, no outside call: a whole conversation opens no connection beyond loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from tests.conversations.egress import guarded, guarded_pids, outside, sampled, seen
from tests.conversations.running import RunningBot

TALK = (
    "hello",
    "what should a councillor ask about cyber security?",
    "I am in Scotland",
    "list guidance about backups",
    "all our files are encrypted and there is a ransom note on the screen",
    "That did not help",
    "see https://example.org/ and http://192.0.2.7/x, is it phishing?",
    "what is homomorphic encryption",
    "start over",
    "bye",
)
# Addresses and names that are reserved for examples: nothing answers there.
ATTEMPTS = {
    "a connection": "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
    "a connection over IPv6": "import socket; socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))",
    "a name looked up": "import socket; socket.getaddrinfo('telemetry.example.org', 443)",
    "an HTTP library": "import requests; requests.get('https://telemetry.example.org/')",
    "a datagram": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    "asyncio": "import asyncio; asyncio.run(asyncio.open_connection('192.0.2.1', 80))",
    "uvloop": "import asyncio, uvloop; uvloop.install(); asyncio.run(asyncio.open_connection('192.0.2.1', 80))",
    "aiohttp on uvloop": (
        "import asyncio, uvloop, aiohttp; uvloop.install()\n"
        "async def main():\n"
        "    async with aiohttp.ClientSession() as session: await session.get('http://telemetry.example.org/')\n"
        "asyncio.run(main())"
    ),
}


@pytest.mark.server
def test_a_whole_conversation_opens_no_connection_beyond_loopback(running: RunningBot) -> None:
    sender, browser = uuid.uuid4().hex, running.browser()
    with sampled(running.pids) as addresses:
        for text in TALK:
            running.say(sender, text)
            browser.say(text)
    assert set(running.pids) <= guarded_pids(running.guard), "both servers are under guard"
    assert any("uvloop" in line or "connect" in line for line in seen(running.guard, "local")), (
        "the guard sees connections"
    )
    assert "127.0.0.1" in addresses, "the sampling sees connections"
    assert not seen(running.guard, "outside")
    assert not outside(addresses)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_guard_sees(tmp_path: Path, attempt: str) -> None:
    environment = {**os.environ, **guarded(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", ATTEMPTS[attempt]], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0, "what leaves the machine is refused"
    assert seen(tmp_path, "outside"), done.stderr


def test_the_guard_leaves_loopback_alone(tmp_path: Path) -> None:
    program = (
        "import socket; server = socket.create_server(('127.0.0.1', 0));"
        "socket.create_connection(('localhost', server.getsockname()[1]), 5)"
    )
    environment = {**os.environ, **guarded(tmp_path)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=60)
    assert seen(tmp_path, "local")
    assert not seen(tmp_path, "outside")


def test_the_sampling_tells_loopback_from_the_rest() -> None:
    assert outside({"127.0.0.1", "::1", "::ffff:127.0.0.1", "192.0.2.1", "10.0.0.4"}) == {"192.0.2.1", "10.0.0.4"}
