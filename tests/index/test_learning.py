"""What is learned is learned anew only where it would come out otherwise."""

from __future__ import annotations

from pathlib import Path

from index.learning import learn, mark_of


def test_the_same_is_taken_over_and_not_learned_again(tmp_path: Path) -> None:
    taught: list[Path] = []

    def train(path: Path) -> None:
        taught.append(path)
        path.write_text(f"learned {len(taught)}")

    old, new, newer = (tmp_path / name for name in ("old", "new", "newer"))
    for folder in (old, new, newer):
        folder.mkdir()
    learn("wants", mark_of({"a": "more"}, "e"), old, None, train)
    learn("wants", mark_of({"a": "more"}, "e"), new, old, train)
    assert (new / "wants").read_text() == "learned 1" and len(taught) == 1
    learn("wants", mark_of({"a": "shorter"}, "e"), newer, new, train)
    assert (newer / "wants").read_text() == "learned 2"


def test_another_encoder_teaches_anew() -> None:
    assert mark_of(["a"], "one") != mark_of(["a"], "another")
