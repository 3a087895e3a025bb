"""Entries and pages as HTML, from the reply model and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.channels.web import links, markdown
from bot.channels.web.transcript import Entry
from bot.replies import DocumentFile

TEMPLATES = Path(__file__).parent / "templates"
_LONDON = ZoneInfo("Europe/London")
_FORMATS = {
    "html": "web page",
    "md": "Markdown",
    "json": "JSON",
    "docx": "Word",
    "csv": "CSV",
    "xlsx": "Excel",
    "txt": "plain text",
    "eml": "e-mail",
}


class Renderer:
    """Renders with the templates of this package; autoescaping is on for all of them."""

    def __init__(self, base: str, **values: Any):
        """`base` is the channel's address as a browser sees it; `values` are at hand in every template."""
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(base=base, **values)
        self._environment.filters.update(
            markdown=_markdown,
            safe_link=links.safe_link,
            contact_link=links.contact_link,
            day=_day,
            moment=_moment,
            clock=_clock,
            format_name=_format_name,
        )

    def entry(self, entry: Entry) -> str:
        """One message as an HTML fragment, a list item."""
        return self._environment.get_template("entry.html").render(entry=entry)

    def page(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(**values)


def _markdown(text: str, heading: str = "h4") -> Markup:
    return Markup(markdown.to_html(text, heading))


def _day(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"


def _moment(at: dt.datetime) -> str:
    local = at.astimezone(_LONDON)
    return f"{local:%A} {_day(local)} at {_clock(at)}"


def _clock(at: dt.datetime) -> str:
    return f"{at.astimezone(_LONDON):%H:%M}"


def _format_name(file: DocumentFile) -> str:
    return _FORMATS[file.format]
