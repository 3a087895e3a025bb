import json

import pytest

ROLES = ["gold", "silver", "it", "communications", "service-lead", "member", "group", "facilitator"]
SCENARIOS = [
    "ransomware-bank-holiday",
    "supplier-shared-service",
    "data-theft-election-week",
    "building-systems-winter",
]


def play_through(play, quality):
    while play.state["phase"] == "play":
        scenario = play.exercise.exercises[play.state["scenario"]]
        inject = scenario.inject(play.state["at"])
        if inject.decision is None:
            play.say("go on")
            continue
        wanted = [choice for choice in inject.decision.choices if choice.quality == quality]
        play.say((wanted or inject.decision.choices)[0].label)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("quality", ["good", "poor"])
def test_a_whole_exercise_ends_in_a_debrief_and_a_report(play, scenario, quality):
    play.begin(scenario, "gold")
    play_through(play, quality)
    assert play.outcome.reply.status == "exercise_debrief"
    while play.state:
        play.say("We found our gaps.")
    assert play.outcome.reply.status == "exercise_finished"
    document = play.parts("document")[0]
    assert {file.format for file in document.files} == {"html", "docx", "md", "csv"}
    assert "After-action report" in document.title


@pytest.mark.parametrize("role", ROLES)
def test_every_role_can_play_and_every_message_is_marked_as_exercise(play, role):
    play.begin(role=role)
    play.say("what is a SIRO?", intent="ask")
    play.say("purple")
    play.say("note: nobody had the number")
    play.say("where am I")
    play_through(play, "good")
    while play.state:
        play.say("skip")
    for said in play.replies:
        first = said.parts[0]
        assert first.kind == "notice" and first.level == "exercise" and "EXERCISE" in first.markdown


def test_a_role_is_spoken_to(play, scenarios):
    play.begin(role="it")
    assert scenarios["ransomware-bank-holiday"].injects[0].by_role["it"] in play.text


def test_a_group_gets_discussion_prompts_and_a_facilitator_sees_the_notes_and_gets_a_pack(play, scenarios):
    first = scenarios["ransomware-bank-holiday"].injects[0]
    play.begin(role="we play as a group")
    assert first.discuss[0] in play.text and first.facilitator not in play.text
    play.state = {}
    play.begin(role="I am the facilitator")
    assert first.facilitator in play.text
    assert "Facilitator's pack" in play.parts("document")[0].title


def test_a_poor_decision_has_its_own_consequence(play):
    play.begin()
    play.say("isolate")
    play.say("ring round")
    play.say("restore the care system")
    assert play.state["at"] == "second-wave"
    play.say("carry on")
    assert play.state["at"] == "reporting"


@pytest.mark.parametrize(
    "text", ["B", "b.", "2", "Option B", "we would isolate the systems straight away", "disconnect the network"]
)
def test_a_decision_is_understood_in_free_words(play, text):
    play.begin()
    play.say(text)
    assert play.state["made"] == [{"inject": "first-call", "choice": "isolate"}]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_choice_offered_is_understood_when_it_is_taken(play, scenarios, scenario):
    for inject in scenarios[scenario].injects:
        for choice in inject.decision.choices if inject.decision else []:
            for words in (choice.label, *choice.also):
                play.state = {"phase": "play", "scenario": scenario, "role": "gold", "at": inject.id}
                play.say(words)
                assert play.state["made"] == [{"inject": inject.id, "choice": choice.id}], words


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("This is real", "other"),
        ("stop, this is not an exercise, we are locked out", "report_incident"),
        ("it's actually happening here", "report_incident"),
        ("not a drill", "other"),
    ],
)
@pytest.mark.parametrize("phase", ["scenario", "role", "play", "debrief"])
def test_a_real_incident_leaves_the_exercise_at_once(play, text, intent, phase):
    play.start()
    if phase != "scenario":
        play.say("ransomware")
    if phase in ("play", "debrief"):
        play.say("gold")
    if phase == "debrief":
        play_through(play, "good")
    play.say(text, intent=intent)
    assert play.outcome.hand_over == "triage" and play.outcome.state is None


def test_where_it_could_be_part_of_the_story_one_short_question_is_asked(play):
    play.begin()
    play.say("all our screens show a ransom note", intent="report_incident")
    assert play.outcome.reply.status == "exercise_live" and play.outcome.hand_over is None
    play.say("It is part of the exercise")
    assert play.outcome.hand_over is None and play.question == "What happens first?"
    play.say("all our screens show a ransom note", intent="report_incident")
    play.say("This is real")
    assert play.outcome.hand_over == "triage"
    play.begin()
    play.say("all our screens show a ransom note", intent="report_incident")
    play.say("yes")
    assert play.outcome.hand_over == "triage"


