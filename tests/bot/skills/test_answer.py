"""Whose card is quoted where two answer the same question."""

from __future__ import annotations

from typing import Optional

import pytest

from bot.skills.answer import Answer
from bot.skills.introductions import Introductions
from bot.skills.turn import Entity, Incident, Outcome, Profile, Turn
from index.retriever import Hit
from index.settings import load_settings
from tests.bot.skills.shelf import NOW, Shelf, card, offered, quoted

QUESTION = "who tests the backups"
SHELF = Shelf(
    [
        card("for-engineers", "Backups", [QUESTION], "Test them monthly.", audiences=["it-staff"]),
        card("for-members", "Backups", [QUESTION], "Ask when they were tested.", audiences=["councillor"]),
    ]
)


@pytest.mark.parametrize(
    ("profile", "named", "first"),
    [
        ("councillor", [], "for-members"),
        ("it-staff", [], "for-engineers"),
        (None, ["councillor"], "for-members"),
        ("it-staff", ["councillor"], "for-engineers"),
    ],
    ids=["a councillor", "an engineer", "a role that the message names", "the user's own role before a named one"],
)
def test_the_card_for_who_asks_is_quoted(profile: str | None, named: list[str], first: str) -> None:
    entities = tuple(Entity("role", role, role) for role in named)
    turn = Turn(QUESTION, "ask", NOW, profile=Profile(role=profile), entities=entities)
    assert quoted(Answer(SHELF, load_settings())(turn))[0] == f"{first}#answer"  # type: ignore[arg-type]


def test_the_rest_of_a_card_is_one_tap_away() -> None:
    more = {"The questions": "1. Who tests the backups?"}
    shelf = Shelf([card("questions", "Questions", [QUESTION], "There are ten.", more=more)])
    outcome = Answer(shelf, load_settings())(Turn(QUESTION, "ask", NOW))  # type: ignore[arg-type]
    assert offered(outcome)[0] == "Tell me more"


def test_where_all_is_shown_no_more_is_offered() -> None:
    shelf = Shelf([card("short", "Short", [QUESTION], "That is all.")])
    outcome = Answer(shelf, load_settings())(Turn(QUESTION, "ask", NOW))  # type: ignore[arg-type]
    assert "Tell me more" not in offered(outcome)


def test_a_section_comes_after_the_answer_of_its_card() -> None:
    passages = card(
        "law", "The law", [QUESTION], "There is no ban.", more={"Why you read otherwise": "News ran ahead."}
    )
    shelf = Shelf([passages])
    found = shelf.search
    shelf.search = lambda *args, **more: [Hit(passages[1], hit.score, hit.confidence) for hit in found(*args, **more)]  # type: ignore[method-assign]
    outcome = Answer(shelf, load_settings())(Turn(QUESTION, "ask", NOW))  # type: ignore[arg-type]
    assert quoted(outcome) == ["law#answer", "law#why-you-read-otherwise"]
    assert {"law#answer", "law#why-you-read-otherwise"} <= set((outcome.state or {})["seen"])


def asked_of(incident: Optional[Incident]) -> list[str]:
    shelf = Shelf(
        [
            card("first-minutes-flood", "A flood", ["should we switch the servers off"], "No."),
            card("first-minutes-ransomware", "Ransomware", ["should we switch off the servers now"], "No."),
        ]
    )
    turn = Turn("should we switch the servers off", "ask", NOW, incident=incident)
    return quoted(Answer(shelf, load_settings())(turn))[:1]  # type: ignore[arg-type]


def test_in_peace_a_question_is_asked_by_its_words_alone() -> None:
    assert asked_of(None) == ["first-minutes-flood#answer"]


