"""What was found as a reply: answered plainly, offered as the closest, or the plain statement that there is nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from bot.replies import Choices, Notice, Option, Part, Reply
from bot.replies.statuses import reply
from bot.skills.memory import Shown
from bot.skills.quoting import quote, suggestions, title_option
from bot.skills.texts import texts
from bot.skills.turn import Outcome
from index.passages import Passage
from index.retriever import Hit, Retriever
from index.settings import Settings

CLOSEST = 3
NEXT = 3


class Showing:
    """Judges hits by their confidence and makes the reply, with what was shown as its state."""

    def __init__(self, retriever: Retriever, settings: Settings):
        self._retriever = retriever
        self.judgement = settings.judgement

    def __call__(self, hits: list[Hit], shown: Shown, extra: tuple[Part, ...] = (), beside: bool = False) -> Outcome:
        """Answer with the best hit, or with the closest, or say that there is none.

        Args:
            shown: what is asked; its card, passage and score are filled in here.
            extra: parts that go before the passage, if one is shown.
            beside: it is asked beside an incident, where titles are no help and a second passage is.
        """
        best = hits[0] if hits else None
        if best is None or best.confidence < self.judgement.floor:
            return Outcome(reply("unanswerable", texts().choices("signposts")), state=_with(shown, best).json())
        if best.confidence < self.judgement.plain:
            near = [hit for hit in hits if hit.confidence >= self.judgement.floor][:CLOSEST]
            if best.confidence >= (self.judgement.likely_beside if beside else self.judgement.likely):
                whole = near[: 1 + beside]
                said = self._likely(whole, near[len(whole) :], extra)
                return Outcome(said, state=_with(shown, best, [hit.passage.id for hit in whole]).json())
            quotes = [quote(hit.passage, texts().closest_label, hit.confidence) for hit in near]
            said = reply("closest", *extra, *quotes, texts().choices("signposts"))
            return Outcome(said, state=_with(shown, best, [hit.passage.id for hit in near]).json())
        first = self._answer_before(best.passage, shown)
        extra = (*extra, *(quote(passage, score=best.confidence) for passage in first))
        seen = [passage.id for passage in first]
        return Outcome(self._plain(hits, shown.nation, extra), state=_with(shown, best, seen).json())

    def unsure(self, hit: Hit) -> Hit:
        """The hit as one of the closest, and never an answer."""
        return replace(hit, confidence=min(hit.confidence, self.judgement.likely - 0.01))

    def fresh(self, hits: list[Hit], shown: Shown) -> list[Hit]:
        """The hits, without the cards that the user would not have."""
        return [hit for hit in hits if hit.passage.card not in shown.rejected]

    def is_own(self, passage: Passage) -> bool:
        """Whether it is for some nations only."""
        return not self._retriever.vocabulary.everywhere(passage.nations)

    def nations(self, passage: Passage) -> str:
        """The nations that it is for, in words."""
        labels = [self._retriever.vocabulary.label("nations", one) for one in passage.nations]
        return " and ".join(part for part in (", ".join(labels[:-1]), labels[-1]) if part)

    def next_choices(self, hits: list[Hit], shown: Passage, more: bool = True) -> list[Part]:
        """What to ask next, if there is anything.

        Args:
            more: whether the rest of the card is offered, where it has more than what is shown.
        """
        near = [hit for hit in hits if hit.confidence >= self.judgement.see_also]
        options = suggestions(self._retriever, near, shown, NEXT)
        if more and self._has_more(shown.card):
            options = [Option(**texts().more.dict()), *options]
        return [Choices(prompt=texts().ask_next, options=options)] if options else []

    def _has_more(self, card: str) -> bool:
        return len(self._retriever.card(card)) > 1

    def _answer_before(self, best: Passage, shown: Shown) -> list[Passage]:
        """The card's own answer, where a later section is shown without it: a part makes no sense alone."""
        answer = self._retriever.card(best.card)[0]
        return [] if answer.id in (best.id, *shown.seen) else [answer]

    def _plain(self, hits: list[Hit], nation: Optional[str], extra: tuple[Part, ...]) -> Reply:
        best = hits[0]
        parts: list[Part] = [*extra]
        if nation is None and self.is_own(best.passage):
            parts.append(Notice(level="info", markdown=texts().nations_only.format(nations=self.nations(best.passage))))
        parts.append(quote(best.passage, score=best.confidence))
        parts += self._other_nations(hits) if nation is None else []
        parts += self.next_choices(hits[1:], best.passage)
        return reply("answered", *parts, texts().ask_feedback())

    def _likely(self, whole: list[Hit], others: list[Hit], extra: tuple[Part, ...]) -> Reply:
        """The best passage, a second where one is wanted, and the others that are near by their titles."""
        labels = [texts().likely_label, texts().closest_label]
        quotes = [quote(hit.passage, label, hit.confidence) for hit, label in zip(whole, labels)]
        titles = [title_option(self._retriever, hit.passage.card) for hit in others]
        ways_on = Choices(prompt=texts().if_not_likely, options=titles) if titles else texts().choices("signposts")
        more = [Choices(options=[Option(**texts().more.dict())])] if self._has_more(whole[0].passage.card) else []
        return reply("likely", *extra, *quotes, *more, ways_on, texts().ask_feedback())

    def _other_nations(self, hits: list[Hit]) -> list[Part]:
        """Cards found as well that say the same for other nations than the best one."""
        best = hits[0].passage
        if not self.is_own(best):
            return []
        options: dict[str, Option] = {}
        for hit in hits[1:]:
            if hit.confidence < self.judgement.see_also or not self.is_own(hit.passage):
                continue
            if best.topics[0] not in hit.passage.topics:
                continue
            for nation in set(hit.passage.nations) - set(best.nations) - set(options):
                options[nation] = title_option(self._retriever, hit.passage.card)
        ordered = {
            options[name].label: options[name] for name in self._retriever.vocabulary.ids("nations") if name in options
        }
        return [Choices(prompt=texts().ask_other_nations, options=list(ordered.values()))] if ordered else []


def _with(shown: Shown, best: Optional[Hit], seen: Optional[list[str]] = None) -> Shown:
    if best is None:
        return replace(shown, card=None, passage=None, score=None)
    more = tuple(dict.fromkeys([*shown.seen, *(seen or [])]))
    return replace(shown, seen=more).with_hit(best)
