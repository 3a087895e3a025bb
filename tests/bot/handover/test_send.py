"""Handing over: to those whom a council has named, by the ways that it has set up."""

from __future__ import annotations

import datetime as dt
import email
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.handover import HandOver, HandOverSettings, read_settings, send
from index.content.problem import ContentError

NOW = dt.datetime(2026, 11, 23, 14, 10, tzinfo=dt.timezone.utc)
BRIEF = {"severity": {"label": "Severe"}, "types": ["Ransomware"]}
FILES = {"md": b"# Brief", "html": b"<p>Brief</p>", "json": b"{}"}
MAIL = {"sender": "bot@example.gov.uk", "to": "lead@example.gov.uk"}


@pytest.fixture
def receiver():
    received = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.headers.get("Authorization"), json.loads(body)))
            self.send_response(500 if self.path == "/broken" else 200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", received
    server.shutdown()
    server.server_close()


def settings(**ways):
    return HandOverSettings(incident_lead="the duty lead", **ways)


def test_a_webhook_gets_the_brief_as_json_with_the_token_of_the_environment(receiver, monkeypatch):
    url, received = receiver
    monkeypatch.setenv("LEAD_TOKEN", "s3cret")
    sent = HandOver(settings(webhook={"url": f"{url}/hook", "token_variable": "LEAD_TOKEN"})).send(BRIEF, FILES, NOW)
    assert [(each.way, each.ok) for each in sent] == [("webhook", True)]
    assert received == [("Bearer s3cret", BRIEF)]


def test_one_way_that_fails_does_not_stop_the_next(receiver, tmp_path):
    url, _ = receiver
    ways = settings(webhook={"url": f"{url}/broken"}, mail={**MAIL, "folder": tmp_path})
    assert [each.ok for each in HandOver(ways).send(BRIEF, FILES, NOW)] == [False, True]


def test_an_email_in_a_file_holds_the_brief_and_its_attachments(tmp_path):
    HandOver(settings(mail={**MAIL, "folder": tmp_path / "outbox"})).send(BRIEF, FILES, NOW)
    (path,) = (tmp_path / "outbox").iterdir()
    message = email.message_from_bytes(path.read_bytes())
    assert message["Subject"] == "Severe: Ransomware" and message["To"] == "lead@example.gov.uk"
    assert [part.get_filename() for part in message.walk() if part.get_filename()] == [
        "incident-brief.html",
        "incident-brief.json",
    ]


def test_smtp_is_off_until_it_is_enabled(tmp_path, monkeypatch):
    monkeypatch.setattr(send, "deliver", lambda smtp, message: pytest.fail("sent"))
    ways = settings(mail={**MAIL, "folder": tmp_path}, smtp={"host": "mail.example.gov.uk"})
    assert HandOver(ways).ways == ["an e-mail in a file"]
    assert [each.ok for each in HandOver(ways).send(BRIEF, FILES, NOW)] == [True]


def test_smtp_sends_where_it_is_enabled(tmp_path, monkeypatch):
    delivered = []
    monkeypatch.setattr(send, "deliver", lambda smtp, message: delivered.append((smtp.host, message["To"])))
    ways = settings(mail={**MAIL, "folder": tmp_path}, smtp={"host": "mail.example.gov.uk", "enabled": True})
    assert [(each.way, each.ok) for each in HandOver(ways).send(BRIEF, FILES, NOW)] == [("e-mail", True)]
    assert delivered == [("mail.example.gov.uk", "lead@example.gov.uk")] and not list(tmp_path.iterdir())


def test_settings_are_read_from_the_overlay_and_its_folder_is_beside_them(tmp_path):
    (tmp_path / "handover.yml").write_text(
        "incident_lead: the duty lead\nmail: {sender: a@example.gov.uk, to: b@example.gov.uk, folder: outbox}\n"
    )
    read = read_settings(tmp_path)
    assert read.mail.folder == tmp_path / "outbox"
    assert read_settings(None) is None


def test_a_slip_in_the_settings_is_named_with_its_line(tmp_path):
    (tmp_path / "handover.yml").write_text("incident_lead: the duty lead\nwebhok: {url: https://example.gov.uk}\n")
    with pytest.raises(ContentError, match=r"handover.yml:2: error: webhok"):
        read_settings(tmp_path)
