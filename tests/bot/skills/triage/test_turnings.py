"""What a later message makes of the kind of incident."""

from __future__ import annotations

import numpy as np
import pytest
from dialogue import NOW, Dialogue, words

from bot.skills.triage.case import Case
from bot.skills.triage.commands import stamped
from bot.skills.triage.turnings import Turned, Turnings
from index.content.triage import Hearing
from index.told import DENIES, NO_CYBER

PHISH = "somebody clicked a link in a phishing email"
VECTOR = np.zeros(2, dtype=np.float32)


class Learned:
    """Stands for what was learned of later messages: these chances, whatever is said."""

    def __init__(self):
        self.said: dict[str, float] = {}

    def chances(self, text: str, vector: np.ndarray) -> dict[str, float]:
        return dict(self.said)


@pytest.fixture
def learned() -> Learned:
    return Learned()


@pytest.fixture
def dialogue(learned, learning) -> Dialogue:
    turning = learning(turnings=learned)
    turning.flow.commands.meant = lambda text, vector: None
    return Dialogue(turning, {"nation": "england", "body": "principal-council"})


def turnings(**bars: float) -> tuple[Turnings, Learned]:
    learned = Learned()
    return Turnings(
        Hearing.construct(turned=0.5, turned_answering=0.8, turned_away=0.35, denied=0.7, no_cyber=0.35, **bars),
        learned,
    ), learned


@pytest.mark.parametrize(
    ("chances", "turned"),
    [
        ({"malware": 0.6}, Turned(("malware",))),
        ({"malware": 0.4}, Turned()),
        ({"malware": 0.4, DENIES: 0.4}, Turned(("malware",), denies=True)),
        ({"phishing": 0.9}, Turned()),
        ({DENIES: 0.6}, Turned()),
        ({DENIES: 0.8}, Turned(denies=True)),
        ({NO_CYBER: 0.5, "malware": 0.9}, Turned(no_cyber=True)),
    ],
    ids=[
        "a further type",
        "unlikely",
        "another in place",
        "held already",
        "hardly a denial",
        "a denial",
        "no cyber matter",
    ],
)
def test_a_message_turns_an_incident_only_from_the_bars_on(chances, turned):
    hear, learned = turnings()
    learned.said = chances
    assert hear("said", VECTOR, ["phishing"]) == turned


def test_without_anything_learned_nothing_turns():
    assert Turnings(Hearing.construct())("said", VECTOR, []) == Turned()


def test_a_further_type_told_with_an_answer_brings_its_first_things_and_loses_no_answer(dialogue, learned):
    dialogue.say(PHISH)
    learned.said = {"account-compromise": 0.9}
    said = dialogue.say("this morning at 8, and the leader can't get into his own mailbox now")
    assert dialogue.state["types"] == ["phishing", "account-compromise"]
    assert "Account taken over" in words(said) and "noticed" in dialogue.state["moments"]


def test_a_further_type_told_beside_a_question_is_taken_and_the_question_answered(dialogue, learned):
    dialogue.say(PHISH)
    learned.said = {"account-compromise": 0.9}
    said = dialogue.say("so there is somebody in his mailbox right now. should we delete the email?")
    assert "account-compromise" in dialogue.state["types"] and said.status == "triage_side"


def test_another_type_takes_the_place_of_the_one_that_is_denied(dialogue, learned):
    dialogue.say(PHISH)
    learned.said = {"payment-fraud": 0.8, DENIES: 0.8}
    dialogue.say("she never got an email, she has paid the wrong people")
    assert dialogue.state["types"] == ["payment-fraud"]


def test_what_is_no_matter_of_computers_is_offered_to_be_closed_and_danger_to_999(dialogue, learned):
    dialogue.say("the building system of the depot is acting up")
    learned.said = {NO_CYBER: 0.9}
    said = dialogue.say("it is the river, the water is coming into the depot")
    assert said.status == "triage_not_ours" and "999" in words(said)
    assert dialogue.say("yes").status == "triage_closed"


