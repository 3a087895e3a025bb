"""DOCX to Markdown by way of HTML, headings, lists and tables kept."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

import mammoth
from markdownify import markdownify

from index.keeping.importing.document import Document, Unreadable, find_licence

MOST_BYTES = 200_000_000
STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
DUBLIN_CORE = {"dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/"}


def read_word(content: bytes) -> Document:
    """The text of a DOCX, pictures left out.

    Raises:
        Unreadable: it unpacks to more than it should, or holds no text.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
            raise Unreadable("the file unpacks to more than 200 MB", "remove its pictures and save it again")
        title, changed = _properties(packed)
    html = mammoth.convert_to_html(
        io.BytesIO(content), style_map=STYLES, convert_image=mammoth.images.img_element(lambda image: {})
    ).value
    markdown = markdownify(html, heading_style="ATX", bullets="-", strip=["img", "a"]).strip()
    markdown = re.sub(r"\n{3,}", "\n\n", markdown)
    if not markdown:
        raise Unreadable("the document holds no text", "check that it is the right file")
    return Document(title=title, markdown=markdown, published=changed, licence=find_licence(markdown))


def _properties(packed: zipfile.ZipFile) -> tuple[str, str | None]:
    """The title and the day of the last change that the file says of itself."""
    try:
        core = ElementTree.fromstring(packed.read("docProps/core.xml"))  # noqa: S314, expat bounds entities
    except (KeyError, ElementTree.ParseError):
        return "", None
    title = core.findtext("dc:title", "", DUBLIN_CORE).strip()
    changed = core.findtext("dcterms:modified", "", DUBLIN_CORE)[:10]
    return title, changed or None
