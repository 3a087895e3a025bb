"""A file, a folder or a page becomes drafts that stay the publisher's; one bad file does not stop the rest."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from index.content.card import read_card
from index.content.corpus import read_corpus
from index.content.problem import ContentError
from index.content.source import SourceFile
from index.content.yaml_file import read_yaml, validate
from index.keeping.check import check_corpus
from index.keeping.importing import run
from index.keeping.importing.fetching import Fetched
from index.keeping.importing.likeness import Likeness
from index.keeping.importing.run import Importer, Known, Outcome

TEXT = "# Tell us soon\n\nStart a log of what you know as soon as you find out.\n\n## Why\n\nWe can help you sooner.\n"


@pytest.fixture
def importer(small, tmp_path):
    corpus, _ = read_corpus(small.root)
    return Importer(corpus, tmp_path / "drafts", tmp_path / "texts", Likeness(corpus), dt.date(2026, 11, 23))


def one(importer, origin, known: Known | None = None) -> Outcome:
    (outcome,) = importer.run(str(origin), known)
    return outcome


@pytest.fixture
def guide(tmp_path) -> Path:
    path = tmp_path / "guide.md"
    path.write_text(TEXT)
    return path


def test_a_draft_says_where_its_words_come_from_and_keeps_its_headings(importer, guide):
    known = Known(publisher="Some Regulator", licence="OGL-3.0", url="https://some.example/guide")
    (draft,) = one(importer, guide, known).drafts
    front, body = draft.read_text().split("\n---\n", 1)
    for line in (
        "imported: true",
        "publisher: Some Regulator",
        "licence: OGL-3.0",
        "origin: guide.md",
        "quoted_from: tell-us-soon",
        "confidence: low",
        "review_by: 2027-05-23",
    ):
        assert line in front.splitlines()
    assert body == "Start a log of what you know as soon as you find out.\n\n## Why\n\nWe can help you sooner.\n"


def test_a_draft_is_no_card_until_a_person_has_finished_it(importer, guide, small):
    (draft,) = one(importer, guide).drafts
    with pytest.raises(ContentError) as error:
        read_card(draft)
    named = {problem.what.split(":")[0] for problem in error.value.problems}
    assert {"imported", "publisher", "licence", "origin", "questions", "audiences"} <= named


def test_the_document_is_described_for_the_register_of_sources(importer, guide):
    one(importer, guide, Known(publisher="Some Regulator", licence="OGL-3.0", url="https://some.example/guide"))
    path = importer.out / "sources" / "tell-us-soon.yml"
    (document,) = validate(SourceFile, read_yaml(path), path).documents
    assert (document.title, document.url, document.licence) == (
        "Tell us soon",
        "https://some.example/guide",
        "OGL-3.0",
    )


def test_what_is_not_known_is_left_for_a_person_and_said(importer, guide):
    outcome = one(importer, guide)
    assert outcome.notes == (
        "no licence was found: look for it before you quote",
        "no publisher was found: fill it in",
    )
    path = importer.out / "sources" / "tell-us-soon.yml"
    with pytest.raises(ContentError, match="url"):
        validate(SourceFile, read_yaml(path), path)


def test_words_of_an_import_that_turn_up_in_a_card_are_found_by_the_check(importer, guide, small):
    one(importer, guide)
    style = (Path(__file__).parents[4] / "corpus" / "house-style.yml").read_text()
    small.write("house-style.yml", style)
    small.card(body="Start a log of what you know as soon as you find out.\n", facts=[])
    problems = check_corpus(small.root, texts=importer.texts, today=dt.date(2026, 11, 23))
    assert [problem.what for problem in problems] == [
        "13 words stand in tell-us-soon as well: 'start a log of what you know as soon as you find out'"
    ]


def test_nothing_is_written_to_the_corpus(importer, guide, small):
    before = {path: path.read_bytes() for path in small.root.rglob("*") if path.is_file()}
    one(importer, guide)
    assert before == {path: path.read_bytes() for path in small.root.rglob("*") if path.is_file()}


def test_one_bad_file_does_not_stop_a_folder(importer, tmp_path, locked_pdf, pdf):
    folder = tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a-locked.pdf").write_bytes(locked_pdf)
    (folder / "b-broken.pdf").write_bytes(pdf[:80])
    (folder / "c-empty.txt").write_bytes(b"")
    (folder / "d-picture.png").write_bytes(b"\x89PNG")
    (folder / "deeper" / "e-good.md").write_text(TEXT)
    (folder / ".hidden.md").write_text("hidden")
    outcomes = list(importer.run(str(folder)))
    assert [(Path(outcome.name).name, bool(outcome.drafts)) for outcome in outcomes] == [
        ("a-locked.pdf", False),
        ("b-broken.pdf", False),
        ("c-empty.txt", False),
        ("d-picture.png", False),
        ("e-good.md", True),
    ]
    assert all(outcome.mend for outcome in outcomes[:4])


def test_two_hundred_pages_get_a_line_of_their_own(importer, tmp_path, pdf_of):
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf_of([[(10, False, "Words enough to be taken for a page of text.")]] * 200))
    assert "200 pages: long, so keep only the drafts that answer a question" in one(importer, path).notes


def test_an_empty_folder_and_a_file_that_is_not_there(importer, tmp_path):
    (tmp_path / "none").mkdir()
    assert one(importer, tmp_path / "none").problem == "the folder is empty"
    assert one(importer, tmp_path / "gone.pdf").problem == "the file cannot be opened (No such file or directory)"


def test_the_same_text_twice_is_imported_once(importer, guide, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT.replace("\n", "\r\n"))
    one(importer, guide)
    assert one(importer, copy).problem == "it has the same text as guide.md"


def test_an_address_that_is_listed_keeps_its_source(importer, guide):
    outcome = one(importer, guide, Known(url="http://www.regulator.example/ico-page/"))
    assert "its address is listed already, as ico-page" in outcome.notes
    assert "quoted_from: ico-page" in outcome.drafts[0].read_text()
    assert not (importer.out / "sources").exists()


def test_a_draft_that_a_person_has_worked_on_is_left_alone(importer, guide, small):
    (draft,) = one(importer, guide).drafts
    draft.write_text("worked on")
    again = Importer(importer.corpus, importer.out, importer.texts, importer.likeness, importer.today)
    assert "1 was there already with other words, and left alone" in one(again, guide).notes
    assert draft.read_text() == "worked on"


def test_a_draft_takes_no_id_that_a_card_has(importer, tmp_path):
    path = tmp_path / "x.md"
    path.write_text("# Tell the ICO\n\nNow.\n")
    assert one(importer, path).drafts[0].stem == "tell-the-ico-2"


def test_a_draft_that_is_much_like_a_card_says_so_by_its_words(importer, tmp_path):
    path = tmp_path / "x.md"
    path.write_text("# Why tell the ICO\n\nBecause.\n")
    outcome = one(importer, path)
    assert "1 of the drafts is much like cards of ours: see `like` in each" in outcome.notes
    assert "  - tell-the-ico" in outcome.drafts[0].read_text()


def test_a_draft_that_is_much_like_a_card_says_so_by_its_meaning(small):
    corpus, _ = read_corpus(small.root)

    def embed(texts: list[str]) -> np.ndarray:
        vectors = np.array([[text.count("log"), text.count("bin"), 0.1] for text in texts], dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    likeness = Likeness(corpus, embed)
    assert likeness.cards("Other words", "Keep a log of all.") == ["tell-the-ico"]
    assert likeness.cards("Other words", "Put the bin out.") == []


def test_a_page_is_read_from_its_address(importer, monkeypatch):
    main = f"<main><p>{'Words to read. ' * 30}</p></main>"
    page = f"<!doctype html><html><head><title>Guide</title></head><body>{main}</body></html>"
    monkeypatch.setattr(run, "fetch", lambda url: Fetched("https://some.example/final", page.encode()))
    outcome = one(importer, "https://some.example/start")
    assert "url: https://some.example/final" in (importer.out / "sources" / "guide.yml").read_text()
    assert outcome.drafts


def test_a_page_on_this_machine_is_not_read(importer):
    outcome = one(importer, "http://127.0.0.1/admin")
    assert outcome.problem == "127.0.0.1 is a private address, or leads to one"
