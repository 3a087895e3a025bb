"""Entries and pages as HTML, from the reply model and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.channels.web import links, markdown
from bot.channels.web.transcript import Entry
from bot.replies import DocumentFile, Part, Quote

TEMPLATES = Path(__file__).parent / "templates"
_LONDON = ZoneInfo("Europe/London")
# Licences that let a reader use a source; what may not be used, or nobody knows, is not worth a word here.
LICENCES = {
    "OGL-3.0": "Open Government Licence v3.0",
    "OPL-3.0": "Open Parliament Licence v3.0",
    "CC-BY-4.0": "CC BY 4.0",
    "CC-BY-NC-4.0": "CC BY-NC 4.0",
}
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
            licence=LICENCES.get,
        )

    def entry(self, entry: Entry) -> str:
        """One message as an HTML fragment, a list item."""
        groups = _groups(entry.reply.parts) if entry.reply else []
        return self._environment.get_template("entry.html").render(entry=entry, groups=groups)

    def page(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(**values)


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts that are shown as one box: sections of the same card that follow each other share title and sources."""
    groups: list[list[Part]] = []
    for part in parts:
        first = groups[-1][0] if groups else None
        if isinstance(part, Quote) and isinstance(first, Quote) and _origin(part) == _origin(first):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _origin(quote: Quote) -> Quote:
    own = {"passage": "", "heading": None, "markdown": "", "label": None, "score": None}
    return quote.copy(update=own)


def _markdown(text: str, heading: str = "h5") -> Markup:
    return Markup(markdown.to_html(text, heading))  # noqa: S704 - sanitised there


def _day(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"


def _moment(at: dt.datetime) -> str:
    local = at.astimezone(_LONDON)
    return f"{local:%A} {_day(local)} at {_clock(at)}"


def _clock(at: dt.datetime) -> str:
    return f"{at.astimezone(_LONDON):%H:%M}"


def _format_name(file: DocumentFile) -> str:
    return _FORMATS[file.format]
