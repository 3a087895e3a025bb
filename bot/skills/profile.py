"""Who is asking: nation, role and kind of body, asked once and remembered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Optional

from bot.replies import Choices, Part
from bot.replies.statuses import reply
from bot.skills.guided.hearing import NO, UNKNOWN, hear
from bot.skills.nations import Nations
from bot.skills.texts import texts
from bot.skills.turn import Entity, Outcome, Profile, Turn
from index.content.vocabulary import Vocabulary

DECLINING = re.compile(
    r"\b(rather not|prefer not|not (going to )?say|won'?t say|skip|pass|private|none of your|doesn'?t matter)\b",
    re.IGNORECASE,
)
FIELDS = {"nation": "nations", "role": "audiences", "body": "bodies"}


def told(text: str, entities: tuple[Entity, ...]) -> dict[str, str]:
    """Nation, role and body as the entities say them; what the text denies ("Wales, not England") does not count."""

    return {entity.kind: entity.value for entity in entities if entity.kind in FIELDS and not denied(text, entity)}


def denied(text: str, entity: Entity) -> bool:
    """Whether a message says not to be what an entity names: "not a councillor or leader", "not England"."""
    name = re.escape(entity.text)
    return re.search(rf"\bnot (?:in |an? |the )?(?:[\w-]+ (?:or|nor) (?:an? |the )?)?{name}\b", text, re.I) is not None


def declines(text: str) -> bool:
    """Whether the user would rather not say who they are."""
    return hear(text).answer in (NO, UNKNOWN) or DECLINING.search(text) is not None


def tell_profile(
    turn: Turn, vocabulary: Vocabulary, nations: Nations, own_role: Callable[[str], Optional[str]] = lambda text: None
) -> Optional[Outcome]:
    """Remember what the user told, and say so; the state holds which question comes next.

    None where the message tells nothing and does not decline: then it is something else.

    Args:
        own_role: the role that a message says is the user's own, which counts before any other that it names.
    """
    news = told(turn.text, turn.entities)
    if role := own_role(turn.text):
        news["role"] = role
    lies_in = [] if "nation" in news else nations.heard(turn.text)
    if len(lies_in) == 1:
        news["nation"] = lies_in[0]
    if not news:
        if not declines(turn.text):
            return None
        return Outcome(
            reply("profile_declined"),
            state={"asked": [*dict.fromkeys([*turn.state.get("asked", []), "nation", "role"])]},
        )
    profile = replace(turn.profile, **news)
    labels = [
        vocabulary.label(facet, value)
        for kind, facet in FIELDS.items()
        if (value := getattr(profile, kind)) is not None
    ]
    following = ask_once(profile, list(turn.state.get("asked", [])))
    parts: list[Part] = [following[0]] if following else []
    asked = following[1] if following else list(turn.state.get("asked", []))
    said = reply("profile_told", *parts, profile=", ".join(labels))
    return Outcome(said, state={"asked": asked}, profile=profile)


def ask_once(profile: Profile, asked: list[str]) -> Optional[tuple[Choices, list[str]]]:
    """The question that is still open and was never asked, with the new list of those asked; None if none is."""
    if profile.nation is None and "nation" not in asked:
        return texts().choices("nations", texts().ask_nation), [*asked, "nation"]
    if profile.role is None and "role" not in asked:
        return texts().choices("roles", texts().ask_role), [*asked, "role"]
    return None