def test_a_decision_is_not_taken_for_a_report_of_an_incident(play):
    play.begin()
    play.say("isolate the systems", intent="report_incident")
    assert play.state["made"]


def test_whoever_asks_whether_it_is_real_is_told_that_it_is_not(play):
    play.begin()
    play.say("is this real?", intent="ask")
    assert play.outcome.hand_over is None and "invented for practice" in play.text


def test_back_takes_the_last_decision_back(play):
    play.begin()
    play.say("wait")
    play.say("back")
    assert play.state.get("made", []) == [] and play.question == "What happens first?"


def test_a_side_question_is_answered_and_the_decision_asked_again(play):
    play.begin()
    play.say("who do we report ransomware to?", intent="ask")
    assert "The answer to the side question." in play.text and play.question == "What happens first?"


def test_an_exercise_is_paused_for_a_week_and_taken_up_where_it_was(play):
    play.begin()
    play.say("A")
    before = play.question
    play.say("pause")
    assert play.state["paused"]
    play.state = json.loads(json.dumps(play.state))
    play.start()
    assert play.question == before and "paused" not in play.state


def test_the_state_is_small_json(play):
    play.begin()
    for _ in range(60):
        play.say("note " + "x" * 1000)
    assert len(json.dumps(play.state)) < 20_000


def test_a_letter_is_never_taken_for_back_where_there_is_nothing_to_choose(play):
    play.begin("data-theft-election-week", "gold")
    play.say("A")
    assert play.state["at"] == "story-breaks"
    play.say("B")
    assert play.state["at"] == "story-breaks" and len(play.state["made"]) == 1


def test_progress_counts_decisions(play):
    play.begin("data-theft-election-week", "gold")
    assert [part.label for part in play.parts("progress")] == ["Decision 1 of 5"]
    play.say("A")
    assert [part.label for part in play.parts("progress")] == ["What came of it"]
    play.say("go on")
    assert [(part.label, part.done) for part in play.parts("progress")] == [("Decision 2 of 5", 1)]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_strong_choice_cannot_be_guessed_from_its_place_or_its_length(scenarios, scenario):
    decisions = [inject.decision for inject in scenarios[scenario].injects if inject.decision]
    places = set()
    for decision in decisions:
        strong = next(choice for choice in decision.choices if choice.quality == "good")
        places.add(decision.choices.index(strong))
        others = [len(choice.label) for choice in decision.choices if choice is not strong]
        assert len(strong.label) <= 1.25 * max(others), strong.label
    assert places >= {0, 1, 2}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_way_through_the_story_meets_every_decision(scenarios, scenario):
    story = scenarios[scenario]

    def ways(inject):
        if inject is None:
            return {()}
        choices = inject.decision.choices if inject.decision else [None]
        here = (inject.id,) if inject.decision else ()
        return {here + rest for choice in choices for rest in ways(story.follows(inject, choice))}

    assert ways(story.injects[0]) == {tuple(inject.id for inject in story.injects if inject.decision)}


def test_notes_and_debrief_answers_are_in_the_report(play):
    play.begin()
    play.say("note that nobody had the DPO's number")
    play_through(play, "poor")
    play.say("The care lists were quick.")
    play.say("stop")
    document = play.parts("document")[0]
    path = next(file.path for file in document.files if file.format == "md")
    report = play.exercise._documents.read("c", path).decode()
    assert "nobody had the DPO's number" in report and "The care lists were quick." in report
    assert "EXERCISE" in report and "What would have been stronger" in report


def test_an_exercise_stopped_early_still_gives_its_report(play):
    play.begin()
    play.say("A")
    play.say("stop")
    assert play.outcome.reply.status == "exercise_finished" and play.parts("document")


def test_without_a_known_exercise_or_role_it_asks_again(play):
    play.start()
    play.say("the one with the dragons")
    assert play.outcome.reply.status == "exercise_choose"
    play.say("telecare")
    play.say("the dragon")
    assert play.outcome.reply.status == "exercise_choose" and len(play.parts("choices")[0].options) == 8


def test_whoever_asks_for_the_report_too_soon_is_told_when_it_comes(play):
    play.start("show me the after action report")
    assert "at the end of an exercise" in play.text and play.outcome.reply.status == "exercise_choose"
    play.begin()
    play.say("show me the after action report")
    assert "at the end of an exercise" in play.text and play.question == "What happens first?"


def test_an_exercise_that_is_gone_starts_anew(play):
    play.state = {"phase": "play", "scenario": "gone", "role": "gold", "at": "x"}
    play.say("A")
    assert play.outcome.reply.status == "exercise_choose"


