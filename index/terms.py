"""Every name that users may use for a thing we know, and what it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.content.glossary import Entry, GlossaryFile
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml, validate

FACET_KINDS = {"audiences": "role", "nations": "nation", "topics": "topic", "steps": "step", "bodies": "body"}


@dataclass(frozen=True)
class Term:
    """A name, the kind of thing that it names and the value that stands for it."""

    name: str
    kind: str
    value: str


def terms(glossary: Iterable[Entry], vocabulary: Vocabulary) -> list[Term]:
    """All names of the closed lists and of the glossary; the same name may stand for two kinds of thing."""
    found = {}
    for facet, kind in FACET_KINDS.items():
        for term in getattr(vocabulary, facet):
            for name in [term.label, *term.also]:
                found[(name.lower(), kind)] = Term(name.lower(), kind, term.id)
    for entry in glossary:
        for name in entry.names:
            found.setdefault((name.lower(), entry.kind), Term(name.lower(), entry.kind, entry.value or entry.id))
    return list(found.values())


def read_terms(root: Path, overlay: Path | None = None) -> list[Term]:
    """The names of a corpus, without reading its cards; a council's own entries replace ours by id.

    Raises:
        ContentError: the vocabulary or a glossary file is broken.
    """
    vocabulary = validate(Vocabulary, read_yaml(root / "vocabulary.yml"), root / "vocabulary.yml")
    entries = {}
    for folder in [root, *([overlay] if overlay else [])]:
        for path in sorted(folder.glob("glossary/*.yml")):
            entries.update({entry.id: entry for entry in validate(GlossaryFile, read_yaml(path), path).entries})
    return terms(entries.values(), vocabulary)
