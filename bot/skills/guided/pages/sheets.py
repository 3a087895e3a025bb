"""Tables as CSV and as an Excel workbook. A cell that begins like a formula is kept as text."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Union

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

Cell = Union[str, int, float, None]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(header: list[str], rows: list[list[Cell]]) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it rightly."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(sheets: dict[str, tuple[list[str], list[list[Cell]]]], on: dt.date) -> bytes:
    """One sheet for each table, its header row fixed and filtered."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "Think Cyber"
    book.properties.created = book.properties.modified = dt.datetime.combine(on, dt.time())
    for name, (header, rows) in sheets.items():
        sheet = book.create_sheet(name[:31])
        sheet.append(header)
        for row in rows:
            sheet.append([_safe(cell) for cell in row])
        for cell in next(sheet.iter_rows(max_row=1)):
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="F3F2F1")
        table: list[list[Cell]] = [list(header), *rows]
        for number in range(1, len(header) + 1):
            longest = max((len(str(row[number - 1] or "")) for row in table), default=10)
            sheet.column_dimensions[get_column_letter(number)].width = min(60, max(10, longest + 2))
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "1:1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
