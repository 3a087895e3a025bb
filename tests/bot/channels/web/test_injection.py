"""Whatever words say, they stay words: no payload becomes an element, a handler or a link that runs."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser
from typing import Optional

import pytest

from bot import replies as r
from bot.channels.web import markdown, save
from bot.channels.web.links import contact_link, safe_link
from bot.channels.web.render import Renderer
from bot.channels.web.settings import Settings, load_page
from bot.channels.web.transcript import Entry
from index.keeping.importing.reading import read_document
from tests.bot.channels.web.fake import sample_parts
from tests.bot.channels.web.payloads import PAYLOADS

AT = dt.datetime(2026, 11, 23, tzinfo=dt.timezone.utc)
FORBIDDEN = {
    "script", "style", "iframe", "object", "embed", "link", "meta", "base", "img", "video", "audio", "math", "marquee",
    "select", "textarea", "body", "noscript", "source", "details",
}  # fmt: skip


class Harm(HTMLParser):
    """Collects what could run, load or lead astray."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Optional[str]]]) -> None:
        if tag in FORBIDDEN:
            self.found.append(tag)
        for name, value in attrs:
            value = value or ""
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "src", "data", "xlink:href"):
                self.found.append(f"{tag} {name}")
            if name == "href" and not value.startswith(("https://", "mailto:", "tel:", "/base/")):
                self.found.append(f"{tag} {value}")
            if name == "action" and not value.startswith("/base/"):
                self.found.append(f"{tag} {value}")


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    settings = Settings()
    page = load_page(settings.page)
    return Renderer("/base", home="/", asset=lambda name: name, wording=page, settings=settings, nonce=lambda: "n")


def poisoned(payload: str) -> list[r.Part]:
    """Every kind of part with the payload in every field that takes words."""

    def poison(value: object, name: str = "") -> object:
        if isinstance(value, dict):
            return {key: poison(inner, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [poison(inner, name) for inner in value]
        fixed = ("kind", "level", "status", "tone", "format", "path", "media")
        return payload if isinstance(value, str) and name not in fixed else value

    parts = []
    for part in sample_parts().values():
        data = poison(part.dict())
        assert isinstance(data, dict)
        parts.append(type(part).parse_obj(data))
    return parts


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_of_a_reply_runs(renderer: Renderer, payload: str) -> None:
    reply = r.Reply(status="answered", parts=poisoned(payload))
    entry = Entry("m.1", "bot", AT, reply=reply)
    assert Harm(renderer.entry(entry)).found == []
    saved = save.conversation("html", [entry], "Think Cyber", renderer, AT)
    assert Harm(saved.partition("<ol")[2]).found == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_message_of_a_user_runs_and_its_words_are_kept(renderer: Renderer, payload: str) -> None:
    html = renderer.entry(Entry("m", "user", AT, text=payload))
    assert Harm(html).found == []
    words: list[str] = []
    parser = HTMLParser()
    parser.handle_data = words.append  # type: ignore[method-assign]
    parser.feed(html)
    parser.close()
    assert payload in "".join(words)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_markdown_runs(payload: str) -> None:
    assert Harm(markdown.to_html(payload)).found == []


@pytest.mark.parametrize("name", ["guide.html", "guide.md", "guide.txt"])
def test_no_imported_document_runs(renderer: Renderer, name: str) -> None:
    """What the importer makes of a document is a draft card, whose text is shown as any card's."""
    around = "What to do when the backup fails and nobody knows whom to ring about it in the night."
    body = "\n\n".join(f"{around} {payload} {around}" for payload in PAYLOADS if payload.strip())
    if name.endswith("html"):
        body = f"<!doctype html><html><head><title>Guide</title></head><body><main><h1>Guide</h1>{body}</main></body></html>"
    document = read_document(body.encode(), name)
    shown = sample_parts()["quote"].copy(update={"title": document.title, "markdown": document.markdown})
    entry = Entry("m.1", "bot", AT, reply=r.Reply(status="answered", parts=[shown]))
    assert "backup" in renderer.entry(entry)
    assert Harm(renderer.entry(entry)).found == []


def test_there_are_fifty() -> None:
    assert len(set(PAYLOADS)) == 50


def test_good_markdown_stays_good() -> None:
    html = markdown.to_html(
        "**Ring** [them](https://example.org/a?b=1&c=2), [mail](mailto:a@example.org).\n\n- one\n\n# Big\n"
    )
    assert '<a href="https://example.org/a?b=1&amp;c=2" class="govuk-link" rel="noopener noreferrer">them</a>' in html
    assert 'href="mailto:a@example.org"' in html
    assert "<strong>Ring</strong>" in html
    assert '<ul class="govuk-list govuk-list--bullet">' in html
    assert "<h5" in html
    assert "<h1" not in html


@pytest.mark.parametrize(
    "address",
    ["http://example.org", "//example.org", "/path", "javascript:alert(1)", "https://", "https://a b", "https://u:p@example.org",
     "ftp://example.org", "tel:", "https://[", "HTTPS//x", ""],
)  # fmt: skip
def test_an_address_that_a_page_must_not_link_to(address: str) -> None:
    assert safe_link(address) is None


@pytest.mark.parametrize(
    ("kind", "value", "link"),
    [
        ("phone", "0303 123 1113", "tel:03031231113"),
        ("phone", "999", "tel:999"),
        ("phone", "+44 (0)20 7000 0000", "tel:+442070000000"),
        ("phone", "ask at the desk", None),
        ("email", "someone@example.org", "mailto:someone@example.org"),
        ("email", "someone@example.org?bcc=evil@example.org", None),
        ("web", "https://example.org/report", "https://example.org/report"),
        ("web", "example.org/report", "https://example.org/report"),
        ("web", "javascript:alert(1)", None),
        ("web", "http://example.org", None),
        ("text", "60163", None),
        ("post", "1 High Street", None),
    ],
)
def test_where_a_contact_leads(kind: str, value: str, link: Optional[str]) -> None:
    assert contact_link(r.ContactChannel(kind=kind, value=value)) == link
