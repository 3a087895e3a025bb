"""Where somebody is, and in what kind of body, put right in the message that says it or in a later one; answers changed."""

from __future__ import annotations

import pytest

from bot.skills.triage.correcting import put_right
from tests.bot.skills.triage.dialogue import Dialogue

RANSOM = "we have ransomware on our servers, all files locked"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("wales no sorry england", "england"),
        ("I'm at the council, not a school", "i'm at the council"),
        ("Fermanagh and Omagh - no, sorry, I work for Bradford council now", "i work for bradford council now"),
        ("county council in Kent", "county council in kent"),
    ],
)
def test_what_is_taken_back_is_left_out(text: str, left: str) -> None:
    assert put_right(text) == left


@pytest.mark.parametrize(
    ("said", "nation", "body"),
    [
        (["wales no sorry england"], "england", None),
        (["council in wales", "no sorry we're in england"], "england", "principal-council"),
        (
            ["district council in kent", "sorry, we're a parish council in devon, not a district"],
            "england",
            "parish-council",
        ),
        (["town council, Dorset"], "england", "parish-council"),
        (["council in wales"], "wales", "principal-council"),
    ],
)
def test_the_last_word_on_where_counts(triage, said, nation, body):
    dialogue = Dialogue(triage)
    dialogue.say(RANSOM)
    for text in said:
        dialogue.say(text, intent="report_incident")
    assert dialogue.state["facts"].get("nation") == [nation]
    assert dialogue.state["facts"].get("body", [None]) == [body]


@pytest.mark.parametrize(
    "said",
    [
        ["change thought to have begun", "yesterday half five"],
        ["change thought to have begun to 17:30 yesterday"],
        ["change an answer", "it began yesterday at 17:30"],
    ],
)
def test_what_has_a_to_in_its_name_can_be_changed(triage, said):
    dialogue = Dialogue(triage, {"nation": "england", "body": "principal-council"})
    dialogue.say(RANSOM)
    for text in said:
        dialogue.say(text, intent="report_incident")
    assert dialogue.state["moments"]["began"].split("T")[1].startswith("17:30")
