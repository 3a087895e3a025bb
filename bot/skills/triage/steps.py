"""Steps of a playbook as a checklist, ticked off by what has been done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.replies import Checklist, ChecklistItem
from bot.skills.triage.case import Case
from index.content.triage import Step


def is_done(step: Step, case: Case) -> bool:
    """Whether a step was ticked off, or what the user did covers it."""
    return step.id in case.ticked or bool(set(step.done_when) & set(case.facts.get("done", ())))


def checklist(
    title: str, steps: Sequence[Step], case: Case, tone: Literal["do", "do-not"] = "do", tick: bool = True
) -> Checklist:
    """The steps as a reply part."""
    items = [ChecklistItem(id=step.id, text=step.text, owner=step.owner, done=is_done(step, case)) for step in steps]
    return Checklist(title=title, items=items, tone=tone, tick=tick, ordered=tone == "do")
