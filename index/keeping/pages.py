"""Pages for people, made from templates: the coverage page and the corpus report."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

TEMPLATES = Path(__file__).with_name("templates")
HEAT = (1, 2, 4, 8)


def render(template: str, **values: object) -> str:
    """A page from `templates/`; what goes into an HTML page is escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["heat"] = heat
    return environment.get_template(template).render(**values)


def heat(count: int) -> int:
    """The step of the colour scale for a count of cards: 0 for none, up to 4."""
    return sum(count >= bound for bound in HEAT)
