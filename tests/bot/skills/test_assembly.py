"""Which exported encoder is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.skills.assembly import encoder_folder, load_encoder
from index.encoder import EncoderMissing, folder_name
from index.paths import Paths
from index.settings import load_settings


def test_an_encoder_exported_otherwise_is_not_taken_for_the_one_that_is_named(tmp_path: Path) -> None:
    weights = load_settings().encoder.sha256
    paths = Paths(tmp_path)
    old = paths.encoder / weights[:16]
    old.mkdir(parents=True)
    (old / "encoder.json").write_text("{}", encoding="utf-8")
    assert encoder_folder(paths) == folder_name(weights)
    with pytest.raises(EncoderMissing, match="make index"):
        load_encoder(paths)
