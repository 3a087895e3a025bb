import pytest

from bot.skills.guided.hearing import hear, jump, named

STEPS = {"lead": ["lead", "leadership"], "know": ["know"], "recover": ["recover", "recover and learn"]}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes", "yes"),
        ("yep, we do that every year", "yes"),
        ("We have both named", "yes"),
        ("Definitely.", "yes"),
        ("Y", "yes"),
        ("yes but only for some services", "partly"),
        ("Partly", "partly"),
        ("partialy", "partly"),
        ("Mostly, I think", "partly"),
        ("we're working on it", "partly"),
        ("not for all of them, no", "partly"),
        ("No", "no"),
        ("nope", "no"),
        ("Not really", "no"),
        ("not yet, sadly", "no"),
        ("We haven't done that", "no"),
        ("I don't know", "unknown"),
        ("dont know sorry", "unknown"),
        ("No idea", "unknown"),
        ("I'd have to ask the head of IT", "unknown"),
        ("not that I know of", "unknown"),
        ("I think so", "yes"),
        ("maybe", "unknown"),
        ("never heard of it", "unknown"),
        ("no but we are working on it", "partly"),
        ("I doubt it", "no"),
        ("👍", "yes"),
        ("3", "no"),
        ("Not ours", "other"),
        ("that's not our job, the county does it", "other"),
        ("n/a", "other"),
        ("We have never done that", "no"),
        ("Definitely not", "no"),
        ("absolutely not", "no"),
        ("I cannot name anyone", "no"),
        ("we have an officer but no cabinet member", "partly"),
        ("yes for IT, no for services", "partly"),
        ("there's a plan but it has never been tested", "partly"),
        ("it exists but nobody has read it", "partly"),
        ("we are too small for that", "other"),
        ("our IT provider does that", "other"),
        ("another council does this for us", "other"),
        ("not that I'm aware of", "unknown"),
        ("that's one for the officers", "unknown"),
        ("I'm new here", "unknown"),
        ("not a clue", "unknown"),
        ("I don't think anyone has told us who to ring", "no"),
        ("they're named on the website", "yes"),
        ("the audit committee sees it every quarter", "yes"),
    ],
)
def test_an_answer_is_understood_in_free_words(text, answer):
    assert hear(text).answer == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("quarterly to the audit committee, yes, near misses too I believe", "yes"),
        ("it's on the register since 2022 - yes - and red", "yes"),
        ("to cabinet and audit, yes, but not near misses", "partly"),
        ("partly - we have a policy but it was last looked at in 2021", "partly"),
        ("no, not since 2019", "no"),
        ("we do, mostly", "partly"),
        ("for the most part", "partly"),
        ("about 80% of staff", "partly"),
        ("100%", "yes"),
        ("monthly, in the SIRO report", "yes"),
        ("every year until the last manager left", "no"),
        ("we did until 2020", "no"),
        ("we had one but it lapsed", "no"),
        ("yes, it has been in place since 2020", "yes"),
        ("I'm afraid the answer is no", "no"),
        ("I'd say that's a yes", "yes"),
        ("put me down as a no", "no"),
        ("as far as I know we do", "yes"),
        ("not as far as I know", "unknown"),
        ("we do it for staff, no, not for members", "partly"),
        ("I can name the officer, not the member", "partly"),
        ("we're supposed to", "partly"),
        ("I'd hope so", "unknown"),
        ("I think so but IT would know", "unknown"),
        ("I believe we do but the SIRO would be able to confirm", "unknown"),
        ("the head of IT would know", "unknown"),
        ("I would know who to ring", "yes"),
        ("we do, and everybody would know what to do", "yes"),
    ],
)
def test_an_answer_is_understood_with_detail_around_it(text, answer):
    assert hear(text).answer == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("no doubt about it", "yes"),
        ("no problem there, we test them every month", "yes"),
        ("yes, without fail", "yes"),
        ("yes, no exceptions", "yes"),
        ("not only do we have one, we test it", "yes"),
    ],
)
def test_a_no_that_denies_nothing_is_no_no(text, answer):
    assert hear(text).answer == answer


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("yes, since the last audit we have not missed one", "torn"),
        ("the cabinet member yes, the officer I don't know", "torn"),
        ("last done in 2019", "when"),
        ("the audit team looked at that a while ago", "when"),
        ("the weather is lovely in Skegness", None),
        ("what happened in 2019?", None),
    ],
)
def test_what_is_no_clear_answer_is_none_and_what_there_is_of_one_is_kept(text, doubt):
    heard = hear(text)
    assert heard.answer is None and heard.doubt == doubt


