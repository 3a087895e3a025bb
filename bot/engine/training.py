"""Training the Rasa model, when something that goes into it has changed: `python -m bot.engine.training`."""

from __future__ import annotations

import hashlib
import logging
import sys
from pathlib import Path

from bot.engine.environment import prepare
from bot.engine.lean_imports import import_lean
from index.paths import Paths

MODEL = "think-cyber.tar.gz"
FINGERPRINT = "think-cyber.sha256"
INPUTS = (
    "config.yml",
    "data/**/*.yml",
    "bot/domain/**/*.yml",
    "bot/nlu/*.py",
    "corpus/vocabulary.yml",
    "corpus/cards/**/*.md",
    "corpus/glossary/*.yml",
    "index/settings.yml",
    "index/word_pairs.py",
)


def fingerprint(paths: Paths) -> str:
    """SHA-256 over the names and contents of all that goes into the model."""
    digest = hashlib.sha256()
    files = {path for pattern in INPUTS for path in paths.root.glob(pattern)}
    if paths.overlay:
        files |= set(paths.overlay.glob("glossary/*.yml"))
    for path in sorted(files):
        digest.update(path.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def trained(paths: Paths) -> bool:
    """Whether there is a model made from what is here now."""
    mark = paths.models / FINGERPRINT
    return (paths.models / MODEL).exists() and mark.exists() and mark.read_text(encoding="utf-8") == fingerprint(paths)


def train(paths: Paths, folder: Path | None = None) -> Path:
    """Train and keep the model, or leave it in another `folder` than the one that it is served from.

    Raises:
        RuntimeError: Rasa made no model; its log says why.
    """
    prepare(paths)
    import_lean(paths.root / "config.yml")
    logging.basicConfig(level=logging.WARNING)
    wanted = fingerprint(paths)
    import rasa.api

    result = rasa.api.train(
        domain=str(paths.root / "bot" / "domain"),
        config=str(paths.root / "config.yml"),
        training_files=str(paths.root / "data"),
        output=str(folder or paths.models),
        fixed_model_name=MODEL.removesuffix(".tar.gz"),
    )
    if not result.model:
        raise RuntimeError("Rasa made no model")
    if folder is None:
        (paths.models / FINGERPRINT).write_text(wanted, encoding="utf-8")
    return Path(result.model)


if __name__ == "__main__":
    if trained(Paths()):
        print("the model is up to date")
    else:
        print(train(Paths()))
    sys.exit(0)
