"""What is taken out of users' words, and what must stay because guidance depends on it."""

from __future__ import annotations

import pytest

from bot.privacy import Redactor

REMOVED = {
    # Keys and tokens.
    "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----": "[private key removed]",
    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz": "[private key removed]",
    "key AKIAABCDEFGHIJKLMNOP leaked": "key [access key removed] leaked",
    "ghp_abcdefghijklmnopqrst0123": "[access key removed]",
    "xoxb-1234567890-abc": "[access key removed]",
    "eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl": "[access key removed]",
    # Passwords.
    "my password is hunter2": "my password is [secret removed]",
    "Password: Winter2026!": "Password: [secret removed]",
    "pwd=abc123, and then": "pwd=[secret removed], and then",
    "the pin was 4921": "the pin was [secret removed]",
    "the api key is A1b2C3d4": "the api key is [secret removed]",
    'passphrase: "correct-horse"': "passphrase: [secret removed]",
    # Personal data.
    "ask jo.o'neil+x@council.example please": "ask [e-mail address removed] please",
    "NI AB123456C": "NI [NI number removed]",
    "ni ab 12 34 56 c": "ni [NI number removed]",
    "card 4111111111111111": "card [card number removed]",
    "card 4111-1111-1111-1111": "card [card number removed]",
    "call 01632 960 983": "call [phone number removed]",
    "call +44 1632 960983": "call [phone number removed]",
    "mobile 07700 900123": "mobile [phone number removed]",
    "sort code 12-34-56 account 12345678": "sort code [bank details removed]",
}
KEPT = [
    "my password is not working",
    "the password was stolen",
    "password was already changed and the head knows",
    "the PIN was only on her phone",
    "her password is also used for the bank",
    "is a password manager safe?",
    "what is MFA?",
    "call 999 or 101",
    "we lost 12000 records on 2026-11-23",
    "the fine was £3,500,000",
    "order 1234567890123456",  # no valid card number
    "CVE-2026-12345",
    "the 3-2-1 rule and 72 hours",
    "10.0.0.1 talks to 192.168.1.254",
    "section 151 officer",
]


@pytest.mark.parametrize("text", REMOVED)
def test_it_is_removed(text: str) -> None:
    assert Redactor().redact(text) == REMOVED[text]


@pytest.mark.parametrize("text", KEPT)
def test_it_stays(text: str) -> None:
    assert Redactor().redact(text) == text


def test_official_addresses_and_numbers_stay_however_they_are_written() -> None:
    redactor = Redactor(["report@regulator.example", "01632 960 000"])
    text = "Report@Regulator.example, 01632 960000, +44 1632 960 000 or (01632) 960000"
    assert redactor.redact(text) == text


def test_one_redacted_text_is_as_it_was_when_redacted_again() -> None:
    once = Redactor().redact(" ".join(REMOVED))
    assert Redactor().redact(once) == once


def test_several_in_one_message_are_all_removed() -> None:
    said = Redactor().redact("jo@a.example or 07700 900123, password is x1")
    assert said == "[e-mail address removed] or [phone number removed], password is [secret removed]"
