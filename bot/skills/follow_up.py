"""Follow-ups: what is asked only with what was shown before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Optional

from bot.replies import Part, Text
from bot.skills.answer import nation_of
from bot.skills.audiences import Audiences
from bot.skills.follow_up_hearing import FOLLOW_UP, Heard, Hearing
from bot.skills.follow_up_words import FollowUpWords, follow_up_words
from bot.skills.memory import Shown
from bot.skills.nations import Nations
from bot.skills.near import Wording, near
from bot.skills.showing import Showing
from bot.skills.shown_again import ShownAgain
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from index.passages import Passage
from index.retriever import Hit, Retriever

# From here on a card for another nation is taken as the sister of the one on show.
SIBLING = 0.5


class FollowUp:
    """Rewrites a follow-up as a question of its own, by rules, and answers that."""

    def __init__(self, retriever: Retriever, showing: Showing, words: Optional[FollowUpWords] = None):
        self._retriever = retriever
        self._showing = showing
        self._words = words or follow_up_words()
        self.nations = Nations(retriever.vocabulary, retriever.glossary)
        self.hearing = Hearing(self._words, self.nations, Audiences(retriever.vocabulary))
        self._again = ShownAgain(retriever, showing, self._words)

    def __call__(self, turn: Turn, shown: Shown, heard: Heard) -> Outcome:
        """Answer a follow-up of any kind but `new_topic`, which is no follow-up but a question."""
        if heard.kind == "command" and heard.command:
            return self._again(heard.command, heard.rest, turn, shown)
        if heard.kind == "leaning":
            return self._lean(turn, shown, heard)
        if heard.kind == "nation" and heard.nation != self._asked_for(shown):
            return self._for_nation(turn, shown, heard)
        return self._put_in(turn, shown, heard)

    def together(self, turn: Turn, before: Shown) -> Outcome:
        """Answer one of several questions in a message, which leans on the one before it."""
        nation = nation_of(turn) or before.nation
        wordings = [Wording(turn.text, 1.0), Wording(before.asked(turn.text), self._words.weights.own_words)]
        hits = near(self._retriever, wordings, nation, lambda passage: 0.0)
        return self._showing(hits, Shown(before.asked(turn.text), nation=nation))

    def loosely(self, turn: Turn, shown: Shown) -> Outcome:
        """Answer a follow-up that is heard by no rule: by its own words and, beside them, with the question before.

        What only points back, and is no follow-up by its act, may be a question of its own: there what went before
        counts half.
        """
        weights = self._words.weights
        leaning = 1.0 if turn.intent == FOLLOW_UP else 0.5
        audience, alike = self.hearing.audience(turn.text), self._alike(shown)
        nation = self.hearing.one_nation(turn.text) or nation_of(turn) or shown.nation

        def prefer(passage: Passage) -> float:
            wanted = weights.audience if audience in passage.audiences else 0.0
            return wanted + leaning * weights.shared * alike(passage)

        asked = shown.asked(turn.text)
        wordings = [Wording(turn.text, 1.0), Wording(asked, leaning * weights.context)]
        hits = near(self._retriever, wordings, nation, prefer)
        return self._showing(hits, replace(shown, question=asked, nation=nation, seen=()))

    def elsewhere(self, turn: Turn, shown: Shown) -> Optional[Outcome]:
        """The question on show, for the nation of the profile; None where what is on show holds there too."""
        nation, card = turn.profile.nation, self._retriever.card(shown.card or "")
        if not card or (nation in card[0].nations and not self._showing.is_own(card[0])) or card[0].nations == [nation]:
            return None
        outcome = self._for_nation(turn, shown, Heard("nation", "", nation=nation))
        state = outcome.state or {}
        return outcome if state.get("card") not in (None, shown.card) and outcome.reply.status == "answered" else None

    def _asked_for(self, shown: Shown) -> Optional[str]:
        """The nation that the question on show was about, told or named or by its place."""
        return shown.nation or self.hearing.one_nation(shown.question)

    def _for_nation(self, turn: Turn, shown: Shown, heard: Heard) -> Outcome:
        weights, nation = self._words.weights, heard.nation
        label = self._retriever.vocabulary.label("nations", nation or "")
        left = " ".join(self.hearing.subjects(self.nations.without(heard.rest)))
        question = " ".join(part for part in (self.nations.without(shown.question), left) if part)
        asked = replace(shown, question=question, frame=None, nation=nation, seen=())
        alike = self._alike(shown, audiences=True)

        def prefer(passage: Passage) -> float:
            own = weights.own_nation if self._showing.is_own(passage) else 0.0
            return own + (weights.shown if passage.card == shown.card else weights.shared * alike(passage))

        background = self.nations.without(shown.background)
        wording = " ".join(part for part in (background, question, "in", label) if part)
        hits = near(self._retriever, [Wording(wording, 1.0)], nation, prefer)
        extra: tuple[Part, ...] = ()
        if hits and not self._showing.is_own(hits[0].passage):
            extra = (Text(markdown=texts().for_all_nations.format(nation=label)),)
        if hits and self._showing.is_own(hits[0].passage) and alike(hits[0].passage) >= SIBLING:
            # The same thing for another nation: as sure as what is on show.
            hits[0] = replace(hits[0], confidence=max(hits[0].confidence, shown.score or 0.0))
        outcome = self._showing(self._kept(hits, shown), asked, extra)
        if re.search(self._words.own_nation, turn.text.lower().replace("’", "'")):
            return replace(outcome, profile=replace(turn.profile, nation=nation))
        return outcome

    def _put_in(self, turn: Turn, shown: Shown, heard: Heard) -> Outcome:
        """The question before, asked of what the user names now; not answered by the card on show."""
        weights = self._words.weights
        corrected = heard.kind == "correction"
        question = " ".join([shown.frame or shown.question, heard.rest])
        asked = replace(shown, question=question, frame=shown.frame or shown.question, seen=())
        alike = self._alike(shown)

        def prefer(passage: Passage) -> float:
            left = -weights.left if passage.card == shown.card else 0.0
            wanted = weights.audience if heard.audience in passage.audiences else 0.0
            return left + wanted + (0.0 if corrected else weights.shared * alike(passage))

        own = {"correction": weights.own_words_corrected, "audience": weights.own_words_audience}.get(
            heard.kind, weights.own_words
        )
        wordings = [Wording(shown.asked(heard.rest, frame=True), 1.0), Wording(heard.rest, own)]
        if heard.kind == "audience" and (card := self._retriever.card(shown.card or "")):
            wordings.append(Wording(f"{card[0].title} {heard.rest}", weights.title, telling=False))
        nation = heard.nation or nation_of(turn) or shown.nation
        hits = near(self._retriever, wordings, nation, prefer)
        if hits and heard.audience and heard.audience in hits[0].passage.audiences:
            # Made for whom the user asks, and near what was asked: worth offering, if no more is sure.
            hits[0] = replace(hits[0], confidence=max(hits[0].confidence, self._showing.judgement.floor))
        if corrected:
            # What was asked before was misunderstood; what follows leans on the right words alone.
            asked = replace(asked, question=heard.rest)
        return self._showing(hits, replace(asked, nation=nation))

    def _lean(self, turn: Turn, shown: Shown, heard: Heard) -> Outcome:
        weights, card = self._words.weights, self._retriever.card(shown.card or "")
        nation = nation_of(turn) or shown.nation
        cue = heard.leaning.cue if heard.leaning else ""
        added = f"{turn.text} {heard.leaning.add}" if heard.leaning else turn.text
        speaks = any(re.search(cue, passage.markdown) for passage in card)
        title = card[0].title if card else shown.question
        # How far the card on show is to be built on: not at all where it was only one of the closest.
        plain = self._showing.judgement.plain
        trust = max(0.0, ((shown.score or 0.0) - plain) / (1 - plain))

        def prefer(passage: Passage) -> float:
            return trust * weights.shown if speaks and passage.card == shown.card else 0.0

        wordings = [
            Wording(shown.asked(turn.text), weights.question),
            Wording(f"{title} {added}", trust * weights.title, telling=False),
        ]
        if self.hearing.subjects(turn.text) or (heard.leaning and heard.leaning.alone):
            wordings.append(Wording(added, (1 - trust) * weights.own_words))
        hits = self._kept(near(self._retriever, wordings, nation, prefer), shown)
        if hits:
            passage = self._speaks_of(cue, hits[0].passage, shown)
            # The card on show may be right and yet be silent on this.
            silent = not re.search(cue, passage.markdown)
            sure = min(hits[0].confidence, self._showing.judgement.plain - 0.01) if silent else hits[0].confidence
            hits[0] = replace(hits[0], passage=passage, confidence=sure)
        stays = bool(hits) and hits[0].passage.card == shown.card
        question = shown.question if stays and not self.hearing.subjects(turn.text) else shown.asked(turn.text)
        return self._showing(hits, replace(shown, question=question, nation=nation, seen=shown.seen if stays else ()))

    def _kept(self, hits: list[Hit], shown: Shown) -> list[Hit]:
        """A follow-up that stays with the card on show is as sure as that was."""
        sure = shown.score or 0.0
        return [
            replace(hit, confidence=max(hit.confidence, sure)) if hit.passage.card == shown.card else hit
            for hit in hits
        ]

    def _speaks_of(self, cue: str, passage: Passage, shown: Shown) -> Passage:
        """The section of a card that has the cue, rather one not shown yet; the passage itself where none has."""
        every = [passage, *self._retriever.card(passage.card)]
        with_cue = [one for one in every if re.search(cue, one.markdown)]
        return next((one for one in with_cue if one.id not in shown.seen), (with_cue or every)[0])

    def _alike(self, shown: Shown, audiences: bool = False) -> Callable[[Passage], float]:
        """How far a card's topics, and its audiences too where told, are those of the card on show, in 0..1."""

        def about(passage: Passage) -> set[str]:
            return {*passage.topics, *(passage.audiences if audiences else [])}

        cards = self._retriever.card(shown.card or "")
        known = about(cards[0]) if cards else set()
        return lambda passage: len(known & about(passage)) / len(known | about(passage)) if known else 0.0
