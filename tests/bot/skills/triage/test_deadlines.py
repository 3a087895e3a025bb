"""Deadlines as clock times: 72 hours on a stopwatch, said in London time."""

from __future__ import annotations

import datetime as dt

import pytest
from dialogue import NOW, Dialogue, parts

from bot.replies import Contacts
from bot.skills.triage.deadlines import due
from bot.skills.triage.times import LONDON

LATE = "report now"


def at(year, month, day, hour=0, minute=0):
    return dt.datetime(year, month, day, hour, minute, tzinfo=LONDON)


def test_the_words_of_a_deadline_name_day_hour_and_what_is_left():
    assert due("ICO", at(2026, 11, 23, 14, 10), 72, at(2026, 11, 24, 10, 50), LATE).text == (
        "ICO by Thursday 26 November 14:10, 51 hours left"
    )


@pytest.mark.parametrize(
    "start, expected",
    [
        (at(2026, 11, 29, 9), "Wednesday 2 December 09:00"),  # turn of the month
        (at(2026, 12, 30, 23, 59), "Saturday 2 January 23:59"),  # turn of the year
        (at(2028, 2, 27, 8), "Wednesday 1 March 08:00"),  # a leap day within
        (at(2027, 2, 27, 8), "Tuesday 2 March 08:00"),  # and none
        (at(2026, 3, 27, 10), "Monday 30 March 11:00"),  # clocks go forward: the hour is lost on the wall
        (at(2026, 10, 23, 10), "Monday 26 October 09:00"),  # clocks go back
        (at(2026, 10, 22, 2, 30), "Sunday 25 October 01:30 GMT"),  # in the hour that comes twice
        (at(2026, 10, 22, 1, 30), "Sunday 25 October 01:30 BST"),
    ],
)
def test_seventy_two_hours_end_at_the_right_time_on_the_wall(start, expected):
    assert f"by {expected}," in due("ICO", start, 72, start, LATE).text


def test_a_deadline_in_its_last_hour_is_told_in_minutes():
    assert due("ICO", at(2026, 11, 20, 15), 72, NOW, LATE).text.endswith("50 minutes left")
    assert due("ICO", at(2026, 11, 20, 15, 11), 72, NOW, LATE).text.endswith("1 hour left")


def test_a_deadline_that_has_passed_says_so_and_what_to_do():
    text = due("ICO", at(2026, 11, 16), 72, NOW, LATE).text
    assert text == "ICO was due by Thursday 19 November 00:00, 110 hours ago: report now"


def ico(dialogue):
    items = [item for part in parts(dialogue.last, Contacts) for item in part.items if item.id == "ico"]
    return items[0]


def breach(dialogue, when):
    dialogue.say("I emailed a list with names and addresses to the wrong person")
    dialogue.say(when, "no", "nothing")
    return ico(dialogue)


def test_noticed_last_friday_evening_counts_from_friday(dialogue):
    item = breach(dialogue, "noticed last Friday evening")
    assert item.due.at == at(2026, 11, 23, 17)
    assert item.due.text == "ICO by Monday 23 November 17:00, 2 hours left"


def test_a_time_in_the_future_is_asked_again_and_never_counted(dialogue):
    dialogue.say("I emailed a list with names and addresses to the wrong person", "tomorrow at 9")
    assert dialogue.last.status == "triage_future"
    dialogue.say("this morning at 9", "no", "nothing")
    assert ico(dialogue).due.at == at(2026, 11, 26, 9)


def test_not_knowing_when_counts_nothing_and_says_the_rule(dialogue):
    item = breach(dialogue, "don't know")
    assert item.due is None
    assert "72 hours of finding out" in item.note


def test_the_hours_left_are_new_when_the_user_comes_back_the_next_day(triage):
    dialogue = Dialogue(triage, {"nation": "wales", "body": "school"})
    breach(dialogue, "just now")
    dialogue.now = NOW + dt.timedelta(hours=20)
    outcome = triage.resume(dialogue.turn("hello again"))
    items = [item for part in parts(outcome.reply, Contacts) for item in part.items if item.id == "ico"]
    assert items[0].due.text == "ICO by Thursday 26 November 14:10, 52 hours left"


def test_times_are_right_where_the_clock_of_the_machine_is_utc_in_summer(triage):
    dialogue = Dialogue(triage, {"nation": "england", "body": "school"})
    dialogue.now = dt.datetime(2026, 7, 1, 9, 0, tzinfo=dt.timezone.utc)
    item = breach(dialogue, "just now")
    assert item.due.text == "ICO by Saturday 4 July 10:00, 72 hours left"
