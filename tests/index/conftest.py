"""A corpus of one card, one source and one contact, small enough to break in one place at a time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

VOCABULARY = """\
audiences:
  - {id: councillor, label: Councillors, also: [member]}
  - {id: it-staff, label: IT staff}
nations:
  - {id: england, label: England}
  - {id: scotland, label: Scotland}
topics:
  - {id: reporting, label: Reporting, also: [notify]}
  - {id: backups, label: Backups, also: [backup]}
steps:
  - {id: protect, label: Protect}
  - {id: respond, label: Respond}
bodies:
  - {id: principal-council, label: Council}
"""
BODY = "Tell the regulator within 72 hours. Start a log now.\n\n## What to do\n\n- Ring the data protection officer.\n"


class SmallCorpus:
    """Writes content files under `root`; what a test does not name takes a value that has no fault."""

    def __init__(self, root: Path):
        self.root = root

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def card(self, card_id: str = "tell-the-ico", body: str = BODY, without: str = "", **fields: Any) -> Path:
        front: dict[str, Any] = {
            "id": card_id,
            "title": card_id.replace("-", " ").capitalize(),
            "questions": [f"What is {card_id}?", f"Why {card_id}?", f"When {card_id}?"],
            "audiences": ["councillor"],
            "nations": ["all"],
            "topics": ["reporting"],
            "steps": ["respond"],
            "sources": ["ico-page"],
            "facts": [{"text": "72 hours", "source": "ico-page"}],
            "related": [],
            "reviewed": "2026-11-01",
            "review_by": "2027-05-01",
            "status": "current",
            "confidence": "high",
            **fields,
        }
        front.pop(without, None)
        return self.write(f"cards/{front['topics'][0]}/{card_id}.md", f"---\n{_yaml(front)}---\n{body}")

    def source(self, source_id: str = "ico-page", file: str | None = None, **fields: Any) -> Path:
        document = {
            "id": source_id,
            "title": f"The page {source_id}",
            "url": f"https://regulator.example/{source_id}",
            "seen": "2026-11-01",
            "seen_as": "publisher",
            "licence": "OGL-3.0",
            **fields,
        }
        return self.write(
            f"sources/{file or source_id}.yml", _listed({"publisher": "Regulator"}, "documents", document)
        )

    def contact(self, contact_id: str = "regulator", **fields: Any) -> Path:
        contact = {
            "id": contact_id,
            "name": "Regulator",
            "purpose": "Takes reports",
            "when": "Personal data is at risk",
            "nations": ["all"],
            "bodies": ["all"],
            "channels": [{"kind": "phone", "value": "01632 960 000"}],
            "sources": ["ico-page"],
            **fields,
        }
        return self.write(f"contacts/{contact_id}.yml", _listed({}, "contacts", contact))

    def entry(self, entry_id: str, **fields: Any) -> Path:
        entry = {"id": entry_id, "term": entry_id.replace("-", " ").title(), "kind": "body", **fields}
        return self.write(f"glossary/{entry_id}.yml", _listed({}, "entries", entry))

    def gap(self, question: str, **fields: Any) -> Path:
        gap = {"question": question, "nearest": "tell-the-ico", "lacks": "no such thing", **fields}
        return self.write("known-gaps/reporting.yml", _listed({}, "gaps", gap))


def _yaml(data: dict[str, Any], indent: str = "") -> str:
    """One field a line, in order, so that a test can name the line; JSON is YAML."""
    return "".join(f"{indent}{name}: {json.dumps(value)}\n" for name, value in data.items())


def _listed(head: dict[str, Any], name: str, item: dict[str, Any]) -> str:
    """A file whose list `name` holds one item."""
    return f"{_yaml(head)}{name}:\n  -" + _yaml(item, "    ")[3:]


@pytest.fixture
def small(tmp_path: Path) -> SmallCorpus:
    """A corpus without a fault."""
    corpus = SmallCorpus(tmp_path / "corpus")
    corpus.write("vocabulary.yml", VOCABULARY)
    corpus.source()
    corpus.contact()
    corpus.card()
    return corpus


@pytest.fixture
def overlay(tmp_path: Path) -> SmallCorpus:
    """An empty overlay, to lie on top of `small`."""
    corpus = SmallCorpus(tmp_path / "ours")
    corpus.root.mkdir()
    return corpus
