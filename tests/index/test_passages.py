"""Passages make sense alone and fit the encoder."""

from __future__ import annotations

import pytest

from index.content.corpus import load_corpus
from index.passages import Passage, cut, plain_blocks, plain_text
from tests.index.conftest import SmallCorpus

LIMIT = 40


def count(text: str) -> int:
    return len(text.split()) + 2


def passages(small: SmallCorpus, body: str, **fields: object) -> list[Passage]:
    small.card("the-card", body=body, **fields)
    return [one for one in cut(load_corpus(small.root), count, LIMIT) if one.card == "the-card"]


def test_a_section_is_one_passage_with_title_and_heading_as_context(small: SmallCorpus) -> None:
    answer, how = passages(small, "Ring IT.\n\n## How to ring\n\n- Use a phone.\n")
    assert (answer.id, answer.heading, answer.embed) == ("the-card#answer", None, "The card. Ring IT.")
    assert (how.id, how.heading) == ("the-card#how-to-ring", "How to ring")
    assert how.embed == "The card. How to ring. Use a phone."


def test_only_the_answer_carries_the_questions(small: SmallCorpus) -> None:
    answer, how = passages(small, "Ring IT.\n\n## How to ring\n\n- Use a phone.\n")
    assert len(answer.questions) == 3
    assert how.questions == []


def test_a_passage_can_be_quoted_without_its_card(small: SmallCorpus) -> None:
    passage = passages(small, "Ring **IT**.\n", nations=["scotland"])[0]
    assert passage.markdown == "Ring **IT**."
    assert passage.plain == "Ring IT."
    assert passage.nations == ["scotland"]
    assert [(source.publisher, source.url) for source in passage.sources] == [
        ("Regulator", "https://regulator.example/ico-page")
    ]


def test_a_long_section_is_cut_between_paragraphs_and_items_under_the_limit(small: SmallCorpus) -> None:
    items = "\n".join(f"{number}. Do the thing number {number} with your own two hands." for number in range(1, 13))
    found = passages(small, f"Start here, please.\n\n{items}\n")
    assert len(found) > 1
    assert [one.id for one in found][:2] == ["the-card#answer", "the-card#answer-2"]
    assert all(count(one.embed) <= LIMIT for one in found)
    assert all(one.embed.startswith("The card. ") for one in found)
    together = " ".join(one.plain for one in found)
    assert [f"number {number} " in together for number in range(1, 13)] == [True] * 12
    assert not any(one.markdown.endswith(("number", "with", "your")) for one in found), "no sentence is cut"


def test_a_long_paragraph_is_cut_between_sentences(small: SmallCorpus) -> None:
    sentences = [f"Sentence {number} says one thing about backups and no more." for number in range(12)]
    found = passages(small, " ".join(sentences) + "\n")
    assert all(count(one.embed) <= LIMIT for one in found)
    assert " ".join(one.plain for one in found) == " ".join(sentences)


def test_a_numbered_list_goes_on_with_its_numbers_after_a_cut(small: SmallCorpus) -> None:
    items = "\n".join(f"{number}. Do the thing number {number} with your own two hands." for number in range(1, 13))
    found = passages(small, f"{items}\n")
    assert found[1].markdown.split(".")[0] != "1"


def test_a_retired_card_is_left_out(small: SmallCorpus) -> None:
    assert passages(small, "Ring IT.\n", status="retired", replaced_by="tell-the-ico") == []


def test_the_order_is_that_of_the_ids(small: SmallCorpus) -> None:
    small.card("a-first", body="One.\n")
    names = [one.card for one in cut(load_corpus(small.root), count, LIMIT)]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Ring **IT** [now](https://x.example).", "Ring IT now."),
        ("- One\n- Two\n  wrapped", "One\nTwo wrapped"),
        ("Use `ping` & <b>wait</b>", "Use ping & wait"),
        ("![a map](x.png)", ""),
    ],
)
def test_plain_text_is_the_words(markdown: str, expected: str) -> None:
    assert plain_text(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("Do:\n\n- this\n- that", "Do:\n\n- this\n- that"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("- a\n  - b\n- c", "- a\n  - b\n- c"),
    ],
)
def test_plain_blocks_keep_the_shape(markdown: str, expected: str) -> None:
    assert plain_blocks(markdown) == expected
