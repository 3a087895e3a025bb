"""YAML read ten times as fast, without line numbers: for content that was checked before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from index.content.problem import ContentError, Problem
from index.content.yaml_file import read_yaml

Read = Callable[[Path], Any]
Found = TypeVar("Found")


def read_quick(path: Path) -> Any:
    """Plain data of a YAML file.

    Raises:
        ContentError: as `read_yaml` does, with file and line.
        FileNotFoundError: no such file.
    """
    try:
        return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError):
        return read_yaml(path)


def sound(read: Callable[[Read], tuple[Found, list[Problem]]]) -> Found:
    """What `read` finds, quickly; where something is wrong, once more with the lines of every problem.

    Raises:
        ContentError: with every problem found.
    """
    found, problems = read(read_quick)
    if problems:
        _, problems = read(read_yaml)
        raise ContentError(problems)
    return found
