"""Ask: the passage that answers a question, quoted; or the plain statement that there is none."""

from __future__ import annotations

from typing import Optional

from bot.replies import Choices, Notice, Part, Reply
from bot.replies.statuses import reply
from bot.skills.quoting import quote, suggestions
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from index.passages import Passage
from index.retriever import Hit, Retriever
from index.settings import Settings

CLOSEST = 3
NEXT = 3


class Answer:
    """Answers one question from the index.

    The outcome's state is what was shown: the question, the card and the passage, for follow-ups and feedback.
    """

    def __init__(self, retriever: Retriever, settings: Settings):
        self._retriever = retriever
        self._settings = settings

    def __call__(self, turn: Turn) -> Outcome:
        nation = self._nation(turn)
        hits = self._retriever.search(turn.text, turn.vector, nation)
        best = hits[0] if hits else None
        judgement = self._settings.judgement
        if best is None or best.confidence < judgement.floor:
            return Outcome(reply("unanswerable", texts().choices("signposts")), state=_state(turn, best))
        if best.confidence < judgement.plain:
            return Outcome(self._closest(hits), state=_state(turn, best))
        return Outcome(self._plain(hits, nation), state=_state(turn, best))

    def _plain(self, hits: list[Hit], nation: Optional[str]) -> Reply:
        best = hits[0]
        parts: list[Part] = [*self._nations_notice(best.passage, nation), quote(best.passage, score=best.confidence)]
        near = [hit for hit in hits[1:] if hit.confidence >= self._settings.judgement.see_also]
        options = suggestions(self._retriever, near, best.passage, NEXT)
        if options:
            parts.append(Choices(prompt=texts().ask_next, options=options))
        parts.append(texts().ask_feedback())
        return reply("answered", *parts)

    def _closest(self, hits: list[Hit]) -> Reply:
        near = [hit for hit in hits if hit.confidence >= self._settings.judgement.floor][:CLOSEST]
        quotes = [quote(hit.passage, texts().closest_label, hit.confidence) for hit in near]
        return reply("closest", *quotes, texts().choices("signposts"))

    def _nations_notice(self, passage: Passage, nation: Optional[str]) -> list[Part]:
        every = self._retriever.vocabulary.ids("nations")
        if nation or set(every) <= set(passage.nations):
            return []
        names = " and ".join(self._retriever.vocabulary.label("nations", one) for one in passage.nations)
        return [Notice(level="info", markdown=texts().nations_only.format(nations=names))]

    def _nation(self, turn: Turn) -> Optional[str]:
        named = [entity.value for entity in turn.entities if entity.kind == "nation"]
        return named[0] if len(named) == 1 else None if named else turn.profile.nation


def _state(turn: Turn, best: Optional[Hit]) -> dict[str, Optional[str]]:
    return {
        "question": turn.text,
        "card": best.passage.card if best else None,
        "passage": best.passage.id if best else None,
    }
