"""A long document becomes parts of a card's size, cut at its own headings."""

from __future__ import annotations

from index.keeping.importing.cutting import Part, cut

WORDS = "word " * 50


def titles(parts: list[Part]) -> list[str]:
    return [part.title for part in parts]


def test_a_short_document_is_one_part_and_its_headings_begin_at_the_second_level():
    (part,) = cut("Guide", "# Guide\n\nStart.\n\n### Do\n\nThis.\n\n#### More\n\nThat.")
    assert part == Part("Guide", "Start.\n\n## Do\n\nThis.\n\n### More\n\nThat.")


def test_a_long_document_is_cut_at_its_highest_headings():
    parts = cut("Guide", f"Intro.\n\n# One\n\n{WORDS}\n\n# Two\n\n{WORDS}", most_words=60)
    assert titles(parts) == ["Guide", "One", "Two"]
    assert parts[0].markdown == "Intro."


def test_a_long_chapter_is_cut_again_and_its_parts_say_what_they_are_about():
    text = f"# One\n\n## First\n\n{WORDS}\n\n## Second\n\n{WORDS}\n\n# Two\n\nShort."
    assert titles(cut("Guide", text, most_words=60)) == ["One: First", "One: Second", "Two"]


def test_a_part_that_has_no_heading_to_be_cut_at_stays_whole():
    (part,) = cut("Guide", WORDS, most_words=10)
    assert part.size == 50


def test_lists_of_contents_and_headings_without_text_are_dropped():
    text = "# Contents\n\nOne 1\n\n# Empty\n\n# One\n\nText."
    assert [part.markdown for part in cut("Guide", text, most_words=1)] == ["## One\n\nText."]


def test_a_heading_inside_a_block_of_code_is_none():
    (part,) = cut("Guide", "Text.\n\n```\n# not a heading\n```")
    assert "# not a heading" in part.markdown


def test_a_document_without_text_has_no_parts():
    assert cut("Guide", "# Guide\n\n## Empty") == []
