"""What a message wants of the answer on show that no pattern of a whole message hears."""

from __future__ import annotations

import re
from typing import Optional

from bot.skills.acts import FIND, UNHELPFUL
from bot.skills.as_said import as_said
from bot.skills.complaints import SENTENCE_END, complaints
from bot.skills.follow_up import FollowUp
from bot.skills.follow_up_words import Command, follow_up_words
from bot.skills.memory import Shown
from bot.skills.sections import covered
from bot.skills.turn import Turn
from index.lexical import words

LINK = re.compile(r"\b(?:links?|sources?|own|urls?|web ?page|address)\b", re.IGNORECASE)
MARKS = " .,!?;:\"'“”-"
# What a request for a list is made with.
ASKING = "list show give say meant supposed expected"
# Fewer words before a request for the source ask nothing.
FEWEST = 3
# From this share of its words in a passage a line is quoted from it.
QUOTED = 0.75


class OnShow:
    """Hears commands by what is on show: its title, its words, its sources."""

    def __init__(self, follow_up: FollowUp):
        self._follow_up = follow_up
        self._words = follow_up_words()

    def command(self, turn: Turn, shown: Shown) -> Optional[Command]:
        """What is to be done with the answer on show; None where nothing shows that it is meant."""
        said = as_said(turn.text, MARKS)
        if turn.intent != UNHELPFUL and complaints().rejects(turn.text):
            return "other"
        if self._parts(turn.text, shown):
            return "done"
        if self._asks_to_do(said, shown):
            return "steps"
        named = any(re.search(pattern, turn.text, re.IGNORECASE) for pattern in self._words.publishers[:1])
        if named and (turn.intent != FIND or LINK.search(turn.text)):
            return "source" if self._follow_up.again.sources.publisher(turn.text) else None
        return None

    def with_source(self, text: str) -> tuple[str, str]:
        """What a message asks, and the request for its source that ends it; empty where there is none."""
        ends = list(SENTENCE_END.finditer(text))
        if not ends:
            return text, ""
        asked, last = text[: ends[-1].start()], text[ends[-1].end() :]
        heard = self._follow_up.hearing.heard(last, "ask")
        before = self._follow_up.hearing.heard(asked, "ask")
        own = self._follow_up.hearing.subjects(asked)
        if heard is None or heard.command != "source" or len(asked.split()) < FEWEST or not own:
            return text, ""
        return (text, "") if before and before.command else (asked, last)

    def _asks_to_do(self, said: str, shown: Shown) -> bool:
        """Whether it asks what somebody is to do whom the card on show is about, or for."""
        card = self._follow_up.card(shown)
        if not card:
            return False
        titled = set(words(card[0].title)) | {
            stem for label in self._follow_up.audiences(card[0]) for stem in words(label)
        }
        told = " ".join(one.markdown for one in card)
        for pattern in self._words.to_do:
            match = re.search(pattern, said)
            if not match:
                continue
            who = set(words(" ".join(self._follow_up.hearing.subjects(match.group("who")))))
            every = [word for word in self._follow_up.hearing.subjects(said) if word not in self._words.occasions]
            # Whoever names more than the card speaks of tells of something, or asks something else.
            new = [word for word in every if not set(words(word)) <= titled | set(words(told)) | set(words(ASKING))]
            if who and who <= set(words(card[0].title)) and not new:
                return True
        return False

    def _parts(self, text: str, shown: Shown) -> bool:
        """Whether it takes its leave, after no more than that this will do, or a line of what is on show."""
        clauses = [one for one in re.split(r"[.,!?;]+\s*|\s+-+\s+", text.strip()) if one]
        if len(clauses) < 2 or "?" in text:
            return False
        ending = len(clauses)
        while ending > 0 and self._takes_leave(clauses[ending - 1]):
            ending -= 1
        left = clauses[:ending]
        if ending == len(clauses):
            return False
        said = " ".join(left)
        if not left:
            return True
        closed = len(clauses) - ending > 1 or re.fullmatch(self._words.parting, as_said(clauses[-1], MARKS)) is not None
        return closed and any(covered(passage, [said]) >= QUOTED for passage in self._follow_up.card(shown))

    def _takes_leave(self, clause: str) -> bool:
        said = as_said(clause, MARKS)
        heard = self._follow_up.hearing.heard(clause, "ask")
        return bool(re.fullmatch(self._words.parting, said)) or bool(heard and heard.command == "done")
