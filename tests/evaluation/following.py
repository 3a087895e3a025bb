"""Whether a follow-up is understood from what went before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.replies import Quote
from bot.skills.acts import INCIDENT, PROFILE, UNSURE
from bot.skills.ask import Ask
from bot.skills.profile import tell_profile
from bot.skills.router import Router
from bot.skills.told_beside import told_beside
from bot.skills.turn import Outcome, Profile, Turn
from index.evaluation.questions import Question
from tests.evaluation.finding import Search

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone.utc)


# The act that the classifier takes each message for, and the chance of every act.
Hear = Callable[[Sequence[str]], Sequence[tuple[str, Mapping[str, float]]]]


def resolved(questions: Sequence[Question], ask: Ask, hear: Hear) -> float:
    """Share of follow-ups whose reply quotes a right card first, or one for each part of a message with several.

    The message is what the classifier takes it for, as in the running bot.
    """
    asked = [question for question in questions if question.kind == "follow_up"]
    heard = hear([question.text for question in asked])
    return sum(right(one, cards_as_heard(ask, one, *how)) for one, how in zip(asked, heard)) / len(asked)


def resolved_once_heard(questions: Sequence[Question], ask: Ask) -> float:
    """The same where it is known that each message is a follow-up."""
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
    return _quoted(ask(Turn(question.text, act, NOW, state=state, profile=profile)))


def cards_as_heard(ask: Ask, question: Question, act: str, chances: Mapping[str, float]) -> list[str]:
    """The same for a message of the act that the classifier took it for; none where an incident is asked about."""
    return quoted_as_heard(ask, Turn(question.text, act, NOW, chances=chances, state=state_before(ask, question)))


def quoted_as_heard(ask: Ask, turn: Turn) -> list[str]:
    """The cards quoted in reply to a turn, which is what the classifier took it for; none where an incident is asked about."""
    act = turn.intent
    if (act == UNSURE and not ask.needs_no_asking(turn)) or (act == INCIDENT and not ask.goes_on(turn)):
        return []
    route = Router(ask, ask.goes_on)
    told = tell_profile(turn, ask.follow_up.vocabulary, ask.follow_up.nations, ask.own_role) if act == PROFILE else None
    outcome = told_beside(turn, told.profile or turn.profile, ask, route) if told else route(turn)
    return _quoted(outcome) if outcome else []


def _quoted(outcome: Outcome) -> list[str]:
    return [part.card for part in outcome.reply.parts if isinstance(part, Quote)]


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
