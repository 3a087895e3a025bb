"""A page as one HTML file that needs nothing else and prints on A4."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.skills.guided.pages.blocks import Page


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return environment.get_template("page.html.j2")


def to_html(page: Page) -> bytes:
    """The page as UTF-8."""
    return _template().render(page=page).encode("utf-8")
