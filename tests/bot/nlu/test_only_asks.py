"""Messages that ask by their form, whatever attack they name."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.deciding import AskIfLive, decided, with_care
from bot.nlu.only_asks import asks_meaning, asks_of_practice, asks_what_if
from bot.skills.acts import ASK, INCIDENT, UNSURE

ACTS = np.array([ASK, INCIDENT, "exercise"])
ASKS = AskIfLive(sure=0.12, unsure=0.05, below=0.6, triage=0.6)


def act(text: str, chances: list[float]) -> str:
    return decided(ACTS, with_care(text, ACTS, np.array(chances)), ASKS, text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "England. That's two times the same thing! Can you just tell me in plain english what a cyber attack is",
        "what's ransomware, my grandson mentioned it",
        "what is a denial of service attack?",
        "hi, what does DDoS mean please",
        "the minutes say phishing. what's phishing in plain english",
        "nobody told me what a data breach is",
        "what is meant by exfiltration",
    ],
)
def test_who_asks_what_a_term_means_is_not_under_attack(text: str) -> None:
    assert asks_meaning(text)
    assert act(text, [0.2, 0.8, 0.0]) == ASK


@pytest.mark.parametrize(
    "text",
    [
        "what's happening to our email",
        "what is this on my screen",
        "what's the ransom note mean",
        "what is ransomware, I think we've got it",
        "all the files say encrypted, what does encrypted mean",
        "what's going on",
        "what is wrong with the server",
        "somebody clicked a link, what is phishing",
    ],
)
def test_who_tells_of_something_beside_it_may_be(text: str) -> None:
    assert not asks_meaning(text)
    assert act(text, [0.2, 0.8, 0.0]) == INCIDENT


@pytest.mark.parametrize(
    "text",
    [
        "our caretaker left in July and I dont think anyone switched his account off. whats the proper process",
        "30 june, thank you. now the shared PIN, is that bad?",
        "members forward council mail to gmail - is that allowed?",
        "a laptop was handed to the new starter without being wiped, what's the correct procedure for that?",
    ],
)
def test_who_asks_how_it_ought_to_be_done_is_asked_before_triage_begins(text: str) -> None:
    assert asks_of_practice(text)
    assert act(text, [0.2, 0.8, 0.0]) == UNSURE


@pytest.mark.parametrize(
    "text",
    [
        "Who'd I need to ring first if they told me they'd been hacked",
        "what would we do if the payroll people got hit?",
        "I said if! if our housing system was to go down who would tell the tenants",
        "supposing it is ransomware, what if nobody answers the phone",
    ],
)
def test_who_speaks_of_what_would_be_is_asked_before_triage_begins(text: str) -> None:
    assert act(text, [0.2, 0.8, 0.0]) == UNSURE


@pytest.mark.parametrize("text", ["who do I ring if the files are locked right now", "they said they would publish it"])
def test_who_asks_what_to_do_where_something_is_may_be_under_attack(text: str) -> None:
    assert not asks_what_if(text)


@pytest.mark.parametrize("text", ["is that it", "our process is broken and the files are gone", "it is bad, very bad"])
def test_other_talk_of_processes_is_no_such_question(text: str) -> None:
    assert not asks_of_practice(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want an exercise about ransomware",
        "let's do a practice run of a ransomware attack",
        "can you run a ransomware exercise with us",
        "we'd like to rehearse a phishing attack on Friday",
        "play through a tabletop with me: hackers lock the control room",
    ],
)
def test_who_wants_to_practise_is_not_under_attack(text: str) -> None:
    assert act(text, [0.1, 0.8, 0.1]) == "exercise"


@pytest.mark.parametrize(
    "text",
    [
        "this is not an exercise, we have ransomware",
        "no drill, the servers are encrypted",
        "the GP practice was hacked",
    ],
)
def test_what_is_no_exercise_stays_an_incident(text: str) -> None:
    assert act(text, [0.1, 0.8, 0.1]) == INCIDENT
