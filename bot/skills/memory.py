"""What a conversation holds on to between turns: the answer on show and the list on show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    # What hears messages asks for what is on show as well, and searches nothing.
    from index.passages import Passage
    from index.retriever import Hit

SHOWN = "shown"
LISTS = ("seen", "quoted", "offered", "mentioned")
FOUND = "found"
LONGEST = 600
MOST = 40
# For so many replies what was rejected is not shown again.
REJECTED = 3


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
        quoted: ids of the passages that the last reply quoted.
        offered: what it offered, in the order in which it is counted: ids of passages quoted and of cards by title.
        mentioned: what the replies before it quoted and offered.
        rejected: cards that the user would not have, each with the number of replies that leave it out.
    """

    question: str
    card: Optional[str] = None
    passage: Optional[str] = None
    frame: Optional[str] = None
    nation: Optional[str] = None
    background: str = ""
    seen: tuple[str, ...] = ()
    score: Optional[float] = None
    quoted: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    rejected: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, state: Optional[dict[str, Any]]) -> Optional[Shown]:
        """From the slot's JSON; None where nothing was shown. Fields of other versions are left out."""
        if not state or not state.get("question"):
            return None
        known = {name: value for name, value in state.items() if name in cls.__dataclass_fields__}
        lists = {name: tuple(known.get(name) or ()) for name in LISTS}
        return cls(**{**known, **lists, "rejected": dict(known.get("rejected") or {})})

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

    def rejecting(self) -> Shown:
        """The same, with what the last reply quoted rejected."""
        cards = {name.split("#")[0] for name in self.quoted} | ({self.card} if self.card else set())
        return replace(self, rejected={**self.rejected, **dict.fromkeys(sorted(cards), REJECTED)})

    def after(self, before: Optional[Shown], quoted: Iterable[str], offered: Iterable[str]) -> Shown:
        """The same after a reply, with what that quoted and offered; what shows but the same again changes neither."""
        quoted, offered = tuple(quoted), tuple(offered)
        if before and set(quoted) <= set(before.quoted) and set(offered) <= {*before.offered, *before.quoted}:
            quoted, offered = before.quoted, before.offered
        mentioned = dict.fromkeys([*before.mentioned, *before.quoted, *before.offered] if before else ())
        rejected = {card: left - 1 for card, left in (before.rejected if before else {}).items() if left > 1}
        return replace(self, quoted=quoted, offered=offered, mentioned=tuple(mentioned), rejected=rejected)

    def json(self) -> dict[str, Any]:
        return {**asdict(self), **{name: list(getattr(self, name)[-MOST:]) for name in LISTS}}
