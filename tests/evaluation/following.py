"""Whether a follow-up is understood from what went before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from bot.replies import Quote
from bot.skills.ask import Ask
from bot.skills.turn import Profile, Turn
from index.evaluation.questions import Question
from tests.evaluation.finding import Search

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone.utc)


def resolved(questions: Sequence[Question], ask: Ask) -> float:
    """Share of follow-ups whose reply quotes a right card first, or one for each part of a message with several."""
    asked = [question for question in questions if question.kind == "follow_up"]
    return sum(right(question, cards_shown(ask, question)) for question in asked) / len(asked)


def resolved_by_search(questions: Sequence[Question], search: Search) -> float:
    """The same for a search that keeps no conversation: its first card, or as many as the message has parts.

    It is asked twice, with the message alone and with all of the user's messages in a row; the better figure counts.
    """
    asked = [question for question in questions if question.kind == "follow_up"]

    def share(texts: Sequence[str]) -> float:
        found = [search(question.copy(update={"text": text})) for question, text in zip(asked, texts)]
        return sum(
            right(one, list(dict.fromkeys(cards))[: len(one.parts) or 1]) for one, cards in zip(asked, found)
        ) / len(asked)

    alone = [question.text for question in asked]
    return max(share(alone), share([" ".join([*question.before, question.text]) for question in asked]))


def cards_shown(ask: Ask, question: Question) -> list[str]:
    """The cards quoted in reply to the last message of the sequence."""
    state = state_before(ask, question)
    profile = Profile(nation=question.nation) if question.nation and not question.before else Profile()
    act = "follow_up" if question.before else "ask"
    reply = ask(Turn(question.text, act, NOW, state=state, profile=profile)).reply
    return [part.card for part in reply.parts if isinstance(part, Quote)]


def state_before(ask: Ask, question: Question) -> dict[str, Any]:
    """What the conversation holds on to when the last message of the sequence comes."""
    state: dict[str, Any] = {}
    for text in question.before:
        state = ask(Turn(text, "ask", NOW, state=state)).state or {}
    return state


def right(question: Question, shown: Sequence[str]) -> bool:
    if question.parts:
        return all(set(cards) & set(shown) for cards in question.parts)
    return bool(shown) and shown[0] in question.cards
