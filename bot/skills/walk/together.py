"""How the walk tells of several people's answers in the chat."""

from __future__ import annotations

from bot.replies import Part, Text
from bot.skills.walk.merge import Disagreement, Merged
from bot.skills.walk.views import Views, say

TOLD = 6  # disagreements told in the chat; the document has all


def merged_parts(views: Views, merged: Merged) -> list[Part]:
    """Where people stand together, and where they disagree."""
    parts: list[Part] = [Text(markdown=views.headline(merged.joint)), views.chart(merged.joint)]
    if not merged.disagreements:
        return [*parts, Text(markdown=say()("agreed"))]
    lines = [_disagreement(entry) for entry in merged.disagreements[:TOLD]]
    opening = say()("disagree", count=len(merged.disagreements))
    return [*parts, Text(markdown=opening + "\n\n" + "\n".join(lines))]


def _disagreement(entry: Disagreement) -> str:
    said = "; ".join(f"{person}: {say()(f'answer_{answer}')}" for person, answer in entry.given.items())
    return say()("disagreement", question=entry.question.ask, said=said)
