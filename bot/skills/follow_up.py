"""Follow-ups: what is asked only with what was shown before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Optional

from bot.replies import Part, Text
from bot.replies.statuses import reply
from bot.skills.acts import ASK, FOLLOW_UP
from bot.skills.answer import nation_of
from bot.skills.audiences import Audiences
from bot.skills.follow_up_hearing import Heard, Hearing
from bot.skills.follow_up_ranking import FollowUpRanking, Reading, alike
from bot.skills.follow_up_words import FollowUpWords, follow_up_words
from bot.skills.going_on import BEHIND, SURE, log_odds
from bot.skills.memory import Shown
from bot.skills.nations import Nations
from bot.skills.sections import covered, speaking, unseen
from bot.skills.showing import Showing
from bot.skills.shown_again import ShownAgain
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from index.lexical import words
from index.passages import Passage
from index.retriever import Hit, Retriever

# From so many topics and audiences in common a card for another nation is taken as the sister of the one on show.
SISTER = 0.5
# How far a message leans that only points back: it may be a question of its own.
POINTS_BACK = 0.35
# So few words of its own do not show that another subject is meant, however near a card comes to them.
FEW = 1
# "A Scottish council" names no more than the nation: who asks is mostly of one.
COUNCILS = ("council", "councils")
# Words of a message that may be no more than a subject, put to the answer on show.
SHORT = 3


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
        self.again = ShownAgain(retriever, showing, self._words)

    def __call__(self, turn: Turn, shown: Shown, heard: Heard) -> Outcome:
        """Answer a follow-up of any kind but `new_topic`, which is no follow-up but a question."""
        if heard.kind == "command" and heard.command:
            return self.again(heard.command, heard.rest, turn, shown)
        if heard.kind == "leaning":
            return self._lean(turn, shown, heard)
        if self._is_elsewhere(heard, shown):
            return self._for_nation(turn, shown, heard)
        return self._put_in(turn, shown, heard)

    def together(self, turn: Turn, before: Shown) -> Outcome:
        """Answer one of several questions in a message, which leans on the one before it."""
        return self.loosely(replace(turn, intent=ASK), before)

    def loosely(self, turn: Turn, shown: Shown) -> Outcome:
        """Answer a follow-up that is heard by no rule."""
        reading = self.read(turn, shown, None)
        asked = replace(shown, question=reading.together, nation=reading.nation, seen=())
        hits = self._showing.fresh(self._hits(reading, shown), shown)
        if hits and hits[0].passage.card == shown.card:
            # The question before speaks for the card on show, whatever is asked now: never sure by that.
            section = speaking(self._retriever.card(shown.card), self.own(turn.text)) or hits[0].passage
            if section.id in shown.seen:
                section = unseen(self._retriever, section.card, turn.text, shown.seen) or section
            hits[0] = self._showing.unsure(replace(hits[0], passage=section))
            asked = replace(asked, seen=shown.seen)
        return self._showing(self._near(hits, shown, turn.text), asked)

    def found_alone(self, turn: Turn, shown: Shown) -> dict[str, float]:
        """What the cards say of a message by itself, by the names in `GoingOn`; empty where no card is on show."""
        hits = self._retriever.search(turn.text, turn.vector, limit=len(self._retriever.cards))
        of_shown = next((hit.score for hit in hits if hit.passage.card == shown.card), None)
        if of_shown is None:
            return {}
        best = hits[0]
        return {BEHIND: best.score - of_shown, SURE: log_odds(best.confidence)}

    def is_spoken_of(self, text: str, shown: Shown) -> bool:
        """Whether few words name a single subject, and the card on show speaks of it."""
        own = self.own(text)
        if len(own) != 1 or len(text.split()) > SHORT:
            return False
        return any(covered(passage, own) for passage in self._retriever.card(shown.card or ""))

    def card(self, shown: Shown) -> list[Passage]:
        """The passages of the card on show; none where none is."""
        return self._retriever.card(shown.card or "")

    def audiences(self, passage: Passage) -> list[str]:
        """Whom a passage is for, in words."""
        return [self.vocabulary.label("audiences", one) for one in passage.audiences]

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
        """The question on show, for the nation of the profile.

        None where it was for that nation alone, or not answered and nothing is for that nation only.
        """
        nation, card = turn.profile.nation, self._retriever.card(shown.card or "")
        if not card or card[0].nations == [nation]:
            return None
        if nation in card[0].nations and not self._showing.is_own(card[0]) and self._is_answered(shown):
            if self._tells_own_nation(turn.text):
                return None
            return Outcome(reply("answered", self._holds_too(card[0], nation)), state=shown.json())
        outcome = self._for_nation(turn, shown, Heard("nation", "", nation=nation))
        found = self._retriever.card((outcome.state or {}).get("card") or "")
        return outcome if self._is_answered(shown) or (found and self._showing.is_own(found[0])) else None

    def for_role(self, turn: Turn, shown: Shown) -> Outcome:
        """The question on show for the role that was put right, without the card that was for another."""
        nation = self._nation(turn, shown)
        hits = self._retriever.search(shown.question, None, nation, role=turn.profile.role)
        left = [hit for hit in hits if hit.passage.card != shown.card]
        return self._showing(left, replace(shown, nation=nation, seen=()))

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
        left = " ".join(
            word for word in self.hearing.subjects(self.nations.without(heard.rest)) if word not in COUNCILS
        )
        question = " ".join(part for part in (self.nations.without(shown.question), left) if part)
        asked = replace(shown, question=question, frame=None, nation=nation, seen=())
        reading = self.read(turn, shown, heard)
        # What was not answered at all is not answered for being asked of another nation.
        unanswered = shown.score is not None and shown.score < self._showing.judgement.floor
        hits = self.ranking(reading, shown) if unanswered else self._hits(reading, shown)
        card = self._retriever.card(shown.card or "")
        sister = bool(hits) and self._showing.is_own(hits[0].passage) and self._is_sister(hits[0].passage, shown)
        missing = False
        if sister:
            # The same thing for another nation: as sure as what is on show.
            hits[0] = replace(hits[0], confidence=max(hits[0].confidence, shown.score or 0.0))
        elif card and nation in card[0].nations and self._is_answered(shown) and not left:
            # What is on show holds there too, and is what was asked for.
            others = [hit for hit in hits if hit.passage.card != shown.card]
            hits = [Hit(self._retriever.passage(shown.passage or card[0].id), 0.0, shown.score or 0.0), *others]
            asked = replace(asked, seen=shown.seen)
        elif card and nation not in card[0].nations and self._is_answered(shown) and not self._has_own(hits):
            missing = True
            hits = [self._showing.unsure(hit) for hit in hits]
        extra: tuple[Part, ...] = ()
        if missing:
            extra = (self._holds_not(card[0], nation),)
        elif hits and (hits[0].passage.card == shown.card or not self._showing.is_own(hits[0].passage)):
            extra = (self._holds_too(hits[0].passage, nation),)
        outcome = self._showing(self._kept(hits, shown), asked, extra)
        if self._tells_own_nation(turn.text):
            return replace(outcome, profile=replace(turn.profile, nation=nation))
        return outcome

    def _tells_own_nation(self, text: str) -> bool:
        return bool(re.search(self._words.own_nation, text.lower().replace("’", "'")))

    def _has_own(self, hits: list[Hit]) -> bool:
        """Whether what was found is sure, and for some nations only."""
        return (
            bool(hits) and self._showing.is_own(hits[0].passage) and hits[0].confidence >= self._showing.judgement.plain
        )

    def _is_answered(self, shown: Shown) -> bool:
        """Whether what is on show answers, and is not merely the closest."""
        return (shown.score or 0.0) >= self._showing.judgement.plain

    def _holds_too(self, passage: Passage, nation: Optional[str]) -> Part:
        line = texts().for_some_nations if self._showing.is_own(passage) else texts().for_all_nations
        label = self._retriever.vocabulary.label("nations", nation or "")
        return Text(markdown=line.format(nation=label, nations=self._showing.nations(passage)))

    def _holds_not(self, passage: Passage, nation: Optional[str]) -> Part:
        label = self._retriever.vocabulary.label("nations", nation or "")
        return Text(markdown=texts().not_for_nation.format(nation=label, nations=self._showing.nations(passage)))

    def _put_in(self, turn: Turn, shown: Shown, heard: Heard) -> Outcome:
        """The question before, asked of what the user names now; not answered by the card on show."""
        reading = self.read(turn, shown, heard)
        frame = shown.frame or shown.question
        # What was asked before was misunderstood, if corrected; what follows leans on the right words alone.
        question = heard.rest if heard.kind == "correction" else f"{frame} {heard.rest}"
        asked = replace(shown, question=question, frame=frame, nation=reading.nation, seen=())
        hits = self._showing.fresh(self._hits(reading, shown), shown)
        return self._showing(self._near(hits, shown, heard.rest), asked)

    def _lean(self, turn: Turn, shown: Shown, heard: Heard) -> Outcome:
        cue, own = heard.leaning.cue if heard.leaning else "", self.own(turn.text)
        reading = self.read(turn, shown, heard)
        hits = self._kept(self._hits(reading, shown), shown)
        stays = bool(hits) and hits[0].passage.card == shown.card
        extra: tuple[Part, ...] = ()
        if hits:
            passage = self._speaks_of(cue, own, hits[0].passage, shown)
            hits[0] = replace(hits[0], passage=passage)
            # What the title names is the matter that is talked of, whatever words a section has for it.
            new = [word for word in own if not set(words(word)) <= set(words(passage.title))]
            vague = heard.leaning is None or heard.leaning.vague
            if not re.search(cue, passage.markdown) or (stays and vague and new and not covered(passage, new)):
                # The card on show may be right and yet be silent on this.
                hits[0] = self._showing.unsure(hits[0])
                if stays and heard.leaning:
                    extra = (Text(markdown=texts().not_said.format(title=passage.title)),)
        question = shown.question if stays and not reading.own else shown.asked(turn.text)
        asked = replace(shown, question=question, nation=reading.nation, seen=shown.seen if stays else ())
        return self._showing(hits, asked, extra)

    def own(self, text: str) -> list[str]:
        """The words that carry a subject, spelt as the guidance does."""
        return self.hearing.subjects(self.nations.without(self._retriever.spelt(text)))

    def _near(self, hits: list[Hit], shown: Shown, text: str) -> list[Hit]:
        """The hits; unsure where a word or less leads to a card that has nothing to do with what is on show."""
        card = self._retriever.card(shown.card or "")
        if not hits or not card or len(self.own(text)) > FEW:
            return hits
        best = hits[0].passage
        listed = {*card[0].related, *(name.split("#")[0] for name in shown.seen)}
        near = best.card in listed or alike(set(best.topics), set(card[0].topics)) > 0
        return hits if near else [self._showing.unsure(hits[0]), *hits[1:]]

    def _hits(self, reading: Reading, shown: Shown) -> list[Hit]:
        """Ranked; what comes nearest is worth offering, where something was found for the question before."""
        hits = self.ranking(reading, shown)
        if hits and shown.card:
            hits[0] = replace(hits[0], confidence=max(hits[0].confidence, self._showing.judgement.floor))
        return hits

    def _kept(self, hits: list[Hit], shown: Shown) -> list[Hit]:
        """A follow-up that stays with the card on show is as sure as that was."""
        sure = shown.score or 0.0
        return [
            replace(hit, confidence=max(hit.confidence, sure)) if hit.passage.card == shown.card else hit
            for hit in hits
        ]

    def _speaks_of(self, cue: str, own: list[str], passage: Passage, shown: Shown) -> Passage:
        """The section of a card that has the cue, and of these the one that has most of the user's own words.

        Otherwise one not shown yet, or the passage itself.
        """
        every = [passage, *self._retriever.card(passage.card)]
        with_cue = [one for one in every if re.search(cue, one.markdown)] or every
        fresh = [one for one in with_cue if one.id not in shown.seen]
        return speaking([*fresh, *with_cue], own) or (fresh or with_cue)[0]

    def _is_sister(self, passage: Passage, shown: Shown) -> bool:
        """Whether a card says much the same, for another nation, as the card on show."""
        card = self._retriever.card(shown.card or "")
        return bool(card) and alike(_about(card[0]), _about(passage)) >= SISTER


def _about(passage: Passage) -> set[str]:
    return {*passage.topics, *passage.audiences}
