"""Handing an incident over to the council's incident lead."""

from __future__ import annotations

import re

from bot.replies.statuses import reply
from bot.skills.triage.brief import render
from bot.skills.triage.case import Case
from bot.skills.triage.flow import Flow
from bot.skills.triage.parts import HAND_OVER
from bot.skills.triage.words import normal
from bot.skills.turn import Outcome, Turn


class Handing:
    def __init__(self, flow: Flow):
        self.flow = flow

    def offer(self, case: Case, turn: Turn, what: str = "") -> Outcome:
        if self.flow.hand_over is None or not self.flow.hand_over.ways:
            return self.flow.then_back(case, turn, "triage_hand_over_none", [])
        if case.pending == HAND_OVER:
            return self.take(case, turn)
        case.pending = HAND_OVER
        ways = " and ".join(self.flow.hand_over.ways)
        yes_no = self.flow.speaker.yes_no()
        return self.flow.say(case, reply("triage_hand_over_ask", yes_no, lead=self.flow.hand_over.lead, ways=ways))

    def take(self, case: Case, turn: Turn) -> Outcome:
        case.pending = None
        if self.flow.hand_over is None or not re.match(
            r"(yes|y|ok|okay|please|do it|send it|go ahead)\b", normal(turn.text)
        ):
            return self.flow.then_back(case, turn, "triage_hand_over_kept", [])
        data = self.flow.brief(case, self.flow.assess(case), turn.now)
        sent = self.flow.hand_over.send(data, render(data), turn.now)
        worked = [each.way for each in sent if each.ok]
        failed = [each.way for each in sent if not each.ok]
        lead = self.flow.hand_over.lead
        if worked:
            case.note(turn.now, self.flow.common.words["handed-log"].format(lead=lead, ways=", ".join(worked)), "bot")
        status, ways = ("triage_hand_over_failed", failed) if failed else ("triage_handed_over", worked)
        return self.flow.then_back(case, turn, status, [], lead=lead, ways=", ".join(ways))
