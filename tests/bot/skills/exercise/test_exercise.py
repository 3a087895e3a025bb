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


@pytest.mark.parametrize("said", ["it's part of the game, B please", "we said B", "B then", "no, B", "the second one"])
def test_whoever_was_asked_whether_it_is_real_may_choose_at_once(play, said):
    play.begin()
    play.say("all our screens show a ransom note", intent="report_incident")
    assert play.outcome.reply.status == "exercise_live"
    play.say(said, intent="follow_up")
    assert play.state["made"] == [{"inject": "first-call", "choice": "isolate"}]


def test_own_words_said_with_that_it_is_the_exercise_count(play):
    play.begin()
    play.say("all our screens show a ransom note", intent="report_incident")
    play.say("it's only the exercise, we'd cut it off the network")
    assert play.state["made"] == [{"inject": "first-call", "choice": "isolate"}]


@pytest.mark.parametrize(
    "said",
    [
        "group says cut it off straight away but leave it switched on, oh and ring the control room at the neighbouring brigade",
        "first we'd get the encrypted servers off the network, before more files lock",
        "the ransomware is on the share so she should isolate it now",
    ],
)
def test_a_decision_in_own_words_is_not_asked_about_though_it_talks_of_an_incident(play, said):
    play.begin()
    play.say(said, intent="report_incident")
    assert play.state["made"] == [{"inject": "first-call", "choice": "isolate"}]
    assert play.outcome.reply.status == "exercise_play"


def test_what_decides_but_names_no_choice_is_asked_for_the_nearest_and_told_how_to_say_that_it_is_real(play):
    play.begin()
    play.say("we'd tell the engineer to look at the servers that are encrypting", intent="report_incident")
    assert play.outcome.reply.status == "exercise_unclear" and "this is real" in play.text
    assert "made" not in play.state and "waiting" not in play.state


@pytest.mark.parametrize("said", ["we have been hacked", "someone in our office has just clicked on a link"])
def test_a_sure_report_that_decides_nothing_is_asked_about(play, said):
    play.begin()
    play.say(said, intent="report_incident")
    assert play.outcome.reply.status == "exercise_live"


@pytest.mark.parametrize("said", ["not the exercise, it is really happening", "we say B. no wait, this is real"])
def test_what_is_really_happening_wins_over_a_choice(play, said):
    play.begin()
    play.say(said)
    assert play.outcome.hand_over == "triage"


def test_what_is_said_beside_a_letter_is_kept_as_a_note(play):
    play.begin()
    play.say("option b, and also ring the neighbours")
    assert play.state["made"] and play.state["notes"] == ["also ring the neighbours"]
    assert "ring the neighbours" in play.text and play.outcome.reply.parts[0].kind == "notice"


def test_what_is_asked_beside_a_letter_comes_after_the_mark(play):
    play.begin()
    play.say("B, but who may order that?", intent="ask")
    assert play.outcome.reply.parts[0].level == "exercise" and "side question" in play.text


def test_a_remark_is_kept_and_the_choice_is_asked_for(play):
    play.begin()
    play.say("A")
    assert play.state["at"] == "who-meets"
    play.say(
        "the phone list is on the shared drive though, someone just pointed out. note: print the rota every Friday"
    )
    assert play.state["at"] == "who-meets" and len(play.state["made"]) == 1
    assert "print the rota every Friday" in play.state["notes"] and "phone list" in play.state["notes"][1]
    assert play.question == "How do you bring the team together?"


@pytest.mark.parametrize(
    "said", ["who has the paper list?", "is there a conference call number", "we wouldn't ring round"]
)
def test_a_name_said_in_a_question_or_refused_is_no_choice(play, said):
    play.begin()
    play.say("A")
    play.say(said, intent="ask")
    assert len(play.state["made"]) == 1 and play.state["at"] == "who-meets"


