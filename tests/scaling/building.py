"""How long our own index builds, from nothing and after one changed card, and how much of that the encoder takes."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bot.skills.assembly import load_encoder
from index.build import build_index
from index.encoder import Encoder
from index.paths import Paths
from index.settings import Settings, load_settings
from tests.evaluation.report import provenance

ADDED = "\nAsk again in a year.\n"


class Timed:
    """An encoder that counts the seconds spent in it."""

    def __init__(self, encoder: Encoder):
        self._encoder = encoder
        self.checksum = encoder.checksum
        self.dimensions = encoder.dimensions
        self.seconds = 0.0

    def encode(self, texts: list[str]) -> np.ndarray:
        begin = time.perf_counter()
        vectors = self._encoder.encode(texts)
        self.seconds += time.perf_counter() - begin
        return vectors

    def count_tokens(self, text: str) -> int:
        return self._encoder.count_tokens(text)


def measure(corpus: Path, encoder: Encoder, settings: Settings) -> dict[str, float]:
    """Seconds of both builds, and the encoder's share of the first, in 0..1."""
    timed = Timed(encoder)
    with tempfile.TemporaryDirectory(prefix="build-") as folder:
        copy, target = Path(folder) / "corpus", Path(folder) / "index"
        shutil.copytree(corpus, copy)
        begin = time.perf_counter()
        build_index(copy, target, timed, settings)  # type: ignore[arg-type]
        whole, share = time.perf_counter() - begin, timed.seconds
        card = min(copy.glob("cards/*/*.md"))
        card.write_text(card.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
        begin = time.perf_counter()
        built = build_index(copy, target, timed, settings)  # type: ignore[arg-type]
        again = time.perf_counter() - begin
    return {
        "build_s": whole,
        "build_encoder_share": share / whole,
        "rebuild_one_card_s": again,
        "rebuild_one_card_embedded": built.embedded,
    }


def main() -> int:
    """`python -m tests.scaling.building`: writes results/build.json."""
    paths = Paths()
    figures = measure(paths.corpus, load_encoder(paths, threads=2), load_settings())
    found = {name: round(value, 3) for name, value in figures.items()} | provenance("make build-time")
    (paths.root / "results" / "build.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
