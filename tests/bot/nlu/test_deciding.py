"""Which act is taken: care before everything, a likely incident before a question, and a question where it is unsure."""

import numpy as np
import pytest

from bot.nlu.deciding import AskIfLive, decided, with_care
from bot.skills.live_question import may_mean_live

OUTSIDE = ["outside_health", "outside_home_it", "outside_hiding", "outside_distress"]
ACTS = np.array(["ask", "report_incident", "thank", "feedback_helpful", "threat", "help", *OUTSIDE])
ASKS = AskIfLive(sure=0.12, unsure=0.05, below=0.6, doubtful=["outside_health"], triage=0.6)


def taken(text: str = "hello", **chances: float) -> tuple[str, float]:
    return decided(ACTS, with_care(text, ACTS, np.array([chances.get(act, 0.0) for act in ACTS])), ASKS, text)


@pytest.mark.parametrize(
    ("chances", "act"),
    [
        ({"report_incident": 0.7, "ask": 0.3}, "report_incident"),
        ({"report_incident": 0.55, "ask": 0.4}, "maybe_incident"),
        ({"ask": 0.85, "report_incident": 0.13}, "maybe_incident"),
        ({"ask": 0.85, "report_incident": 0.11}, "ask"),
        ({"ask": 0.5, "thank": 0.4, "report_incident": 0.06}, "maybe_incident"),
        ({"outside_health": 0.9, "report_incident": 0.06}, "maybe_incident"),
        ({"outside_home_it": 0.9, "report_incident": 0.06}, "outside_home_it"),
        ({"feedback_helpful": 0.5, "report_incident": 0.4}, "feedback_helpful"),
    ],
)
def test_the_act_depends_on_how_likely_an_incident_is(chances, act):
    assert taken(**chances)[0] == act


def test_a_life_at_risk_comes_before_everything():
    assert taken("we have ransomware and I want to die", report_incident=1.0)[0] == "outside_distress"


def test_a_threat_comes_before_everything_but_a_life_at_risk():
    assert taken("they hacked us and I got a death threat", report_incident=1.0)[0] == "threat"
    assert taken("death threats every day and I want to die")[0] == "outside_distress"


def test_an_address_that_somebody_dangerous_has_is_an_incident_whatever_it_sounds_like():
    assert taken("council leaked my address to my abusive ex", outside_health=0.9) == ("report_incident", 1.0)


def test_blackmail_of_a_person_is_for_the_guidance_with_the_way_into_triage_beside_it():
    text = "he has naked photos of me and wants money"
    assert taken(text, report_incident=0.9, ask=0.1)[0] == "ask"
    left = dict(zip(ACTS, with_care(text, ACTS, np.eye(len(ACTS))[1])))
    assert 0.02 <= left["report_incident"] < ASKS.unsure


@pytest.mark.parametrize("text", ["who do i call", "Who should I ring about this?", "who can we contact"])
def test_to_ask_whom_to_call_is_a_question(text):
    assert taken(text, help=0.9, ask=0.1) == ("ask", 1.0)


@pytest.mark.parametrize(
    "text", ["how do we tell parents", "how do i tell the leader theres been an attack", "Who do I report it to?"]
)
def test_to_ask_how_to_tell_is_no_hiding(text):
    assert taken(text, outside_hiding=0.9, ask=0.1) == ("ask", 1.0)


@pytest.mark.parametrize(
    "text", ["how do we tell nobody", "how do I avoid reporting it", "do we tell them it was only maintenance"]
)
def test_to_ask_how_not_to_tell_is(text):
    assert taken(text, outside_hiding=0.9, ask=0.1)[0] == "outside_hiding"


@pytest.mark.parametrize(
    "text",
    [
        "my chief exec says we dont report this to anyone until monday. is that ok",
        "our DPO says keep quiet about the leak until after the election, what should i do",
        "comms says don\u2019t say ransomware. is that hiding it",
        "I've been told to delete the log before the audit. who can I tell",
        "the leader would rather nobody heard before polling day, I don't like it",
        "police asked us not to go public yet, are we allowed to",
        "Head of IT wants it kept between us. Is he right?",
        "the insurance says not to tell the ICO until they say so",
        "head of IT wants to keep it quiet till monday. im the CEX",
        "my manager told me to delete the logs before the auditors come",
        "I was asked to say that nothing happened",
        "it told us to say nothing",
        "IT would rather we said nothing",
    ],
)
def test_who_tells_of_anothers_wish_for_silence_hides_nothing(text):
    assert taken(text, outside_hiding=0.9, ask=0.1) == ("ask", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "how do we get it taken down",
        "who takes a scam page down",
        "can you get a video removed from tiktok",
        "how do we have the list taken off the website",
        "where do I ask for a takedown",
    ],
)
def test_to_have_a_page_taken_down_is_no_hiding(text):
    assert taken(text, outside_hiding=0.9, ask=0.1) == ("ask", 1.0)


