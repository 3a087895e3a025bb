"""What is to be answered beside who the user is: a question in the same message, or the last one for the right role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Optional

from bot.skills.acts import ASK
from bot.skills.ask import LIKELY, PLAIN, Ask
from bot.skills.asked_beside import asked_beside
from bot.skills.introductions import SENTENCE_END
from bot.skills.profile import FIELDS, denied
from bot.skills.turn import Outcome, Profile, Turn

Skill = Callable[[Turn], Outcome]


def told_beside(turn: Turn, profile: Profile, ask: Ask, route: Skill) -> Optional[Outcome]:
    """What the message asks, or what waited for who asks; None where nothing does.

    Args:
        turn: the message, with what was shown and found before it; its profile is what was known before.
        profile: with what the message tells.
    """
    asked = replace(turn, profile=profile, intent=ASK, vector=None)
    question = asked_beside(turn.text)
    if question and ask.names_a_subject(question):
        return route(replace(asked, text=question))
    # A worry that is only told: "there's 9 councillors and they all use their own gmail".
    rest = _not_denying(ask.besides_introduction(turn.text) or "", turn)
    if rest and ask.names_a_subject(rest):
        found = route(replace(asked, text=rest))
        if found.reply.status in (*PLAIN, LIKELY):
            return found
    waited = ask.resumed(replace(turn, profile=profile))
    if waited or not puts_role_right(turn, profile):
        return waited
    return ask.for_the_right_role(asked)


def puts_role_right(turn: Turn, profile: Profile) -> bool:
    """Whether a message tells another role than was taken: "no, I'm not the DPO, I'm the monitoring officer"."""
    if profile.role is None:
        return False
    return turn.profile.role not in (None, profile.role) or any(
        denied(turn.text, entity) for entity in turn.entities if entity.kind == "role"
    )


def _not_denying(text: str, turn: Turn) -> str:
    """The sentences of a text that do not say what the user is not."""
    named = [entity for entity in turn.entities if entity.kind in FIELDS]
    kept = [part for part in SENTENCE_END.split(text) if not any(denied(part, entity) for entity in named)]
    return " ".join(kept)
