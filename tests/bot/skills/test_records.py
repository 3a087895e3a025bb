"""What is kept of a turn, and what a full disk costs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from bot.skills.records import FEEDBACK, TURNS, Records

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.timezone.utc)


def lines(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("status", ["unanswerable", "closest", "likely", "not_understood", "found_nothing"])
def test_the_words_of_a_turn_that_went_unanswered_are_kept_for_the_gap_report(tmp_path: Path, status: str) -> None:
    Records(tmp_path).turn(NOW, status, "what is homomorphic encryption", "a-card", 0.3)
    kept = lines(tmp_path, TURNS)[0]
    assert (kept["text"], kept["when"]) == ("what is homomorphic encryption", "2026-11-23T09:30:00+00:00")


@pytest.mark.parametrize("status", ["answered", "triage_first", "outside_distress", "profile_told"])
def test_the_words_of_any_other_turn_are_not(tmp_path: Path, status: str) -> None:
    Records(tmp_path).turn(NOW, status, "I want to say something private", "a-card", 0.9)
    assert lines(tmp_path, TURNS)[0]["text"] is None


def test_feedback_is_kept_with_card_question_and_reason(tmp_path: Path) -> None:
    Records(tmp_path).feedback(NOW, False, "a-card", "what now?", "Too long")
    kept = lines(tmp_path, FEEDBACK)[0]
    assert {key: kept[key] for key in ("helpful", "card", "question", "reason")} == {
        "helpful": False,
        "card": "a-card",
        "question": "what now?",
        "reason": "Too long",
    }


def test_records_are_added_one_a_line_whatever_the_words(tmp_path: Path) -> None:
    records = Records(tmp_path)
    for text in ("two\nlines", "caf\u00e9 \u2028 😀", '{"a": "b"}'):
        records.turn(NOW, "unanswerable", text)
    raw = (tmp_path / TURNS).read_text(encoding="utf-8").split("\n")
    assert [json.loads(line)["text"] for line in raw if line] == ["two\nlines", "caf\u00e9 \u2028 😀", '{"a": "b"}']


def test_a_full_disk_costs_the_record_and_never_the_answer(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    # Nothing can be written below a file, nor to a folder in a file's place.
    (tmp_path / "file").write_text("", encoding="utf-8")
    Records(tmp_path / "file").turn(NOW, "answered", "what is a WARP?")
    (tmp_path / TURNS).mkdir()
    Records(tmp_path).turn(NOW, "unanswerable", "a private question")
    assert caplog.text.count("could not write") == 2
    assert "private" not in caplog.text
