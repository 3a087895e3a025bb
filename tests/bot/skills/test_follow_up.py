"""What follows on from an answer, on a small shelf."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from bot.replies import Quote, Text
from bot.skills.acts import ASK, INCIDENT
from bot.skills.memory import Shown
from bot.skills.showing import Showing
from bot.skills.turn import Profile
from index.retriever import Hit, Retriever
from index.settings import load_settings
from tests.bot.skills.shelf import Shelf, Talk, card, offered, quoted, said, source

ENGLAND = card(
    "report-england", "Who to tell about an attack in England", ["Who do we tell about an attack?"],
    "In England tell the NCSC.", nations=["england"], topics=["reporting"],
    more={"How fast": "Within 72 hours.", "Who does it": "The SIRO does.", "Where": "By phone.", "After": "Log it."},
)  # fmt: skip
SCOTLAND = card(
    "report-scotland", "Who to tell about an attack in Scotland", ["Who does a Scottish council tell about an attack?"],
    "In Scotland tell SC3.", nations=["scotland"], topics=["reporting"],
)  # fmt: skip
BACKUPS = card("backups", "How to keep backups", ["How do we keep backups?"], "Keep three copies.", topics=["backups"])
PHONES = card("phones", "How to keep phones", ["How do we keep phones?"], "Lock them.", topics=["devices"])
MEMBERS = card(
    "attack-councillors", "What councillors do in an attack", ["What does a councillor do about an attack?"],
    "Let officers work.", audiences=["councillor"], topics=["reporting"],
)  # fmt: skip
QUESTION = "who do we tell about an attack"


@pytest.fixture
def talk() -> Talk:
    talk = Talk(Shelf([ENGLAND, SCOTLAND, BACKUPS, PHONES, MEMBERS]))
    assert quoted(talk(QUESTION)) == ["report-england#answer"]
    return talk


def test_another_nation_asks_the_same_question_for_that_nation(talk: Talk) -> None:
    assert quoted(talk("and in Scotland?")) == ["report-scotland#answer"]
    assert quoted(talk("sorry, I meant England")) == ["report-england#answer"]


def test_a_passage_for_all_nations_is_said_to_hold_in_the_one_asked_for() -> None:
    talk = Talk(Shelf([BACKUPS]))
    talk("how do we keep backups?")
    outcome = talk("and in Wales?")
    assert quoted(outcome) == ["backups#answer"]
    assert "holds in Wales too" in said(outcome)


def test_a_user_who_says_where_they_are_is_remembered(talk: Talk) -> None:
    assert talk("I'm in Glasgow by the way", "follow_up").profile == Profile(nation="scotland")


def test_a_deadline_is_looked_for_in_the_card_on_show(talk: Talk) -> None:
    assert quoted(talk("how long do we have?")) == ["report-england#how-fast"]


def test_who_is_looked_for_in_the_card_on_show(talk: Talk) -> None:
    assert quoted(talk("who does that?"))[0] == "report-england#who-does-it"


def test_what_no_card_speaks_of_is_not_answered_plainly() -> None:
    talk = Talk(Shelf([BACKUPS]))
    talk("how do we keep backups?")
    assert talk("what's their phone number?", "follow_up").reply.status == "closest"


def test_a_later_section_comes_after_the_answer_of_its_card_unless_that_was_shown() -> None:
    shelf = Shelf([ENGLAND])
    showing = Showing(cast(Retriever, shelf), load_settings())
    hit = Hit(shelf.card("report-england")[2], 1.0, 0.99)
    assert quoted(showing([hit], Shown("who?"))) == ["report-england#answer", "report-england#who-does-it"]
    assert quoted(showing([hit], Shown("who?", seen=("report-england#answer",)))) == ["report-england#who-does-it"]


@pytest.mark.parametrize(
    "text",
    [
        "more",
        "how long do we have?",
        "and in Wales?",
        "is it compulsory",
        "explain it for a councillor",
        "who do i tell",
    ],
)
def test_what_leans_on_the_answer_on_show_continues_it(talk: Talk, text: str) -> None:
    assert talk.ask.continues(talk.turn(text))


@pytest.mark.parametrize(
    "text", ["they are in our server", "it is spreading", "who do we ring, the phones are all dead"]
)
def test_what_tells_of_something_happening_does_not_continue_an_answer(talk: Talk, text: str) -> None:
    assert not talk.ask.continues(talk.turn(text))


def test_a_choice_from_a_list_continues_it() -> None:
    talk = Talk(Shelf([BACKUPS, PHONES]))
    talk("list guidance on backups", "find")
    assert talk.ask.continues(talk.turn("the second one"))


def test_a_follow_up_that_no_rule_hears_is_asked_with_the_question_before() -> None:
    talk = Talk(Shelf([BACKUPS, PHONES, ENGLAND, SCOTLAND]))
    talk("who do we tell about an attack in England?")
    assert (
        talk.ask.follow_up.hearing.heard("my sister council in Fife has had its server locked up", "follow_up") is None
    )
    shown = quoted(talk("my sister council in Fife has had its server locked up", "follow_up"))
    assert shown[0] == "report-scotland#answer"


def test_the_card_on_show_is_never_a_sure_answer_to_what_no_rule_hears() -> None:
    talk = Talk(Shelf([BACKUPS]))
    assert talk("how do we keep backups?").reply.status == "answered"
    outcome = talk("we keep three backups copies already, whatever the auditors might say of them", "follow_up")
    assert (outcome.reply.status, quoted(outcome)) == ("closest", ["backups#answer"])


def test_a_follow_up_is_offered_what_comes_nearest_rather_than_nothing() -> None:
    talk = Talk(Shelf([BACKUPS, PHONES]))
    talk("how do we keep backups?")
    assert talk("what about wibbling flurbles, grommets, sprockets and widgets?").reply.status == "closest"


def test_the_nation_last_asked_about_counts_before_the_users_own(talk: Talk) -> None:
    talk.profile = Profile(nation="england")
    talk("and in Scotland?")
    assert quoted(talk("how do they do that?", "follow_up"))[0] == "report-scotland#answer"


@pytest.mark.parametrize(
    ("text", "can_only"), [("which one do I need", True), ("is onedrive ok", False), ("???", False)]
)
def test_what_names_no_subject_can_only_be_about_what_is_on_show(talk: Talk, text: str, can_only: bool) -> None:
    assert talk.ask.can_only_continue(talk.turn(text)) is can_only
    fresh = Talk(Shelf([BACKUPS]))
    assert not fresh.ask.can_only_continue(fresh.turn(text))


def test_nothing_continues_what_was_never_shown() -> None:
    fresh = Talk(Shelf([BACKUPS]))
    assert not fresh.ask.continues(fresh.turn("how long do we have?"))


def test_the_source_is_named_with_link_and_dates(talk: Talk) -> None:
    outcome = talk("show me the source")
    assert outcome.reply.status == "sources_shown"
    assert "[Page ncsc-page](https://ncsc-page.example/), NCSC, April 2025" in said(outcome)
    assert "23 November 2026" in said(outcome)


def test_more_goes_through_the_card_and_then_to_the_next_best(talk: Talk) -> None:
    first = talk("more")
    assert quoted(first) == ["report-england#how-fast", "report-england#who-does-it"]
    assert offered(first) == ["Tell me more"]
    assert quoted(talk("go on")) == ["report-england#where", "report-england#after"]
    assert quoted(talk("more"))[0].split("#")[0] != "report-england"


def test_when_there_is_no_more_the_bot_says_so() -> None:
    talk = Talk(Shelf([BACKUPS, PHONES]))
    talk("backups copies three")
    assert talk("more").reply.status == "nothing_more"


def test_shorter_is_the_answer_alone(talk: Talk) -> None:
    talk("more")
    outcome = talk("shorter")
    assert [part.kind for part in outcome.reply.parts] == ["quote"]
    assert quoted(outcome) == ["report-england#answer"]


def test_another_audience_gets_the_card_made_for_it(talk: Talk) -> None:
    assert quoted(talk("explain it for a councillor"))[0] == "attack-councillors#answer"


def test_another_topic_is_put_in_the_place_of_the_one_before() -> None:
    talk = Talk(Shelf([BACKUPS, PHONES]))
    talk("how do we keep backups?")
    assert quoted(talk("what about phones"))[0] == "phones#answer"


def test_a_correction_leaves_the_card_that_was_wrong() -> None:
    talk = Talk(Shelf([BACKUPS, PHONES]))
    talk("how do we keep backups?")
    assert quoted(talk("no, I meant phones"))[0] == "phones#answer"


def test_the_other_one_is_the_next_best(talk: Talk) -> None:
    assert quoted(talk("not that, the other one"))[0].split("#")[0] != "report-england"


def test_a_new_question_is_answered_as_such(talk: Talk) -> None:
    assert quoted(talk("right, moving on, how do we keep phones")) == ["phones#answer"]
    assert quoted(talk("how do we keep backups?", "follow_up")) == ["backups#answer"]


@pytest.mark.parametrize("text", ["more", "show me the source", "how long do we have?", "and who does that?"])
def test_a_follow_up_to_nothing_asks_for_the_whole_question(text: str) -> None:
    outcome = Talk(Shelf([ENGLAND, BACKUPS]))(text, "follow_up")
    assert outcome.reply.status == "nothing_before"


def test_several_questions_are_answered_one_by_one() -> None:
    outcome = Talk(Shelf([BACKUPS, PHONES]))("How do we keep backups? And how do we keep phones?")
    assert [part.kind for part in outcome.reply.parts] == ["text", "quote", "text", "quote", "feedback"]
    assert quoted(outcome) == ["backups#answer", "phones#answer"]


def test_one_of_several_questions_without_an_answer_is_said_to_have_none() -> None:
    outcome = Talk(Shelf([BACKUPS]))("How do we keep backups? Who won the football yesterday?")
    texts = [part.markdown for part in outcome.reply.parts if isinstance(part, Text)]
    assert texts[-1] == "I hold no passage that answers that."
    assert outcome.reply.status == "answered"


def test_a_passage_for_some_nations_only_offers_those_for_the_others() -> None:
    outcome = Talk(Shelf([ENGLAND, SCOTLAND]))(QUESTION)
    assert "This passage is for England." in said(outcome)
    assert "Who does a Scottish council tell about an attack?" in offered(outcome)


def test_saying_where_one_is_asks_again_what_was_answered_for_elsewhere(talk: Talk) -> None:
    talk.profile = Profile(nation="scotland")
    outcome = talk.ask.resumed(talk.turn("I am in Scotland", "tell_profile"))
    assert outcome and quoted(outcome) == ["report-scotland#answer"]


def test_saying_where_one_is_changes_nothing_where_the_passage_holds_there() -> None:
    talk = Talk(Shelf([BACKUPS]))
    talk("how do we keep backups?")
    talk.profile = Profile(nation="scotland")
    assert talk.ask.resumed(talk.turn("I am in Scotland", "tell_profile")) is None


def test_the_state_of_another_version_is_no_error() -> None:
    talk = Talk(Shelf([BACKUPS]))
    talk.state = {"shown": {"question": "how do we keep backups?", "card": "gone", "passage": "gone#answer", "old": 1}}
    assert talk("more").reply.status == "nothing_more"


def test_a_quote_of_a_follow_up_carries_its_citations(talk: Talk) -> None:
    part = next(part for part in talk("more").reply.parts if isinstance(part, Quote))
    assert [citation.publisher for citation in part.citations] == [source().publisher]


RISK = card(
    "risk-register", "How to put cyber on the risk register", ["Should cyber be on the risk register?"],
    "Put it there as a risk to services.", topics=["risk"],
    more={"What to do": "Set a target score.", "Who owns it": "An officer outside IT.",
          "What to keep private": "Weaknesses are for a closed session."},
)  # fmt: skip


def register() -> Talk:
    talk = Talk(Shelf([RISK, BACKUPS]))
    assert quoted(talk("should cyber be on the risk register?")) == ["risk-register#answer"]
    return talk


def test_the_section_that_has_the_words_of_a_follow_up_is_shown_before_the_next_one() -> None:
    assert quoted(register()("should it be private", "follow_up")) == ["risk-register#what-to-keep-private"]


def test_one_word_that_the_card_on_show_has_is_asked_of_it_whatever_it_sounds_like() -> None:
    talk = register()
    assert talk.ask.goes_on(talk.turn("what score", "outside_other"))
    assert talk.ask.goes_on(talk.turn("score?", "ask"))
    assert not talk.ask.goes_on(talk.turn("what about parking?", "outside_other"))
    assert not talk.ask.goes_on(talk.turn("what score", "outside_distress"))


def test_what_the_card_on_show_is_silent_on_is_not_answered_plainly() -> None:
    outcome = register()("who signs it", "follow_up")
    assert outcome.reply.status == "closest" and "does not say that" in said(outcome)


def test_a_word_of_the_title_is_what_is_talked_of_and_needs_no_section() -> None:
    assert register()("who registers it", "follow_up").reply.status == "answered"


@pytest.mark.parametrize("text", ["steps", "what to do", "just the list please", "the checklist then"])
def test_the_steps_of_what_is_on_show(text: str) -> None:
    talk = register()
    assert talk.ask.goes_on(talk.turn(text, "walk"))
    assert quoted(talk(text, "find")) == ["risk-register#what-to-do"]


@pytest.mark.parametrize("text", ["and in welsh?", "say it in welsh", "can I have it in Polish"])
def test_another_language_is_no_nation(text: str) -> None:
    talk = register()
    assert talk(text, "follow_up").reply.status == "english_only"
    assert quoted(talk("steps", "follow_up")) == ["risk-register#what-to-do"]


@pytest.mark.parametrize(
    "text", ["ok", "leave it there thanks", "that's all for now", "cheers mate", "great, thanks", "that'll do"]
)
def test_who_is_done_is_thanked(text: str) -> None:
    talk = register()
    assert talk.ask.goes_on(talk.turn(text, "outside_hiding"))
    assert talk(text, "follow_up").reply.status == "thanked"
    assert quoted(talk("who owns it", "follow_up")) == ["risk-register#who-owns-it"]


@pytest.mark.parametrize("text", ["that helped", "great"])
def test_what_is_heard_as_feedback_stays_that(text: str) -> None:
    talk = register()
    assert not talk.ask.goes_on(talk.turn(text, "feedback_helpful"))


def test_a_bare_nation_asks_whatever_it_sounds_like(talk: Talk) -> None:
    assert talk.ask.goes_on(talk.turn("NI?", "greet"))
    assert quoted(talk("scotland", "find")) == ["report-scotland#answer"]


def test_a_bare_nation_told_as_where_one_is_hears_that_the_passage_holds() -> None:
    talk = register()
    talk.profile = Profile(nation="scotland")
    assert "holds in Scotland too" in said(talk.ask.resumed(talk.turn("scotland", "tell_profile")))


def test_what_is_for_one_nation_only_is_said_to_be(talk: Talk) -> None:
    outcome = talk("and in Wales?", "follow_up")
    assert "is for England" in said(outcome) and outcome.reply.status != "answered"


def test_no_answer_is_none_for_another_nation_either() -> None:
    talk = Talk(Shelf([BACKUPS]))
    assert talk("zebras").reply.status == "unanswerable"
    assert talk("wales?", "follow_up").reply.status == "unanswerable"


def test_a_list_of_guidance_is_not_made_of_what_is_about_the_answer_on_show() -> None:
    talk = register()
    assert quoted(talk("anything else on it?", "find")) == ["risk-register#what-to-do", "risk-register#who-owns-it"]


EXERCISE = card(
    "box", "An exercise in a box", ["What is the exercise in a box?"], "A free tool.", topics=["exercising"],
    more={"What to do": "Book a room.", "Who made it": "A team of officers."},
)  # fmt: skip


@pytest.mark.parametrize("text", ["is there a charge", "who pays", "which is cheaper", "do they charge"])
def test_what_asks_for_a_cost_in_any_words_gets_the_section_that_tells_it(text: str) -> None:
    talk = Talk(Shelf([EXERCISE, BACKUPS]))
    talk("what is the exercise in a box?")
    assert quoted(talk(text, "follow_up"))[0] == "box#answer"


@pytest.mark.parametrize("text", ["who signs it off", "who takes it down"])
def test_a_card_that_names_officers_does_not_say_who_does_anything_at_all(text: str) -> None:
    talk = Talk(Shelf([EXERCISE, BACKUPS]))
    talk("what is the exercise in a box?")
    assert talk(text, "follow_up").reply.status == "closest"


def test_a_council_of_another_nation_is_no_other_subject() -> None:
    talk = register()
    outcome = talk("scots council too?", "follow_up")
    assert quoted(outcome) == ["risk-register#answer"] and "holds in Scotland too" in said(outcome)


def test_who_was_taken_to_tell_who_they_are_is_answered_where_they_correct_what_was_asked(talk: Talk) -> None:
    talk.profile = Profile(nation="scotland")
    outcome = talk.ask.resumed(talk.turn("I meant backups", "tell_profile"))
    assert outcome is not None and "How do we keep backups?" in [*quoted(outcome), *offered(outcome)]


@pytest.mark.parametrize(("live", "asked"), [(0.3, False), (0.7, True)])
def test_in_the_middle_of_a_talk_nobody_is_asked_whether_an_unlikely_incident_is_one(live: float, asked: bool) -> None:
    talk = Talk(Shelf([BACKUPS, PHONES]))
    talk("how do we keep backups?")
    turn = replace(
        talk.turn("our chairman reckons phones are a waste. what do we tell him?"),
        chances={ASK: 1 - live, INCIDENT: live},
    )
    assert talk.ask.needs_no_asking(turn) is not asked
    assert not Talk(Shelf([BACKUPS, PHONES])).ask.needs_no_asking(replace(turn, state={}))


def test_who_denies_an_incident_in_the_middle_of_a_talk_is_not_asked() -> None:
    talk = Talk(Shelf([BACKUPS, PHONES]))
    talk("how do we keep backups?")
    turn = talk.turn("Nothing's happened!! I only want to know which phones come first")
    assert talk.ask.needs_no_asking(replace(turn, chances={ASK: 0.2, INCIDENT: 0.8}))


def test_a_section_that_was_shown_is_not_shown_again_to_another_question() -> None:
    more = {"What to do": "Keep three copies of each backup.", "Who pays": "The head of service pays."}
    talk = Talk(Shelf([card("backups", "Backups", ["how do we keep backups?"], "Keep backups apart.", more=more)]))
    assert quoted(talk("how do we keep backups?"))[-1] == "backups#answer"
    assert quoted(talk("is that an operational matter?", "follow_up"))[-1] != "backups#answer"


def test_never_mind_before_a_command_leaves_the_command() -> None:
    talk = Talk(Shelf([BACKUPS]))
    talk("how do we keep backups?")
    assert talk.ask.command(talk.turn("never mind, more on this")) == "more"


def test_what_is_told_as_happened_in_the_middle_of_a_talk_is_asked_about() -> None:
    talk = Talk(Shelf([BACKUPS, PHONES]))
    talk("how do we keep backups?")
    turn = talk.turn("my daughter's phones account has been hacked")
    assert not talk.ask.needs_no_asking(replace(turn, chances={ASK: 0.8, INCIDENT: 0.2}))


def test_another_question_that_finds_what_is_on_show_gets_the_next_section() -> None:
    more = {"The ten": "Ask how many backups copies there are, and nine more.", "Who pays": "The head of service."}
    talk = Talk(Shelf([card("backups", "Backups", ["how do we keep backups?"], "Keep backups apart.", more=more)]))
    assert quoted(talk("how do we keep backups?")) == ["backups#answer"]
    assert quoted(talk("which ten backups copies do we keep?")) == ["backups#the-ten"]
