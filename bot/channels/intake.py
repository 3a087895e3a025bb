"""What happens to every message at the door, whichever channel it comes by."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Optional

from bot.privacy import Redactor
from index.content.contact import ContactFile
from index.content.problem import ContentError
from index.content.yaml_file import read_yaml, validate

CONTACTS = Path(__file__).parents[2] / "corpus" / "contacts"
MAX_CHARACTERS = 2000
# Longer than any secret with spaces in it, such as a card number in groups.
MARGIN = 100
Fault = Literal["empty", "too_long"]

# Tag and variation characters carry text that a person cannot see; bidirectional controls reorder what they can;
# half of a surrogate pair is no character and can be neither read nor stored.
_HIDDEN = re.compile("[\U000e0000-\U000e007f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_COMMAND = re.compile(r"^[\s/]+")
# Stands for a message without words, because Rasa takes no empty text.
WORDLESS = "[empty message]"


@dataclass(frozen=True)
class Intake:
    """A message that is safe to hand on: redacted, of bounded length, never a command.

    `fault` is `empty` for a message without words, `too_long` for one that was cut, else None.
    """

    text: str
    fault: Optional[Fault] = None


def take_in(text: object) -> Intake:
    """Make a channel's raw text safe. Anything that is not text counts as empty.

    The text is cut before it is searched for secrets, so that its cost is bounded, and shortened again after,
    so that no half of a secret is left at the end.
    """
    if not isinstance(text, str):
        return Intake(WORDLESS, "empty")
    clean = _HIDDEN.sub("", unicodedata.normalize("NFC", text[: MAX_CHARACTERS * 4]))
    clean = _COMMAND.sub("", _CONTROL.sub(" ", clean)).strip()
    if not any(character.isalnum() for character in clean):
        return Intake(WORDLESS, "empty")
    too_long = len(text) > MAX_CHARACTERS * 4 or len(clean) > MAX_CHARACTERS
    if too_long:
        head = _redactor().redact(clean[: MAX_CHARACTERS + MARGIN])[:-MARGIN].rsplit(maxsplit=1)
        return Intake(head[0] if len(head) == 2 else WORDLESS, "too_long")
    return Intake(_redactor().redact(clean), None)


@cache
def _redactor() -> Redactor:
    """A redactor that lets official contacts through; a broken contacts file only makes it stricter."""
    keep = []
    for path in sorted(CONTACTS.glob("*.yml")):
        try:
            contacts = validate(ContactFile, read_yaml(path), path).contacts
        except ContentError:
            continue
        keep += [channel.value for contact in contacts for channel in contact.channels]
    return Redactor(keep)