def test_what_is_asked_after_a_no_to_closing_is_answered(dialogue, learned):
    dialogue.say(PHISH)
    learned.said = {NO_CYBER: 0.9}
    dialogue.say("it was a power cut after all")
    learned.said = {}
    said = dialogue.say("No, keep it open. Who do I have to tell?")
    assert said.status == "triage_section"


def test_the_part_of_the_plan_that_is_asked_for_beside_an_answer_is_shown(dialogue):
    dialogue.say(PHISH)
    said = dialogue.say("at 8 this morning. who should we ring?")
    assert "noticed" in dialogue.state["moments"]
    assert any(part.kind == "contacts" for part in said.parts)


def test_a_type_taken_off_in_words_goes_alone(dialogue):
    dialogue.say("a leaver still has access and somebody clicked a link in a phishing email")
    dialogue.say("its not staff, take insider off")
    assert "insider" not in dialogue.state["types"] and dialogue.state["types"]


def test_an_answer_in_the_first_sentence_counts_with_more_said_after_it(dialogue):
    dialogue.say("all our files are encrypted and there is a ransom note", "just now", "one")
    while dialogue.state["pending"] != "reach":
        dialogue.say("don't know")
    dialogue.say("None of these. so what happens with the pay slips, do staff have to be told?")
    assert dialogue.state["facts"]["reach"] == ["none"]


@pytest.mark.parametrize(
    ("said", "left"),
    [("no one was ever in danger, medicines were given", []), ("nobody has been to see her yet today", ["danger"])],
)
def test_nobody_at_risk_takes_back_that_somebody_may_be(dialogue, said, left):
    case = Case(started=NOW, opening="x", facts={"services": ["danger"]})
    dialogue.triage.flow.gatherer.volunteer(case, said, NOW)
    assert case.facts.get("services", []) == left


@pytest.mark.parametrize("line", ["7:40 is when we noticed, 2am is when it began", "9.30 not 8.30"])
def test_a_sentence_about_a_time_is_no_line_of_the_log(line):
    assert stamped(line) is None


def test_a_line_with_its_time_is_one():
    assert stamped("14:20 isolated the file server") == ("14:20", "isolated the file server")


def test_the_day_that_it_was_not_is_no_time(triage):
    said = "I found out this morning at 9, not Tuesday, Tuesday is when I paid"
    moments = triage.flow.gatherer.moments(said, NOW, answering=True)
    assert {moment.at.date() for moment in moments} == {NOW.date()}


FLOOD = "hosting firm say our website is being flooded with traffic, it's a ddos"
MISDIRECTED = "I emailed the payroll spreadsheet to the wrong Sarah by mistake"
EXTORTED = "an email says they hold 400GB of our data and want £250,000 in bitcoin by Friday"
RANSOM = "all our files are encrypted and there is a ransom note"


@pytest.mark.parametrize(
    ("first", "said", "likely"),
    [
        (RANSOM, "our it support is an outside company, they've been rung and are driving over", "supplier-incident"),
        (RANSOM, "The local firm who do our computers, our IT people are on their way", ""),
        (RANSOM, "our it company has been called and is coming", "supplier-incident"),
        (MISDIRECTED, "she's a private gmail, and outlook recall says failed", "account-compromise"),
        (MISDIRECTED, "I tried to recall it but the recall failed, went to a personal hotmail", "account-compromise"),
        (MISDIRECTED, "a tenant screenshotted another tenant's page and put it on the residents facebook group", ""),
        (MISDIRECTED, "somebody has shared it in the village whatsapp group", "social-media-hijack"),
        (MISDIRECTED, "shall i take the portal down or wait for the supplier", ""),
        (MISDIRECTED, "we've pulled the site offline ourselves", ""),
        (FLOOD, "somebody rang the boss: pay 2 grand or it starts again tomorrow", "payment-fraud"),
        (FLOOD, "they have emailed, they want 5 bitcoin to stop", "ransomware"),
    ],
)
def test_what_only_sounds_like_another_type_adds_none(dialogue, learned, first, said, likely):
    dialogue.say(first)
    held = dialogue.state["types"]
    learned.said = {likely: 0.95} if likely else {}
    dialogue.say(said)
    assert dialogue.state["types"] == held


