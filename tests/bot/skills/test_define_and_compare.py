"""Definitions from the glossary, and two things compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.skills.turn import Entity
from index.content.glossary import Entry
from tests.bot.skills.shelf import Shelf, Talk, card, quoted, said, source

SIRO = Entry(
    id="siro", term="senior information risk owner", abbreviation="SIRO", kind="role", card="job-of-siro",
    definition="Owns information risk.", sources=["gov-siro"],
)  # fmt: skip
DPO = Entry(
    id="dpo", term="data protection officer", abbreviation="DPO", kind="role", card="job-of-dpo", definition="Advises."
)
NCSC = Entry(
    id="ncsc", term="National Cyber Security Centre", abbreviation="NCSC", kind="publisher", superseded=["CERT-UK"],
    definition="The technical authority.", card="report-ncsc",
)  # fmt: skip
CAF = Entry(id="caf", term="Cyber Assessment Framework", abbreviation="CAF", kind="scheme", definition="A framework.")
CE = Entry(id="ce", term="Cyber Essentials", kind="scheme", definition="A certificate.", card="ce")
SOURCE = source("gov-siro", "Cabinet Office")
CARDS = [
    card("job-of-siro", "The job of the SIRO", ["What does a SIRO do?"], "Owns risk.", sources=[SOURCE]),
    card("job-of-dpo", "The job of the DPO", ["What does a DPO do?"], "Advises."),
    card("report-ncsc", "How to report to the NCSC", ["How do we report to the NCSC?"], "Online."),
    card("cert-uk-replaced", "CERT-UK has been replaced", ["What is CERT-UK?"], "By the NCSC."),
    card("caf-or-ce", "The CAF or Cyber Essentials", ["Is the CAF or Cyber Essentials for us?"], "Both."),
    card("ce", "What Cyber Essentials is", ["What is Cyber Essentials?"], "A certificate."),
]  # fmt: skip


GIS = Entry(
    id="gis", term="geographic information system", abbreviation="GIS", kind="system", definition="Maps and layers.",
    sources=["gov-siro"],
)  # fmt: skip


SLOW = Entry(id="dos", term="site slow", kind="incident", definition="Too much traffic.", also=["site is slow"])


@pytest.fixture
def talk() -> Talk:
    return Talk(Shelf(CARDS, [SIRO, DPO, NCSC, CAF, CE, GIS, SLOW]))


@pytest.mark.parametrize("again", ["show me the source", "shorter", "say that again"])
def test_a_definition_without_a_card_is_given_again_with_its_source(talk: Talk, again: str) -> None:
    assert quoted(talk("what is a GIS?")) == []
    outcome = talk(again)
    assert outcome.reply.status == "defined"
    assert "[Page gov-siro](https://gov-siro.example/), Cabinet Office" in said(outcome)


@pytest.mark.parametrize(
    ("text", "explains"),
    [("gis", True), ("caf or cyber essentials", True), ("the gis is down", False), ("our site is slow", False)],
)
def test_what_only_asks_for_a_meaning_is_told_from_what_tells_of_something(
    talk: Talk, text: str, explains: bool
) -> None:
    assert talk.ask.explains(talk.turn(text)) is explains


def test_the_name_of_an_incident_alone_may_tell_of_one(talk: Talk) -> None:
    heard = (Entity("incident", "gis", "gis"),)
    assert not talk.ask.explains(replace(talk.turn("gis"), entities=heard))


def test_there_is_no_more_of_a_definition_without_a_card(talk: Talk) -> None:
    talk("what is a GIS?")
    assert talk("more").reply.status == "nothing_more"


@pytest.mark.parametrize(
    "text",
    [
        "what is a SIRO?",
        "What does SIRO mean",
        "define SIRO",
        "SIRO meaning",
        "who is the senior information risk ownr",
        "wot is a SIRO",
        "explain SIRO to me please",
        "SIRO?",
        "siro stands for?",
        "what's a SIRO please, new in post",
    ],
)
def test_a_term_is_defined_with_its_source_and_its_card(talk: Talk, text: str) -> None:
    outcome = talk(text)
    assert outcome.reply.status == "defined"
    assert "**senior information risk owner (SIRO)**: Owns information risk." in said(outcome)
    assert "[Page gov-siro](https://gov-siro.example/), Cabinet Office" in said(outcome)
    assert quoted(outcome) == ["job-of-siro#answer"]


def test_a_term_is_defined_though_the_message_sounds_like_a_search(talk: Talk) -> None:
    assert talk("what's a SIRO please, new in post", "find").reply.status == "defined"


def test_an_old_name_is_defined_with_what_replaced_it(talk: Talk) -> None:
    outcome = talk("what is CERT-UK?")
    assert outcome.reply.status == "defined"
    assert said(outcome).startswith("CERT-UK is now National Cyber Security Centre.")
    assert quoted(outcome) == ["cert-uk-replaced#answer"]


@pytest.mark.parametrize(
    "text",
    [
        "what is the deadline",
        "what is the job of the SIRO",
        "what does a SIRO do?",
        "what is a DPA",
        "what's a SIRO, and who appoints one",
    ],
)
def test_what_is_no_name_of_one_entry_is_not_defined(talk: Talk, text: str) -> None:
    assert talk(text).reply.status != "defined"


@pytest.mark.parametrize(
    "text",
    [
        "CAF or Cyber Essentials?",
        "what is the difference between the CAF and Cyber Essentials",
        "CAF vs Cyber Essentials",
    ],
)
def test_a_card_that_names_both_compares_them(talk: Talk, text: str) -> None:
    outcome = talk(text)
    assert outcome.reply.status == "compared"
    assert quoted(outcome) == ["caf-or-ce#answer"]


def test_two_things_that_no_card_compares_are_put_side_by_side(talk: Talk) -> None:
    outcome = talk("difference between a SIRO and a DPO")
    assert outcome.reply.status == "compared"
    assert quoted(outcome) == ["job-of-siro#answer", "job-of-dpo#answer"]
    assert [part.kind for part in outcome.reply.parts] == ["text", "quote", "text", "quote", "feedback"]


@pytest.mark.parametrize(
    "text", ["should we power off or disconnect?", "report to the NCSC or not?", "is it phone or e-mail"]
)
def test_an_or_between_other_things_is_a_plain_question(talk: Talk, text: str) -> None:
    assert talk(text).reply.status != "compared"


def test_after_a_definition_a_follow_up_is_understood(talk: Talk) -> None:
    talk("what is a SIRO?")
    assert quoted(talk("what about the DPO"))[0] == "job-of-dpo#answer"


@pytest.mark.parametrize("asked", ["and NCSC", "and the CAF?", "and what is the CAF", "or Cyber Essentials"])
def test_after_a_definition_another_word_is_explained_too(talk: Talk, asked: str) -> None:
    talk("what does SIRO stand for?")
    assert talk(asked).reply.status == "defined"


def test_after_an_answer_that_was_no_definition_a_word_in_short_goes_on_about_the_answer(talk: Talk) -> None:
    talk("how do we report to the NCSC?")
    assert talk("and the DPO?").reply.status != "defined"


RANSOMWARE = Entry(
    id="ransomware", term="ransomware", kind="concept", definition="Locks files.", card="prevent-ransomware"
)
FLOOD = Entry(id="ddos", term="denial of service", also=["ddos"], kind="concept", definition="Floods a site.")
PLAN = card(
    "plan", "What a plan contains", ["Does the plan need a page each for ransomware and ddos?"], "A lead and a log."
)
PREVENT = card("prevent-ransomware", "How to prevent ransomware", ["How do we prevent ransomware?"], "Keep backups.")


def test_a_card_that_only_names_both_compares_nothing() -> None:
    talk = Talk(Shelf([PLAN, PREVENT], [RANSOMWARE, FLOOD]))
    outcome = talk("compare ransomware and ddos")
    assert outcome.reply.status == "compared" and "plan#answer" not in quoted(outcome)
    assert "**ransomware**" in said(outcome) and "**denial of service**" in said(outcome)


def test_three_things_are_put_side_by_side(talk: Talk) -> None:
    outcome = talk("SIRO vs DPO vs NCSC for a small council")
    assert outcome.reply.status == "compared"
    assert quoted(outcome) == ["job-of-siro#answer", "job-of-dpo#answer", "report-ncsc#answer"]


def test_what_no_card_compares_is_not_answered_plainly() -> None:
    spf = card(
        "unused", "Domains that send no mail", ["What is SPF hard fail for?"], "Publish a hard fail record: SPF."
    )
    talk = Talk(Shelf([spf, PREVENT]))
    outcome = talk("SPF hard fail vs soft fail")
    assert outcome.reply.status == "closest" and "no comparison" in said(outcome)
    assert quoted(outcome)[0] == "unused#answer"


def test_a_card_that_speaks_of_both_answers_a_comparison() -> None:
    spf = card("spf", "SPF: hard fail or soft fail", ["SPF hard fail vs soft fail?"], "Soft fail first, then hard.")
    assert Talk(Shelf([spf, PREVENT]))("SPF hard fail vs soft fail").reply.status == "answered"


@pytest.mark.parametrize(
    "text",
    [
        "England. That's two times the same thing! Can you just tell me in plain english what a CAF is",
        "I am new here. what is the CAF?",
        "They talked of nothing else. explain the CAF to me please",
    ],
)
def test_the_last_sentence_may_ask_for_a_meaning(talk: Talk, text: str) -> None:
    assert talk(text).reply.status == "defined"


def test_a_sentence_that_only_names_a_term_asks_for_nothing(talk: Talk) -> None:
    assert talk("How long does it take us to do? CAF.").reply.status != "defined"