@pytest.mark.parametrize("text", ["our files are locked, yes, all of them", "screens are black, yes"])
def test_an_answer_among_other_things_is_marked_as_such(text):
    assert hear(text).amid
    assert not hear("yes, we do").amid


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("back", "back"),
        ("go back one please", "back"),
        ("Sorry, I made a mistake", "back"),
        ("skip this one", "skip"),
        ("pause", "pause"),
        ("Stop for now", "pause"),
        ("stop", "stop"),
        ("start again", "restart"),
        ("restart", "restart"),
        ("what does that mean?", "explain"),
        ("explain please", "explain"),
        ("Why?", "explain"),
        ("where am I?", "progress"),
        ("where are we?", "progress"),
        ("what would the facilitator look for?", "facilitator"),
        ("how much is left", "progress"),
        ("show me the result so far", "result"),
        ("restrat", "restart"),
        ("carry on", "next"),
        ("can we go back?", "back"),
        ("I want to stop", "stop"),
        ("sorry, I need to go", "pause"),
        ("next step", "next-step"),
        ("what?", "explain"),
        ("show my last result", "result"),
        ("can I see how we are doing so far?", "result"),
        ("No I don't want to do an assessment. I wanted questions for ME to put to the head of IT", "stop"),
        ("that's enough thanks", "stop"),
        ("no more questions please", "stop"),
        ("ok we're done here", "stop"),
        ("stop. I asked you something. leave the questionnaire", "stop"),
        ("note: nobody knew the number of the DPO and we should mend that before the next exercise", "note"),
    ],
)
def test_a_command_is_understood_in_free_words(text, command):
    assert hear(text).command == command


@pytest.mark.parametrize(
    "text", ["What is a SIRO?", "How long do we have to report a breach", "do we have to pay for Early Warning?"]
)
def test_a_question_is_not_taken_for_an_answer(text):
    heard = hear(text)
    assert heard.question and heard.answer is None and heard.command is None


def test_nothing_is_made_of_chatter():
    heard = hear("the weather is lovely in Skegness")
    assert (heard.answer, heard.command, heard.question) == (None, None, False)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("step 3", "recover"),
        ("go to step two", "know"),
        ("Jump to recover and learn", "recover"),
        ("take me to the leadership step", "lead"),
        ("know", "know"),
        ("step 9", None),
        ("3", None),
    ],
)
def test_a_step_to_jump_to_is_heard(text, step):
    assert jump(text, STEPS) == step


@pytest.mark.parametrize(
    "text",
    [
        "This is real",
        "this is not an exercise!",
        "No, it's actually happening, our files are locked",
        "not a drill",
        "NO DUFF. Our phones are down",
        "we've really been hacked",
    ],
)
def test_words_for_a_real_incident_are_heard(text):
    assert hear(text).real


@pytest.mark.parametrize(
    "text",
    [
        "this is not real",
        "in a real incident we would call the NCSC",
        "we would act as if it were real",
        "shut it down",
        "if we were doing it for real we would wait",
    ],
)
def test_talk_of_reality_in_an_exercise_is_not_an_alarm(text):
    assert not hear(text).real


def test_the_longest_name_said_wins():
    choices = {"it": ["it", "it staff"], "comms": ["communications", "comms"]}
    assert named("as the communications lead", choices) == "comms"
    assert named("IT", choices) == "it"
    assert named("comunications", choices) == "comms"
    assert named("the mayor", choices) is None
