"""The dialogue-act component: when it must be trained anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import QUESTIONS


@pytest.mark.slow
def test_other_questions_on_the_cards_mean_training_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.nlu import act_classifier

    monkeypatch.setattr(act_classifier, "current", lambda root: tmp_path)
    sums = []
    for content in ("[]", '[{"question": "what is a SIRO?", "passage": "siro#answer"}]', "[]"):
        (tmp_path / QUESTIONS).write_text(content, encoding="utf-8")
        sums.append(act_classifier.ActClassifier.fingerprint_addon({}))
    assert sums[0] == sums[2] != sums[1]
