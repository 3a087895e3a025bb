"""Several questions in one message are told apart, and one question is left whole."""

from __future__ import annotations

import pytest

from bot.skills.several import questions_in


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "is it illegal to pay a ransom? would insurance cover it?",
            ["is it illegal to pay a ransom?", "would insurance cover it?"],
        ),
        (
            "do we have to tell the ICO and who tells the police?",
            ["do we have to tell the ICO", "who tells the police?"],
        ),
        (
            "two things - how often should we rehearse and is there a free exercise",
            ["how often should we rehearse", "is there a free exercise"],
        ),
        (
            "what do I tell staff, what do I tell councillors and what goes on the website",
            ["what do I tell staff", "what do I tell councillors", "what goes on the website"],
        ),
        (
            "We are a parish. Do we need a DPO? And what does it cost?",
            ["We are a parish. Do we need a DPO?", "We are a parish. And what does it cost?"],
        ),
    ],
)
def test_several_questions_are_told_apart(text: str, questions: list[str]) -> None:
    assert questions_in(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "CAF or Cyber Essentials?",
        "should we power off or disconnect?",
        "who and when do we tell?",
        "how do we back up laptops and phones?",
        "We had a phishing email and what should we do?",
        "what is a SIRO",
        "a? b? c? d?",
        "what if our hosting company gets ransomware, how do we plan for that",
        "Is this phishing? It came from the bank.",
        "Who ought to sign off an agreement with the police and the health board, me or the SIRO?",
        "who outside the council could check it for us? peer review, external auditors?",
        "what should I do if the files are locked and the backups are gone",
        "",
    ],
)
def test_one_question_is_left_whole(text: str) -> None:
    assert questions_in(text) == [text]


def test_more_questions_than_can_be_answered_one_by_one_are_left_whole() -> None:
    text = "who reports it? when do we report it? how do we report it? why do we report it?"
    assert questions_in(text) == [text]
