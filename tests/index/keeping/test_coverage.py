"""`corpus coverage` counts the cards for every pair of facets that users ask about, and names what is empty."""

from __future__ import annotations

import csv
import io

import pytest

from index.content.corpus import read_corpus
from index.content.problem import ContentError
from index.keeping.coverage import measure_coverage, read_asked, write_csv
from index.keeping.gaps import find_gaps
from index.keeping.pages import heat, render

ASKED = """\
pairs:
  - [topics, audiences]
  - [topics, nations]
expected_empty:
  - {topics: [backups], audiences: [councillor], reason: Councillors do not run backups.}
"""


@pytest.fixture
def small(small):
    small.write("coverage.yml", ASKED)
    return small


def measured(small, **where):
    corpus, problems = read_corpus(small.root)
    assert not problems
    return measure_coverage(corpus, read_asked(corpus.vocabulary, small.root / "coverage.yml"), where)


def empty(coverage) -> list[tuple[str, str]]:
    return [(cell.row, cell.column) for matrix in coverage.matrices for cell in matrix.empty]


def test_every_cell_is_counted_and_the_empty_ones_are_named(small):
    coverage = measured(small)
    audiences, nations = coverage.matrices
    assert audiences.cells["reporting", "councillor"].count == 1
    assert nations.cells["reporting", "scotland"].count == 1
    assert empty(coverage) == [
        ("reporting", "it-staff"),
        ("backups", "it-staff"),
        ("backups", "england"),
        ("backups", "scotland"),
    ]
    assert coverage.empty == 4


def test_a_cell_that_may_be_empty_is_told_with_its_reason(small):
    (audiences, _) = measured(small).matrices
    (cell,) = audiences.excused["Councillors do not run backups."]
    assert (cell.row, cell.column) == ("backups", "councillor")


def test_a_card_for_everyone_counts_for_everyone(small):
    small.card(audiences=["everyone"])
    assert ("reporting", "it-staff") not in empty(measured(small))


def test_a_card_for_some_serves_those_whom_they_include(small):
    small.write("coverage.yml", ASKED + "also_for: {councillor: [it-staff]}\n")
    assert ("reporting", "it-staff") not in empty(measured(small))
    small.write("coverage.yml", ASKED + "also_for: {councillor: [mayors]}\n")
    with pytest.raises(ContentError, match=r"coverage\.yml:6: error: 'mayors' is not one of the audiences"):
        measured(small)


def test_retired_cards_do_not_count(small):
    small.card("old", topics=["backups"], status="retired", replaced_by="tell-the-ico")
    assert measured(small).cards == 1


def test_the_count_can_be_narrowed(small):
    small.card("here", nations=["scotland"], topics=["backups"])
    assert measured(small, nations="scotland").matrices[0].cells["backups", "councillor"].count == 1
    assert measured(small, nations="england").matrices[0].cells["backups", "councillor"].count == 0
    assert measured(small, nations="scotland", steps="protect").cards == 0


def test_the_whole_product_as_a_table(small):
    corpus, _ = read_corpus(small.root)
    stream = io.StringIO()
    write_csv(corpus, read_asked(corpus.vocabulary, small.root / "coverage.yml"), stream)
    stream.seek(0)
    assert list(csv.reader(stream)) == [
        ["topic", "audience", "nation", "step", "cards"],
        ["reporting", "councillor", "england", "respond", "1"],
        ["reporting", "councillor", "scotland", "respond", "1"],
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("[topics, nations]", "[topics, colours]", 3, "must be two of"),
        ("topics: [backups]", "topics: [backup]", 5, "'backup' is not one of the topics of the vocabulary"),
        ("audiences: [councillor]", "steps: [respond]", 5, "the entry is about no pair of facets that users ask about"),
    ],
)
def test_a_fault_in_the_list_of_what_may_be_empty(small, old, new, line, what):
    small.write("coverage.yml", ASKED.replace(old, new))
    with pytest.raises(ContentError) as error:
        measured(small)
    (problem,) = error.value.problems
    assert problem.line == line
    assert what in problem.what


def page(small, gaps=None) -> str:
    return render("coverage.html.j2", coverage=measured(small), gaps=gaps, date="23 November 2026")


def test_the_page_has_a_heat_map_and_says_the_same_in_words(small):
    html = page(small)
    assert "<script" not in html
    assert html.count('<td class="none">none</td>') == 1 + 4
    assert '<td class="h1">1</td>' in html
    assert "<li>Backups: England; Scotland</li>" in html
    assert "Councillors do not run backups. (Backups: Councillors)" in html
    assert html.count('scope="row"') > 6


def test_what_users_typed_is_escaped_on_the_page(small):
    corpus, _ = read_corpus(small.root)
    gaps = find_gaps(corpus, [record("<b>who</b> do I notify")])
    assert "&lt;b&gt;who&lt;/b&gt;" in page(small, gaps)


def record(text: str):
    from index.keeping.gaps import Record

    return Record(when="2026-11-23T10:00:00+00:00", status="unanswerable", text=text)


def test_a_page_without_an_empty_cell_says_so(small):
    small.card("all", topics=["backups", "reporting"], audiences=["everyone"])
    html = page(small)
    assert "No cell that users would ask about is empty." in html
    assert "Empty, and users would ask" not in html


@pytest.mark.parametrize(("count", "step"), [(0, 0), (1, 1), (3, 2), (4, 3), (7, 3), (8, 4), (90, 4)])
def test_the_colour_scale(count, step):
    assert heat(count) == step
