"""A peer that was not measured again keeps its figures, and they say how old they are."""

from __future__ import annotations

import json
from pathlib import Path

from tests.evaluation.report import TRIAGE, kept_of, shown_triage

RUN = {"success_at_1": 0.9, "diet_accuracy": 0.8, "diet_epochs": 30, "commit": "abc1234", "date": "2026-11-25"}
KEPT = {"diet_accuracy": 0.8, "diet_epochs": 30, "diet_commit": "abc1234", "diet_date": "2026-11-25"}


def written(folder: Path, figures: dict[str, object]) -> Path:
    path = folder / "eval.json"
    path.write_text(json.dumps(figures), encoding="utf-8")
    return path


def test_a_peers_figures_are_kept_with_when_they_were_measured(tmp_path: Path) -> None:
    assert kept_of("diet", written(tmp_path, RUN)) == KEPT


def test_kept_twice_they_still_say_when_they_were_measured_first(tmp_path: Path) -> None:
    again = {"success_at_1": 0.91, **KEPT, "commit": "def5678", "date": "2026-11-29"}
    assert kept_of("diet", written(tmp_path, again)) == KEPT


def test_where_nothing_was_measured_nothing_is_kept(tmp_path: Path) -> None:
    assert kept_of("diet", tmp_path / "eval.json") == {}
    assert kept_of("txtai", written(tmp_path, RUN)) == {}


def test_triage_is_shown_beside_its_phrases_alone() -> None:
    counts = {"incident_types": 2, "triage_answers": 3, "triage_requests": 4}
    ours = dict.fromkeys(TRIAGE, 0.8) | {f"by_words_{key}": 0.4 for key in TRIAGE}
    page = "\n".join(shown_triage({**counts, **ours}))
    assert "types of 2 live incidents" in page
    assert all(f"| {words} | 0.8 | 0.4 |" in page for words in TRIAGE.values())