@pytest.mark.parametrize(
    ("text", "scenario", "role"),
    [
        ("can we do the bank holiday exercise", "ransomware-bank-holiday", None),
        ("start the ransomware storyboard as gold", "ransomware-bank-holiday", "gold"),
        ("the facilitator pack for the ransomware exercise", "ransomware-bank-holiday", "facilitator"),
        ("start the election week exercise", "data-theft-election-week", None),
        ("the winter building systems one, please start that exercise", "building-systems-winter", None),
        ("play an exercise as the leader", None, "member"),
        ("simulate an attack for our team", None, None),
    ],
)
def test_exercise_and_role_can_be_named_at_the_start(play, text, scenario, role):
    play.start(text)
    assert play.state.get("scenario") == scenario and play.state.get("role") == role
    if scenario is None and role:
        play.say("telecare")
        assert play.state["phase"] == "play" and play.state["role"] == role


def test_naming_another_exercise_leaves_a_paused_one(play):
    play.begin()
    play.say("pause")
    play.start("start the supplier exercise")
    assert play.state["scenario"] == "supplier-shared-service" and play.state["phase"] == "role"


def test_a_person_in_distress_comes_before_the_exercise(play):
    play.begin()
    play.say("I cannot bear this any more", intent="outside_distress")
    assert play.text == "The answer to the side question." and play.state["paused"]


def test_another_guided_conversation_takes_over_and_the_exercise_is_kept(play):
    play.begin()
    play.say("walk me through the model instead", intent="walk")
    assert play.outcome.hand_over == "walk" and play.state["paused"]


@pytest.mark.parametrize(
    "said, chosen",
    [("1", 0), ("2", 1), ("number two please", 1), ("the third one", 2), ("option 4", 3), ("last one", 3), ("b", 1)],
)
def test_an_exercise_is_chosen_by_its_place_in_the_list(play, said, chosen):
    play.start()
    play.say(said, intent="maybe_incident")
    assert play.state["scenario"] == list(play.exercise.exercises)[chosen]


@pytest.mark.parametrize("said, role", [("1", "gold"), ("the second", "silver"), ("7", "group"), ("c.", "it")])
def test_a_role_is_chosen_by_its_place_in_the_list(play, said, role):
    play.start("play the bank holiday exercise")
    play.say("ransomware")
    play.say(said, intent="report_incident")
    assert play.state["role"] == role


def test_what_was_chosen_before_a_pause_is_kept(play):
    play.start()
    play.say("ransomware")
    chosen = play.state["scenario"]
    play.say("stop")
    assert play.state["paused"]
    play.start("exercise")
    assert play.state["scenario"] == chosen and play.state["phase"] == "role"
    play.say("1")
    assert play.state["phase"] == "play"


def test_who_plays_may_be_said_before_the_exercise_is_chosen(play):
    play.start()
    play.say("We play as a group")
    assert "Which exercise" in play.question and "group" in play.text.lower()
    play.say("2")
    assert play.state["phase"] == "play" and play.state["role"] == "group"


@pytest.mark.parametrize("said", ["start", "go", "ok", "next", "begin"])
def test_whoever_begins_before_choosing_is_told_to_choose(play, said):
    play.start()
    play.say(said, intent="help")
    assert "side question" not in play.text and "first" in play.text.lower()
    assert "Which exercise" in play.question


@pytest.mark.parametrize("said", ["something short, 20 minutes", "have you a quick one", "we only have half an hour"])
def test_who_has_little_time_is_told_how_long_it_takes(play, said):
    play.start()
    outcome = play.say(said, intent="learn")
    assert outcome.hand_over is None and not play.state.get("paused")
    assert "pause" in play.text and "minutes" in play.text


@pytest.mark.parametrize(
    "said", ["leave it there thanks", "let's leave it there", "that'll do for today", "call it a day"]
)
def test_a_polite_end_is_heard(play, said):
    play.begin()
    play.say(said, intent="thank")
    assert play.state["paused"] and play.outcome.reply.status == "exercise_paused"
    assert "stop" in play.text


def test_a_choice_by_its_letter_counts_with_a_question_after_it(play):
    play.begin()
    first = play.state["at"]
    play.say("B, but wait, who's allowed to order that in real life?", intent="ask")
    assert [made["choice"] for made in play.state["made"]] and play.state["at"] != first
    assert play.outcome.hand_over is None


def test_stop_is_heard_with_a_remark_after_it(play):
    play.begin()
    play.say("stop. this is no use to us")
    assert play.outcome.reply.status in ("exercise_finished", "exercise_paused", "exercise_debrief")
