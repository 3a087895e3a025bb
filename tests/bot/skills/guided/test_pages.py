import datetime as dt
import io

import pytest
from docx import Document
from openpyxl import load_workbook

from bot.skills.guided.pages import (
    Bars,
    Bullets,
    Heading,
    Link,
    Page,
    Paragraph,
    Row,
    Table,
    to_csv,
    to_docx,
    to_html,
    to_markdown,
    to_xlsx,
)

TODAY = dt.date(2026, 11, 23)
PAGE = Page(
    title="A <title> & more",
    subtitle="Sub",
    on=TODAY,
    banner="EXERCISE",
    footer="Foot",
    blocks=[
        Heading("Part"),
        Paragraph("<script>alert(1)</script>", bold=True),
        Bullets([Link("A page", "https://example.org/?a=1&b=2"), "plain"], ticks=True),
        Table(["a|b", "c"], [["x|y\nz", "1"]]),
        Bars("Chart", [Row("Lead", 0.5, "50%"), Row("Know", None, "not known")]),
    ],
)


def test_what_users_wrote_is_never_run_as_html():
    page = to_html(PAGE).decode()
    assert "<script>" not in page and "&lt;script&gt;" in page and "A &lt;title&gt; &amp; more" in page


def test_a_banner_stands_on_every_page():
    page = to_html(PAGE).decode()
    assert 'class="banner"' in page and "@top-center" in page
    assert Document(io.BytesIO(to_docx(PAGE))).sections[0].header.paragraphs[0].text == "EXERCISE"
    assert to_markdown(PAGE).decode().startswith("**EXERCISE**")


def test_a_bar_without_a_value_is_named_and_not_drawn():
    page = to_html(PAGE).decode()
    assert page.count("<rect") == 1 and "Know: not known" in page


def test_a_table_survives_bars_and_line_breaks_in_markdown():
    assert "| x\\|y<br>z | 1 |" in to_markdown(PAGE).decode()


def test_a_link_is_a_link_in_word():
    document = Document(io.BytesIO(to_docx(PAGE)))
    assert "https://example.org/?a=1&b=2" in [
        entry.target_ref for entry in document.part.rels.values() if entry.is_external
    ]


def test_a_cell_that_begins_like_a_formula_stays_text():
    assert b"'=1+1" in to_csv(["a"], [["=1+1"]])
    book = load_workbook(io.BytesIO(to_xlsx({"s": (["a"], [["=1+1"], [-3]])}, TODAY)))
    assert book["s"]["A2"].value == "'=1+1" and book["s"]["A3"].value == -3


def test_word_finds_the_widths_of_columns_in_the_grid_and_in_every_cell():
    table = Table(["#", "What"], [["1", "x"]], [0.1, 0.9])
    bars = Bars("Chart", [Row("Lead", 0.5, "50%")])
    document = Document(io.BytesIO(to_docx(Page("T", "S", TODAY, [table, bars]))))
    for found in document.tables:
        assert sum(column.width.cm for column in found.columns) == pytest.approx(17, abs=0.1)
        for column in found.columns:
            assert all(cell.width == column.width for cell in column.cells)
    first, second = document.tables[0].columns
    assert second.width.cm == pytest.approx(9 * first.width.cm, rel=0.01)
