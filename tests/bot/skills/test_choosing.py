"""A choice among what was offered: by number, by title, by a button's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.skills.choosing import choosing_words
from bot.skills.turn import Turn
from index.content.problem import ContentError
from index.retriever import Hit
from tests.bot.skills.shelf import NOW, Shelf, Talk, card, offered, quoted

BUY = card(
    "buy", "What to ask before you buy software", ["What do we ask before we buy software?"],
    "Ask how they protect data.", topics=["suppliers"], related=["exit", "clauses"],
)  # fmt: skip
EXIT = card(
    "exit", "How to leave a supplier safely", ["What should we do when an IT contract ends?"],
    "Plan the exit when you sign.", topics=["suppliers"],
    more={"What to do": "Close every account on the day.", "How long they help": "They help for 30 days."},
)  # fmt: skip
CLAUSES = card(
    "clauses", "Clauses for an IT contract", ["Which clauses go in an IT contract?"],
    "Name how fast they tell you.", topics=["suppliers"],
)  # fmt: skip
CODE = card(
    "code", "The governance code in plain words", ["What is the governance code?"],
    "It is for boards.", more={"What to do": "Read the five parts.", "Who owns it": "The board does."},
)  # fmt: skip
TEN = card("ten", "The ten cyber questions a councillor should ask", ["Which ten questions?"], "Ask who owns the risk.")
CARDS = [BUY, EXIT, CLAUSES, CODE, TEN]


def closest() -> Talk:
    """A talk in which three passages were shown as the closest."""
    return shown_as([0.3, 0.3, 0.3])


def shown_as(confidences: list[float]) -> Talk:
    shelf = Shelf(CARDS)
    talk, search = Talk(shelf), shelf.search
    hits = [Hit(shelf.card(name)[0], 1.0, sure) for name, sure in zip(("buy", "exit", "code"), confidences)]
    shelf.search = lambda *args, **more: hits  # type: ignore[method-assign]
    assert quoted(talk("something about it all"))[0] == "buy#answer"
    shelf.search = search  # type: ignore[method-assign]
    return talk


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the second one", "exit#answer"),
        ("ok the third one please", "code#answer"),
        ("Third one looks right", "code#answer"),
        ("the last one is me", "code#answer"),
        ("I think it's the 2nd", "exit#answer"),
        ("number two then", "exit#answer"),
        ("could I see the last one you showed me", "code#answer"),
        ("no, the second one", "exit#answer"),
        ("the governance code sounds right", "code#answer"),
        ("the supplier one please", "exit#answer"),
        ("how to leave a supplier safely", "exit#answer"),
        ("we are a small place. the second one sounds like us", "exit#answer"),
    ],
)
def test_what_was_shown_is_chosen_by_its_number_or_words_of_its_title(text: str, first: str) -> None:
    talk = closest()
    assert talk.ask.continues(talk.turn(text)) and talk.ask.goes_on(talk.turn(text, "report_incident"))
    outcome = talk(text)
    assert outcome.reply.status == "answered" and quoted(outcome) == [first]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("the second one looks right. What does it tell me to do?", "exit#what-to-do"),
        ("second one is closer. so how long do they have to help", "exit#how-long-they-help"),
        ("the last one is us. who owns it", "code#who-owns-it"),
        ("what does the second one say of accounts", "exit#what-to-do"),
    ],
)
def test_what_is_asked_of_a_choice_is_answered_from_its_card(text: str, passage: str) -> None:
    assert quoted(closest()(text))[-1] == passage


def test_going_on_about_a_choice_shows_its_next_part() -> None:
    assert quoted(closest()("the governance code sounds right, go on"))[-1].startswith("code#w")


@pytest.mark.parametrize(
    "text",
    [
        "the last one we had left on friday",
        "who is the first one to ring",
        "the second world war",
        "on number 3, how would I know if the answer is a proper one?",
        "is the first one of the month a good day for updates",
        "what about suppliers",
        "what should the last one out of the office do",
        "our clerk left last week, the second one this year, what do we do about accounts",
        "The supplier was hacked and is down",
        "what's first, second, third",
        "there's a man named in the third one down",
    ],
)
def test_numbers_and_words_that_choose_nothing(text: str) -> None:
    talk = closest()
    assert talk.ask.choice(talk.turn(text)) is None


@pytest.mark.parametrize("text", ["the second one", "the last one", "number 2", "How to leave a supplier safely"])
def test_nothing_is_chosen_where_nothing_was_offered(text: str) -> None:
    talk = Talk(Shelf(CARDS))
    assert talk.ask.choice(talk.turn(text)) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the second one, leaving a supplier", "exit#answer"),
        ("the second one", "exit#answer"),
        ("third one", "code#answer"),
        ("the last one, leaving a supplier", "exit#answer"),
        ("leaving a supplier safely", "exit#answer"),
    ],
)
def test_below_a_likely_match_the_titles_are_counted_on_and_words_of_one_are_surer(text: str, first: str) -> None:
    outcome = shown_as([0.75, 0.3, 0.3])(text)
    assert (outcome.reply.status, quoted(outcome)) == ("answered", [first])


def test_below_a_plain_answer_the_titles_are_counted_alone() -> None:
    talk = shown_as([0.99, 0.1, 0.1])
    assert quoted(talk("the first one")) == ["exit#answer"]
    assert quoted(shown_as([0.99, 0.1, 0.1])("the second one")) == ["clauses#answer"]


def test_a_title_after_a_number_may_be_that_of_what_is_on_show() -> None:
    talk = Talk(Shelf(CARDS))
    assert quoted(talk("what should we do when an IT contract ends?")) == ["exit#answer"]
    assert quoted(talk("the second one, leaving a supplier")) == ["exit#answer"]


def test_what_was_found_is_chosen_in_the_same_words() -> None:
    talk = Talk(Shelf(CARDS))
    listed = talk("list guidance on suppliers", "find")
    place = offered(listed).index("What should we do when an IT contract ends?")
    number = ["first", "second", "third"][place]
    outcome = talk(f"The {number} one looks right. What does it tell me to do on the day?", "follow_up")
    assert quoted(outcome) == ["exit#answer", "exit#what-to-do"]
    assert quoted(talk("more", "follow_up")) != quoted(outcome)


@pytest.mark.parametrize(
    "text",
    ["those ten questions for councillors you mentioned please", "thank you. Now, the ten questions you mentioned"],
)
def test_what_is_said_to_have_been_mentioned_is_found_by_its_title(text: str) -> None:
    assert quoted(closest()(text, "find")) == ["ten#answer"]


def test_a_button_opens_its_own_card_whatever_is_on_show() -> None:
    talk = shown_as([0.75, 0.3, 0.3])
    assert quoted(talk("which clauses go in an IT contract")) == ["clauses#answer"]
    outcome = talk("What should we do when an IT contract ends?")
    assert quoted(outcome) == ["exit#answer"]
    assert "What should we do when an IT contract ends?" not in offered(outcome)


def test_a_button_of_a_reply_that_is_forgotten_opens_its_card_too() -> None:
    talk = Talk(Shelf(CARDS))
    talk("which clauses go in an IT contract")
    assert quoted(talk("What is the governance code?", "follow_up")) == ["code#answer"]


def test_the_source_shown_in_between_leaves_what_was_offered() -> None:
    talk = closest()
    talk("show me the source")
    assert quoted(talk("the third one")) == ["code#answer"]


def test_in_an_incident_nothing_is_chosen() -> None:
    from bot.skills.turn import Incident

    talk = closest()
    turn = Turn("the second one", "ask", NOW, state=talk.state, incident=Incident(("ransomware",), "R", "locked"))
    assert talk.ask.choice(turn) is None


def test_a_broken_file_names_the_field(tmp_path: Path) -> None:
    path = tmp_path / "choosing.yml"
    path.write_text("leads: ['(unclosed']\n", encoding="utf-8")
    with pytest.raises(ContentError, match="leads"):
        choosing_words(path)
