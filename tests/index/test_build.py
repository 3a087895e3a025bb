"""Building the index: whole or not at all, and no more work than what changed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from index import build
from index.build import CURRENT, MANIFEST, current
from index.content.problem import ContentError
from index.manifest import IndexUnusable
from tests.index.conftest import SmallCorpus
from tests.index.small_index import SmallIndex, WordEncoder, small_index_of

# Texts of the small corpus: passages, questions and each content word.
EVERYTHING = 36


@pytest.fixture
def small_index(small: SmallCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallIndex:
    """Three cards, not yet built."""
    small.card("test-backups", body="Restore a file every month.\n\n## How\n\n- Choose a file.\n", topics=["backups"])
    small.card("who-to-ring", body="Ring your service desk.\n", nations=["scotland"])
    return small_index_of(small, tmp_path / "index", monkeypatch)


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- what is built -----------------------------------------------------------------------------------


def test_a_build_counts_what_it_holds(small_index: SmallIndex) -> None:
    built = small_index.build()
    assert built.counts == {"cards": 3, "passages": 5, "questions": 9, "sources": 1, "contacts": 1, "glossary": 0}
    assert not built.reused
    assert built.embedded == len(set(small_index.encoder.embedded)) == EVERYTHING


def test_the_index_finds_the_card_that_answers(small_index: SmallIndex) -> None:
    small_index.build()
    hits = small_index.load().search("how often should we restore a file from backup")
    assert hits[0].passage.card == "test-backups"
    assert len({hit.passage.card for hit in hits}) == len(hits), "one passage a card"
    assert all(0 <= hit.confidence <= 1 for hit in hits)


def test_a_card_for_another_nation_is_left_out(small_index: SmallIndex) -> None:
    small_index.build()
    retriever = small_index.load()
    assert "who-to-ring" in [hit.passage.card for hit in retriever.search("ring the service desk", nation="scotland")]
    assert "who-to-ring" not in [
        hit.passage.card for hit in retriever.search("ring the service desk", nation="england")
    ]


def test_the_manifest_holds_hashes_checksum_versions_and_counts(small_index: SmallIndex) -> None:
    manifest = json.loads((small_index.build().folder / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["encoder"] == small_index.encoder.checksum
    assert len(manifest["files"]["cards/backups/test-backups.md"]) == 64
    assert set(manifest["versions"]) == {"faiss-cpu", "bm25s", "numpy"}
    assert manifest["counts"]["cards"] == 3


# --- no more than what changed -----------------------------------------------------------------------


def test_a_second_build_does_nothing(small_index: SmallIndex) -> None:
    first = small_index.build()
    second = small_index.build()
    assert second.reused
    assert second.folder == first.folder
    assert small_index.encoder.embedded == []


def test_one_changed_card_embeds_that_card_and_its_new_words(small_index: SmallIndex) -> None:
    small_index.build()
    small_index.corpus.card("who-to-ring", body="Ring your emergency planner.\n", nations=["scotland"])
    built = small_index.build()
    assert small_index.encoder.embedded == ["Who to ring. Ring your emergency planner.", "emergency", "planner"]
    assert built.embedded == 3
    assert small_index.load().card("who-to-ring")[0].plain == "Ring your emergency planner."


def test_a_change_that_is_not_embedded_embeds_nothing_but_shows(small_index: SmallIndex) -> None:
    small_index.build()
    small_index.corpus.card("who-to-ring", body="Ring your service desk.\n", reviewed="2026-11-20")
    assert small_index.build().embedded == 0
    assert small_index.load().card("who-to-ring")[0].reviewed == "2026-11-20"


def test_a_removed_card_is_found_no_more(small_index: SmallIndex) -> None:
    small_index.build()
    (small_index.corpus.root / "cards/reporting/who-to-ring.md").unlink()
    assert small_index.build().embedded == 0
    assert small_index.load().card("who-to-ring") == []


def test_another_encoder_embeds_everything_anew(small_index: SmallIndex) -> None:
    small_index.build()
    small_index.encoder = WordEncoder(checksum="words-2")
    assert small_index.build().embedded == EVERYTHING


def test_lost_vectors_are_made_again(small_index: SmallIndex) -> None:
    (small_index.build().folder / build.VECTORS).write_bytes(b"broken")
    small_index.corpus.card("who-to-ring", body="Ring your emergency planner.\n")
    assert small_index.build().embedded == EVERYTHING


def test_a_councils_overlay_is_part_of_the_index(small_index: SmallIndex, overlay: SmallCorpus) -> None:
    small_index.build()
    overlay.card("our-service-desk", body="Ring extension 4000.\n")
    assert small_index.build(overlay.root).counts["cards"] == 4
    assert small_index.load().card("our-service-desk")[0].local


# --- whole or not at all -----------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(28, "No space left on device"), MemoryError], ids=repr)
def test_a_build_cut_short_leaves_the_old_index(
    small_index: SmallIndex, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    old = small_index.build()
    small_index.corpus.card("who-to-ring", body="Ring your emergency planner.\n")

    def fail(*arguments: Any) -> None:
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr("index.manifest.Manifest.save", fail)
        with pytest.raises(type(fault) if isinstance(fault, OSError) else fault):  # type: ignore[arg-type]
            small_index.build()
    assert current(small_index.folder) == old.folder
    assert listing(small_index.folder) == [CURRENT, old.folder.name]
    assert small_index.load().card("who-to-ring")[0].plain == "Ring your service desk."
    assert small_index.build().embedded == 3


def test_a_build_killed_leaves_the_old_index_and_the_next_one_works(small_index: SmallIndex) -> None:
    old = small_index.build()
    half = small_index.folder / ".building-killed"
    half.mkdir()
    (half / "passages.faiss").write_bytes(b"half")
    os.utime(half, (0, 0))
    small_index.corpus.card("who-to-ring", body="Ring your emergency planner.\n")
    assert current(small_index.folder) == old.folder
    new = small_index.build()
    assert listing(small_index.folder) == [CURRENT, new.folder.name]


def test_a_build_at_the_same_time_is_left_alone(small_index: SmallIndex) -> None:
    other = small_index.folder / ".building-other"
    other.mkdir(parents=True)
    small_index.build()
    assert other.exists()


def test_an_error_in_the_corpus_leaves_the_old_index(small_index: SmallIndex) -> None:
    old = small_index.build()
    small_index.corpus.card("who-to-ring", without="title")
    with pytest.raises(ContentError, match="title"):
        small_index.build()
    assert current(small_index.folder) == old.folder


# --- what cannot be used -----------------------------------------------------------------------------


def test_a_missing_index_names_the_command(small_index: SmallIndex) -> None:
    with pytest.raises(IndexUnusable, match=r"there is no index.*make index"):
        small_index.load()


def test_an_index_of_another_encoder_names_the_command(small_index: SmallIndex) -> None:
    small_index.build()
    small_index.encoder = WordEncoder(checksum="words-2")
    with pytest.raises(IndexUnusable, match=r"another encoder.*make index"):
        small_index.load()


@pytest.mark.parametrize(
    "name", ["passages.json", "questions.json", "passages.faiss", "lexical/size.json", "glossary.json"]
)
def test_an_index_with_a_file_missing_names_the_command(small_index: SmallIndex, name: str) -> None:
    (small_index.build().folder / name).unlink()
    with pytest.raises(IndexUnusable, match=r"broken.*make index"):
        small_index.load()


@pytest.mark.parametrize("name", ["passages.json", "questions.faiss", "vocabulary.json"])
def test_an_index_with_a_broken_file_names_the_command(small_index: SmallIndex, name: str) -> None:
    (small_index.build().folder / name).write_bytes(b"{broken")
    with pytest.raises(IndexUnusable, match=r"broken.*make index"):
        small_index.load()


@pytest.mark.parametrize(
    ("text", "says"), [("{}", "another format"), ("[]", "broken"), ("{", "broken"), ('{"format": 1}', "broken")]
)
def test_a_foreign_or_broken_manifest_names_the_command_and_is_built_over(
    small_index: SmallIndex, text: str, says: str
) -> None:
    (small_index.build().folder / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(IndexUnusable, match=f"{says}.*make index"):
        small_index.load()
    assert not small_index.build().reused
    assert small_index.load().passages


def test_a_stale_index_serves_and_says_what_changed(small_index: SmallIndex) -> None:
    small_index.build()
    retriever, root = small_index.load(), small_index.corpus.root
    assert str(retriever.freshness(root)) == "the index is up to date"
    small_index.corpus.card("who-to-ring", body="Ring your emergency planner.\n")
    small_index.corpus.card("brand-new", body="New.\n")
    (root / "cards/backups/test-backups.md").unlink()
    freshness = retriever.freshness(root)
    assert freshness.changed == ["cards/reporting/who-to-ring.md"]
    assert freshness.added == ["cards/reporting/brand-new.md"]
    assert freshness.removed == ["cards/backups/test-backups.md"]
    assert "make index" in str(freshness)


# --- what triage learns ------------------------------------------------------------------------------


def test_a_corpus_without_anything_to_learn_from_is_built_all_the_same(small_index: SmallIndex) -> None:
    assert not (small_index.build().folder / "told").exists()
