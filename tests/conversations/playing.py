"""Somebody who plays an exercise with the running bot, up to a pause in the middle of it."""

from __future__ import annotations

from index.content.exercise import Exercise, Inject
from tests.conversations.guided import Guest, content
from tests.conversations.running import RunningBot, Said

# Who plays alone, and how they put their decisions: their own words, and what these mean.
ALONE = {
    "ransomware-bank-holiday": (
        "gold",
        {
            "first-call": ("get the duty engineer to pull the network cable on that share", "isolate"),
            "who-meets": ("get the paper contact list out and ring people", "outside"),
            "care": ("get IT to bring the care system back tonight", "restore-care"),
            "reporting": ("hold off until we know what they took", "certain"),
            "ransom": ("ask the police what to do and don't pay", "no-contact"),
            "restore": ("website first because residents are shouting", "loudest"),
        },
    ),
    "supplier-shared-service": (
        "I am the IT lead",
        {
            "quiet": ("ask the firm to put it in writing", "ask"),
            "clock": ("we report to the ICO ourselves", "own"),
            "benefits": ("pay people the same as last month", "repeat"),
            "voice": ("put out a warning about the scam text", "scam-first"),
            "reconnect": ("let them back in now", "now"),
        },
    ),
    "data-theft-election-week": (
        "communications",
        {
            "claim": ("wait for IT to confirm", "verify"),
            "vote": ("tell people what we know so far and promise an update at noon", "known"),
            "deadline": ("get the site taken down", "takedown"),
            "published": ("contact the highest risk people in person", "sort"),
            "polling": ("keep going with the same people", "push"),
        },
    ),
    "building-systems-winter": (
        "as a councillor",
        {
            "silent": ("send a text to all users", "email-users"),
            "doors": ("open the doors manually and get heaters in", "manual"),
            "pattern": ("let the engineer get on with it", "let-engineer"),
            "welfare": ("ask partners to knock on doors", "together"),
            "after": ("make a register and give each system an owner", "own-list"),
        },
    ),
}


class Player(Guest):
    """Somebody who plays, and checks that every message is marked."""

    def say(self, text: str) -> Said:
        said = super().say(text)
        notice = said.reply.parts[0]
        assert notice.kind == "notice" and notice.level == "exercise", f"{text!r} got {said.shown[:200]}"
        assert said.shown.startswith("EXERCISE. This is not a real incident.")
        return said

    def begin(self, exercise: Exercise, role: str) -> Player:
        self.say("run a tabletop exercise")
        assert exercise.title in self.last.options
        self.say(exercise.title)
        self.say(role)
        assert self.inject(exercise) == exercise.injects[0]
        return self

    def inject(self, exercise: Exercise) -> Inject:
        """The moment of the story that was told last."""
        told = [inject for inject in exercise.injects if f"{inject.at}. {inject.title}" in self.last.shown]
        return told[0]

    def debrief(self, exercise: Exercise) -> Said:
        for number, question in enumerate(exercise.debrief, 1):
            assert question in self.last.shown
            self.say(f"Our thought number {number}: ring the deputy sooner.")
        return self.last


def halfway(running: RunningBot, name: str) -> Player:
    """Alone, two decisions into an exercise, with a note, a side question and a pause."""
    exercise, (role, words) = content().exercises[name], ALONE[name]
    player = Player(running).begin(exercise, role)
    own = next(key for key in exercise.injects[0].by_role if exercise.injects[0].by_role[key] in player.last.shown)
    assert own in role.lower().replace("councillor", "member")
    player.say("what is a WARP?")
    assert player.last.status == "exercise_aside" and player.last.cards[0] == "what-is-a-warp"
    player.say("note that nobody had the deputy's number")
    assert player.last.status == "exercise_noted"
    player.say("purple monkey dishwasher")
    player.say("")
    player.say("x " * 1500)
    assert player.prompt == exercise.injects[0].decision.ask or player.last.status == "too_long"
    inject = exercise.injects[0]
    for _ in range(2):
        inject = decide(player, exercise, inject, *words[inject.id])
    player.say("back")
    assert player.inject(exercise).decision is not None
    player.say("pause")
    assert player.last.status == "exercise_paused"
    return player


def decide(player: Player, exercise: Exercise, inject: Inject, words: str, choice: str) -> Inject:
    """Decide in own words, and go on to the next decision."""
    assert inject.decision is not None
    chosen = next(entry for entry in inject.decision.choices if entry.id == choice)
    said = player.say(words)
    if said.status == "exercise_live":  # it sounds like a real one; once it is known not to be, it counts
        said = player.say("It is part of the exercise")
    assert chosen.consequence in said.shown, f"{words!r} got {said.shown[:300]}"
    following = exercise.follows(inject, chosen)
    while following and following.decision is None:
        assert following.story in player.last.shown
        player.say("go on")
        following = exercise.follows(following)
    return following or inject
