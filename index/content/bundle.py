"""Everything that a corpus holds, read and checked once, and kept beside the index for a quick start."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

from index.content.bite import Bite, load_bites
from index.content.corpus import Corpus, load_corpus
from index.content.exercise import Exercise, load_exercises
from index.content.model import Model, load_model
from index.content.playbook import Library, load_library

FILE = "content.pickle"
CODE = Path(__file__).parent


@dataclass(frozen=True)
class Content:
    """The corpus with its playbooks, the model that users walk, exercises and bites."""

    corpus: Corpus
    library: Library
    model: Model
    exercises: dict[str, Exercise]
    bites: list[Bite]

    def save(self, folder: Path) -> None:
        (folder / FILE).write_bytes(pickle.dumps(self))

    @classmethod
    def load(cls, folder: Path) -> Content:
        """What `save` kept. Reading and checking it again takes seconds.

        Raises:
            OSError, ValueError: it is not there or was written by other code.
        """
        try:
            # Our own build artefact, as trusted as the code beside it.
            content = pickle.loads((folder / FILE).read_bytes())  # noqa: S301
        except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, TypeError) as error:
            raise ValueError(f"{folder / FILE}: {error}") from error
        if not isinstance(content, cls):
            raise ValueError(f"{folder / FILE} holds something else")
        return content


def load_content(root: Path, overlay: Path | None = None) -> Content:
    """Read and check all of a corpus.

    Raises:
        ContentError: with every problem of the first part that has any.
    """
    corpus = load_corpus(root, overlay)
    return Content(corpus, load_library(root, overlay), load_model(corpus), load_exercises(corpus), load_bites(corpus))
