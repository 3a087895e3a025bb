"""What is heard as a follow-up, by the patterns alone."""

from __future__ import annotations

import pytest

from bot.skills.audiences import Audiences
from bot.skills.follow_up_hearing import Hearing
from bot.skills.follow_up_words import follow_up_words
from bot.skills.nations import Nations
from index.content.glossary import Entry
from index.content.vocabulary import Vocabulary
from index.content.yaml_file import read_yaml, validate
from index.paths import ROOT

VOCABULARY = ROOT / "corpus" / "vocabulary.yml"


@pytest.fixture(scope="module")
def hearing() -> Hearing:
    vocabulary = validate(Vocabulary, read_yaml(VOCABULARY), VOCABULARY)
    scots = Entry(id="scotland", term="Scotland", kind="nation", also=["Scots"], value="scotland")
    return Hearing(follow_up_words(), Nations(vocabulary, [scots]), Audiences(vocabulary))


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("more", "more"),
        ("go on", "more"),
        ("Tell me more about that.", "more"),
        ("ok, anything else?", "more"),
        ("shorter", "shorter"),
        ("can you say that more simply", "shorter"),
        ("in plain words please", "shorter"),
        ("sorry, in everyday language, if you can", "shorter"),
        ("show me the source pls", "source"),
        ("Show me the source", "source"),
        ("where does that come from?", "source"),
        ("says who?", "source"),
        ("is that still current?", "source"),
        ("not that, the other one", "other"),
        ("that's not what I asked", "other"),
        ("Next page", "next_page"),
        ("previous", "previous_page"),
        ("the second one", "pick"),
        ("say that again", "repeat"),
    ],
)
def test_commands_are_heard_whatever_the_act(hearing: Hearing, text: str, command: str) -> None:
    for act in ("ask", "follow_up"):
        heard = hearing.heard(text, act)
        assert heard and heard.command == command


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("and in Scotland?", "scotland"),
        ("what about Wales", "wales"),
        ("England", "england"),
        ("n ireland", "northern-ireland"),
        ("same question but for a school in Fife", "scotland"),
        ("sorry, I meant Wales", "wales"),
        ("does that go for Aberdeen as well?", "scotland"),
    ],
)
def test_another_nation_is_heard_by_name_or_place(hearing: Hearing, text: str, nation: str) -> None:
    heard = hearing.heard(text, "ask")
    assert heard and (heard.kind, heard.nation) == ("nation", nation)


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("what about suppliers", "topic", "suppliers"),
        ("and laptops?", "topic", "laptops"),
        ("explain it for a councillor", "audience", "a councillor"),
        ("anything for members?", "audience", "members"),
        ("no, I meant the parish council", "correction", "the parish council"),
        ("I meant cyber essentials plus, not the basic one", "correction", "cyber essentials plus"),
        ("not phones, laptops", "correction", "laptops"),
        ("right, moving on, how do we dispose of old phones", "new_topic", "how do we dispose of old phones"),
    ],
)
def test_what_the_user_names_is_heard(hearing: Hearing, text: str, kind: str, rest: str) -> None:
    heard = hearing.heard(text, "follow_up")
    assert heard and (heard.kind, heard.rest) == (kind, rest)


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("how long do we have?", "deadline"),
        ("by when", "deadline"),
        ("who does that?", "who"),
        ("and who does that", "who"),
        ("and what could it cost us", "cost"),
        ("how often", "frequency"),
        ("is it compulsory", "duty"),
        ("is that a legal requirement?", "duty"),
    ],
)
def test_a_question_without_a_subject_leans_on_what_was_shown(hearing: Hearing, text: str, leaning: str) -> None:
    heard = hearing.heard(text, "ask")
    assert heard and heard.kind == "leaning" and heard.leaning and heard.leaning.id == leaning


@pytest.mark.parametrize(
    "text",
    [
        "how do we back up our data?",
        "and how do we back up our data?",
        "what is the deadline for reporting a data breach to the ICO?",
        "who reports a cyber attack in Scotland?",
        "if a laptop is stolen do we report it to the police",
        "What should a councillor ask about cyber security?",
        "No backups at all, what now for the council tax system?",
    ],
)
def test_a_full_question_is_no_follow_up(hearing: Hearing, text: str) -> None:
    assert hearing.heard(text, "ask") is None


def test_a_full_question_is_a_new_topic_even_where_the_act_says_follow_up(hearing: Hearing) -> None:
    assert hearing.heard("how does windows 10 ending affect us", "follow_up") is None


@pytest.mark.parametrize("text", ["is it safe to bank online", "how long does it take to restore"])
def test_an_it_that_points_at_nothing_is_no_pointer(hearing: Hearing, text: str) -> None:
    assert not hearing.points(text)


@pytest.mark.parametrize("text", ["is it safe", "how long does it take", "is it legal there"])
def test_an_it_that_is_all_the_subject_there_is_points_back(hearing: Hearing, text: str) -> None:
    assert hearing.points(text)
