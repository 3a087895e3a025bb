"""A page as a Word document."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bot.skills.guided.pages.blocks import Bars, Block, Bullets, Heading, Link, Page, Paragraph, Table

WIDTH = 17.0  # cm between the margins
CELLS = 20  # cells of a bar
CELL, LABEL = 0.3, 4.0  # cm
FILL = "1D5A8A"
HEAD = "F3F2F1"


def to_docx(page: Page) -> bytes:
    """The page as a .docx file. Nothing personal is written into its properties."""
    document = Document()
    document.core_properties.author = "Think Cyber"
    document.core_properties.title = page.title
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = dt.datetime.combine(page.on, dt.time())
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    if page.banner:
        section.header.paragraphs[0].add_run(page.banner).bold = True
    section.footer.paragraphs[0].text = page.footer
    document.add_heading(page.title, 0)
    document.add_paragraph(page.subtitle)
    for block in page.blocks:
        _block(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _block(document: Any, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(block.text, block.level - 1)
    elif isinstance(block, Paragraph):
        document.add_paragraph().add_run(block.text).bold = block.bold
    elif isinstance(block, Bullets):
        for item in block.items:
            _bullet(document, item, block.ticks)
    elif isinstance(block, Table):
        _table(document, block)
    elif isinstance(block, Bars):
        _bars(document, block)


def _bullet(document: Any, item: str | Link, ticks: bool) -> None:
    paragraph = document.add_paragraph(style=None if ticks else "List Bullet")
    if ticks:
        paragraph.add_run("\u2610 ")
    if isinstance(item, Link):
        _link(paragraph, item)
    else:
        paragraph.add_run(item)


def _link(paragraph: Any, link: Link) -> None:
    target = paragraph.part.relate_to(link.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), target)
    run = paragraph.add_run(link.text)
    run.font.underline = True
    element.append(run._r)
    paragraph._p.append(element)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.header))
    table.style = "Table Grid"
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, block.header):
        cell.paragraphs[0].add_run(text).bold = True
        _shade(cell, HEAD)
    _repeat(table.rows[0])
    for row in block.rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row):
            cell.text = text
    shares = block.widths or [1 / len(block.header)] * len(block.header)
    _set_widths(table, [WIDTH * share for share in shares])
    for row in table.rows:
        _keep_together(row)
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size = Pt(9)
    document.add_paragraph()


def _bars(document: Any, block: Bars) -> None:
    document.add_paragraph().add_run(block.title).bold = True
    table = document.add_table(rows=0, cols=CELLS + 2)
    table.autofit = False
    for row in block.rows:
        added = table.add_row()
        _keep_together(added)
        cells = added.cells
        cells[0].text, cells[-1].text = row.label, row.text
        filled = 0 if row.value is None else max(1, round(row.value * CELLS))
        for number, cell in enumerate(cells[1:-1]):
            _shade(cell, FILL if number < filled else HEAD)
        for cell in (cells[0], cells[-1]):
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)
        for cell in cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    _set_widths(table, [LABEL, *[CELL] * CELLS, WIDTH - LABEL - CELL * CELLS])
    document.add_paragraph()


def _set_widths(table: Any, widths: list[float]) -> None:
    """Set them for columns and cells: some programs read the one, some the other."""
    for column, width in zip(table.columns, widths):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_together(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
