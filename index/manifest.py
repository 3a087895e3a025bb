"""What an index was built from, and whether it still is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

FORMAT = 8
MEND = "run `make index` (or `think-cyber index build`)"
PACKAGES = ("faiss-cpu", "bm25s", "numpy")


class IndexUnusable(Exception):
    """The index is missing or foreign; the message names the command that mends it."""


@dataclass(frozen=True)
class Manifest:
    """Hashes, versions and counts of one build."""

    format: int
    encoder: str
    settings: str
    files: dict[str, str]
    versions: dict[str, str]
    counts: dict[str, int]

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Manifest:
        """Raises IndexUnusable: no manifest there, or not one of this format."""
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            if facts.get("format") != FORMAT:
                raise IndexUnusable(f"the index in {path.parent} has another format: {MEND}")
            return cls(**facts)
        except FileNotFoundError:
            raise IndexUnusable(f"there is no index in {path.parent}: {MEND}") from None
        except (ValueError, TypeError, AttributeError):
            raise IndexUnusable(f"{path} is broken: {MEND}") from None


@dataclass(frozen=True)
class Freshness:
    """How far an index has fallen behind its corpus."""

    changed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def fresh(self) -> bool:
        return not (self.changed or self.added or self.removed)

    def __str__(self) -> str:
        if self.fresh:
            return "the index is up to date"
        parts = [
            f"{len(names)} {word}"
            for names, word in ((self.changed, "changed"), (self.added, "new"), (self.removed, "removed"))
            if names
        ]
        return f"the index is stale ({', '.join(parts)} file(s) in the corpus): {MEND}"


def hash_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hash_files(paths: list[Path], root: Path) -> dict[str, str]:
    """SHA-256 by path, relative to `root` where the file lies below it."""
    return {
        (path.relative_to(root) if path.is_relative_to(root) else path).as_posix(): hash_file(path) for path in paths
    }


def compare(manifest: Manifest, files: dict[str, str]) -> Freshness:
    """What changed between the files that the index was built from and those of now."""
    old = manifest.files
    return Freshness(
        changed=sorted(name for name in files if name in old and old[name] != files[name]),
        added=sorted(name for name in files if name not in old),
        removed=sorted(name for name in old if name not in files),
    )


def package_versions() -> dict[str, str]:
    return {name: version(name) for name in PACKAGES}
