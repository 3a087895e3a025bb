"""Words of a person who may not want to live are heard, and not where they mean something else."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.care import at_risk, is_blackmailed, is_exposed, is_threatened, speaks_of_feelings, words
from bot.nlu.deciding import with_care
from index.content.problem import ContentError


@pytest.mark.parametrize(
    "text",
    [
        "a colleague says she will end her life over the data breach",
        "I clicked the link and everyone blames me, I want to kill myself",
        "i cant go on, its my fault the council got hacked",
        "I don’t want to be here anymore",
        "one of my team is SUICIDAL since the attack",
        "they would be better off without me",
        "he keeps talking about self-harm",
        "how do I hand over my logins so nobody is put out once I'm gone. Gone for good I mean",
        "day 19 of this. havent slept properly, keep crying in the car. which servers first",
        "Somebody on my team has said he wants to end it all after the payment fraud",
        "a resident says that she will hurt herself because her file was leaked",
        "lost the parish's money. I can't face anyone. I can't see a way through",
        "my staff are exhausted and one of them said they cant go on",
        "our duty officer told me he cannot go on like this",
        "been drinking every night since we went down. don't see the point in carrying on tbh",
        "sometimes I think they'd be better off if I was gone",
    ],
)
def test_a_life_at_risk_is_heard(text: str) -> None:
    assert at_risk(text)


@pytest.mark.parametrize(
    "text",
    [
        "how do we kill a process that will not end",
        "this laptop is at the end of its life",
        "I can't go on the VPN since this morning",
        "the server is dying and we do not want to lose it",
        "the attackers took our files",
        "what is the life cycle of a certificate",
        "staff say they can't go on Teams since the update",
        "I can't see a way through 4,000 paper forms before April",
        "we can't see the point in carrying on with two backup products",
        "would we be better off if I moved the mailboxes to the cloud",
    ],
)
def test_ordinary_trouble_is_not_taken_for_it(text: str) -> None:
    assert not at_risk(text)


@pytest.mark.parametrize(
    "text",
    [
        "i got a death threat on facebook",
        "someone is threatening me online",
        "theyve put my address on facebook and said petrol bomb",
        "he says i should be shot",
        "someone on facebook says they know where i live",
        "a resident threatened to kill the leader over the bins",
        "I am being stalked online by a resident",
        "he\u2019ll come to my house with a knife on saturday",
        "he knows where my kids go to school",
    ],
)
def test_a_threat_to_a_person_is_heard(text: str) -> None:
    assert is_threatened(text)


@pytest.mark.parametrize(
    "text",
    [
        "what is an insider threat",
        "the gang threatens to publish our files",
        "we posted her address on the planning portal by mistake",
        "they are threatening to attack our website unless we pay",
        "what should a threat assessment hold",
        "does IT know where the laptops are",
        "should the old server be shot of its data",
    ],
)
def test_what_threatens_no_person_is_not_taken_for_one(text: str) -> None:
    assert not is_threatened(text)


@pytest.mark.parametrize(
    "text",
    [
        "an email says they filmed me through my webcam and want bitcoin",
        "just got an email saying they've been watching me through my camera and want bitcoin",
        "Someone is blackmailing me they have nude pics and say they will send to the councils chief exec",
        "What should a councillor do about sextortion",
        "being blackmailed over some photos, who do i tell",
        "one of my officers is being threatened with intimate pictures",
        "he has naked photos of me",
    ],
)
def test_blackmail_of_a_person_is_heard(text: str) -> None:
    assert is_blackmailed(text)


@pytest.mark.parametrize(
    "text",
    [
        "the gang is blackmailing the council with stolen files",
        "they will publish pictures from our case files unless we pay",
        "our CCTV cameras have been hacked",
        "hackers watched our network for weeks and want bitcoin",
        "private photos of children were sent to the wrong family",
    ],
)
def test_extortion_of_an_organisation_is_not_taken_for_it(text: str) -> None:
    assert not is_blackmailed(text)


@pytest.mark.parametrize(
    "text",
    [
        "i emailed a residents new adress to her violent ex by mistake",
        "council leaked my address to my abusive ex",
        "I emailed my ward resident's address to her ex partner who has a non molestation order",
        "women's refuge address got published by the council",
        "asylum seeker hotel list leaked by our council",
        "a letter with the foster carers address went to the birth father",
    ],
)
def test_an_address_that_somebody_dangerous_has_is_heard(text: str) -> None:
    assert is_exposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "what do we do if a survivor's address is sent to her ex",
        "I sent the agenda to an ex councillor by mistake",
        "we posted the wrong address on the website",
        "how should a refuge protect its address online",
        "an ex employee has got our admin password",
    ],
)
def test_other_addresses_and_questions_about_them_are_not_taken_for_it(text: str) -> None:
    assert not is_exposed(text)


def test_a_broken_list_names_the_file_and_the_mend(tmp_path: Path) -> None:
    path = tmp_path / "care.yml"
    path.write_text("- '(unclosed'\n", encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape("write one regular expression a line")):
        words(path)


@pytest.mark.parametrize(
    "text",
    [
        "nobody has threatened me, was just wondering what kit I get",
        "I SAID nobody threatened me",
        "he hasn't threatened her, he only writes a lot",
    ],
)
def test_a_threat_that_is_denied_is_none(text: str) -> None:
    assert not is_threatened(text)


@pytest.mark.parametrize(
    "text",
    [
        "ive been up three nights with this attack and i keep thinking about ending it",
        "I'm the only IT person here, I haven't slept since Thursday",
        "i can't cope with this any more",
        "I clicked it. it's all my fault and I'll lose my job",
        "i feel sick",
    ],
)
def test_how_somebody_is_has_words_of_it(text: str) -> None:
    assert speaks_of_feelings(text)


@pytest.mark.parametrize(
    "text",
    [
        "ok never mind. what would stop this happening again, she's forever leaving it in places",
        "if we got hit tomorrow would I be the one talking to the BBC",
        "keep going im taking notes",
    ],
)
def test_without_one_nobody_is_in_distress(text: str) -> None:
    acts = np.array(["outside_distress", "ask"])
    assert with_care(text, acts, np.array([0.9, 0.1]))[0] == 0.0
