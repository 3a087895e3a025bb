"""The quick check of the action server's answers judges as Rasa's own does."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from bot.engine.action_response import validate

ACTION = RemoteAction("action_answer", None)
RASAS_OWN = RemoteAction._validate_action_result
GOOD: list[dict[str, Any]] = [
    {"events": [{"event": "slot", "name": "status", "value": "answered", "timestamp": None}], "responses": []},
    {"events": [], "responses": [{"custom": {"reply": {}}}]},
]
BAD: list[Any] = [
    {"events": [{"event": "slot"}], "responses": []},
    {"events": "none", "responses": []},
    {"events": [], "responses": ["hello"]},
    [],
]


@pytest.mark.parametrize("answer", GOOD)
def test_a_good_answer_passes_both(answer: dict[str, Any]) -> None:
    assert RASAS_OWN(ACTION, answer)
    assert validate(ACTION, answer)


@pytest.mark.parametrize("answer", BAD)
def test_a_bad_answer_is_refused_by_both(answer: Any) -> None:
    for judge in (RASAS_OWN, validate):
        with pytest.raises(ValidationError):
            judge(ACTION, answer)
