"""Times as people say them, heard on Monday 23 November 2026 at 14:10 unless said otherwise."""

from __future__ import annotations

import datetime as dt

import pytest
from dialogue import NOW

from bot.skills.triage.times import LONDON, hear_times


def heard(triage, text, now=NOW, answering=True):
    return hear_times(text, now, triage.flow.common.times, answering)


def at(year, month, day, hour=0, minute=0, fold=0):
    return dt.datetime(year, month, day, hour, minute, tzinfo=LONDON, fold=fold)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("about 10 this morning", at(2026, 11, 23, 10)),
        ("noticed last Friday evening", at(2026, 11, 20, 17)),
        ("friday at 6pm", at(2026, 11, 20, 18)),
        ("yesterday 2pm", at(2026, 11, 22, 14)),
        ("20 minutes ago", at(2026, 11, 23, 13, 50)),
        ("half an hour ago", at(2026, 11, 23, 13, 40)),
        ("a couple of hours ago", at(2026, 11, 23, 12, 10)),
        ("three days ago", at(2026, 11, 20, 14, 10)),
        ("just now", at(2026, 11, 23, 14, 10)),
        ("overnight", at(2026, 11, 22, 18)),
        ("quarter to ten this morning", at(2026, 11, 23, 9, 45)),
        ("half 9", at(2026, 11, 23, 9, 30)),
        ("20 to 9 this morning", at(2026, 11, 23, 8, 40)),
        ("ten to 8 this morning", at(2026, 11, 23, 7, 50)),
        ("twenty past ten", at(2026, 11, 23, 10, 20)),
        ("25 past 11 this morning", at(2026, 11, 23, 11, 25)),
        ("1400hrs", at(2026, 11, 23, 14)),
        ("10", at(2026, 11, 23, 10)),
        ("21 Nov at 9.30am", at(2026, 11, 21, 9, 30)),
        ("friday 20 november 3pm", at(2026, 11, 20, 15)),
        ("the 21st", at(2026, 11, 21)),
        ("over the weekend", at(2026, 11, 21)),
        ("last week", at(2026, 11, 16)),
        ("20/11/2026 18:00", at(2026, 11, 20, 18)),
        ("22:30", at(2026, 11, 22, 22, 30)),
        ("half hour ago", at(2026, 11, 23, 13, 40)),
        ("an hour or so ago", at(2026, 11, 23, 13, 10)),
        ("couple of hrs ago", at(2026, 11, 23, 12, 10)),
        ("few mins ago", at(2026, 11, 23, 14, 5)),
        ("about an hour", at(2026, 11, 23, 13, 10)),
        ("20 mins", at(2026, 11, 23, 13, 50)),
        ("yesterday teatime", at(2026, 11, 22, 15)),
    ],
)
def test_a_time_is_heard_as_people_mean_it(triage, text, expected):
    assert [moment.at for moment in heard(triage, text)] == [expected]


@pytest.mark.parametrize(
    "text", ["tomorrow at 9", "next friday", "today at 23:00", "25/12/2026", "next tuesday morning"]
)
def test_a_time_in_the_future_is_known_as_such(triage, text):
    assert heard(triage, text)[0].future


@pytest.mark.parametrize(
    "text", ["every pc in room 10 is dead", "we have 300 laptops", "windows 11 machines", "2 people"]
)
def test_a_number_that_is_no_time_is_not_heard_in_a_message(triage, text):
    assert heard(triage, text, answering=False) == []


@pytest.mark.parametrize("text", ["99/99", "45:80", "31 february", "", "25:00 o'clock", "the 99th"])
def test_nonsense_is_not_a_time_and_does_no_harm(triage, text):
    assert not [moment for moment in heard(triage, text) if moment.future]


def test_only_a_part_of_the_day_counts_from_its_earliest_hour(triage):
    (moment,) = heard(triage, "this morning")
    assert (moment.at, moment.earliest) == (at(2026, 11, 23, 6), True)


def test_two_times_in_one_message_are_both_heard(triage):
    moments = heard(triage, "noticed 10 this morning, began last night around 11")
    assert [moment.at for moment in moments] == [at(2026, 11, 23, 10), at(2026, 11, 22, 23)]


def test_a_clock_a_few_minutes_fast_means_now(triage):
    assert heard(triage, "14:20")[0].at == NOW


def test_a_weekday_means_today_when_its_hour_has_passed(triage):
    assert heard(triage, "monday 09:00")[0].at == at(2026, 11, 23, 9)
    assert heard(triage, "last monday at 9am")[0].at == at(2026, 11, 16, 9)


def test_a_leap_day_is_the_last_one_that_there_was(triage):
    assert heard(triage, "29 February")[0].at == at(2024, 2, 29)
    assert heard(triage, "29 Feb at 9am", now=at(2028, 3, 1, 10))[0].at == at(2028, 2, 29, 9)
    assert heard(triage, "yesterday at 9am", now=at(2028, 3, 1, 10))[0].at == at(2028, 2, 29, 9)


def test_hours_ago_are_counted_across_the_spring_clock_change(triage):
    # Clocks go from 01:00 to 02:00 on 29 March 2026.
    assert heard(triage, "3 hours ago", now=at(2026, 3, 29, 4))[0].at == at(2026, 3, 29, 0)


def test_a_time_that_the_spring_change_skips_is_an_hour_on(triage):
    moment = heard(triage, "01:30", now=at(2026, 3, 29, 9))[0].at
    assert moment == dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.timezone.utc)


def test_a_time_that_comes_twice_in_autumn_is_the_first_of_the_two(triage):
    # Clocks go back from 02:00 to 01:00 on 25 October 2026.
    moment = heard(triage, "01:30", now=at(2026, 10, 25, 9))[0].at
    assert moment.astimezone(dt.timezone.utc) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.timezone.utc)


def test_the_users_now_may_be_in_another_time_zone(triage):
    now = dt.datetime(2026, 7, 1, 9, 0, tzinfo=dt.timezone.utc)
    assert heard(triage, "at 9:30 this morning", now=now)[0].at == at(2026, 7, 1, 9, 30)


@pytest.mark.parametrize("text", ["they want paying by friday", "pay before 20 november or it all goes public"])
def test_a_deadline_that_somebody_sets_is_no_time_at_which_it_was_noticed(triage, text):
    assert heard(triage, text, answering=False) == []


def test_a_greeting_is_no_time_of_day(triage):
    assert heard(triage, "morning. nobody can open anything", answering=False) == []
