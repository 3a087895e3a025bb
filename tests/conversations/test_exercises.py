"""The four exercises played to their end with the running bot, alone and as a group."""

from __future__ import annotations

import pytest

from index.content.exercise import Inject
from tests.conversations.guided import content
from tests.conversations.midway import Midway
from tests.conversations.playing import ALONE, Player, decide
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.server


@pytest.mark.parametrize("name", ALONE)
def test_played_alone_in_own_words_and_over_a_restart_it_ends_in_a_report(midway: Midway, name: str) -> None:
    exercise, (_, words), player = content().exercises[name], ALONE[name], midway.players[name]
    assert "Welcome back" in player.say("let's go on with the exercise").shown
    inject = player.inject(exercise)
    while player.last.status == "exercise_play":
        inject = decide(player, exercise, inject, *words[inject.id])
    assert player.last.status == "exercise_debrief"
    said = player.debrief(exercise)
    assert said.status == "exercise_finished" and "quote" in said.kinds
    assert sum(said.status == "exercise_live" for said in player.heard) <= 1, "a player is not pestered"
    report = player.file("md").decode()
    assert report.startswith("**EXERCISE EXERCISE EXERCISE")
    assert "nobody had the deputy's number" in report and "Our thought number 1" in report
    for inject in exercise.injects:
        if inject.decision:
            chosen = next(choice for choice in inject.decision.choices if choice.id == words[inject.id][1])
            assert chosen.label in report and inject.title in report


@pytest.mark.parametrize("name", ALONE)
def test_played_by_a_group_with_letters_it_prompts_them_to_talk_and_ends_in_a_report(
    running: RunningBot, name: str
) -> None:
    exercise = content().exercises[name]
    player = Player(running).begin(exercise, "we play as a group")
    inject = exercise.injects[0]
    while player.last.status == "exercise_play":
        for prompt in inject.discuss:
            assert prompt in player.last.shown
        for told in inject.by_role.values():
            assert told in player.last.shown
        assert inject.decision is not None
        letter = "ABCD"[[choice.quality for choice in inject.decision.choices].index("good")]
        inject = decide(player, exercise, inject, f"option {letter}", _good(inject))
    said = player.debrief(exercise)
    assert said.status == "exercise_finished"
    assert "Every decision was a strong one" in player.file("md").decode()
    assert "Walk me through the model" in said.options


def _good(inject: Inject) -> str:
    assert inject.decision is not None
    return next(choice.id for choice in inject.decision.choices if choice.quality == "good")


@pytest.mark.parametrize("moment", ["choosing", "playing", "debriefing"])
@pytest.mark.parametrize(
    "words", ["this is real, our files are being encrypted right now", "stop, not a drill, we have been hacked"]
)
def test_a_real_incident_leaves_the_exercise_at_once(running: RunningBot, moment: str, words: str) -> None:
    guest = Player(running)
    if moment == "choosing":
        guest.say("play an exercise")
    else:
        exercise = content().exercises["data-theft-election-week"]
        guest.begin(exercise, "gold")
        inject = exercise.injects[0]
        while moment == "debriefing" and guest.last.status == "exercise_play":
            inject = decide(guest, exercise, inject, _label(inject), _good(inject))
    said = running.say(guest.sender, words)
    assert said.status.startswith("triage_"), said.shown
    assert "The exercise has ended" in said.shown and "999" in said.shown
    assert running.say(guest.sender, "don't know").status.startswith("triage_")


def _label(inject: Inject) -> str:
    assert inject.decision is not None
    return next(choice.label for choice in inject.decision.choices if choice.quality == "good")


def test_what_could_be_part_of_the_story_is_asked_about(running: RunningBot) -> None:
    player = Player(running).begin(content().exercises["ransomware-bank-holiday"], "gold")
    assert player.say("every folder on the S drive says pay or we publish").status == "exercise_live"
    assert player.say("It is part of the exercise").status == "exercise_unclear"
    assert player.say("every folder on the S drive says pay or we publish").status == "exercise_live"
    assert running.say(player.sender, "This is real").status.startswith("triage_")


def test_whoever_asks_whether_it_is_real_is_told_that_it_is_not(running: RunningBot) -> None:
    player = Player(running).begin(content().exercises["ransomware-bank-holiday"], "silver")
    assert "invented for practice" in player.say("hang on, is this real?").shown


def test_a_facilitator_gets_the_whole_story_to_print(running: RunningBot) -> None:
    exercise = content().exercises["supplier-shared-service"]
    player = Player(running).begin(exercise, "I am the facilitator")
    assert exercise.injects[0].facilitator in player.last.shown
    pack = player.file("md").decode()
    for inject in exercise.injects:
        assert inject.story in pack and inject.facilitator in pack
