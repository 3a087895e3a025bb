"""What people say to an answer, as the corpus holds it: validated with file, line and mend, added to by a council."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from index.content.corpus import load_corpus
from index.content.problem import ContentError
from index.content.said import Wants

CORPUS = Path(__file__).parents[3] / "corpus"


def test_there_is_enough_of_all_that_may_be_wanted_to_learn_from() -> None:
    said = load_corpus(CORPUS).follow_ups
    assert set(said) == set(get_args(Wants))
    assert all(len(texts) >= 60 for texts in said.values())


def test_no_follow_up_wants_two_things() -> None:
    texts = [text.casefold() for said in load_corpus(CORPUS).follow_ups.values() for text in said]
    assert len(texts) == len(set(texts))


def test_a_councils_own_are_added_to_ours(tmp_path: Path) -> None:
    (tmp_path / "follow-ups").mkdir()
    (tmp_path / "follow-ups" / "shorter.yml").write_text("wants: shorter\nsaid:\n  - gie us the wee version\n", "utf-8")
    said = load_corpus(CORPUS, tmp_path).follow_ups["shorter"]
    assert "gie us the wee version" in said and len(said) > 60


def test_an_unknown_want_is_named_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "follow-ups").mkdir()
    (tmp_path / "follow-ups" / "x.yml").write_text("wants: louder\nsaid:\n  - speak up\n", "utf-8")
    with pytest.raises(ContentError, match="x.yml:1"):
        load_corpus(CORPUS, tmp_path)
