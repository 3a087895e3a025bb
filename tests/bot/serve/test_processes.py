"""A server of ours is started, awaited, and leaves nothing behind when it is stopped."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import psutil
import pytest

from bot.serve import processes
from bot.serve.preflight import CannotStart
from bot.serve.processes import Child

SERVER = """
import http.server, os, subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *arguments): pass
http.server.HTTPServer(("127.0.0.1", int(os.environ["TEST_PORT"])), Ready).serve_forever()
"""
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
DYING = "import sys; print('first'); sys.exit('error: there is no index: run `make index`')"


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Child:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {"PYTHONPATH": str(tmp_path), "TEST_PORT": str(port)}
    return Child("test server", "small_server", f"http://127.0.0.1:{port}/", tmp_path / "logs" / "x.log", environment)


def write(child: Child, program: str) -> None:
    (Path(child.environment["PYTHONPATH"]) / "small_server.py").write_text(program, encoding="utf-8")


def test_it_is_ready_once_it_answers_and_stops_with_its_children(child: Child) -> None:
    write(child, SERVER)
    child.start()
    try:
        child.wait_until_ready(30)
        assert child.running
        assert child.process is not None
        family = psutil.Process(child.process.pid).children(recursive=True)
        assert family
    finally:
        child.stop()
    assert not child.running
    _, left = psutil.wait_procs(family, timeout=5)
    assert not left


def test_one_that_ends_says_its_last_words(child: Child) -> None:
    write(child, DYING)
    child.start()
    with pytest.raises(CannotStart, match="The test server stopped: error: there is no index: run `make index`"):
        child.wait_until_ready(30)


def test_one_that_never_answers_is_given_up_and_the_log_is_named(child: Child) -> None:
    write(child, "import time; time.sleep(60)")
    child.start()
    try:
        with pytest.raises(CannotStart, match=r"did not answer within 1 seconds \(log: .*x\.log\)"):
            child.wait_until_ready(1)
    finally:
        child.stop()


def test_one_that_will_not_stop_is_ended(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "GRACE", 0.2)
    write(child, STUBBORN)
    child.start()
    end = time.monotonic() + 20
    while "up" not in child.log.read_text(encoding="utf-8") and time.monotonic() < end:
        time.sleep(0.05)
    child.stop()
    assert not child.running


def test_stopping_what_was_never_started_does_nothing(child: Child) -> None:
    child.stop()
    assert not child.running
