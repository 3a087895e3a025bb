"""Who it is that misuses access decides whom to bring in, and what is said."""

from __future__ import annotations

import pytest
from dialogue import parts, words

from bot.replies import Checklist, Contacts

PUPIL = "a year 11 lad has been logging in as our chemistry teacher and changing marks"
SCHOOL = {"nation": "england", "body": "school"}


@pytest.mark.parametrize(
    ("said", "who"),
    [
        (PUPIL, "pupil"),
        ("our students have been into the staff area with somebody's login", "pupil"),
        ("one of the benefits officers is looking up her neighbours", "staff"),
        ("a leaver can still log in and is deleting files", "left"),
        ("a councillor has been passing confidential papers to a blogger", "member"),
        ("an agency worker has been copying client notes", "contractor"),
    ],
)
def test_who_it_is_is_heard_in_the_first_message(triage, said, who):
    assert triage.flow.ear.anywhere(said)["who"] == [who]


@pytest.mark.parametrize("said", ["a technician opens pupils' mailboxes", "somebody leaked the pupil data"])
def test_whose_data_it_is_is_not_who_did_it(triage, said):
    assert triage.flow.ear.anywhere(said).get("who") != ["pupil"]


def test_a_pupil_is_no_matter_for_hr(dialogue):
    dialogue.profile = SCHOOL
    first = parts(dialogue.say(PUPIL), Checklist)[0]
    assert any("safeguarding lead" in item.text for item in first.items)
    assert not any("HR" in item.text for item in first.items)
    for said in ("yesterday at 9", "ours", "safeguarding notes", "none", "changed the password"):
        reply = dialogue.say(said)
    named = [item.name for part in parts(reply, Contacts) for item in part.items]
    assert "Your headteacher and designated safeguarding lead" in named and not any("HR" in name for name in named)
    assert "HR" not in words(reply)
    assert "headteacher" in words(dialogue.say("lines to say"))


def test_a_councillor_is_a_matter_for_the_monitoring_officer(dialogue):
    dialogue.profile = {"nation": "england", "body": "principal-council"}
    dialogue.say("insider: a councillor has been passing confidential papers to a blogger")
    for said in ("yesterday at 9", "still", "no personal information", "none", "nothing"):
        reply = dialogue.say(said)
    named = [item.name for part in parts(reply, Contacts) for item in part.items]
    assert "Your monitoring officer" in named and not any("HR" in name for name in named)


def test_a_pupil_with_a_teachers_password_is_an_insider_as_well(dialogue):
    dialogue.say("a pupil has got into sims with a teachers password and changed stuff")
    assert "insider" in dialogue.state["types"] and dialogue.state["facts"]["who"] == ["pupil"]
