"""An HTML page to Markdown: the main text alone, without menus, cookie notices and footers."""

from __future__ import annotations

from urllib.parse import urlsplit

import trafilatura

from index.keeping.importing.document import Document, Unreadable, find_licence

FEWEST_WORDS = 20


def read_web(content: bytes, url: str | None = None) -> Document:
    """The main text of a page as it was served.

    Raises:
        Unreadable: no main text is found.
    """
    text = trafilatura.extract(
        content,
        url=url,
        output_format="markdown",
        include_links=False,
        include_tables=True,
        include_comments=False,
        favor_recall=True,
    )
    if not text or len(text.split()) < FEWEST_WORDS:
        mend = "open it in a browser, save what it shows as a PDF or text, and import that"
        raise Unreadable("no main text was found on the page", mend)
    about = trafilatura.extract_metadata(content, default_url=url)
    return Document(
        title=(about and about.title) or "",
        markdown=text,
        publisher=(about and about.sitename) or (urlsplit(url).hostname if url else None),
        published=about.date if about else None,
        licence=find_licence(content.decode("utf-8", errors="replace")),
        url=url,
    )
