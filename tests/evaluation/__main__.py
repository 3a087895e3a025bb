"""`python -m tests.evaluation`: every measure, written to results/eval.json, docs/eval.md and docs/eval/*.png."""

from __future__ import annotations

import sys

from tests.evaluation.run import main

sys.exit(main())
