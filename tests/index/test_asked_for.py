"""What kind of thing a question asks for, and whether a card holds one."""

from __future__ import annotations

import pytest

from index.asked_for import asked_for, held


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("how much does Cyber Essentials cost", {"sum"}),
        ("what's the price of a penetration test?", {"sum"}),
        ("what is the biggest fine in pounds", {"sum"}),
        ("What percentage of councils use it?", {"share"}),
        ("how likely is a small parish to be hacked", {"share"}),
        ("how long can we keep CCTV footage", {"time"}),
        ("How soon must we report?", {"time"}),
        ("how many days do we have, and what does it cost", {"time", "sum"}),
        ("when is the deadline", {"time"}),
        ("give me the exact wording of standard 14", {"wording"}),
        ("quote the section word for word", {"wording"}),
    ],
)
def test_a_question_that_asks_for_a_sum_a_share_a_time_or_exact_words_is_known_by_its_words(
    question: str, kinds: set[str]
) -> None:
    assert asked_for(question) == kinds


@pytest.mark.parametrize(
    "question",
    [
        "what did the attack on Redcar cost the staff in stress",
        "how much of this falls to me",
        "who pays the insurer",
        "how do we keep a log",
        "what do I say to the press",
        "",
    ],
)
def test_other_questions_ask_for_nothing_that_could_be_missing(question: str) -> None:
    assert asked_for(question) == set()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("It cost the council £11.3 million.", {"sum"}),
        ("Some 40 per cent of them.", {"share"}),
        ("About half of all councils.", {"share"}),
        ("Tell the regulator within 72 hours.", {"time"}),
        ("No later than one month after it.", {"time"}),
        ("By 30 June each year.", {"time"}),
        ("Ring the service desk.", set()),
    ],
)
def test_what_a_card_holds_is_seen_in_its_text(text: str, kinds: set[str]) -> None:
    assert held(text) == kinds
