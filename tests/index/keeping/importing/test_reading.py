"""Each kind of file is read with its headings and without what is around the text; a bad one says why."""

from __future__ import annotations

import io
import zipfile

import pytest

from index.keeping.importing.document import Unreadable, find_licence
from index.keeping.importing.pdf import MOST_PAGES
from index.keeping.importing.reading import read_document

PAGE = """\
<!doctype html><html lang="en"><head><title>Stay safe online - Council</title>
<meta property="og:site_name" content="Some Council"></head><body>
<div class="cookie-banner"><p>We use cookies to make this site work.</p></div>
<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Services</a></li></ul></nav>
<main><h1>Stay safe online</h1>
<p>Everybody who works for a council is a target for people who send false messages to steal passwords.</p>
<h2>What to do</h2><ul><li>Pause before you click on a link.</li><li>Tell the service desk at once.</li></ul>
<p>Nobody is blamed for telling us. The sooner we know of a message, the more of our colleagues we can warn.</p>
</main><footer><p>All content is available under the
<a href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/">Open Government Licence v3.0</a>
</p></footer></body></html>
"""


def refused(content: bytes, name: str = "x") -> tuple[str, str]:
    with pytest.raises(Unreadable) as error:
        read_document(content, name)
    assert error.value.mend
    return error.value.what, error.value.mend


def test_a_pdf_with_its_headings_and_lists_and_without_its_running_heads(pdf):
    document = read_document(pdf, "guide.pdf")
    assert document.title == "Keep backups apart"
    assert document.pages == 3
    assert document.markdown.startswith(
        "# Keep backups apart\n\n"
        "A backup that an attacker can reach is no backup, so keep one copy "
        "where nobody can reach it over the network.\n\n"
        "## What to do\n\n"
        "- Unplug it.\n"
        "- Test it each month by restoring a file that somebody needs.\n\n"
        "## Why\n\n"
    )
    assert "The guide |" not in document.markdown


def test_marks_in_a_pdf_are_words_and_not_html(pdf):
    assert "\\<now>" in read_document(pdf, "guide.pdf").markdown


def test_a_word_document_with_its_headings_lists_and_tables(word):
    document = read_document(word, "x.docx")
    assert document.title == "Leaving the council"
    assert document.licence == "OGL-3.0"
    assert "# On the last day\n\n- Close the account.\n- Take back the badge." in document.markdown
    assert "| IT | Account |" in document.markdown


def test_a_page_without_its_menu_notice_and_footer():
    document = read_document(PAGE.encode(), "page.html", "https://council.example/safe")
    assert (document.title, document.publisher, document.licence) == ("Stay safe online", "Some Council", "OGL-3.0")
    assert "## What to do\n\n- Pause before you click on a link." in document.markdown
    for around in ("cookies", "Services", "All content"):
        assert around not in document.markdown


def test_markdown_keeps_its_headings_and_loses_its_own_front_matter():
    document = read_document(b"---\ntitle: x\n---\nGuide\n=====\n\nText.\n\n## Part\n\nMore.\n", "a.md")
    assert document.markdown == "# Guide\n\nText.\n\n## Part\n\nMore."


def test_plain_text_has_headings_in_capitals():
    document = read_document("FIRST STEPS\n\nRing us. \u2019Tis well.\n".encode("cp1252"), "a.txt")
    assert document.markdown == "## First steps\n\nRing us. \u2019Tis well."


def test_the_kind_is_told_by_what_is_in_a_file_and_not_by_its_name(pdf):
    assert read_document(pdf, "page.html").pages == 3


# --- files that cannot be read ------------------------------------------------------------------------


def test_a_pdf_with_a_password(locked_pdf):
    what, mend = refused(locked_pdf)
    assert what == "the PDF needs a password"
    assert "without one" in mend


def test_a_scanned_pdf(pdf_of):
    what, mend = refused(pdf_of([[], [(10, False, "p2")], []]))
    assert what == "the PDF has 3 pages but next to no text, so it is probably scanned"
    assert "text recognition" in mend


def test_a_broken_pdf(pdf):
    assert refused(pdf[:60])[0].startswith("the file is broken (")


def test_a_pdf_of_two_hundred_pages_is_read_and_one_of_too_many_is_not(pdf_of):
    rows = [(10, False, "Words enough to be taken for a page of text.")]
    assert read_document(pdf_of([rows] * 200), "x.pdf").pages == 200
    assert refused(pdf_of([rows] * (MOST_PAGES + 1)))[0] == f"the PDF has {MOST_PAGES + 1} pages, above {MOST_PAGES}"


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_an_empty_file(content):
    assert refused(content)[0] == "the file is empty"


def test_an_old_or_locked_word_file():
    what, mend = refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100)
    assert what == "this is an old Word file, or one with a password"
    assert "save it as .docx" in mend


def test_an_archive_that_is_no_document():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("a.txt", "text")
    assert refused(stream.getvalue())[0] == "this is a ZIP archive, but no Word document"


def test_a_broken_word_document(word):
    assert refused(word[: len(word) // 2])[0].startswith("the file is broken (")


def test_a_picture():
    assert refused(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00")[0] == "this is no text"


def test_a_page_that_only_scripts_can_fill():
    page = b"<!doctype html><html><body><div id=app></div><script>run()</script></body></html>"
    assert refused(page)[0] == "no main text was found on the page"


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("under the Open Government Licence v3.0, except", "OGL-3.0"),
        ("licensed under the Open Government Licence, version 3", "OGL-3.0"),
        ("Open Parliament Licence v3.0", "OPL-3.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0"),
        ("\u00a9 2026. All rights reserved.", "all-rights-reserved"),
        ("\u00a9 Crown copyright 2026", "unknown"),
    ],
)
def test_a_licence_is_known_by_its_words(text, licence):
    assert find_licence(text) == licence
