"""What a conversation holds on to between turns: the answer on show and the list on show."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    # What hears messages asks for what is on show as well, and searches nothing.
    from index.passages import Passage
    from index.retriever import Hit

SHOWN = "shown"
FOUND = "found"
LONGEST = 600
MOST = 40


@dataclass(frozen=True)
class Shown:
    """The answer on show.

    Attributes:
        question: what was asked, as the search understood it.
        frame: the question before the thing named last was put in; None where that is the question itself.
        card, passage: ids of what was shown first; None where nothing was found.
        nation: the nation that it was asked for, where one was.
        background: what the user said before asking, where that was no question.
        seen: ids of the passages shown for this question.
        score: confidence of the answer in 0..1, None where nothing was found.
    """

    question: str
    card: Optional[str] = None
    passage: Optional[str] = None
    frame: Optional[str] = None
    nation: Optional[str] = None
    background: str = ""
    seen: tuple[str, ...] = ()
    score: Optional[float] = None

    @classmethod
    def read(cls, state: Optional[dict[str, Any]]) -> Optional[Shown]:
        """From the slot's JSON; None where nothing was shown. Fields of other versions are left out."""
        if not state or not state.get("question"):
            return None
        known = {name: value for name, value in state.items() if name in cls.__dataclass_fields__}
        return cls(**{**known, "seen": tuple(known.get("seen") or ())})

    def asked(self, *added: str, frame: bool = False) -> str:
        """The background and the question, or only its frame, with what is added; not longer than a message may be."""
        question = self.frame or self.question if frame else self.question
        return " ".join(part for part in (self.background, question, *added) if part)[-LONGEST:]

    def with_passage(self, passage: Passage, score: float) -> Shown:
        """The same with a passage on show."""
        seen = tuple(dict.fromkeys([*self.seen, passage.id]))
        return replace(self, card=passage.card, passage=passage.id, seen=seen, score=round(score, 3))

    def with_hit(self, hit: Hit) -> Shown:
        return self.with_passage(hit.passage, hit.confidence)

    def json(self) -> dict[str, Any]:
        return {**asdict(self), "seen": list(self.seen[-MOST:])}
