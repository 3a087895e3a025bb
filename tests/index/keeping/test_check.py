"""`corpus check` says what is wrong, with file, line and mend, and nothing where nothing is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from index.keeping.check import check_corpus
from index.keeping.facts import claims

TODAY = dt.date(2026, 11, 23)
STYLE = """\
reading_age: {highest: 14}
section_words: 30
answer_sentences: 2
copied_words: {warning: 8, error: 12}
says_it_changed: [replaced]
banned:
  - {words: [utilise], mend: use}
  - {words: [hacker], mend: attacker, level: warning}
"""


def found(small, overlay=None, today=TODAY) -> list[tuple[str, int, str, bool]]:
    problems = check_corpus(small.root, overlay and overlay.root, texts=small.root.parent / "texts", today=today)
    assert problems == sorted(problems)
    assert all(problem.mend for problem in problems)
    return [(problem.file.name, problem.line, problem.what, problem.warning) for problem in problems]


@pytest.fixture
def small(small):
    small.write("house-style.yml", STYLE)
    return small


def test_nothing_is_said_of_a_corpus_without_a_fault(small):
    assert found(small) == []


def test_a_folder_that_is_no_corpus_is_a_problem_and_not_a_crash(tmp_path):
    assert check_corpus(tmp_path)[0].what == "there is no vocabulary"


# --- facts -------------------------------------------------------------------------------------------


def test_a_fact_without_a_source(small):
    small.card(body="Tell the regulator within 72 hours.\n\n## More\n\nRing 01632 960 001 or pay £1.5 million.\n")
    assert found(small) == [
        ("tell-the-ico.md", 21, "no source is given for '01632 960 001'", False),
        ("tell-the-ico.md", 21, "no source is given for '£1.5 million'", False),
    ]


def test_a_date_without_a_source_is_a_warning(small):
    small.card(body="Tell the regulator within 72 hours since 25 May 2018.\n")
    assert found(small) == [("tell-the-ico.md", 17, "no source is given for '25 May 2018'", True)]


@pytest.mark.parametrize("fact", ["172 hours", "72 hours and 30 minutes", "£2 hours"])
def test_a_fact_covers_a_claim_only_as_a_whole(small, fact):
    small.card(body="Tell the regulator within 2 hours.\n", facts=[{"text": fact, "source": "ico-page"}])
    assert [problem[2] for problem in found(small)] == ["no source is given for '2 hours'"]


@pytest.mark.parametrize(
    ("claim", "fact"),
    [("14 days", "within 14 days of release"), ("14-day", "14 days"), ("£1.5m", "£1.5 million"), ("5%", "5 per cent")],
)
def test_a_fact_covers_a_claim_in_another_spelling(small, claim, fact):
    small.card(body=f"It is {claim}.\n", facts=[{"text": fact, "source": "ico-page"}])
    assert found(small) == []


def test_claims_are_found_by_kind():
    text = (
        "Ring 0300 123 2040, write to a.b@c.gov.uk by 8 April 2025; 430,000 people, 72% and £10.4m in 72 hours; or 999."
    )
    assert claims(text) == [
        ("phone", "0300 123 2040"),
        ("address", "a.b@c.gov.uk"),
        ("date", "8 April 2025"),
        ("count", "430,000"),
        ("share", "72%"),
        ("money", "£10.4m"),
        ("time", "72 hours"),
        ("short number", "999"),
    ]


# --- evidence ----------------------------------------------------------------------------------------


def test_a_card_whose_fact_rests_on_a_document_that_nobody_read(small):
    small.source("unread", seen_as="not-seen")
    small.card(sources=["ico-page", "unread"], facts=[{"text": "72 hours", "source": "unread"}])
    what = "the fact '72 hours' rests on unread, whose text was never read"
    assert found(small) == [("tell-the-ico.md", 10, what, False)]


def test_a_card_none_of_whose_sources_was_read(small):
    small.source("unread", seen_as="not-seen")
    small.card(body="Start a log.\n", sources=["unread"], facts=[])
    assert found(small) == [("tell-the-ico.md", 9, "no source of the card was ever read", False)]


def test_high_confidence_needs_the_publishers_own_text(small):
    small.source(seen_as="report")
    what = "confidence is high, but no publisher's own text was read"
    assert found(small) == [("tell-the-ico.md", 15, what, True)]


def test_a_contact_whose_source_nobody_read(small):
    small.source("unread", seen_as="not-seen")
    small.contact(sources=["unread"])
    assert found(small) == [("regulator.yml", 2, "no source of the contact regulator was ever read", False)]


def test_a_retired_source_says_what_replaced_it_or_that_nothing_did(small):
    small.source("old", status="retired")
    assert found(small)[0][2] == "the source old is retired, but nothing says what replaced it"
    small.source("old", status="retired", note="Nothing replaced it.")
    assert found(small) == []


def test_a_glossary_entry_names_who_says_that_a_name_was_replaced(small):
    small.entry("report-fraud", superseded=["Action Fraud"])
    what = "the entry report-fraud says that a name was replaced, but not who says so"
    assert found(small) == [("report-fraud.yml", 2, what, True)]


@pytest.mark.parametrize(("licence", "allowed"), [("OGL-3.0", True), ("unknown", False), ("CC-BY-NC-4.0", False)])
def test_only_an_open_licence_allows_a_card_of_quoted_words(small, licence, allowed):
    small.source(licence=licence)
    small.card(quoted_from="ico-page")
    assert (found(small) == []) == allowed


def test_a_council_may_quote_for_itself_what_may_not_be_sold(small, overlay):
    small.source(licence="CC-BY-NC-4.0")
    overlay.card(quoted_from="ico-page")
    assert found(small, overlay) == []


# --- links and questions -----------------------------------------------------------------------------


def test_links_in_the_text(small):
    body = (
        "Tell [them](https://www.regulator.example/ico-page#top) within 72 hours.\n\n"
        "## More\n\nOr [these](https://elsewhere.example).\nSee [it](../other-card.md) and [this](tell-the-ico.md).\n"
    )
    small.card(body=body)
    assert found(small) == [
        ("tell-the-ico.md", 21, "the address https://elsewhere.example is not that of a source or contact", False),
        ("tell-the-ico.md", 22, "the link ../other-card.md leads to no card", False),
    ]


def test_html_has_no_place_in_a_card(small):
    small.card(body="Tell them within 72 hours.\n\n<script>alert()</script>\n")
    assert found(small) == [("tell-the-ico.md", 19, "the text holds HTML (<script>alert()</script>)", False)]


def test_a_link_to_a_card_that_is_retired(small):
    small.card("old-card", status="retired", replaced_by="tell-the-ico")
    small.card("new-card", related=["old-card"])
    assert found(small) == [("new-card.md", 11, "the card 'old-card' is retired", False)]


def test_one_question_on_two_cards(small):
    small.card("second", questions=["what is tell the ico", "A second?", "A third?"])
    small.card(questions=["What is: tell the ICO?", "Why?", "When?"])
    what = "the question 'What is: tell the ICO?' is also asked on second"
    assert found(small) == [("tell-the-ico.md", 4, what, False)]


# --- what stands beside the cards --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["model.yml", "triage.yml", "playbooks/x.yml", "exercises/x.yml", "bites/x.yml"])
def test_the_model_playbooks_exercises_and_bites_are_checked_too(small, name):
    small.write(name, "nonsense: true\n")
    assert (Path(name).name, 1) in [problem[:2] for problem in found(small)]


# --- dates -------------------------------------------------------------------------------------------


def test_a_card_past_its_review_date_is_a_warning_so_that_time_alone_breaks_no_build(small):
    assert found(small, today=dt.date(2027, 5, 1)) == []
    what = "the card was to be reviewed by 2027-05-01"
    assert found(small, today=dt.date(2027, 5, 2)) == [("tell-the-ico.md", 13, what, True)]


def test_a_review_that_is_yet_to_come(small):
    what = "the card says that it was reviewed on 2026-11-01, which is yet to come"
    assert found(small, today=dt.date(2026, 10, 31)) == [("tell-the-ico.md", 12, what, False)]


# --- English -----------------------------------------------------------------------------------------


def test_words_that_the_house_style_bans(small):
    small.card(body="Utilise the form within 72 hours.\n\n## A hacker\n\nUtilised is not on the list.\n")
    assert found(small) == [
        ("tell-the-ico.md", 17, "the house style does not use 'Utilise'", False),
        ("tell-the-ico.md", 19, "the house style does not use 'hacker'", True),
    ]


def test_a_text_that_is_hard_to_read(small):
    body = (
        "Organisational accountability considerations necessitate comprehensive documentation of "
        "proportionate technical countermeasures implemented following authoritative recommendations.\n"
    )
    small.card(body=body, facts=[])
    (problem,) = found(small)
    assert problem[2].startswith("the reading age is ")
    assert problem[3]


def test_a_section_that_is_too_long_and_an_answer_that_goes_on(small):
    small.card(body="Do it. Do it now. Do it well.\n\n## More\n\n" + "We say it again. " * 8 + "\n", facts=[])
    assert found(small) == [
        ("tell-the-ico.md", 17, "the answer has 3 sentences, above 2", True),
        ("tell-the-ico.md", 19, "the section 'More' has 32 words, above 30", True),
    ]


def test_a_broken_house_style_is_a_problem_with_its_line(small):
    small.write("house-style.yml", STYLE.replace("section_words: 30", "section_words: none"))
    assert found(small) == [("house-style.yml", 2, "section_words: value is not a valid integer", False)]


def test_a_corpus_without_a_house_style_is_not_held_to_one(small):
    (small.root / "house-style.yml").unlink()
    small.card(body="Utilise the form within 72 hours.\n")
    assert found(small) == []


SOURCE = "You should start a log of what you know as soon as you find out about the breach and keep it safe."


def source_text(small, text: str = SOURCE) -> None:
    Path(small.root.parent / "texts").mkdir()
    (small.root.parent / "texts" / "ico-page.txt").write_text(text)


def test_a_near_copy_of_a_sources_wording(small):
    source_text(small)
    small.card(body="Do it.\n\nStart a log of what you know, as soon as you find out about it.\n", facts=[])
    what = "14 words stand in ico-page as well: 'start a log of what you know as soon as you find out about'"
    assert found(small) == [("tell-the-ico.md", 19, what, False)]


def test_a_short_run_of_a_sources_words_is_a_warning_and_a_shorter_one_chance(small):
    source_text(small)
    small.card(body="Please start a log of what you know today.\n", facts=[])
    assert found(small) == []
    small.card(body="Please start a log of what you know as is.\n", facts=[])
    assert [problem[3] for problem in found(small)] == [True]


def test_a_card_may_hold_the_words_that_it_says_it_quotes(small):
    source_text(small)
    small.card(body=SOURCE + "\n", facts=[], quoted_from="ico-page")
    assert found(small) == []


def test_the_title_of_a_document_is_nobodys_wording(small):
    source_text(small, "Read the guide to reporting a breach to the regulator in time today.")
    small.source(title="The guide to reporting a breach to the regulator in time")
    small.card(body="See the guide to reporting a breach to the regulator in time.\n", facts=[])
    assert found(small) == []


# --- the overlay --------------------------------------------------------------------------------------


def test_the_overlay_is_held_to_the_same_rules(small, overlay):
    overlay.card("our-own", body="Ring 01632 960 002.\n", facts=[])
    assert found(small, overlay) == [("our-own.md", 17, "no source is given for '01632 960 002'", False)]
