"""Questions that the corpus does not answer: the bot says so, and never makes guidance up."""

from __future__ import annotations

import uuid

import pytest

from tests.conversations.running import RunningBot, Said

pytestmark = pytest.mark.server

# Which of them the corpus comes near to changes with corpus and calibration; that both ends are there does not.
OFF_CORPUS = (
    "what is homomorphic encryption",
    "what is kubernetes",
    "what is the best temperature for a data centre",
    "how do we choose a new office chair",
    "what does a database administrator earn?",
    "how should we label our network cables?",
    "what should we do about drones over the town hall?",
    "how often should we replace laptops batteries?",
    "do we need a blockchain",
    "how many servers does a council have",
    "what is the rule on lone working for IT staff?",
    "how much does a SIRO earn",
    "which antivirus do most councils run",
    "do other countries' councils get attacked as well",
    "how long do hard drives last",
    "how do I bake sourdough bread",
    "why do cats purr",
    "who wrote Macbeth",
    "how do we prune roses",
    "purple monkey dishwasher",
    "fgjkdls",
)


@pytest.fixture(scope="module")
def replies(running: RunningBot) -> list[Said]:
    return [running.say(uuid.uuid4().hex, question) for question in OFF_CORPUS]


def test_what_comes_near_is_offered_as_the_closest_and_called_so(replies: list[Said]) -> None:
    near = [said for said in replies if said.status == "closest"]
    assert near
    for said in near:
        assert "not sure" in said.shown
        quotes = [part for part in said.reply.parts if part.kind == "quote"]
        assert quotes
        assert all(part.label == "Closest match" for part in quotes)
        assert "Where do I report a cyber incident?" in said.options


def test_where_nothing_comes_near_the_bot_says_that_it_does_not_know_and_names_whom_to_ask(replies: list[Said]) -> None:
    unknown = [said for said in replies if said.status == "unanswerable"]
    assert unknown
    for said in unknown:
        assert "I don't know" in said.shown
        assert "never make guidance up" in said.shown
        assert "quote" not in said.kinds
        assert "feedback" not in said.kinds
        assert "Where do I report a cyber incident?" in said.options


def test_few_of_them_are_answered_as_if_the_corpus_did(replies: list[Said]) -> None:
    assert sum(said.status == "answered" for said in replies) <= len(replies) // 2
