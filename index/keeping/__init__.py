"""Tools for whoever keeps the corpus: check, coverage, overlap, stale, import, new."""
