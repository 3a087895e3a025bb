"""Words of messages and of phrases: how both are normalised, and what a phrase fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

GAP = r"[\s,-]+(?:[\w'/-]+[\s,-]+){0,3}"
LONG_GAP = GAP.replace("3", "8")
NT = "can|don|won|isn|aren|wasn|weren|hasn|haven|hadn|didn|doesn|couldn|wouldn|shouldn|needn|ain"
# How contractions look without their apostrophe, where that is no other word; "its" is nearly always meant as one.
BARE = [
    (re.compile(rf"(?<![\w'-])({NT})t(?![\w'-])"), r"\1't"),
    (
        re.compile(
            r"(?<![\w'-])(it|that|what|who|where|how|there|here|he|she|let|everyone|everybody|nobody|somebody|anybody|someone|anyone)s(?![\w'-])"
        ),
        r"\1's",
    ),
    (re.compile(r"(?<![\w'-])(i|you|we|they|who|should|could|would)ve(?![\w'-])"), r"\1've"),
    (re.compile(r"(?<![\w'-])(they|you)re(?![\w'-])"), r"\1're"),
    (re.compile(r"(?<![\w'-])(they|you|that|it)ll(?![\w'-])"), r"\1'll"),
    (re.compile(r"(?<![\w'-])im(?![\w'-])"), "i'm"),
    (re.compile(r"(?<![\w'-])havn'?t(?![\w'-])"), "haven't"),
    (re.compile(r"(?<![\w'-])(did|does|was|were|has|have|had|is|are|could|would|should)'nt(?![\w'-])"), r"\1n't"),
]
ONE_TO_TWELVE = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBERS = {word: number for number, word in enumerate(ONE_TO_TWELVE, 1)}
NUMBERS |= {
    "both": 2,
    "dozen": 12,
    "fifteen": 15,
    "twenty": 20,
    "dozens": 24,
    "thirty": 30,
    "fifty": 50,
    "hundred": 100,
}
# Numbers that count neither people nor devices.
NO_COUNT = re.compile(
    r"£\s?\d[\d,.]*|\b(?:at|by|since|from|until|before|after) \d[\d:.]*|\b\d+[:.]\d\d\b"
    r"|\b\d+\s?(?:am|pm|mins?|minutes?|hours?|hrs?|days?|weeks?|%|k|gb|tb|mb|gbps|mbps|pounds|quid)\b"
)


SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
# Words that only lead to what is meant: "no, I meant what should we not do", "anyway, how do we keep evidence".
LEADING = re.compile(
    r"^(?:(?:(?:no|yes|ok|okay|right|well|so|and|but|sorry|please)[, ]+)*"
    r"(?:i (?:mean|meant)|(?:all )?i (?:just|only) (?:want|need) to know|anyway|hang on|look|listen|one more thing"
    r"|my question was)[,:. -]+)+(?=\w)",
    re.IGNORECASE,
)


def without_leading(text: str) -> str:
    """A message without the words that only lead to what is meant."""
    return LEADING.sub("", text)


def normal(text: str) -> str:
    """Lower case, straight quotes, apostrophes where they belong, single spaces, no full stop at the end."""
    text = text.lower().replace("\u2019", "'").replace("\u2018", "'").replace("\u2011", "-").replace("\u2013", "-")
    for bare, whole in BARE:
        text = bare.sub(whole, text)
    return re.sub(r"\s+", " ", text).strip(" .!")


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as whole words: `*` stands for any ending, `~` for up to three words, `~ ~` for up to eight, `(a|b)` for
    either of two; apostrophes may be missing."""
    body = re.escape(normal(phrase) if phrase != "?" else phrase)
    body = body.replace(r"\*", r"\w*").replace("'", "'?")
    body = body.replace(r"\(", "(?:").replace(r"\|", "|").replace(r"\)", ")")
    body = body.replace(r"\ \~\ \~\ ", LONG_GAP)
    body = body.replace(r"\ \~\ ", GAP).replace(r"\ ~\ ", GAP).replace(r"\ ", r"[\s,-]+")
    return re.compile(rf"(?<![\w-]){body}(?![\w])")


def mentions(phrases: Iterable[str], text: str) -> list[str]:
    """The phrases that a normalised text holds."""
    return [phrase for phrase in phrases if pattern(phrase).search(text)]


def largest(text: str) -> int | None:
    """The largest number that a normalised text names, in words or digits; None where it names none."""
    words = re.findall(r"[a-z]+|\d+", re.sub(r"(?<=\d),(?=\d{3})", "", NO_COUNT.sub(" ", text)))
    numbers = [int(word) if word.isdigit() else NUMBERS[word] for word in words if word.isdigit() or word in NUMBERS]
    return max(numbers, default=None)
