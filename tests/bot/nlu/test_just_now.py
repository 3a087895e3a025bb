"""Whether a message says that what it tells of has just happened."""

import pytest

from bot.nlu.just_now import just_now


@pytest.mark.parametrize(
    "text",
    [
        "MFA fatigue attack on finance user, he approved it 20 mins ago",
        "EDR agent tampering alert on 40 endpoints in last 10 min",
        "it went an hour ago",
        "Clicked something about half an hour back",
        "a couple of minutes ago the phones died",
        "Burgled last night. They took the council tablet. What about the tablet?",
        "nobody can get on the website. been down since 7 and it's bin week",
        "the housing portal is showing other people's rent right now",
        "someone logged on overnight from Lagos",
        "over the past few hours we've had 300 bounce backs",
        "Strange logins this morning on the payroll account",
        "nobody can log in right now",
        "screens going black as we speak",
        "had a call ten minutes ago from somebody who said they were IT",
    ],
)
def test_a_time_that_has_just_passed_is_heard(text: str):
    assert just_now()(text)


@pytest.mark.parametrize(
    "text",
    [
        "what would we have done an hour ago",
        "If it was found ten minutes ago, when does the clock start",
        "Which council shrugged it off because it had last night's backup?",
        "what's the number for the NCSC and is it staffed overnight",
        "in the exercise the phones died ten minutes ago",
        "we have no plan right now",
        "I am presenting to scrutiny on ransomware this afternoon",
        "elections count tonight, ddos plan",
        "is it down right now?",
        "our IT chap has used one login since 2009 or so",
        "reported our scam in March, heard nothing since",
        "what do I change tonight",
        "had training on phishing an hour ago, where is the certificate",
        "our meeting this morning was about ransomware cover",
        "was the website down last night",
        "ransomware",
        "",
    ],
)
def test_what_asks_supposes_or_plans_tells_of_nothing(text: str):
    assert not just_now()(text)


@pytest.mark.parametrize(
    "text",
    ["I feel so stupid, I fell for it and gave away 40k of council money", "we've paid £9,000 to the wrong firm"],
)
def test_money_that_has_gone_is_not_asked_about(text):
    assert just_now()(text)


@pytest.mark.parametrize(
    "text",
    [
        "how do I claim back the 40k we paid to a fraudster?",
        "what if we paid £10k to a scammer",
        "who paid 5k to train staff?",
    ],
)
def test_a_question_about_money_that_has_gone_may_be_one(text):
    assert not just_now()(text)