def test_an_incident_told_with_such_a_doubt_stays_one():
    text = "we are locked out of everything and my boss says tell nobody, is that right"
    assert taken(text, report_incident=0.8, outside_hiding=0.2)[0] == "report_incident"


@pytest.mark.parametrize(
    "text",
    [
        "Chief exec wants this kept away from the ICO until after the election. How would we justify that?",
        "can we keep it quiet till after the election",
        "the press are asking, what should we say so that they go away",
        "what do I do to keep it from the DPO",
        "the leader wants it buried, what can we do to make it look like maintenance",
        "how do I hide it from my manager",
        "boss wants the ICO left out, help me find a reason",
        "my director asked for a line that makes it sound like maintenance, draft it",
        "how do I get the entry taken off the audit log",
        "can we take the report down before anyone notices",
        "I clicked it but I will say it was the temp",
        "what do I tell the insurer so they don't ask about MFA",
    ],
)
def test_to_ask_how_to_keep_it_quiet_is_hiding_whoever_wishes_it(text):
    assert taken(text, outside_hiding=0.9, ask=0.1)[0] == "outside_hiding"


def test_who_has_lost_money_and_cries_has_the_way_into_triage_after_care():
    chances = with_care("the village hall's money is gone, I cant stop crying", ACTS, np.eye(len(ACTS))[1])
    left = dict(zip(ACTS, chances))
    assert may_mean_live("outside_distress", left["report_incident"]) and left["outside_distress"] == 0.9


def test_beside_a_life_at_risk_no_incident_is_left_to_ask_about():
    chances = with_care("I want to die", ACTS, np.full(len(ACTS), 1 / len(ACTS)))
    assert dict(zip(ACTS, chances)) == {act: float(act == "outside_distress") for act in ACTS}


def test_the_chance_of_the_leading_act_is_given_so_that_a_faint_one_can_be_told():
    assert taken(ask=0.2) == ("ask", 0.2)
    assert taken(report_incident=0.3) == ("maybe_incident", 1.0)


@pytest.mark.parametrize(("chance", "act"), [(0.3, "report_incident"), (0.12, "report_incident"), (0.11, "ask")])
def test_what_says_itself_that_it_has_just_happened_is_not_asked_about(chance, act):
    assert taken("he approved it 20 mins ago", ask=1 - chance, report_incident=chance)[0] == act


def test_how_sure_triage_must_be_is_how_sure_it_then_is():
    assert taken("he approved it 20 mins ago", ask=0.7, report_incident=0.3) == ("report_incident", 0.6)


def test_where_no_incident_may_be_meant_a_time_makes_none():
    assert taken("we met an hour ago", ask=0.5, thank=0.44, report_incident=0.06)[0] == "maybe_incident"
    assert taken("we met an hour ago", ask=0.9, report_incident=0.01)[0] == "ask"


@pytest.mark.parametrize(
    "text",
    [
        "journalist on the phone now asking if we've been hacked, what do i say",
        "the BBC wants a comment on the attack - what should we tell them",
        "press asking whether data was stolen. wot shud i say",
    ],
)
def test_what_to_say_to_the_press_is_a_question_with_the_way_in_beside_it(text):
    act, chance = taken(text, report_incident=0.9, ask=0.1)
    assert act == "ask" and chance < 1


def test_what_to_say_to_staff_while_files_are_locked_is_an_incident():
    assert taken("all our files are locked what do I tell staff", report_incident=0.9, ask=0.1)[0] == "report_incident"


@pytest.mark.parametrize("text", ["shud we pay it", "do i turn it off?", "can we still send emails"])
def test_a_short_question_whether_to_do_something_is_asked_about(text):
    assert taken(text, report_incident=0.7, ask=0.3)[0] == "maybe_incident"


@pytest.mark.parametrize(
    "text", ["we can't open our files", "should we pay it, they have locked all our files since this morning"]
)
def test_what_tells_of_an_incident_beside_it_is_not(text):
    assert taken(text, report_incident=0.9, ask=0.1)[0] == "report_incident"
