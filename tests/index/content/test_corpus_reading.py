"""The corpus is read whole, cross-checked, and overlaid by id."""

from __future__ import annotations

import pytest

from index.content.corpus import load_corpus, read_corpus
from index.content.problem import ContentError, Problem


def the_fault(small, overlay=None) -> tuple[str, int, str, str]:
    _, problems = read_corpus(small.root, overlay.root if overlay else None)
    assert len(problems) == 1, problems
    return problems[0].file.name, problems[0].line, problems[0].what, problems[0].mend


def test_a_corpus_without_a_fault(small):
    corpus = load_corpus(small.root)
    assert (list(corpus.cards), list(corpus.sources), list(corpus.contacts)) == (
        ["tell-the-ico"],
        ["ico-page"],
        ["regulator"],
    )
    assert corpus.cards["tell-the-ico"].front.nations == ["england", "scotland"]


def test_a_folder_that_is_not_a_corpus(tmp_path):
    with pytest.raises(ContentError, match="there is no vocabulary"):
        load_corpus(tmp_path)


def test_an_unknown_source_is_named_with_the_nearest_known(small):
    small.card(sources=["ico-pag", "ico-page"])
    what = "the source 'ico-pag' is not known"
    assert the_fault(small) == ("tell-the-ico.md", 9, what, "did you mean 'ico-page'? Or add the source")


@pytest.mark.parametrize(
    ("field", "value", "line", "what"),
    [
        ("audiences", ["mayors"], 5, "the audience 'mayors' is not known"),
        ("nations", ["france"], 6, "the nation 'france' is not known"),
        ("topics", ["cookery"], 7, "the topic 'cookery' is not known"),
        ("steps", ["zzz"], 8, "the step 'zzz' is not known"),
        ("related", ["gone-card"], 11, "the card 'gone-card' is not known"),
        ("replaced_by", "gone-card", 16, "the card 'gone-card' is not known"),
    ],
)
def test_a_name_that_points_nowhere(small, field, value, line, what):
    (small.root / "cards/reporting/tell-the-ico.md").unlink()
    small.card(**{field: value})
    assert the_fault(small)[1:3] == (line, what)


def test_a_fact_from_a_source_that_the_card_does_not_list(small):
    small.source("second")
    small.card(facts=[{"text": "72 hours", "source": "second"}])
    file, line, what, mend = the_fault(small)
    assert (file, line) == ("tell-the-ico.md", 10)
    assert what == "the fact '72 hours' names the source 'second', which the card does not list"
    assert mend == "list it under sources as well, or correct the name"


def test_two_cards_with_one_id(small):
    small.write("cards/backups/tell-the-ico.md", small.card().read_text())
    file, line, what, mend = the_fault(small)
    assert (file, line, mend) == ("tell-the-ico.md", 2, "rename one of the two")
    assert what.startswith("the id tell-the-ico is also that of ")


def test_two_sources_with_one_id(small):
    small.source("ico-page", file="twin")
    file, line, what, mend = the_fault(small)
    assert (file, line, mend) == ("twin.yml", 3, "rename or remove one of the two")
    assert what.startswith("the source id ico-page is already used at ")


def test_a_contact_without_a_source(small):
    small.contact(sources=[])
    file, line, what, _ = the_fault(small)
    assert (file, line) == ("regulator.yml", 9)
    assert what == "contacts.0.sources: ensure this value has at least 1 items"


def test_a_broken_file_does_not_hide_the_others(small):
    small.write("sources/broken.yml", "publisher: [")
    small.card("second")
    corpus, problems = read_corpus(small.root)
    assert set(corpus.cards) == {"tell-the-ico", "second"}
    assert [problem.file.name for problem in problems] == ["broken.yml"]


def test_only_errors_stop_the_corpus_from_loading(small):
    small.card(related=["gone"])
    with pytest.raises(ContentError) as error:
        load_corpus(small.root)
    assert isinstance(error.value.problems[0], Problem)


def test_an_overlay_replaces_by_id_and_is_marked_as_the_councils(small, overlay):
    overlay.card(title="Tell our data protection officer first")
    overlay.contact("service-desk")
    corpus = load_corpus(small.root, overlay.root)
    assert corpus.cards["tell-the-ico"].local
    assert corpus.cards["tell-the-ico"].front.title == "Tell our data protection officer first"
    assert corpus.overridden["tell-the-ico"].front.title == "Tell the ico"
    assert corpus.local == {"card:tell-the-ico", "contact:service-desk"}


def test_ours_is_untouched_without_the_overlay(small, overlay):
    overlay.card(title="Tell our data protection officer first")
    corpus = load_corpus(small.root)
    assert not corpus.cards["tell-the-ico"].local
    assert not corpus.overridden


def test_an_overlay_is_validated_the_same_way(small, overlay):
    overlay.card("our-own", sources=["nowhere"], facts=[])
    assert the_fault(small, overlay)[:3] == ("our-own.md", 9, "the source 'nowhere' is not known")


LEADS = """\
incident_leads:
  - id: incident-lead
    role: Incident lead
    post: Head of ICT
    decides: What is switched off
    channels: [{kind: phone, value: 01632 960 111}]
    deputy: %s
    sources: [ico-page]
"""


def test_an_overlay_names_who_leads_an_incident(small, overlay):
    overlay.write("incident-leads/leads.yml", LEADS % "incident-lead")
    corpus = load_corpus(small.root, overlay.root)
    assert corpus.incident_leads["incident-lead"].post == "Head of ICT"
    assert corpus.local == {"incident-lead:incident-lead"}


def test_a_deputy_that_nobody_is(small, overlay):
    overlay.write("incident-leads/leads.yml", LEADS % "deputy-lead")
    assert the_fault(small, overlay)[:3] == ("leads.yml", 2, "the incident lead 'deputy-lead' is not known")
