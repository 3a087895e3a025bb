"""The fixed lines of a guided conversation, kept in a YAML file beside its code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from index.content.problem import ContentError, Problem
from index.content.yaml_file import read_yaml


class Wording:
    """Lines by name; `{names}` in a line are filled in when it is said."""

    def __init__(self, path: Path):
        data = read_yaml(path)
        if not isinstance(data, dict) or not all(isinstance(line, str) and line.strip() for line in data.values()):
            raise ContentError([Problem(path, 1, "every entry must be one line of text", "write `name: text`")])
        self._lines: dict[str, str] = {name: line.strip() for name, line in data.items()}

    def __call__(self, name: str, **values: object) -> str:
        """Raises KeyError: no such line, or a value is missing."""
        return self._lines[name].format(**values)

    @property
    def names(self) -> list[str]:
        return list(self._lines)


@cache
def wording(path: Path) -> Wording:
    """The lines of one file, read once.

    Raises:
        ContentError: the file is broken, with file, line and mend.
    """
    return Wording(path)
