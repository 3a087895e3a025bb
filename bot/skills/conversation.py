"""The turns that need no guidance: hello, help, thanks, goodbye, starting over, faults and what is outside."""

from __future__ import annotations

from bot.replies import Part
from bot.replies.statuses import reply, statuses
from bot.skills.acts import ABUSE, DISTRESS, GOODBYE, GREET, HELP, OUTSIDE, START_OVER, THANK
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Profile

# Dialogue acts whose whole answer is a status, and the standing choices that go with it.
ACTS: dict[str, tuple[str, str | None]] = {
    GREET: ("greeted", "start"),
    HELP: ("helped", "helped"),
    THANK: ("thanked", None),
    GOODBYE: ("parted", None),
    START_OVER: ("started_over", "start"),
    "empty_message": ("empty_message", "start"),
    "too_long": ("too_long", "start"),
    "not_understood": ("not_understood", "start"),
}
# Those that only a subject can tell: a message without one is not outside.
OUTSIDE_BY_SUBJECT = ("outside_product", "outside_home_it", "outside_council_service", "outside_legal", "outside_other")
# The chance of a question from which a plain answer goes before "that is outside".
DOUBTED = 0.05


def is_doubted(act: str, asked: float) -> bool:
    """Whether what was taken for outside may be a question after all; care is never put off for one.

    Args:
        asked: the chance that a question is meant.
    """
    return act.startswith(OUTSIDE) and act != DISTRESS and asked >= DOUBTED


def converse(act: str) -> Outcome:
    """The reply to a dialogue act of ACTS, or to one that begins with `outside_`.

    Raises:
        KeyError: neither.
    """
    if act.startswith(OUTSIDE):
        statuses()[act]
        # A person in distress or in a rage is not offered a menu.
        quiet = act in (DISTRESS, ABUSE)
        return Outcome(reply(act, *([] if quiet else [texts().ways_on(act)])))
    status, choices = ACTS[act]
    parts: list[Part] = [texts().choices(choices)] if choices else []
    return Outcome(reply(status, *parts), profile=Profile() if act == START_OVER else None)
