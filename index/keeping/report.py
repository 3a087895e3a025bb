"""`corpus report`: how large, how covered, how readable and how well founded the corpus is."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from index.content.corpus import Corpus, read_corpus
from index.keeping.check import check_corpus
from index.keeping.coverage import FILE, Coverage, measure_coverage, read_asked
from index.keeping.evidence import seen
from index.keeping.facts import claims, uncovered
from index.keeping.house_style import read_house_style
from index.keeping.pages import render
from index.keeping.stale import find_stale
from index.keeping.style import reading_age

GROUPS = {
    "contacts": ("address", "phone", "short number"),
    "deadlines and times": ("time", "opening hours"),
    "sums and shares": ("money", "share", "count"),
    "dates": ("date",),
}
OTHER = "law and other statements"


def measure_corpus(
    root: Path, overlay: Path | None = None, *, passages: int | None = None, today: dt.date | None = None
) -> dict[str, Any]:
    """The figures of a corpus.

    Args:
        passages: how many passages the index cuts it into; its sections are counted where that is not known.

    Raises:
        ContentError: there is no usable vocabulary, or the list of what may be empty is broken.
    """
    today = today or dt.date.today()
    corpus, _ = read_corpus(root, overlay)
    problems = check_corpus(root, overlay, today=today)
    live = [card for card in corpus.cards.values() if card.front.status != "retired"]
    ages = sorted(reading_age(card.body) for card in live if not card.front.quoted_from)
    groups = count_evidence(corpus)
    stated, founded = (sum(pair[which] for pair in groups.values()) for which in (0, 1))
    coverage = measure_coverage(corpus, read_asked(corpus.vocabulary, root / FILE))
    return {
        "cards": len(live),
        "passages": sum(len(card.sections) for card in live) if passages is None else passages,
        "sources": len(corpus.sources),
        "contacts": len(corpus.contacts),
        "glossary_entries": len(corpus.glossary),
        "empty_cells": coverage.empty,
        "facts_with_source_seen": round(founded / stated, 4) if stated else 1.0,
        "reading_age_median": round(median(ages), 1) if ages else None,
        "reading_age": _spread(ages),
        "facts": {name: {"stated": pair[0], "source_seen": pair[1]} for name, pair in groups.items()},
        "cards_by_status": dict(Counter(card.front.status for card in corpus.cards.values())),
        "cards_by_confidence": dict(Counter(card.front.confidence for card in live)),
        "sources_by_how_seen": dict(Counter(source.seen_as for source in corpus.sources.values())),
        "errors": sum(not problem.warning for problem in problems),
        "warnings": sum(problem.warning for problem in problems),
        "stale": len(find_stale(corpus, read_house_style(root), today)),
        "coverage": _pairs(coverage),
    }


def count_evidence(corpus: Corpus) -> dict[str, tuple[int, int]]:
    """By group of facts: how many the corpus states, and how many rest on a source that somebody read.

    What a card states without naming a source counts as not seen.
    """
    stated: Counter[str] = Counter()
    founded: Counter[str] = Counter()

    def add(group: str, is_seen: bool) -> None:
        stated[group] += 1
        founded[group] += is_seen

    for card in corpus.cards.values():
        for fact in card.front.facts:
            kinds = {kind for kind, _ in claims(fact.text)}
            group = next((name for name, members in GROUPS.items() if kinds & set(members)), OTHER)
            add(group, seen(corpus, fact.source))
        if not card.front.quoted_from:
            for _, kind, _ in uncovered(card):
                add(next(name for name, members in GROUPS.items() if kind in members), False)
    for contact in corpus.contacts.values():
        known = any(seen(corpus, source) for source in contact.sources)
        for _ in contact.channels:
            add("contacts", known)
        if contact.deadline:
            add("deadlines and times", known)
    return {group: (stated[group], founded[group]) for group in (*GROUPS, OTHER) if stated[group]}


def write_report(figures: dict[str, Any], results: Path, page: Path) -> None:
    """Write the figures as JSON, and as a page for people made from them."""
    results.parent.mkdir(parents=True, exist_ok=True)
    results.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render("report.md.j2", figures=figures), encoding="utf-8")


def _spread(ages: list[float]) -> dict[str, float]:
    if len(ages) < 2:
        return {}
    first, _, third = quantiles(ages, n=4)
    return {"lowest": ages[0], "first_quarter": round(first, 1), "third_quarter": round(third, 1), "highest": ages[-1]}


def _pairs(coverage: Coverage) -> list[dict[str, Any]]:
    """For each pair of facets: its cells, those that are empty, and how many are expected to be, by reason."""
    return [
        {
            "rows": matrix.rows,
            "columns": matrix.columns,
            "cells": len(matrix.cells),
            "filled": sum(bool(cell.count) for cell in matrix.cells.values()),
            "empty": [[cell.row, cell.column] for cell in matrix.empty],
            "expected_empty": {reason: len(cells) for reason, cells in matrix.excused.items()},
        }
        for matrix in coverage.matrices
    ]
