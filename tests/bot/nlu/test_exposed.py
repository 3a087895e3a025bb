"""Who tells that somebody dangerous has got a person's address or file is an incident, whatever else it sounds like."""

import pytest

from bot.nlu.care import is_exposed, is_threatened


@pytest.mark.parametrize(
    "text",
    [
        "i am a foster carer and the council lost my address, my kids birth dad is dangerous",
        "a resident says we sent her data to her ex husband, she is terrified",
        "the assessment went by mistake: I emailed the report to the dad, who is not meant to know where they live",
        "we gave her new address to his mother and he is violent",
        "they shared the file with her abuser",
    ],
)
def test_what_a_dangerous_person_has_got_is_told(text):
    assert is_exposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "i'm scared that I sent the report to the wrong manager",
        "what do we do if we sent an address to a violent ex",
        "we emailed a report to the wrong father, he deleted it",
        "my wife sent her details to a fake site and is scared",
        "my dad sent me a letter about council tax",
    ],
)
def test_what_only_shares_its_words_is_not(text):
    assert not is_exposed(text)


@pytest.mark.parametrize("text", ["im scared of him", "she's frightened of her, and I am afraid of what he'll do"])
def test_to_be_afraid_of_somebody_is_to_be_threatened(text):
    assert is_threatened(text)


def test_to_be_afraid_of_the_regulator_is_not():
    assert not is_threatened("i am afraid of what the ICO will say")