def test_in_an_incident_the_first_minutes_of_its_own_kind_come_before_those_of_another() -> None:
    locked = Incident(("ransomware",), "Ransomware", "our files are locked and there is a ransomware note")
    assert asked_of(locked) == ["first-minutes-ransomware#answer"]


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("I'm a fire officer in Belfast, who tests the backups", "northern-ireland"),
        ("we are in Kent. who tests the backups", "england"),
        ("the council in Kent, who tests the backups", None),
        ("I'm new, who tests the backups", None),
    ],
)
def test_who_names_their_own_place_is_answered_for_it_and_remembered(text: str, nation: str | None) -> None:
    places = {"belfast": "northern-ireland", "kent": "england"}
    answer = Answer(
        SHELF,
        load_settings(),
        Introductions(SHELF.vocabulary, lambda said: [places[one] for one in places if one in said.lower()]),
    )  # type: ignore[arg-type]
    outcome = answer(Turn(text, "ask", NOW, profile=Profile(role="siro")))
    assert (outcome.state or {})["nation"] == nation
    assert outcome.profile == (Profile(nation=nation, role="siro") if nation else None)


def test_a_nation_that_is_named_comes_before_the_place() -> None:
    entities = (Entity("nation", "wales", "Wales"),)
    answer = Answer(SHELF, load_settings(), Introductions(SHELF.vocabulary, lambda said: ["england"]))  # type: ignore[arg-type]
    outcome = answer(Turn("I'm in Kent, who tests the backups in Wales", "ask", NOW, entities=entities))
    assert (outcome.state or {})["nation"] == "wales" and outcome.profile is None


def test_in_an_incident_of_its_first_minutes_a_section_is_shown_and_not_what_was_said_first() -> None:
    more = {"Do now": "Cut the servers off.", "Do not": "Do not pay, and do not answer the gang."}
    shelf = Shelf(
        [card("first-minutes-ransomware", "Ransomware", ["should we pay the gang"], "Cut it off.", more=more)]
    )
    incident = Incident(("ransomware",), "Ransomware", "our files are locked")
    turn = Turn("should we pay the gang", "ask", NOW, incident=incident)
    assert quoted(Answer(shelf, load_settings())(turn)) == ["first-minutes-ransomware#do-not"]  # type: ignore[arg-type]


def test_beside_an_incident_a_likely_passage_has_a_second_with_it() -> None:
    outcome = believed(0.8, 0.3, incident=Incident(("ransomware",), "Ransomware", "our files are locked"))
    assert (outcome.reply.status, quoted(outcome)) == ("likely", ["card-0#answer", "card-1#answer"])


def believed(*confidences: float, incident: Optional[Incident] = None) -> Outcome:
    """What is said where the cards found have these confidences, in their order."""
    cards = [card(f"card-{place}", f"Card {place}", [QUESTION], "Monthly.") for place in range(len(confidences))]
    found = [Hit(passages[0], 1.0, confidence) for passages, confidence in zip(cards, confidences)]
    shelf = Shelf(cards)
    shelf.search = lambda *args, **more: found  # type: ignore[method-assign]
    return Answer(shelf, load_settings())(Turn(QUESTION, "ask", NOW, incident=incident))  # type: ignore[arg-type]


def test_a_likely_passage_stands_alone_and_the_others_are_titles() -> None:
    likely = load_settings().judgement.likely
    outcome = believed(likely, 0.3, 0.3)
    assert outcome.reply.status == "likely"
    assert quoted(outcome) == ["card-0#answer"]
    assert [option.label for part in outcome.reply.parts if part.kind == "choices" for option in part.options] == [
        "Card 1",
        "Card 2",
    ]


def test_the_rest_of_a_likely_card_is_one_tap_away() -> None:
    passages = card("questions", "Questions", [QUESTION], "There are ten.", more={"The questions": "1. Who?"})
    shelf = Shelf([passages])
    shelf.search = lambda *args, **more: [Hit(passages[0], 1.0, 0.7)]  # type: ignore[method-assign]
    assert "Tell me more" in offered(Answer(shelf, load_settings())(Turn(QUESTION, "ask", NOW)))  # type: ignore[arg-type]


def test_where_a_likely_passage_is_alone_the_bot_names_whom_to_ask() -> None:
    assert "Where do I report a cyber incident?" in offered(believed(0.8))


def test_below_likely_the_nearest_are_shown() -> None:
    outcome = believed(load_settings().judgement.likely - 0.01, 0.3)
    assert outcome.reply.status == "closest"
    assert quoted(outcome) == ["card-0#answer", "card-1#answer"]
