"""What is wrong with a content file, said so that its editor can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one content file.

    Attributes:
        file: the file at fault.
        line: 1-based line of the fault; 1 where the whole file is meant.
        what: what is wrong, in plain words.
        mend: what the editor should do about it.
        warning: True where the corpus still builds with the fault in it.
    """

    file: Path
    line: int
    what: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning" if self.warning else "error"
        return f"{self.file}:{self.line}: {kind}: {self.what}. Mend: {self.mend}"


class ContentError(Exception):
    """Content that cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]):
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