@pytest.mark.parametrize(("said", "choice"), [("we won't pay", "no-contact"), ("should we stall?", "negotiate")])
def test_a_refusal_and_a_suggestion_are_choices(play, scenarios, said, choice):
    play.state = {"phase": "play", "scenario": "ransomware-bank-holiday", "role": "gold", "at": "ransom"}
    play.say(said)
    made = [entry["choice"] for entry in play.state["made"]]
    decision = scenarios["ransomware-bank-holiday"].inject("ransom").decision
    words = {entry.id: [entry.label, *entry.also] for entry in decision.choices}
    assert len(made) == 1 and {"no-contact": "don't pay", "negotiate": "stall"}[choice] in words[made[0]]


@pytest.mark.parametrize("said", ["B. note: who may order it at night", "note: who may order it at night. B"])
def test_a_note_beside_a_choice_is_kept(play, said):
    play.begin()
    play.say(said)
    assert play.state["made"] and play.state["notes"][0].startswith("who may order it at night")


def test_a_note_that_talks_of_what_is_real_ends_nothing(play):
    play.begin()
    play.say("note: next year we should try the restore for real")
    assert play.outcome.hand_over is None and play.state["notes"]
    play.say("note: this is real")
    assert play.outcome.hand_over == "triage"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("can my deputy see what comes next if i lose my place", "pack"),
        ("how long is this", "45 minutes"),
        ("what happens if we choose wrong", "fails"),
        ("who plays what", "Gold"),
        ("is it saved if we leave?", "pause"),
        ("how does this work?", "own words"),
        ("do we get a report at the end?", "report"),
    ],
)
@pytest.mark.parametrize("role", ["gold", "group", "facilitator"])
def test_a_question_about_the_exercise_is_answered_from_it(play, said, told, role):
    play.begin(role=role)
    play.say(said, intent="help")
    assert told in play.text and "side question" not in play.text
    assert play.question == "What happens first?" and "made" not in play.state


@pytest.mark.parametrize("said", ["how many decisions are there", "who plays what", "what happens if we choose wrong"])
def test_it_is_answered_before_an_exercise_is_chosen_and_in_the_debrief_too(play, said):
    play.start()
    play.say(said, intent="help")
    assert play.outcome.reply.status == "exercise_aside" and "Which exercise" in play.question
    play.begin()
    play_through(play, "good")
    play.say(said, intent="help")
    assert play.outcome.reply.status == "exercise_aside" and "debrief" not in play.state


@pytest.mark.parametrize(
    "said",
    [
        "have to stop for today, can we finish it next thursday",
        "we need to break for lunch",
        "got to go, carry on tomorrow",
    ],
)
@pytest.mark.parametrize("role", [None, "gold"])
def test_a_pause_in_own_words_keeps_the_exercise(play, said, role):
    play.start()
    play.say("ransomware")
    if role:
        play.say(role)
    play.say(said, intent="goodbye")
    assert play.state["paused"] and play.outcome.reply.status == "exercise_paused" and "exercise" in play.text


def test_a_choice_and_a_pause_in_one_message_are_both_taken(play):
    play.begin()
    play.say("B, and then we have to stop for today")
    assert play.state["paused"] and play.state["made"] and "notes" not in play.state


@pytest.mark.parametrize("said", ["I'll be running it, they'll play", "I'm hosting, my team will play"])
def test_whoever_runs_it_plays_as_the_facilitator(play, said):
    play.start()
    play.say("ransomware")
    play.say(said)
    assert play.state["role"] == "facilitator" and play.parts("document")


def test_a_choice_as_it_was_offered_needs_no_care(play):
    play.begin()
    play.say(
        "Cut what is hit off the network now, shared drives too, and leave it powered on", intent="outside_distress"
    )
    assert play.state["made"]


@pytest.mark.parametrize("text", ["Something is happening now", "It is happening now"])
def test_the_button_for_what_is_happening_now_always_asks(play, text):
    play.begin()
    play.say(text)
    assert play.outcome.reply.status == "exercise_live"
    play.say("This is real")
    assert play.outcome.hand_over == "triage"