@pytest.mark.parametrize(
    ("first", "said", "added"),
    [
        (RANSOM, "and the supplier who hosts our rent system says they've been hacked too", "supplier-incident"),
        (MISDIRECTED, "her mailbox has been hacked, she says", "account-compromise"),
        (MISDIRECTED, "our facebook page has been hacked as well", "social-media-hijack"),
        (MISDIRECTED, "now the website is down, hit by a ddos", "denial-of-service"),
        (FLOOD, "and now all our files are encrypted on every server", "ransomware"),
        (FLOOD, "host says the files on the box are scrambled, there's a readme asking for bitcoin", "ransomware"),
        (FLOOD, "finance also paid a fake invoice on new bank details", "payment-fraud"),
    ],
)
def test_what_is_another_type_is_still_added(dialogue, first, said, added):
    dialogue.say(first, said)
    assert added in types(dialogue)


def types(dialogue: Dialogue) -> list[str]:
    return list(dialogue.triage.assess(dialogue.state).facts["type"])


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("nobody hacked a facebook account, the group is run by residents", "social-media-hijack"),
        ("our twitter page wasn't hacked", "social-media-hijack"),
        ("its not a mailbox, its AD", "account-compromise"),
        ("it isn't her mailbox, her mailbox wasn't hacked", "account-compromise"),
        ("no its not someone pretending to be my boss", "phishing"),
        ("it is not somebody impersonating the boss", "payment-fraud"),
        ("hang on no, the IT company isnt hit, its us", "supplier-incident"),
        ("there is no supplier involved, it is our own server", "supplier-incident"),
        ("nothing is locked, they only threaten to publish", "ransomware"),
        ("no files are encrypted", "ransomware"),
        ("it's their systems not ours", "ransomware"),
        ("it's the bureau's servers that are hit, not ours", "ransomware"),
    ],
)
def test_what_a_message_says_it_is_not_is_heard(triage, said, kind):
    assert kind in triage.flow.types.denied(said)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("no other mailbox has been hacked", "account-compromise"),
        ("finance isn't hit but her mailbox has been hacked", "account-compromise"),
        ("don't know if her facebook was hacked", "social-media-hijack"),
        ("nothing is encrypted yet", "ransomware"),
        ("nothing is locked in finance but housing's server is encrypted", "ransomware"),
        ("our supplier says they were hit and it's not our fault", "supplier-incident"),
    ],
)
def test_what_is_denied_of_one_thing_is_not_denied_of_all(triage, said, kind):
    assert kind not in triage.flow.types.denied(said)


def test_what_was_told_before_is_not_denied_by_what_another_part_lacks(dialogue):
    dialogue.say(RANSOM, "this morning", "nothing is locked in the library")
    assert types(dialogue)[0] == "ransomware"


def test_a_type_that_was_denied_stays_off_until_it_is_told_of_as_news(dialogue, learned):
    dialogue.say(MISDIRECTED + " and our facebook page has been hacked")
    assert "social-media-hijack" in types(dialogue)
    dialogue.say("nobody hacked a facebook account, the group is run by residents")
    assert "social-media-hijack" not in types(dialogue)
    learned.said = {"social-media-hijack": 0.95}
    dialogue.say("the post is still up on the facebook page")
    assert "social-media-hijack" not in types(dialogue)
    dialogue.say("now our facebook page has been hacked after all")
    assert "social-media-hijack" in types(dialogue)


