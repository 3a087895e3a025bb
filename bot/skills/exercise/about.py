"""What there is to say to a question about the exercise itself."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from bot.replies import Text
from bot.skills.exercise.state import ExerciseState
from bot.skills.guided.quoting import bullets
from bot.skills.guided.wording import wording
from index.content.exercise import ROLES, Exercise

TEXTS = Path(__file__).with_name("texts.yml")


def about(topic: str, scenario: Optional[Exercise], state: ExerciseState) -> Text:
    """The answer to one of the topics of `hearing.yml`, from where the exercise is."""
    say = wording(TEXTS)
    if topic == "long" and scenario:
        total = sum(1 for inject in scenario.injects if inject.decision)
        lines = say("about_long", title=scenario.title, minutes=scenario.minutes, done=len(state.made), total=total)
    elif topic == "who" and state.role in ("group", "facilitator"):
        lines = say("about_who_shared", roles=bullets(say(f"role_{role}") for role in ROLES))
    elif topic == "who" and state.role:
        lines = say("about_who", role=say(f"role_{state.role}"))
    elif topic == "ahead" and state.role == "facilitator":
        lines = say("about_ahead_facilitator")
    else:
        lines = say(f"about_{topic}_open" if topic in ("long", "who") else f"about_{topic}")
    return Text(markdown=lines)
