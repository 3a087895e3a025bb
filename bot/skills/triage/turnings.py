"""What a later message makes of the kind of incident, by its likeness to what others wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from index.content.triage import Hearing
from index.label_classifier import LabelClassifier
from index.told import DENIES, NO_CYBER


@dataclass(frozen=True)
class Turned:
    """What a message makes of an incident.

    Attributes:
        adds: the types that are true beside or in place of what was taken, the likeliest first.
        denies: it says that the incident is not what it was taken for.
        no_cyber: it says that this is no matter of computers or data.
    """

    adds: tuple[str, ...] = ()
    denies: bool = False
    no_cyber: bool = False


class Turnings:
    """Without anything learned, no message turns an incident.

    Args:
        bars: the least chances of `triage.yml`.
    """

    def __init__(self, bars: Hearing, learned: Optional[LabelClassifier] = None):
        self._bars, self._learned = bars, learned

    def __call__(self, text: str, vector: Optional[np.ndarray], held: Sequence[str], answers: bool = False) -> Turned:
        """What a message says of an incident that was taken for the `held` types.

        Args:
            vector: its embedding, unit length, shape (d,).
            answers: it answers what was asked: "pupil records" is then no breach of its own, and "it isn't ours" is no
                denial but of a type in whose place it names another.
        """
        if self._learned is None or vector is None:
            return Turned()
        bars, chances = self._bars, self._learned.chances(text, vector)
        denial = chances.pop(DENIES, 0.0)
        if chances.pop(NO_CYBER, 0.0) >= (bars.no_cyber_answering if answers else bars.no_cyber):
            return Turned(no_cyber=True)
        likeliest = sorted((name for name in chances if name not in held), key=lambda name: -chances[name])
        instead = denial >= bars.turned_away
        least = bars.turned_away if instead else bars.turned_answering if answers else bars.turned
        adds = tuple(name for name in likeliest if chances[name] >= least)
        return Turned(adds, denies=instead if adds else denial >= bars.denied and not answers)
