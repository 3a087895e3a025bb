"""What a player's message is heard as."""

from __future__ import annotations

import pytest

from bot.skills.exercise.hearing import (
    added,
    asked_about,
    cut_notes,
    decides,
    facilitates,
    hear_player,
    is_story,
    negated,
    picked,
    refusing,
    remarks,
    without_story,
)


@pytest.mark.parametrize(
    "said, place, rest",
    [
        ("we said B", 1, ""),
        ("B then", 1, ""),
        ("a please", 0, ""),
        ("ok so the second one", 1, ""),
        ("option one for us", 0, ""),
        ("it's a C from our table", 2, ""),
        ("everyone agreed on 3", 2, ""),
        ("it's part of the game, B please", 1, ""),
        ("option b, and also ring the neighbours", 1, "also ring the neighbours"),
        ("we went for B as the duty engineer can do it alone", 1, "as the duty engineer can do it alone"),
        ("the group voted for option 2 after a long argument", 1, "after a long argument"),
        ("B, but who may order that?", 1, "but who may order that?"),
    ],
)
def test_a_letter_counts_whatever_stands_around_it(said: str, place: int, rest: str) -> None:
    assert picked(said, 3) == (place, rest)


@pytest.mark.parametrize(
    "said",
    [
        "B or C?",
        "not sure, maybe B",
        "I don't like B",
        "B, no wait, C",
        "B, definitely not C",
        "let's take a vote",
        "take a minute everyone",
        "give it 2 minutes",
        "we have 3 people",
        "A lot of shouting here",
        "what would B mean for the carers?",
        "we first",
        "d",
    ],
)
def test_no_letter_is_taken_where_none_is_chosen(said: str) -> None:
    assert picked(said, 3) is None


@pytest.mark.parametrize(
    "said, rest, notes",
    [
        ("note: print the rota", "", ["print the rota"]),
        ("Somebody asked about keys. note: print the rota", "Somebody asked about keys.", ["print the rota"]),
        ("B. Note that nobody had keys", "B.", ["nobody had keys"]),
        ("make a note: ring Jo. B", "B", ["ring Jo."]),
        ("B - note: fix authority. note: print list", "B", ["fix authority.", "print list"]),
        ("please note nobody had the phone list", "", ["nobody had the phone list"]),
        ("note: buy radios. how long is this?", "how long is this?", ["buy radios."]),
        ("action: print the list", "", ["print the list"]),
        ("the ransom note: pay or else", "the ransom note: pay or else", []),
        ("we got a note from them", "we got a note from them", []),
    ],
)
def test_notes_are_kept_wherever_they_stand(said: str, rest: str, notes: list[str]) -> None:
    assert cut_notes(said) == (rest, notes)


@pytest.mark.parametrize(
    "said",
    [
        "group says cut it off straight away but leave it switched on",
        "we'd ring round",
        "tell the duty engineer to pull the cable",
        "she should switch off the share",
        "ring the boss",
        "everybody thinks the network must go",
    ],
)
def test_words_of_a_decision_are_heard(said: str) -> None:
    assert decides(said) and not remarks(said)


@pytest.mark.parametrize(
    "said",
    [
        "the phone list is on the shared drive though, someone just pointed out",
        "our rota is in the cloud as well",
        "hang on, nobody has the keys",
        "we don't have a paper list",
        "I'm not convinced",
        "the trouble is the backup console",
    ],
)
def test_a_remark_or_a_doubt_is_no_decision(said: str) -> None:
    assert remarks(said) and not decides(said)


@pytest.mark.parametrize(
    "said",
    [
        "have to stop for today, can we finish it next thursday",
        "we need to break for lunch",
        "got to go, carry on tomorrow",
        "sorry, must dash",
        "let's stop there for today and do the rest on friday",
        "can we pick this up after lunch?",
        "that's all we have time for",
        "back in ten minutes",
        "we've got to go into another meeting",
        "coffee break!",
    ],
)
def test_a_pause_is_heard_in_any_words(said: str) -> None:
    assert hear_player(said).command == "pause"


@pytest.mark.parametrize(
    "said",
    [
        "we have to stop the spread",
        "stop the servers now",
        "we need to go to paper",
        "leave it powered on until Tuesday",
        "bring the others in on Tuesday",
        "carry on as normal until tomorrow",
        "get the care system back tomorrow",
        "we need to leave it switched on",
        "we have to break the link to the supplier",
        "stop",
    ],
)
def test_a_decision_is_no_pause(said: str) -> None:
    assert hear_player(said).command != "pause"


@pytest.mark.parametrize(
    "said, topic",
    [
        ("can my deputy see what comes next if i lose my place", "ahead"),
        ("what happens next?", "ahead"),
        ("is there a facilitator's pack", "ahead"),
        ("how long is this", "long"),
        ("how long does the whole exercise take?", "long"),
        ("how many decisions are left", "long"),
        ("who plays what", "who"),
        ("sorry, who am I again?", "who"),
        ("what roles are there", "who"),
        ("what happens if we choose wrong", "wrong"),
        ("is there a right answer?", "wrong"),
        ("are we being marked on this", "wrong"),
        ("can we change our mind", "wrong"),
        ("how does this work", "how"),
        ("can we answer in our own words?", "how"),
        ("will we get a report at the end?", "report"),
        ("does it save where we are?", "saved"),
        ("what if we close the window", "saved"),
    ],
)
def test_a_question_about_the_exercise_is_heard(said: str, topic: str) -> None:
    assert asked_about(said) == topic


@pytest.mark.parametrize(
    "said",
    [
        "how long do we have to report a breach?",
        "how long will it take to restore",
        "who has the authority to order that?",
        "can the deputy take over from gold?",
        "do we report to the ICO?",
        "do we make a report to the ICO?",
        "what happens if we shut the network down?",
        "do we lose data if we cut the network?",
        "who is in charge?",
        "what could go wrong with a shutdown?",
        "we said B",
        "the right answer is to ring round",
    ],
)
def test_a_question_within_the_story_is_none_about_the_exercise(said: str) -> None:
    assert asked_about(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "I'll be running it, they'll play",
        "im facilitating",
        "I'm going to lead it for my managers",
        "my team will play",
        "me, I'm the umpire",
        "I won't play, just watch",
        "I'll be hosting",
    ],
)
def test_whoever_runs_it_is_the_facilitator(said: str) -> None:
    assert facilitates(said)


@pytest.mark.parametrize(
    "said", ["I run the IT team", "we play as a group", "I'll be gold", "I lead housing", "I run comms"]
)
def test_whoever_runs_a_service_is_none(said: str) -> None:
    assert not facilitates(said)


def test_what_belongs_to_the_story_is_told_from_what_is_said_beside_it() -> None:
    assert is_story("it's part of the game") and is_story("no, just pretend") and is_story("we're still playing")
    assert without_story("it's only the exercise, we'd cut the network") == "we'd cut the network"
    assert not is_story("this is not an exercise") and not is_story("our files are locked")


def test_what_is_refused_is_not_chosen() -> None:
    assert negated(refusing("we won't pay"), "pay") and not negated("pay them", "pay")
    assert "do not pay" in refusing("We are not going to pay") and "do not pay" in refusing("we refuse to pay")
    assert not negated("we don't pay", "don't pay")


def test_what_a_decision_adds_is_told_from_it() -> None:
    assert added("cut it off, oh and ring the neighbouring brigade") == "ring the neighbouring brigade"
    assert added("cut it off and ring them") == ""
