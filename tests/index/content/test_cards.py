"""A card that is broken says so, with file, line and mend; nothing else ever comes out of a text file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.content.card import read_card
from index.content.problem import ContentError, Problem


def faults(path: Path) -> list[Problem]:
    with pytest.raises(ContentError) as error:
        read_card(path)
    return error.value.problems


def the_fault(path: Path) -> tuple[int, str, str]:
    (problem,) = faults(path)
    assert problem.file == path
    return problem.line, problem.what, problem.mend


def test_a_card_is_read_with_its_answer_first(small):
    card = read_card(small.card())
    assert card.answer.heading is None
    assert card.answer.markdown == "Tell the regulator within 72 hours. Start a log now."
    assert [(part.heading, part.line) for part in card.sections] == [(None, 17), ("What to do", 19)]


def test_a_field_and_an_item_of_a_list_know_their_line(small):
    path = small.write("cards/x/x.md", small.card("x").read_text().replace('["ico-page"]', "\n  - ico-page\n  - other"))
    card = read_card(path)
    assert (card.line_of("sources"), card.line_of("sources", 1), card.line_of("replaced_by")) == (9, 11, 2)


def test_front_matter_that_is_not_closed(small):
    line, what, mend = the_fault(small.write("cards/x.md", "---\nid: x\n"))
    assert (line, what) == (1, "the front matter is missing or not closed")
    assert "second line `---`" in mend


def test_front_matter_that_is_not_yaml(small):
    line, what, mend = the_fault(small.write("cards/x.md", "---\nid: x\ntitle: a: b\n---\nBody\n"))
    assert line == 3
    assert "not valid YAML" in what
    assert "quote text that holds a colon" in mend


def test_a_key_that_stands_twice(small):
    path = small.card()
    path.write_text(path.read_text().replace('status: "current"\n', 'status: "current"\nstatus: "changing"\n'))
    line, what, mend = the_fault(path)
    assert line == 15
    assert "the key 'status' is there twice" in what
    assert "use each key once" in mend


def test_a_field_that_the_schema_does_not_know(small):
    line, what, mend = the_fault(small.card(reviewd="2026-11-01"))
    assert line == 16
    assert what.startswith("reviewd: extra fields")
    assert mend == "remove the field or correct its name"


def test_a_field_that_is_missing(small):
    line, what, mend = the_fault(small.card(without="confidence"))
    assert line == 2
    assert what.startswith("confidence: ")
    assert mend == "add the line `confidence: ...`"


@pytest.mark.parametrize(
    ("fields", "line", "what"),
    [
        ({"id": "Not A Slug"}, 2, "id: must be lower-case letters"),
        ({"questions": ["Only one?"]}, 4, "questions: ensure this value has at least 3 items"),
        ({"facts": [{"text": "72 hours"}]}, 10, "facts.0.source: field required"),
        ({"reviewed": "yesterday"}, 12, "reviewed: invalid date format"),
        ({"review_by": "2026-10-01"}, 13, "review_by: review_by must be after reviewed"),
        ({"status": "old"}, 14, "status: unexpected value; permitted: 'current', 'changing', 'retired'"),
        ({"status": "retired"}, 2, "replaced_by: a retired card names the card that replaces it in replaced_by"),
        ({"quoted_from": "other"}, 16, "quoted_from: the source that is quoted must be listed under sources as well"),
    ],
)
def test_a_value_that_is_wrong(small, fields, line, what):
    found = the_fault(small.card(**fields))
    assert found[0] == line
    assert found[1].startswith(what)


def test_a_date_that_does_not_exist_is_named_with_its_line(small):
    path = small.card()
    path.write_text(path.read_text().replace('"2026-11-01"', "2026-02-30"))
    line, what, mend = the_fault(path)
    assert line == 12
    assert "day is out of range" in what
    assert mend == "correct the value, for instance a date that does not exist"


def test_an_id_that_is_not_the_name_of_its_file(small):
    line, what, mend = the_fault(small.write("cards/other-name.md", small.card().read_text()))
    assert (line, what) == (2, "id is tell-the-ico but the file is other-name.md")
    assert mend == "give both the same name"


def test_a_card_without_its_answer(small):
    line, what, mend = the_fault(small.card(body="## What to do\n\n- Ring.\n"))
    assert (line, what) == (17, "the card does not begin with its answer")
    assert "before the first `##` heading" in mend


def test_a_section_with_nothing_below_its_heading(small):
    line, what, mend = the_fault(small.card(body="Answer.\n\n## Empty\n\n## Full\n\nText.\n"))
    assert (line, what) == (19, "the section 'Empty' is empty")
    assert mend == "write it or remove its heading"


def test_every_fault_of_a_file_is_told_at_once(small):
    assert len(faults(small.card(status="old", confidence="sure", title="x" * 101))) == 3


def test_a_file_that_is_not_utf_8(small):
    path = small.card()
    path.write_bytes(path.read_bytes() + b"\xff")
    assert the_fault(path) == (1, "the file is not UTF-8", "save it as UTF-8")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(small):
    path = small.card()
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_card(path).id == "tell-the-ico"


@given(front=st.text(max_size=200), body=st.text(max_size=60))
def test_no_text_brings_anything_but_a_content_error(tmp_path_factory, front, body):
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_text(f"---\n{front}\n---\n{body}", encoding="utf-8", errors="replace")
    with pytest.raises(ContentError):
        read_card(path)
