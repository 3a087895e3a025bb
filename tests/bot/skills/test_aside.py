"""What is put beside a guided conversation."""

from __future__ import annotations

from bot.replies import Choices, Option, Text
from bot.replies.statuses import reply
from bot.skills.aside import without_choices
from bot.skills.texts import texts

ITEMS = [Option(label="How to keep backups", message="How do we keep backups?"), Option(**texts().next_page.dict())]


def test_the_titles_of_a_list_stay_as_text() -> None:
    said = reply("found", Text(markdown="**Backups**: 1 to 8 of 10"), Choices(options=ITEMS))
    assert [part.markdown for part in without_choices(said) if isinstance(part, Text)][-2:] == [
        "**Backups**: 1 to 8 of 10",
        "- How to keep backups",
    ]
    assert not any(isinstance(part, Choices) for part in without_choices(said))


def test_choices_and_feedback_of_an_answer_are_left_out() -> None:
    said = reply("answered", Text(markdown="Yes."), Choices(options=ITEMS), texts().ask_feedback())
    assert [part.kind for part in without_choices(said)] == ["text"]
