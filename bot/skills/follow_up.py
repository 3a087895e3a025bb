"""Follow-ups: what is asked only with what was shown before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Optional

from bot.replies import Text
from bot.skills.answer import nation_of
from bot.skills.audiences import Audiences
from bot.skills.follow_up_hearing import FOLLOW_UP, Heard, Hearing
from bot.skills.follow_up_ranking import FollowUpRanking, Reading, alike
from bot.skills.follow_up_words import FollowUpWords, follow_up_words
from bot.skills.memory import Shown
from bot.skills.nations import Nations
from bot.skills.showing import Showing
from bot.skills.shown_again import ShownAgain
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from index.passages import Passage
from index.retriever import Hit, Retriever

# From so many topics and audiences in common a card for another nation is taken as the sister of the one on show.
SISTER = 0.5
# How far a message leans that only points back: it may be a question of its own.
POINTS_BACK = 0.35


class FollowUp:
    """Rewrites a follow-up as a question of its own, by rules, and answers that."""

    def __init__(self, retriever: Retriever, showing: Showing, words: Optional[FollowUpWords] = None):
        self._retriever = retriever
        self._showing = showing
        self._words = words or follow_up_words()
        self.vocabulary = retriever.vocabulary
        self.nations = Nations(retriever.vocabulary, retriever.glossary)
        self.hearing = Hearing(self._words, self.nations, Audiences(retriever.vocabulary))
        self.ranking = FollowUpRanking(retriever)
        self._again = ShownAgain(retriever, showing, self._words)

    def __call__(self, turn: Turn, shown: Shown, heard: Heard) -> Outcome:
        """Answer a follow-up of any kind but `new_topic`, which is no follow-up but a question."""
        if heard.kind == "command" and heard.command:
            return self._again(heard.command, heard.rest, turn, shown)
        if heard.kind == "leaning":
            return self._lean(turn, shown, heard)
        if self._is_elsewhere(heard, shown):
            return self._for_nation(turn, shown, heard)
        return self._put_in(turn, shown, heard)

    def together(self, turn: Turn, before: Shown) -> Outcome:
        """Answer one of several questions in a message, which leans on the one before it."""
        return self.loosely(replace(turn, intent="ask"), before)

    def loosely(self, turn: Turn, shown: Shown) -> Outcome:
        """Answer a follow-up that is heard by no rule."""
        reading = self.read(turn, shown, None)
        asked = replace(shown, question=reading.together, nation=reading.nation, seen=())
        hits = self._hits(reading, shown)
        if hits and hits[0].passage.card == shown.card:
            # The question before speaks for the card on show, whatever is asked now: never sure by that.
            hits[0] = self._unsure(hits[0])
        return self._showing(hits, asked)

    def read(self, turn: Turn, shown: Shown, heard: Optional[Heard]) -> Reading:
        """What a follow-up asks for, whether or not a rule heard it."""
        card = self._retriever.card(shown.card or "")
        said = heard.rest if heard else turn.text
        leaning = heard.leaning if heard else None
        named = heard.nation if heard else None
        leaves = heard is not None and heard.kind != "leaning" and not self._is_elsewhere(heard, shown)
        return Reading(
            own=said if leaves or self.hearing.subjects(self.nations.without(said)) else "",
            together=shown.asked(said, leaning.add if leaning else "", frame=leaves),
            titled=f"{card[0].title} {said}" if card else "",
            nation=named or self._nation(turn, shown),
            named=bool(named),
            audience=self.hearing.audience(said),
            leaves=leaves,
            stays=leaning is not None and any(re.search(leaning.cue, passage.markdown) for passage in card),
            leans=1.0 if heard or turn.intent == FOLLOW_UP else POINTS_BACK,
        )

    def elsewhere(self, turn: Turn, shown: Shown) -> Optional[Outcome]:
        """The question on show, for the nation of the profile; None where what is on show holds there too."""
        nation, card = turn.profile.nation, self._retriever.card(shown.card or "")
        if not card or (nation in card[0].nations and not self._showing.is_own(card[0])) or card[0].nations == [nation]:
            return None
        outcome = self._for_nation(turn, shown, Heard("nation", "", nation=nation))
        state = outcome.state or {}
        return outcome if state.get("card") not in (None, shown.card) and outcome.reply.status == "answered" else None

    def _is_elsewhere(self, heard: Heard, shown: Shown) -> bool:
        """Whether another nation is named than the one that the question on show was about."""
        about = shown.nation or self.hearing.one_nation(shown.question)
        return heard.kind == "nation" and heard.nation != about

    def _nation(self, turn: Turn, shown: Shown) -> Optional[str]:
        """The nation that is named, else the one that the talk is about; None where several are named."""
        named = self.nations.heard(turn.text)
        return (named[0] if len(named) == 1 else None) if named else shown.nation or nation_of(turn)

    def _for_nation(self, turn: Turn, shown: Shown, heard: Heard) -> Outcome:
        nation = heard.nation
        label = self._retriever.vocabulary.label("nations", nation or "")
        left = " ".join(self.hearing.subjects(self.nations.without(heard.rest)))
        question = " ".join(part for part in (self.nations.without(shown.question), left) if part)
        asked = replace(shown, question=question, frame=None, nation=nation, seen=())
        hits = self._hits(self.read(turn, shown, heard), shown)
        own = bool(hits) and self._showing.is_own(hits[0].passage)
        extra = (Text(markdown=texts().for_all_nations.format(nation=label)),) if hits and not own else ()
        if own and self._is_sister(hits[0].passage, shown):
            # The same thing for another nation: as sure as what is on show.
            hits[0] = replace(hits[0], confidence=max(hits[0].confidence, shown.score or 0.0))
        outcome = self._showing(self._kept(hits, shown), asked, extra)
        if re.search(self._words.own_nation, turn.text.lower().replace("’", "'")):
            return replace(outcome, profile=replace(turn.profile, nation=nation))
        return outcome

    def _put_in(self, turn: Turn, shown: Shown, heard: Heard) -> Outcome:
        """The question before, asked of what the user names now; not answered by the card on show."""
        reading = self.read(turn, shown, heard)
        frame = shown.frame or shown.question
        # What was asked before was misunderstood, if corrected; what follows leans on the right words alone.
        question = heard.rest if heard.kind == "correction" else f"{frame} {heard.rest}"
        asked = replace(shown, question=question, frame=frame, nation=reading.nation, seen=())
        return self._showing(self._hits(reading, shown), asked)

    def _lean(self, turn: Turn, shown: Shown, heard: Heard) -> Outcome:
        cue = heard.leaning.cue if heard.leaning else ""
        reading = self.read(turn, shown, heard)
        hits = self._kept(self._hits(reading, shown), shown)
        if hits:
            passage = self._speaks_of(cue, hits[0].passage, shown)
            hits[0] = replace(hits[0], passage=passage)
            if not re.search(cue, passage.markdown):
                # The card on show may be right and yet be silent on this.
                hits[0] = self._unsure(hits[0])
        stays = bool(hits) and hits[0].passage.card == shown.card
        question = shown.question if stays and not reading.own else shown.asked(turn.text)
        asked = replace(shown, question=question, nation=reading.nation, seen=shown.seen if stays else ())
        return self._showing(hits, asked)

    def _hits(self, reading: Reading, shown: Shown) -> list[Hit]:
        """Ranked; what comes nearest is worth offering, where something was found for the question before."""
        hits = self.ranking(reading, shown)
        if hits and shown.card:
            hits[0] = replace(hits[0], confidence=max(hits[0].confidence, self._showing.judgement.floor))
        return hits

    def _unsure(self, hit: Hit) -> Hit:
        """The hit as one that is offered and never answers plainly."""
        return replace(hit, confidence=min(hit.confidence, self._showing.judgement.plain - 0.01))

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

    def _is_sister(self, passage: Passage, shown: Shown) -> bool:
        """Whether a card says much the same, for another nation, as the card on show."""
        card = self._retriever.card(shown.card or "")
        return bool(card) and alike(_about(card[0]), _about(passage)) >= SISTER


def _about(passage: Passage) -> set[str]:
    return {*passage.topics, *passage.audiences}
