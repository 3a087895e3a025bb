"""Pages to keep: one set of blocks, written as HTML that prints, DOCX and Markdown."""

from bot.skills.guided.pages.blocks import Bars, Block, Bullets, Heading, Link, Page, Paragraph, Row, Table
from bot.skills.guided.pages.docx import to_docx
from bot.skills.guided.pages.html import to_html
from bot.skills.guided.pages.markdown import to_markdown
from bot.skills.guided.pages.sheets import to_csv, to_xlsx

__all__ = [
    "Bars",
    "Block",
    "Bullets",
    "Heading",
    "Link",
    "Page",
    "Paragraph",
    "Row",
    "Table",
    "to_csv",
    "to_docx",
    "to_html",
    "to_markdown",
    "to_xlsx",
]
