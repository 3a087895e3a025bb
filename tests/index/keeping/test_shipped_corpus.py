"""The guidance that we ship, and the sample of a council's own folder, are held to every rule."""

from __future__ import annotations

from pathlib import Path

from index.content.corpus import load_corpus
from index.keeping.check import check_corpus
from index.keeping.coverage import FILE, read_asked
from index.keeping.report import OTHER, count_evidence

CORPUS = Path(__file__).parents[3] / "corpus"
SAMPLE = CORPUS / "local-sample"


def errors(overlay: Path | None = None) -> list[str]:
    return [str(problem) for problem in check_corpus(CORPUS, overlay) if not problem.warning]


def test_our_guidance_has_no_error():
    assert errors() == []


def test_the_sample_of_a_councils_own_folder_has_no_error():
    assert errors(SAMPLE) == []


def test_the_sample_shows_each_thing_that_a_council_can_add_or_replace():
    corpus = load_corpus(CORPUS, SAMPLE)
    assert corpus.cards["report-personal-data-breach"].local
    assert not corpus.overridden["report-personal-data-breach"].local
    assert corpus.contacts["it-and-incident-lead"].name == "Fenmere IT service desk"
    assert corpus.incident_leads["incident-lead"].deputy == "deputy-incident-lead"
    assert {"card:fenmere-incident-team", "card:fenmere-own-devices", "card:fenmere-paper-grab-bag"} <= corpus.local
    assert {source.licence for source in corpus.sources.values() if f"source:{source.id}" in corpus.local} == {
        "council"
    }


def test_every_contact_deadline_threshold_and_legal_duty_rests_on_a_source_that_was_read():
    stated = count_evidence(load_corpus(CORPUS))
    for group in ("contacts", "deadlines and times", "sums and shares", OTHER):
        assert stated[group][0] == stated[group][1], group


def test_what_may_be_empty_is_said_in_words_of_the_vocabulary():
    vocabulary = load_corpus(CORPUS).vocabulary
    assert read_asked(vocabulary, CORPUS / FILE).pairs
