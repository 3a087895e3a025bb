"""`python -m tests.scaling`: writes results/scale.json and docs/scale.md."""

from __future__ import annotations

import sys

from tests.scaling.run import main

sys.exit(main())
