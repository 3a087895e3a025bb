"""`python -m tests.reading`: writes results/walk.json and docs/walk.md."""

from __future__ import annotations

import json

from index.content.walkthroughs import load_walkthroughs
from index.keeping.provenance import provenance
from index.paths import ROOT
from tests.reading.report import markdown, measure

figures = {**provenance("make walk-report", ROOT), **measure(load_walkthroughs(ROOT / "corpus"))}
(ROOT / "results" / "walk.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
(ROOT / "docs" / "walk.md").write_text(markdown(figures), encoding="utf-8")
