"""The bot's own short lines and standing choices: `bot/skills/texts.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.replies import Choices, Feedback, Option
from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("texts.yml")


class _Option(Strict):
    label: str
    message: str


class Texts(Strict):
    if_threatened: str
    see_also: str
    ask_next: str
    closest_label: str
    likely_label: str
    if_not_likely: str
    feedback: str
    feedback_options: list[_Option]
    feedback_reason: str
    feedback_reasons: list[_Option]
    ask_nation: str
    nations: list[_Option]
    ask_role: str
    roles: list[_Option]
    start: list[_Option]
    helped: list[_Option]
    other_nation: str
    nations_only: str
    ask_other_nations: str
    for_all_nations: str
    for_some_nations: str
    not_for_nation: str
    not_said: str
    not_compared: str
    found: str
    found_one: str
    nearest: str
    ask_topic: str
    list_topic: str
    list_audience: str
    next_page: _Option
    previous_page: _Option
    definition: str
    definition_source: str
    superseded: str
    sources: str
    sources_of: str
    no_sources_of: str
    source: str
    source_updated: str
    reviewed: str
    more: _Option
    nothing_more_ask: str
    no_answer: str
    likely_line: str
    closest_line: str
    answered_above: str
    nothing_closer: str
    ask_if_live: str
    ask_if_live_again: str
    if_it_is_a_question: str
    if_a_question_nearest: str
    live_or_question: list[_Option]
    ask_live_beside: str
    live_beside: list[_Option]
    signposts: list[_Option]
    twins: dict[str, list[_Option]]

    def choices(self, name: str, prompt: str | None = None) -> Choices:
        """The standing choices of this name as a part of a reply."""
        options = [Option(**option.dict()) for option in getattr(self, name)]
        return Choices(prompt=prompt, options=options)

    def ways_on(self, act: str) -> Choices:
        """What may have been meant instead of what is outside, then the standing signposts."""
        options = [*self.twins.get(act, []), *self.signposts]
        return Choices(options=[Option(**option.dict()) for option in options])

    def ask_feedback(self) -> Feedback:
        return Feedback(prompt=self.feedback, options=[Option(**option.dict()) for option in self.feedback_options])


@cache
def texts(path: Path = FILE) -> Texts:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Texts, read_yaml(path), path)
