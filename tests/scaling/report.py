"""The page made from the figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.scaling.searching import KINDS

MEASURES = ("build_s", "index_mb", "p50_ms", "p95_ms", "recall_at_10")


def write_page(figures: dict[str, Any], sizes: Sequence[int], path: Path) -> None:
    lines = [
        "# Far beyond our size",
        "",
        f"`{figures['command']}` at {figures['commit']} on {figures['date']}, {figures['machine']}. The corpus has "
        f"{figures['real_passages']} passages; here are as many synthetic ones as each row says, each between two real "
        f"ones, asked {figures['queries']} development questions, one at a time on one thread. Recall is against exact "
        "search (`flat`).",
        "",
        "## Building our own",
        "",
        f"From nothing {figures['build_s']} s, of which the encoder takes {figures['build_encoder_share']:.0%}; after one "
        f"changed card {figures['rebuild_one_card_s']} s, with {figures['rebuild_one_card_embedded']} texts embedded.",
        "",
        "## Search by meaning",
        "",
        "| passages | index | " + " | ".join(MEASURES) + " |",
        "|---:|---|" + "---:|" * len(MEASURES),
    ]
    for size in sizes:
        for kind in KINDS:
            if f"{kind.name}_{size}_p50_ms" in figures:
                row = [str(figures[f"{kind.name}_{size}_{measure}"]) for measure in MEASURES]
                lines.append(f"| {size:,} | {kind.name} (`{kind.recipe}`) | " + " | ".join(row) + " |")
    lines += ["", "## Words, and weighing it all, as built today", ""]
    lines += ["| passages | BM25 build_s | BM25 p95_ms | weighing p95_ms |", "|---:|---:|---:|---:|"]
    for size in sizes:
        cells = [figures.get(f"{name}_{size}_{measure}", "") for name, measure in _REST]
        lines.append(f"| {size:,} | " + " | ".join(map(str, cells)) + " |")
    lines += ["", _ON_PAPER, ""]
    path.write_text("\n".join(lines), encoding="utf-8")


_REST = (("bm25", "build_s"), ("bm25", "p95_ms"), ("fusing", "p95_ms"))
_ON_PAPER = """\
## On paper

- Exact search reads every vector: passages x 384 x 4 bytes, so 15 MB at 10,000, 154 MB at 100,000 and 1.5 GB at a
  million. It is bound by memory: at some 20-30 GB/s that is under 1 ms, 5-8 ms and 50-80 ms.
- A graph (HNSW) visits a few thousand vectors whatever the size, but holds its links beside them and takes long to build.
  Inverted lists (IVF) read `nprobe`/`lists` of the vectors (here 16 of 1,024), and with 8-bit codes a quarter of the bytes.
- At our size exact search is a fraction of a millisecond beside some 4 ms for the encoder: an approximate index would
  be decoration, and could lose the right passage.
- Past about 100,000 passages it is not the vectors that hurt first but the weighing: ranking looks at every passage, since
  at our size that is free. It would then take only the best few hundred of each search, which is a change of
  `index/ranking.py` alone."""
