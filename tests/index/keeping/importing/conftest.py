"""Small documents of each kind, made on the spot, so that no binary file lies in the repository."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from pypdf import PdfReader, PdfWriter

Row = tuple[int, bool, str]  # size of type, bold, words
HEAD = (10, False, "The guide | {page}")


def make_pdf(pages: list[list[Row]], title: str = "", running: Row | None = None) -> bytes:
    """A PDF of these rows, from the top of each page down; `running` stands in the upper margin of each."""
    objects = [
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) >>",
    ]
    kids = []
    for number, rows in enumerate(pages, 1):
        y, stream = 820, ""
        for size, bold, text in ([(running[0], running[1], running[2].format(page=number))] if running else []) + rows:
            y = y - 2 * size if not stream else y - int(size * 1.3)
            font = "B" if bold else "R"
            stream += f"BT /{font} {size} Tf 1 0 0 1 60 {y} Tm ({text}) Tj ET\n"
            if stream.count("\n") == 1 and running:
                y = 740
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent PARENT /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /R 1 0 R /B 2 0 R >> >> >>"
        )
    parent = len(objects) + 1
    objects.append(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    objects.append(f"<< /Type /Catalog /Pages {parent} 0 R >>")
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body.replace('PARENT', f'{parent} 0 R')}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = (
        f"trailer\n<< /Size {len(objects) + 1} /Root {len(objects)} 0 R /Info 3 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


@pytest.fixture
def pdf_of() -> Callable[..., bytes]:
    """Makes a PDF of pages of rows."""
    return make_pdf


@pytest.fixture
def pdf() -> bytes:
    """Two pages with a running head, two headings and a list."""
    first = [
        (20, True, "Keep backups apart"),
        (10, False, "A backup that an attacker can reach is no backup, so keep one copy"),
        (10, False, "where nobody can reach it over the network."),
        (14, True, "What to do"),
        (10, False, "\\225 Unplug it."),
        (10, False, "\\225 Test it each month by restoring a file that"),
        (10, False, "somebody needs."),
    ]
    second = [(14, True, "Why"), (10, False, "Attackers look for backups first. Ask us for more <now>.")]
    return make_pdf([first, second, second], title="Keep backups apart", running=HEAD)


@pytest.fixture
def locked_pdf(pdf: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt("secret")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.fixture
def word() -> bytes:
    """Headings, a list and a table."""
    document = docx.Document()
    document.core_properties.title = "Leaving the council"
    document.add_heading("Leaving the council", 0)
    document.add_paragraph("Hand back what is ours. All text is under the Open Government Licence v3.0.")
    document.add_heading("On the last day", 1)
    document.add_paragraph("Close the account.", style="List Bullet")
    document.add_paragraph("Take back the badge.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Who", "What", "IT", "Account"), strict=True):
        cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
