"""What a message wants that follows an answer: learned, heard beside the patterns, and measured on what was not learned from."""

from __future__ import annotations

import pytest

from bot.skills.acts import ASK
from bot.skills.ask import Ask
from bot.skills.assembly import ask_of, load_encoder, load_follow_ups
from bot.skills.turn import Turn
from bot.skills.wanted import Wanted, command_of
from index.paths import Paths
from index.retriever import Retriever
from index.settings import load_settings
from tests.bot.skills.shelf import NOW
from tests.evaluation.wanting import COMMANDS, second_turns, state_after

QUESTION = "who decides to shut the network down at night"


@pytest.fixture(scope="module")
def ask(built: object) -> Ask:
    paths = Paths()
    retriever = Retriever.load(paths.index, load_encoder(paths), load_settings())
    return ask_of(retriever, load_settings(), follow_ups=load_follow_ups(paths))


def test_a_command_is_meant_where_it_is_likelier_than_not_and_than_all_else() -> None:
    assert command_of({"shorter": 0.6, "further": 0.4}) == "shorter"
    assert command_of({"shorter": 0.4, "further": 0.2}) is None
    assert command_of({"shorter": 0.6, "further": 0.7}) is None
    assert command_of({}) is None


def test_without_learning_nothing_is_wanted() -> None:
    assert Wanted(None)(Turn("boil that down for me love", ASK, NOW)) == {}


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("my eyes are glazing over, whats it say in a nutshell", "shorter"),
        ("and who's telling me this, is it official", "source"),
        ("sorry I scrolled past it, put it up once more", "repeat"),
        ("spare me the whys, just what do I actually do on Monday, in order", "steps"),
        ("any chance of that in Welsh for my colleague", "language"),
        ("smashing, that's me sorted for today", "done"),
        ("but what about our suppliers", None),
        ("and who signs it off if he's away", None),
    ],
)
def test_commands_are_heard_in_words_that_nobody_listed(ask: Ask, text: str, command: str) -> None:
    assert ask.command(Turn(text, ASK, NOW, state=state_after(ask, QUESTION))) == command


def test_where_nothing_is_on_show_there_is_nothing_to_do_something_with(ask: Ask) -> None:
    assert ask.command(Turn("my eyes are glazing over, whats it say in a nutshell", ASK, NOW)) is None


def test_most_commands_of_the_development_split_are_heard_and_few_imagined(ask: Ask) -> None:
    state = state_after(ask, QUESTION)
    turns = second_turns("dev")
    heard = [(turn.wants, ask.command(Turn(turn.text, ASK, NOW, state=state))) for turn in turns]
    wanted = [command == wants for wants, command in heard if wants in COMMANDS]
    others = [command is not None for wants, command in heard if wants not in COMMANDS]
    assert sum(wanted) / len(wanted) >= 0.8
    assert sum(others) / len(others) <= 0.04


def test_no_message_of_the_evaluation_was_learned_from() -> None:
    from index.content.corpus import load_corpus

    learned = {text.casefold() for said in load_corpus(Paths().corpus).follow_ups.values() for text in said}
    assert not [
        turn.text for split in ("dev", "test") for turn in second_turns(split) if turn.text.casefold() in learned
    ]


def test_a_list_that_is_asked_for_after_an_answer_is_made(ask: Ask) -> None:
    said = Turn("what else have you got on this for governors", ASK, NOW, state=state_after(ask, QUESTION))
    assert ask(said).reply.status.startswith("found")


def test_a_goodbye_is_no_command(ask: Ask) -> None:
    assert not ask.goes_on(Turn("bye", "goodbye", NOW, chances={"goodbye": 0.99}, state=state_after(ask, QUESTION)))


def test_a_command_is_about_the_answer_whatever_subject_its_words_are_taken_for(ask: Ask) -> None:
    text, state = "my eyes are glazing over, give me the gist", state_after(ask, QUESTION)
    assert ask.goes_on(Turn(text, "outside_health", NOW, chances={"outside_health": 0.9}, state=state))
