"""Questions that users ask while an incident is open."""

from __future__ import annotations

from dataclasses import replace

from bot.replies import Reply
from bot.replies.statuses import reply
from bot.skills.acts import ASK
from bot.skills.aside import without_choices
from bot.skills.several import questions_in
from bot.skills.triage.beside import CLOSEST, nearest
from bot.skills.triage.case import Case
from bot.skills.triage.flow import Flow
from bot.skills.triage.kept import bare
from bot.skills.turn import Outcome, Turn

# Statuses of a question that may lean on the incident.
LEANING = ("unanswerable", "nothing_before")
# Acts of what is outside by its subject, which an incident brings up.
OF_THE_SERVICE = ("outside_health", "outside_council_service", "outside_home_it", "outside_other")


class Side:
    def __init__(self, flow: Flow):
        self.flow = flow

    def asks(self, turn: Turn) -> bool:
        ends = turn.text.rstrip().endswith("?") and not self.flow.ear.is_dont_know(turn.text)
        asks = turn.intent == ASK and not self.flow.ear.tells(turn.text) and not bare(turn.text)
        return asks or ends or self.flow.ear.asks(turn.text)

    def questioning(self, turn: Turn) -> bool:
        return self.flow.ear.is_question(turn.text) or self.flow.ear.asks(turn.text)

    def answer(self, case: Case, turn: Turn) -> Outcome:
        """Answer a side question, note what is told beside it, then put the waiting question again."""
        before, told = self.flow.assess(case), self.flow.ear.telling(turn.text)
        # "Has anyone paid? Don't know" answers its own question, and none of ours.
        told = "" if self.flow.ear.is_dont_know(told) else told
        waits = self.flow.gatherer.question(case.pending) if case.pending in self.flow.questions() else None
        noted = self.flow.gatherer.urgent(case, turn.text)
        if (
            waits
            and told
            and (heard := self.flow.gatherer.answer(case, waits, told, turn.now)).answered
            and not heard.free
        ):
            noted += self.flow.gatherer.take(case, heard)
            case.pending, case.misses = None, 0
        noted += self.flow.gatherer.volunteer(case, told, turn.now, times=bool(told) and not self.flow.ear.asks(told))
        if noted and told:
            case.note(turn.now, turn.text)
        parts = [
            *self.flow.learned(case, before, noted),
            *without_choices(self._answer_about(case, turn)),
        ]
        if case.status == "paused":
            return self.flow.say(case, reply("triage_side", *parts, *self.flow.speaker.paused()))
        return self.flow.then_back(case, turn, "triage_side", parts)

    def _answer_about(self, case: Case, turn: Turn) -> Reply:
        """The answer to a question; where it is not sure of one, the question is asked of the incident as well.

        One that names no subject, such as "can we pay", has no answer else.
        """
        asked = replace(turn, incidents=tuple(case.types))
        if turn.intent in OF_THE_SERVICE:
            # In an incident "how do we do the medicines round" is about what is down, and not about health.
            asked = replace(asked, intent=ASK)
        said = self.flow.answer(asked)
        if said.status not in (*LEANING, CLOSEST) or not case.types or len(questions_in(turn.text)) > 1:
            return said
        labels = " and ".join(self.flow.library.playbooks[name].label for name in case.types)
        whole = f"{labels}: {self.flow.ear.asked(turn.text)}"
        again = self.flow.answer(replace(asked, text=whole, intent=ASK, vector=None, chances={}))
        if said.status in LEANING:
            return said if again.status in LEANING else nearest(again)
        return nearest(said, again)
