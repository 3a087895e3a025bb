"""The brief: one structure in three formats, escaped, and on two A4 pages at its longest."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from dialogue import Dialogue, parts

from bot.replies import Document

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
WORST = (
    "every pc in revs and bens shows a red screen and our data has been stolen, I'm the siro",
    "district council in Kent",
    "last friday evening",
    "backups and admin accounts and nhs and other councils",
    "pulled the cables and told IT",
    "log: 13:30 called the chief executive",
    "log: 13:45 Gold group set up, meeting every two hours",
    "log: 14:05 isolated the file server",
    "done: backups",
)


@pytest.fixture
def files(triage):
    dialogue = Dialogue(triage)
    dialogue.say(*WORST, "brief")
    document = parts(dialogue.last, Document)[0]
    return {file.format: triage.flow.documents.read("test", file.path).decode() for file in document.files}


def test_the_json_holds_timeline_answers_severity_actions_contacts_and_deadlines(files):
    brief = json.loads(files["json"])
    assert brief["severity"]["id"] == "severe"
    assert [entry["text"] for entry in brief["log"]][:2] == [WORST[5][11:], WORST[6][11:]]
    assert {answer["id"]: answer["answer"] for answer in brief["answers"]}["role"] == "SIRO"
    assert [step["id"] for step in brief["done"]] == ["disconnect", "backups"] and brief["open"]
    ico = next(contact for contact in brief["contacts"] if contact["id"] == "ico")
    assert ico["due"]["at"] == "2026-11-23T17:00:00+00:00"


@pytest.mark.parametrize("form", ["html", "md"])
def test_what_a_person_reads_holds_the_same(files, form):
    text = files[form]
    for words in (
        "Severe: act now, with everybody you need",
        "03000 200 973",
        "ICO by Monday 23 November 17:00",
        "Gold group set up",
    ):
        assert words in text
    assert "Only the NCSC and law enforcement assign a category" in text


def test_what_users_type_stays_words_in_the_html(triage):
    dialogue = Dialogue(triage)
    dialogue.say("files encrypted", 'log: <script>alert(1)</script> & "quotes"', "brief")
    file = next(file for file in parts(dialogue.last, Document)[0].files if file.format == "html")
    html = triage.flow.documents.read("test", file.path).decode()
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_the_html_needs_nothing_from_elsewhere(files):
    assert not re.search(r"<(script|link|img|iframe)|url\(|@import", files["html"])
    assert '<html lang="en-GB">' in files["html"]


@pytest.mark.skipif(BROWSER is None, reason="no Chromium to print with")
def test_the_longest_brief_prints_on_two_a4_pages(files, tmp_path):
    page, pdf = tmp_path / "brief.html", tmp_path / "brief.pdf"
    page.write_text(files["html"], encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
    subprocess.run([BROWSER, *options, page.as_uri()], check=True, capture_output=True, timeout=60)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) == 2
