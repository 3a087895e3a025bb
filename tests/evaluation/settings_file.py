"""Fitted numbers go into the settings that are read, with every comment kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


@contextmanager
def edited(path: Path) -> Iterator[Any]:
    """The content of a YAML file, to be changed in place; written back at the end."""
    yaml = YAML()
    yaml.width = 120
    content = yaml.load(path.read_text(encoding="utf-8"))
    yield content
    with path.open("w", encoding="utf-8") as stream:
        yaml.dump(content, stream)
