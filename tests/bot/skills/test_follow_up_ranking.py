"""How cards are weighed for a follow-up, on a small shelf."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pytest

from bot.skills.follow_up_ranking import NAMES, FollowUpRanking, Reading, Weights, alike, fitted_weights
from bot.skills.memory import Shown
from index.content.problem import ContentError
from index.retriever import Retriever
from tests.bot.skills.shelf import Shelf, card

ENGLAND = card("england", "Attacks in England", [], "Tell the NCSC.", nations=["england"], topics=["reporting"])
SCOTLAND = card("scotland", "Attacks in Scotland", [], "Tell SC3.", nations=["scotland"], topics=["reporting"])
BACKUPS = card("backups", "Keep backups", [], "Three copies.", topics=["backups"], audiences=["it-staff"])
SHOWN = Shown("attacks", card="england")


@pytest.fixture
def shelf() -> Retriever:
    return cast(Retriever, Shelf([ENGLAND, SCOTLAND, BACKUPS]))


def known(shelf: Retriever, reading: Reading) -> dict[str, dict[str, float]]:
    cards, features = FollowUpRanking(shelf).features(reading, SHOWN)
    return {name: dict(zip(cards, row.tolist())) for name, row in zip(NAMES, features.T)}


def only(**weights: float) -> Weights:
    return Weights(**{**dict.fromkeys(NAMES, 0.0), **weights})


def test_what_is_not_said_scores_no_card(shelf: Retriever) -> None:
    found = known(shelf, Reading(own="", together="attacks", titled=""))
    assert set(found["own"].values()) == set(found["title"].values()) == {0.0}
    assert found["together"]["england"] > found["together"]["backups"]


def test_the_sister_for_another_nation_is_alike_only_where_that_nation_is_named(shelf: Retriever) -> None:
    assert known(shelf, Reading("", "attacks", ""))["alike"]["scotland"] == 0.0
    named = known(shelf, Reading("", "attacks", "", named=True))
    assert named["alike"] == {"england": 1.0, "scotland": 1.0, "backups": 0.0}
    assert named["own_nation"]["scotland"] == 1.0
    assert named["own_nation"]["backups"] == 0.0


def test_cards_for_other_nations_than_the_one_named_are_left_out(shelf: Retriever) -> None:
    reading = Reading("", "attacks", "", nation="scotland", named=True)
    assert [hit.passage.card for hit in FollowUpRanking(shelf)(reading, SHOWN)] == ["scotland", "backups"]


def test_the_marks_of_the_card_on_show_tell_whether_it_is_left(shelf: Retriever) -> None:
    found = known(shelf, Reading("backups", "attacks backups", "", leaves=True))
    assert found["shown"] == found["left"] == {"england": 1.0, "scotland": 0.0, "backups": 0.0}
    assert found["speaks"]["england"] == 0.0


def test_what_leans_half_counts_its_own_words_whole(shelf: Retriever) -> None:
    ranking = FollowUpRanking(shelf, only(own=1.0, together=1.0))
    whole, half = (
        {hit.passage.card: hit.score for hit in ranking(Reading("backups", "attacks", "", leans=leans), SHOWN)}
        for leans in (1.0, 0.5)
    )
    assert half["backups"] == whole["backups"]
    assert half["england"] == pytest.approx(whole["england"] / 2)


def test_a_title_finds_its_card_and_tells_nothing_of_how_sure_it_is(shelf: Retriever) -> None:
    reading = Reading("", "wibble", "Attacks in England")
    first = FollowUpRanking(shelf, only(title=1.0))(reading, SHOWN)[0]
    assert (first.passage.card, first.confidence) == ("england", 0.0)


def test_likeness_is_the_share_of_subjects_in_common() -> None:
    assert alike({"a", "b"}, {"b", "c"}) == pytest.approx(1 / 3)
    assert alike(set(), {"a"}) == 0.0


def test_a_weight_that_is_missing_is_named_with_its_file(tmp_path: Path) -> None:
    broken = tmp_path / "weights.yml"
    broken.write_text("own: 1.0\n", encoding="utf-8")
    with pytest.raises(ContentError, match="weights.yml"):
        fitted_weights(broken)


def test_features_are_finite(shelf: Retriever) -> None:
    _, features = FollowUpRanking(shelf).features(Reading("a", "b", "c", named=True), Shown("x", card="gone"))
    assert np.isfinite(features).all()


def test_a_card_that_the_one_on_show_names_is_related() -> None:
    england = card("england", "Attacks in England", [], "Tell the NCSC.", related=["backups"])
    found = known(cast(Retriever, Shelf([england, BACKUPS, SCOTLAND])), Reading("", "attacks", ""))
    assert found["related"] == {"england": 0.0, "backups": 1.0, "scotland": 0.0}
