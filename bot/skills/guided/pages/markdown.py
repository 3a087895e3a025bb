"""A page as Markdown."""

from __future__ import annotations

from bot.skills.guided.pages.blocks import Bars, Block, Bullets, Heading, Link, Page, Paragraph, Table


def to_markdown(page: Page) -> bytes:
    """The page as UTF-8."""
    head = [f"# {page.title}", page.subtitle]
    if page.banner:
        head.insert(0, f"**{page.banner}**")
    body = [_block(block) for block in page.blocks]
    return ("\n\n".join([*head, *body, "---", page.footer]).strip() + "\n").encode("utf-8")


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, Paragraph):
        return f"**{block.text}**" if block.bold else block.text
    if isinstance(block, Bullets):
        mark = "- [ ]" if block.ticks else "-"
        return "\n".join(f"{mark} {_item(item)}" for item in block.items)
    if isinstance(block, Table):
        rows = [block.header, ["---"] * len(block.header), *block.rows]
        return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows)
    if isinstance(block, Bars):
        return "\n".join([f"{block.title}:", "", *(f"- {row.label}: {row.text}" for row in block.rows)])
    raise TypeError(type(block))


def _item(item: str | Link) -> str:
    return f"[{item.text}]({item.url})" if isinstance(item, Link) else item


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")
