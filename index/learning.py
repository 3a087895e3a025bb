"""What is learned with the index is taken over from the index before, where it would be learned of the very same."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Optional

from index.manifest import FORMAT, hash_file

# What learning is done by: a change in any of these teaches anew.
LEARNERS = ("label_classifier.py", "told.py", "word_pairs.py")
MARK = "learned-from-{}"


def mark_of(said: object, encoder: str) -> str:
    """What tells whether the same would be learned: of what is said, any JSON, by which encoder and code."""
    code = [hash_file(Path(__file__).with_name(name)) for name in LEARNERS]
    whole = json.dumps([said, encoder, FORMAT, code], sort_keys=True, default=lambda each: each.dict())
    return hashlib.sha256(whole.encode()).hexdigest()


def learn(name: str, mark: str, folder: Path, before: Optional[Path], train: Callable[[Path], None]) -> None:
    """Put what is learned, a file or a folder, into `folder` / `name`.

    Args:
        mark: of what it is learned from.
        before: the folder of the index before; None where there is none.
        train: learns and writes it.
    """
    (folder / MARK.format(name)).write_text(mark, encoding="utf-8")
    kept = before / MARK.format(name) if before else None
    if before and kept and kept.exists() and kept.read_text(encoding="utf-8") == mark and (before / name).exists():
        copy = shutil.copytree if (before / name).is_dir() else shutil.copy2
        copy(before / name, folder / name)
    else:
        train(folder / name)
