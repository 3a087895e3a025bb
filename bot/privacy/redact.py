"""Redaction of secrets and personal data in free text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import phonenumbers

REGION = "GB"

_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL)
_TOKEN = re.compile(
    r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{20,}|xox[abprs]-[\w-]{10,}|sk-[\w-]{16,}|AIza[\w-]{30,}"
    r"|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)"
)
# What follows the word counts as the secret only where it looks like one: joined by `is`, `:` or `=`.
_PASSWORD = re.compile(
    r"(?P<lead>\b(?:pass ?word|passcode|passphrase|pwd|pin|secret|api[ _-]?key|token)\b(?: (?:is|was)|\s*[:=])\s*)"
    r"(?P<secret>[\"']?(?!(?:not|the|a|an|too|still|always|never|weak|strong|wrong|correct|expired|being|been|same|shared"
    r"|stolen|leaked|compromised|known|reset|changed|guessed|given|entered|taken|required|needed|safe|secure|out|in|on"
    r"|already|also|only|just|now|never|ever|really|probably|maybe|possibly|definitely|blocked|locked|stuck|written|used"
    r"|reused|under|different|hers|his|her|their|theirs|my|our|fine|ok|okay|typed|phished|found|put|lost|gone|all|sent"
    r"|handed|asked|at|for|from|with|by|to|because|so|and|but|when|if|old|new|default|easy|simple|hashed|encrypted"
    r"|saved|stored|kept|bad|good|no|what|that|this|it)\b)"
    r"[^\s,;]+)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_NI_NUMBER = re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b", re.IGNORECASE)
_CARD = re.compile(r"\b\d(?:[ -]?\d){12,18}\b")
_BANK = re.compile(r"\b\d\d[- ]\d\d[- ]\d\d\b(?:\D{0,20}\b\d{8}\b)?")
_SHORT_DIGITS = 6


class Redactor:
    """Replaces secrets and personal data by a note of what stood there.

    Args:
        keep: official e-mail addresses and phone numbers, which users may quote.
    """

    def __init__(self, keep: Iterable[str] = ()):
        self._addresses = {value.lower() for value in keep if "@" in value}
        self._numbers = {_digits(value) for value in keep if "@" not in value}

    def redact(self, text: str) -> str:
        """`text` with private keys, tokens, passwords, e-mail addresses, NI, card, bank and phone numbers removed."""
        text = _PRIVATE_KEY.sub("[private key removed]", text)
        text = _TOKEN.sub("[access key removed]", text)
        text = _PASSWORD.sub(lambda match: f"{match['lead']}[secret removed]", text)
        text = _EMAIL.sub(self._email, text)
        text = _NI_NUMBER.sub("[NI number removed]", text)
        text = _CARD.sub(_card, text)
        text = _replace_phones(text, self._phone)
        return _BANK.sub("[bank details removed]", text)

    def _email(self, match: re.Match[str]) -> str:
        return match.group() if match.group().lower() in self._addresses else "[e-mail address removed]"

    def _phone(self, raw: str) -> str:
        digits = _digits(raw)
        if not raw.startswith(("0", "+", "(")):
            return raw
        if len(digits) <= _SHORT_DIGITS or digits in self._numbers or f"0{digits.removeprefix('44')}" in self._numbers:
            return raw
        return "[phone number removed]"


def _replace_phones(text: str, replacement: Callable[[str], str]) -> str:
    pieces, end = [], 0
    for match in phonenumbers.PhoneNumberMatcher(text, REGION, leniency=phonenumbers.Leniency.POSSIBLE):
        pieces += [text[end : match.start], replacement(match.raw_string)]
        end = match.end
    return "".join([*pieces, text[end:]])


def _card(match: re.Match[str]) -> str:
    digits = [int(digit) for digit in _digits(match.group())]
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[-2::-2]]
    valid = (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
    return "[card number removed]" if valid else match.group()


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
