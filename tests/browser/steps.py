"""What the browser tests share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from index.paths import Paths

OpenPage = Callable[..., Page]
AXE = Paths().build / "npm" / "node_modules" / "axe-core" / "axe.min.js"
STAYING = """position => document.querySelectorAll(".tc-header, .tc-composer")
    .forEach((bar) => { bar.style.position = position; })"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def say(page: Page, text: str) -> None:
    """Type a message, send it and wait for its answer."""
    before = page.locator(".tc-entry--bot").count()
    page.fill("#message", text)
    page.keyboard.press("Enter")
    page.locator(".tc-entry--bot").nth(before).wait_for()


def faults(page: Page) -> list[str]:
    """axe's violations, each with the elements concerned."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there; run python -m bot.channels.web.build_assets")
    page.evaluate(AXE.read_text())
    # A button that is scrolled half under a bar that stays in place is not a small target.
    page.evaluate(STAYING, "static")
    result: dict[str, Any] = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}, preload: false})", RULES
    )
    page.evaluate(STAYING, "")
    assert len(result["passes"]) > 5
    return [f"{fault['id']}: {node['html'][:120]}" for fault in result["violations"] for node in fault["nodes"]]
