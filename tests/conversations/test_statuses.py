"""Every status that a turn can end in is reached by a conversation, or there is a reason why none can."""

from __future__ import annotations

from bot.replies.statuses import statuses
from tests.conversations.dialogue import Exchange, dialogues

KINDS = {"answer", "unanswerable", "conversation", "clarification", "out_of_scope", "error"}
# Reached by other conversations than those under dialogues/.
ELSEWHERE = {
    "likely": "test_unsure.py",
    "closest": "test_unsure.py",
    "unanswerable": "test_unsure.py",
    "too_long": "test_bad_input.py",
    "error_actions_down": "test_outages.py",
}
UNREACHABLE = {
    "not_understood": "what no act explains is looked up in the corpus, so it ends as closest or unanswerable",
    "error_unexpected": "needs a fault inside Rasa; tests/bot/channels/test_rest.py makes one",
    "triage_hand_over_failed": "triage has conversations of its own",
}


def test_every_status_is_reached_by_a_conversation() -> None:
    sure = {turn.status for turn in _turns() if isinstance(turn.status, str)}
    reached = sure | set(ELSEWHERE)
    wanted = {name for name, status in statuses().items() if status.kind in KINDS}
    assert wanted - reached == set(UNREACHABLE)


def test_no_conversation_expects_a_status_that_is_not_in_the_table() -> None:
    expected = {status for turn in _turns() for status in turn.statuses}
    assert expected | set(ELSEWHERE) | set(UNREACHABLE) <= set(statuses())


def _turns() -> list[Exchange]:
    return [turn for _, _, dialogue in dialogues() for turn in dialogue.turns]
