"""The expected answer type of a question: which of the few kinds whose absence from a text can be seen.

The idea is that of Li and Roth (2002, "Learning Question Classifiers"). Only those kinds are kept that were seen to
tell a card that answers from one that is merely on the subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNIT = r"(?:minute|hour|day|night|week|month|year)s?"
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|a few|several)"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"


@dataclass(frozen=True)
class _Kind:
    name: str
    asked: re.Pattern[str]
    held: re.Pattern[str]


def _kind(name: str, asked: str, held: str) -> _Kind:
    return _Kind(name, re.compile(asked, re.IGNORECASE), re.compile(held, re.IGNORECASE))


_KINDS = (
    _kind(
        "sum",
        r"\bhow much (?:money|compensation|do(?:es)?|did|is|are|will|would|should)\b"
        r"|\bin pounds\b|\bwhat (?:do(?:es)?|will|would) .{0,40}\bcost\b"
        r"|\bwhat(?:'s| is| are) the .{0,20}\b(?:costs?|price|fees?|fines?)\b",
        r"£\s?\d|\b\d+(?:\.\d+)? (?:pounds|million|billion)\b",
    ),
    _kind(
        "share",
        r"\b(?:what|which) (?:percentage|proportion|share)\b|\bhow (?:likely|common)\b",
        r"\d ?%|\d per cent\b|\b(?:one|two|three|four|nine|\d+) (?:in|out of) (?:three|four|five|ten|\d+)\b"
        r"|\b(?:half|(?:one|two|three)[ -](?:third|quarter|fifth|tenth)s?|a (?:third|quarter|fifth|tenth)) of\b",
    ),
    _kind(
        "time",
        rf"\bhow (?:long|soon|quick(?:ly)?|many (?:working )?{_UNIT})\b|\bdeadline\b",
        rf"\b{_NUMBER}[ -](?:working |calendar |clear )?{_UNIT}\b|\b\d+ {_MONTH}\b|\bat once\b|\bimmediately\b"
        r"|\bwithout (?:undue )?delay\b|\bstraight away\b|\bas soon as\b",
    ),
    # No card holds the exact words of anybody: they are written in our own.
    _kind(
        "wording", r"\b(?:exact|precise) (?:words?|wording|text)\b|\bword for word\b|\bverbatim\b|\bfull text\b", r"$^"
    ),
)


def asked_for(question: str) -> set[str]:
    """The kinds of thing that a question asks for: `sum`, `share`, `time`, `wording`; mostly none."""
    return {kind.name for kind in _KINDS if kind.asked.search(question)}


def held(text: str) -> set[str]:
    """The kinds of thing that a text holds."""
    return {kind.name for kind in _KINDS if kind.held.search(text)}
