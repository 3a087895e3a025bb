"""Who is walking, in their own words."""

import pytest

from bot.skills.walk.groups import Groups
from bot.skills.walk.hearing import words


@pytest.fixture(scope="module")
def groups(model, corpus):
    return Groups(model, corpus.vocabulary)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("there isn't audit in that list... closest is statutory officers I suppose", "executive"),
        ("the second one, chief execs SIROs and statutory officers", "executive"),
        ("2", "executive"),
        ("number 3 please", "service"),
        ("third option fits best", "service"),
        ("put me down as the second one please", "executive"),
        ("it's the last one", "practitioner"),
        ("I'd go for the first one", "councillor"),
        ("chief execs", "executive"),
        ("s151", "executive"),
        ("the SIRO's office", "executive"),
        ("internal audit", "executive"),
        ("I'm the internal auditor", "executive"),
        ("I'm a ward cllr and chair the audit committee", "councillor"),
        ("housing manager", "service"),
        ("I do comms for the district", "service"),
        ("planners", "service"),
        ("the IT one", "practitioner"),
        ("ICT manager here", "practitioner"),
        ("I'm head of IT, I report to the monitoring officer", "practitioner"),
        ("I'm not a councillor, I'm the SIRO", "executive"),
        ("no, I'm the SIRO", "executive"),
        ("could I go under statutory officers?", "executive"),
        ("I'm a town clerk", "councillor"),
    ],
)
def test_a_group_is_chosen_in_own_words(groups, text, group):
    assert groups.chosen(text).id == group


@pytest.mark.parametrize(
    "text",
    [
        "none of these",
        "hello there",
        "what is a SIRO?",
        "which one should an auditor pick?",
        "the first time we did this it went badly",
        "partly, an officer looks at it once a year in our team meeting",
        "partly - we have a policy but it was last looked at in 2021",
        "yes",
        "I don't know",
    ],
)
def test_what_names_no_group_chooses_none(groups, text):
    assert groups.chosen(text) is None


def test_roles_that_no_group_is_named_after_are_given_to_groups_that_there_are(model):
    assert set(words().nearest) <= {route.id for route in model.routes}


def test_what_somebody_says_of_themselves_counts_more_than_what_was_known(groups):
    assert groups.told("I'm the SIRO, walk me through it", "councillor").id == "executive"
    assert groups.told("walk me through it", "head-of-it").id == "practitioner"
    assert groups.told("walk me through it", None) is None
