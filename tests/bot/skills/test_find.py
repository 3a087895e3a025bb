"""Lists of guidance by facet."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.skills.find_words import find_words
from bot.skills.period import Period, day_of, period
from bot.skills.turn import Profile
from tests.bot.skills.shelf import Shelf, Talk, card, offered, quoted, said, source

TODAY = dt.date(2026, 11, 23)


def _card(name: str, **fields: object) -> list:
    return card(name, f"The card {name}", [f"Ask {name}?"], "Text.", **fields)


BACKUPS = [_card(f"backup-{number}", topics=["backups"], audiences=["it-staff"]) for number in range(10)]
SCRUTINY = _card("scrutiny-review", audiences=["scrutiny"], topics=["governance"])
EVERYBODY = _card("spot-phishing", topics=["phishing"])
LGA = _card("exercise", topics=["exercising"], sources=[source("lga-page", "LGA", "8 April 2026")])
WALES = _card("wales", nations=["wales"], topics=["reporting"])
CASE = _card("case-one", topics=["cases", "ransomware"])
CHANGING = _card("bill", topics=["law"], status="changing", sources=[source(updated="2018")])


@pytest.fixture
def talk() -> Talk:
    return Talk(Shelf([*BACKUPS, SCRUTINY, EVERYBODY, LGA, WALES, CASE, CHANGING]))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("list what there is for scrutiny committees", "Ask scrutiny-review?"),
        ("anything from the LGA on exercises", "Ask exercise?"),
        ("case studies", "Ask case-one?"),
        ("which guidance is just for Wales", "Ask wales?"),
        ("what changed in 2026", "Ask exercise?"),
        ("anything new since March", "Ask exercise?"),
    ],
)
def test_a_list_begins_with_what_was_made_for_it(talk: Talk, text: str, first: str) -> None:
    outcome = talk(text, "find")
    assert outcome.reply.status == "found"
    assert offered(outcome)[0] == first


def test_what_is_for_everybody_comes_after_what_is_for_the_audience(talk: Talk) -> None:
    messages = offered(talk("guidance for scrutiny committees", "find"))
    assert messages[0] == "Ask scrutiny-review?" and "Ask spot-phishing?" in messages[1:]


def test_what_is_changing_is_new_in_any_time_up_to_now(talk: Talk) -> None:
    assert "Ask bill?" in offered(talk("what changed in 2026", "find"))
    assert talk("what changed in 2024", "find").reply.status == "found_nothing"


def test_a_list_is_counted_and_paged(talk: Talk) -> None:
    first = talk("list guidance about backups", "find")
    assert "**Backups**: 1 to 8 of 10" in said(first)
    assert len(offered(first)) == 9 and offered(first)[-1] == "Show more of the list"
    assert "9 to 10 of 10" in said(talk("Show more of the list", "follow_up"))
    assert "1 to 8 of 10" in said(talk("previous page", "follow_up"))
    assert "9 to 10 of 10" in said(talk("show more", "ask"))
    assert "9 to 10 of 10" in said(talk("next page", "find"))


def test_an_item_is_picked_by_its_number_and_the_list_can_be_taken_up_again(talk: Talk) -> None:
    messages = offered(talk("list guidance about backups", "find"))
    assert f"Ask {quoted(talk('the second one', 'follow_up'))[0].split('#')[0]}?" == messages[1]
    assert talk("shorter").reply.status == "answered"
    assert "9 to 10 of 10" in said(talk("next page"))


def test_a_list_is_narrowed_down_by_what_follows(talk: Talk) -> None:
    talk("list guidance on reporting", "find")
    assert "Reporting an incident, Wales" in said(talk("and for Wales?", "follow_up"))


def test_my_role_is_that_of_the_profile(talk: Talk) -> None:
    talk.profile = Profile(role="scrutiny")
    assert offered(talk("list guidance for my role", "find"))[0] == "Ask scrutiny-review?"


def test_my_role_is_asked_for_where_it_is_not_known_and_the_list_comes_then(talk: Talk) -> None:
    asked = talk("list guidance for my role", "find")
    assert asked.reply.status == "role_needed" and "I am a councillor" in offered(asked)
    talk.profile = Profile(role="scrutiny")
    outcome = talk.ask.resumed(talk.turn("I am on scrutiny", "tell_profile"))
    assert outcome and offered(outcome)[0] == "Ask scrutiny-review?"


def test_a_role_that_the_message_names_is_not_asked_for(talk: Talk) -> None:
    outcome = talk("I'm on a scrutiny committee, what's on here for me?", "find")
    assert offered(outcome)[0] == "Ask scrutiny-review?"


@pytest.mark.parametrize(
    "text", ["welsh documents only pls", "have you got anything on backups", "what's on here for scrutiny committees"]
)
def test_a_list_is_given_though_the_message_was_taken_for_a_question(talk: Talk, text: str) -> None:
    assert talk(text, "ask").reply.status == "found"


@pytest.mark.parametrize("text", ["what does official guidance say about backups", "who holds our backup documents"])
def test_a_question_that_speaks_of_documents_is_no_search(talk: Talk, text: str) -> None:
    assert talk(text, "ask").reply.status != "found"


def test_who_published_it_is_told_from_what_it_is_about() -> None:
    ico = _card("breach-form", topics=["backups"], sources=[source("ico-page", "ICO")])
    talk = Talk(Shelf([*BACKUPS, ico, _card("data", topics=["data-protection"])]))
    assert offered(talk("everything by the ICO", "find")) == ["Ask breach-form?"]
    assert offered(talk("anything about the ICO", "find")) == ["Ask data?"]


def test_where_nothing_is_named_the_topics_are_offered(talk: Talk) -> None:
    outcome = talk("show me what you have", "find")
    assert outcome.reply.status == "find_topics"
    assert offered(outcome)[0] == "List guidance on Backups"
    assert len(offered(outcome)) <= 9


def test_a_topic_that_is_offered_is_understood(talk: Talk) -> None:
    assert talk(offered(talk("list guidance", "find"))[0], "find").reply.status == "found"


def test_words_that_are_no_facet_list_the_nearest(talk: Talk) -> None:
    outcome = talk("list card wales", "find")
    assert outcome.reply.status == "found"


def test_a_list_of_the_nearest_needs_no_sure_answer(talk: Talk) -> None:
    # Three of five words are the card's.
    outcome = talk("press card wales text cuttings", "find")
    assert (outcome.reply.status, offered(outcome)[0]) == ("found", "Ask wales?")


def test_what_is_not_there_offers_the_topics(talk: Talk) -> None:
    outcome = talk("list guidance about fish and chips", "find")
    assert outcome.reply.status == "found_nothing"
    assert all(message.startswith("List guidance on") for message in offered(outcome))


def test_facets_that_exclude_one_another_are_offered_one_by_one(talk: Talk) -> None:
    outcome = talk("list guidance on elections and backups for councillors from the LGA", "find")
    assert outcome.reply.status == "found_nothing"
    assert "List guidance on Backups" in offered(outcome)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("since march", Period(dt.date(2026, 3, 1))),
        ("since december", Period(dt.date(2025, 12, 1))),
        ("since 2024", Period(dt.date(2024, 1, 1))),
        ("in may 2025", Period(dt.date(2025, 5, 1), dt.date(2025, 6, 1))),
        ("in december 2025", Period(dt.date(2025, 12, 1), dt.date(2026, 1, 1))),
        ("new this year", Period(dt.date(2026, 1, 1), dt.date(2027, 1, 1))),
        ("in 2026", Period(dt.date(2026, 1, 1), dt.date(2027, 1, 1))),
        ("what is new", Period(dt.date(2025, 11, 1))),
        ("since the summer", Period(dt.date(2026, 6, 1))),
        ("since last christmas", Period(dt.date(2025, 12, 1))),
        ("guidance for new councillors", None),
        ("for somebody new in post", None),
    ],
)
def test_times_are_heard(text: str, found: Period | None) -> None:
    assert period(f" {text} ", find_words(), TODAY) == found


@pytest.mark.parametrize(
    ("readable", "day"),
    [
        ("2018", dt.date(2018, 1, 1)),
        ("April 2025", dt.date(2025, 4, 1)),
        ("8 April 2025", dt.date(2025, 4, 8)),
        (None, None),
    ],
)
def test_dates_of_sources_are_read_back(readable: str | None, day: dt.date | None) -> None:
    assert day_of(readable) == day


@pytest.mark.parametrize("text", ["what guidance does LGA publish", "which resources has the LGA produced"])
def test_what_a_publisher_has_published_is_a_list(talk: Talk, text: str) -> None:
    outcome = talk(text)
    assert outcome.reply.status == "found" and offered(outcome)[0] == "Ask exercise?"


@pytest.mark.parametrize("text", ["only for scrutiny committees", "just the ones for scrutiny committees"])
def test_a_list_on_show_is_narrowed_down(talk: Talk, text: str) -> None:
    talk("list guidance on governance", "find")
    outcome = talk(text, "follow_up")
    assert outcome.reply.status == "found" and offered(outcome)[0] == "Ask scrutiny-review?"
