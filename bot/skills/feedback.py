"""Feedback on an answer: stored with the card and the question, never with the user."""

from __future__ import annotations

from bot.replies.statuses import reply
from bot.skills.acts import HELPFUL, UNHELPFUL
from bot.skills.records import Records
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn


def give_feedback(turn: Turn, records: Records) -> Outcome:
    """Store whether the last answer helped; after a no, ask for a reason and store that too.

    The turn's state is that of the last answer.
    """
    card, question = turn.state.get("card"), turn.state.get("question")
    reasons = {option.message.lower(): option.label for option in texts().feedback_reasons}
    reason = reasons.get(turn.text.lower().strip())
    helpful = turn.intent == HELPFUL and reason is None
    records.feedback(turn.now, helpful, card, question, reason)
    if helpful:
        return Outcome(reply("feedback_stored"))
    if reason:
        return Outcome(reply("feedback_reason_stored"))
    return Outcome(reply("feedback_stored", texts().choices("feedback_reasons", texts().feedback_reason)))


def rejects(turn: Turn) -> bool:
    """Whether it would not have the answer, rather than have it in other words."""
    reasons = [option.message.lower() for option in texts().feedback_reasons]
    said = turn.text.lower().strip()
    return turn.intent == UNHELPFUL and said not in reasons[1:]