def test_what_is_denied_beside_a_question_goes_and_the_question_is_answered(dialogue):
    dialogue.say(MISDIRECTED + " and our facebook page has been hacked")
    said = dialogue.say(
        "nobody hacked a facebook account, the group is run by residents. how do i get the post removed?"
    )
    assert types(dialogue) == ["data-breach"]
    assert said.status == "triage_side" and "no longer take this for" in words(said)


@pytest.mark.parametrize(
    "said",
    [
        "nothing is encrypted and all our systems are running normally; this is only a threat to publish",
        "no files are locked, they just say they have our data",
        "it is extortion over stolen data, nothing is locked",
    ],
)
def test_a_threat_to_publish_is_theft_and_not_ransomware(dialogue, said):
    dialogue.say(EXTORTED)
    reply = dialogue.say(said)
    assert types(dialogue) == ["data-breach"] and dialogue.state["facts"]["demand"] == ["yes"]
    assert "Do not reply" in words(reply)


@pytest.mark.parametrize(
    "said",
    [
        "it's their systems not ours",
        "it's the bureau's servers that are encrypted, not ours",
        "sorry, it's the supplier's ransomware, not ours",
    ],
)
def test_their_ransomware_is_a_supplier_incident(dialogue, said):
    dialogue.say("the payroll server is encrypted with ransomware", said)
    assert types(dialogue) == ["supplier-incident"]


def test_a_demand_told_of_as_a_correction_leaves_the_flood_a_flood(dialogue):
    dialogue.say(FLOOD)
    dialogue.triage.flow.types.chances = lambda text, vector=None: {"ransomware": 0.9, "phishing": 0.1}
    turn = dialogue.turn("no, it's the attackers wanting money")
    case = Case.read(dialogue.state)
    outcome = dialogue.triage.revising.wrong(case, turn)
    assert outcome and outcome.state["types"] == ["denial-of-service"]


@pytest.mark.parametrize(
    "said",
    [
        "0207 domain admin logins from a svc acct that never logs in interactively, EDR screaming on 3 servers - credential dumping",
        "somebody is inside our network and has domain admin",
        "attackers are on our domain controllers dumping hashes",
        "SOC says there's lateral movement and mimikatz on a DC",
        "intruder in our network, beacons on several servers",
    ],
)
def test_an_intruder_in_the_network_gets_first_steps_of_its_own(dialogue, said):
    reply = dialogue.say(said)
    assert dialogue.state["types"][0] == "malware"
    assert dialogue.state["facts"]["intruder"] == ["yes"]
    assert "Take the backups offline" in words(reply) and "Phone NCSC" in words(reply)


def test_an_account_that_turns_out_to_be_the_whole_directory_becomes_an_intruder(dialogue):
    dialogue.say("the finance director's mailbox has been hacked", "its not a mailbox, its AD, they have domain admin")
    assert types(dialogue) == ["malware"] and dialogue.state["facts"]["intruder"] == ["yes"]


@pytest.mark.parametrize(
    "said",
    [
        "EDR now showing the same beacon on 14 more boxes, do I kill the internet link??",
        "backup repo being deleted as I type",
        "it is still spreading",
    ],
)
def test_an_intruder_who_spreads_is_cut_off_from_the_internet(dialogue, said):
    dialogue.say("somebody is inside our network with domain admin", "just now")
    assert "Turn off the internet link" in words(dialogue.say(said))


@pytest.mark.parametrize(
    "said",
    [
        "my laptop has a virus",
        "antivirus found a trojan, no lateral movement",
        "reception's pc is infected, EDR isolated it",
        "one pc has a virus, the user has domain admin rights",
    ],
)
def test_one_infected_device_is_no_intruder_in_the_network(dialogue, said):
    dialogue.say(said)
    assert dialogue.state["types"] == ["malware"] and "intruder" not in dialogue.state["facts"]
