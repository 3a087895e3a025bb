"""Text-speak read as plain words: `index/shorthand.yml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from index.content.fields import Strict
from index.content.yaml_file import read_yaml, validate

FILE = Path(__file__).with_name("shorthand.yml")


class Shorthand(Strict):
    """Words as they are typed in a hurry, each with the plain words for it."""

    words: dict[str, str]

    def plain(self, text: str) -> str:
        """`text` in plain words; the same object where it holds no shorthand."""
        shouted = text.isupper()

        def meant(match: re.Match[str]) -> str:
            typed = match.group()
            # PW or COS among other letters is an abbreviation.
            return typed if typed.isupper() and not shouted else self.words[_key(typed)]

        read = _any_of(tuple(self.words)).sub(meant, text)
        return text if read == text else read


@cache
def shorthand(path: Path = FILE) -> Shorthand:
    """Raises ContentError with file, line and mend where the file is broken."""
    return validate(Shorthand, read_yaml(path), path)


@cache
def _any_of(keys: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted((re.escape(key).replace(r"\ ", r"\s+") for key in keys), key=len, reverse=True)
    # Not within "R2", "r/w", "cos-": only whole words that end a sentence or stand between spaces.
    return re.compile(rf"(?<![\w/.@'’-])(?:{'|'.join(longest_first)})(?![\w/@'’-]|\.\w)", re.IGNORECASE)


def _key(typed: str) -> str:
    return re.sub(r"\s+", " ", typed.lower())
