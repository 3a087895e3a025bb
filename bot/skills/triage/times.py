"""Hearing times in a message: "about 10 this morning", "last Friday evening", "20 minutes ago"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Optional
from zoneinfo import ZoneInfo

from dateutil import parser

from index.content.triage import Times

LONDON = ZoneInfo("Europe/London")
SLACK = dt.timedelta(minutes=15)
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
HOUR = rf"\d{{1,2}}|{'|'.join(NUMBERS)}"
AMOUNT = r"\b(\d{1,3})\s*(min[a-z]{0,6}|hours?|hrs?|days?|weeks?)"
AGO = re.compile(rf"{AMOUNT}\s+(?:or (?:so|two|more)\s+)?(?:ago|back|earlier)\b")
LOOSELY = r"(?:about|around|roughly|for|for about|maybe|nearly|over|like)"
SPAN = re.compile(rf"\W*(?:{LOOSELY}\s+)?{AMOUNT}(?:\s+(?:or so|now|maybe))?\W*")
WEEKDAYS = "|".join(DAYS)
DATES = (
    r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTHS})\b(?: \d{{4}})?"
    rf"|(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b(?: \d{{4}})?"
)
DAY = re.compile(
    r"\b(?P<rel>the day before yesterday|yesterday|today|tomorrow|last week"
    r"|(?:over |at |this |last )?(?:the )?weekend)\b"
    rf"|\b(?:(?:{WEEKDAYS}),? (?:the )?)?(?P<date>{DATES})"
    rf"|\b(?P<which>last |next |this |on )?(?P<weekday>{WEEKDAYS})\b"
    r"|\bthe (?P<dom>\d{1,2})(?:st|nd|rd|th)\b"
)
CLOCK = re.compile(
    rf"\b(?P<to>half(?: past)?|quarter past|quarter to|(?:five|ten|twenty|twenty[ -]five|5|10|20|25) (?:to|past))"
    rf" (?P<h2>{HOUR})\b(?:\s*(?P<ap2>[ap])\.?m\b\.?)?"
    r"|\b(?P<h>\d{1,2})[:.](?P<m>\d{2})(?!\d)(?:\s*(?P<ap>[ap])\.?m\b\.?)?(?:\s*(?:hrs|hours|h)\b)?"
    r"|\b(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)\s*(?:hrs|hours|h)\b"
    rf"|\b(?P<h3>{HOUR})\s*(?P<ap3>[ap])\.?m\b\.?"
    rf"|\b(?P<bare>{HOUR})(?:\s*o'?clock)?\b"
)
UNTIL = re.compile(r"\b(?:by|before|until|till|til)\s+$")
AHEAD = re.compile(
    r"\b(?:leaving|leaves|due|going|finishing|finishes|retiring|retires|needs?|wants?|will"
    r"|closes?|closing|polling|polls?|election|(?:payment|bacs|payroll) run|payday"
    r"|last day|deadline|meeting|starting)\b(?! (?:was|were|had|went))[^,;.]{0,20}$"
)
# "Nine ish", "9ish", unless it counts something.
ISH = re.compile(
    rf"\b(?P<hour>{HOUR})(?P<minutes>[:.]\d\d)?[ -]?ish\b"
    r"(?!\s+(?:of|pc|laptop|server|device|machine|people|staff|account|email|user|resident|file|screen|computer)\w*)"
)
# A day in short, where what stands before it shows that it is one: "since sat", "began on tues".
SHORT_DAY = re.compile(
    r"(?P<lead>\b(?:on|since|last|from|began|begun|started|noticed|found|until|by|was)(?: on)? )"
    r"(?P<day>mon|tues?|weds?|thurs?|thu|fri|sat|sun)\b(?! (?:down|on|in|at|there)\b)"
)
# After an hour that answers and was told before: "nine, like I said".
AS_SAID = re.compile(
    r"[\s,]*(?:(?:like|as) )?(?:i|we)(?:'ve| have)?(?: just| already)? (?:said|told you|mentioned)\b.*", re.DOTALL
)
SPOKEN = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25}
LEAD = r"(?:at|since|from|by|before|after|about|around)"


@dataclass(frozen=True)
class Moment:
    """A time that was heard.

    Attributes:
        at: an aware time in Europe/London.
        before: the words just before it, lower case.
        after: the words just after it.
        earliest: True where the words give no clock time and the earliest they can mean was taken.
        future: True where the words point to a time that is still to come.
    """

    at: dt.datetime
    before: str = ""
    earliest: bool = False
    future: bool = False
    after: str = ""


@dataclass
class _Token:
    start: int
    end: int
    kind: str
    match: Optional[re.Match[str]] = None
    word: str = ""


def local(naive: dt.datetime) -> dt.datetime:
    """A wall-clock time in London as an aware time: the first of two where clocks go back, an hour on
    where they go forward."""
    return naive.replace(tzinfo=LONDON).astimezone(dt.timezone.utc).astimezone(LONDON)


def hear_times(text: str, now: dt.datetime, words: Times, answering: bool = False) -> list[Moment]:
    """The times in a message, in order.

    Args:
        text: the message.
        now: an aware time.
        words: how times are heard.
        answering: True where the message answers "when?", so that a bare "10" is a time.
    """
    text = _normal(text, words, answering)
    for phrase in words.now:
        if (at := text.find(phrase)) >= 0:
            return [Moment(now.astimezone(LONDON), text[:at], after=text[at + len(phrase) :])]
    if answering and text.strip(" .!") == "now":
        return [Moment(now.astimezone(LONDON))]
    if answering and (span := SPAN.fullmatch(text)):
        return [Moment(_ago(span, now.astimezone(LONDON)))]
    groups = _groups(text, words)
    moments = [_moment(group, text, now, words, answering) for group in groups]
    moments = [
        moment and replace(moment, after=text[group[-1].end :][:60], future=moment.future or _ahead(moment))
        for moment, group in zip(moments, groups)
    ]
    # "They want paying by Friday" says when something will be, unless it answers when something was.
    return [moment for moment in moments if moment and (answering or not UNTIL.search(moment.before))]


def _ahead(moment: Moment) -> bool:
    """Whether the words before a time say that it is still to come: "he is leaving on Friday"."""
    return bool(AHEAD.search(moment.before) and not re.search(r"\b(?:last|since)\b[^,;.]{0,12}$", moment.before))


def _normal(text: str, words: Times, answering: bool) -> str:
    text = text.lower().replace("\u2019", "'")
    if not answering:
        text = re.sub(r"^\W*(?:good )?(?:morning|afternoon|evening)\b(?=\W)", "", text)  # a greeting
    text = re.sub(r"\blast night\b|\bovernight\b", "yesterday night", text)
    text = re.sub(r"\btonight\b", "today evening", text)
    text = SHORT_DAY.sub(lambda hit: hit["lead"] + next(day for day in DAYS if day.startswith(hit["day"][:3])), text)
    text = ISH.sub(lambda hit: hit["hour"] + (hit["minutes"] or " o'clock"), text)
    for phrase, plain in sorted(words.amounts.items(), key=lambda item: -len(item[0])):
        ahead = r"(?=.{0,14}\b(?:ago|back|earlier)\b)" if not answering else r"(?=\b)"
        text = re.sub(rf"\b{re.escape(phrase)}\b{ahead}", plain, text)
    return text


def _groups(text: str, words: Times) -> list[list[_Token]]:
    """Tokens of time that stand together, with nothing but filling words between them."""
    tokens: list[_Token] = []
    masked = text

    def take(pattern: re.Pattern[str], kind: str) -> None:
        nonlocal masked
        for match in list(pattern.finditer(masked)):
            tokens.append(_Token(match.start(), match.end(), kind, match, match.group()))
            masked = masked[: match.start()] + "\0" * (match.end() - match.start()) + masked[match.end() :]

    take(AGO, "ago")
    take(DAY, "day")
    parts = "|".join(re.escape(part) for part in sorted(words.parts_of_day, key=len, reverse=True))
    take(re.compile(rf"\b(?P<part>{parts})\b"), "part")
    take(CLOCK, "clock")
    tokens.sort(key=lambda token: token.start)
    fill = "|".join(re.escape(word.lower()) for word in words.fuzzy)
    filling = re.compile(rf"(?:[\s,]|\b(?:{fill}|at|on|in|the|of|this|early|late|later|by)\b)*")
    groups: list[list[_Token]] = []
    for token in tokens:
        last = groups[-1][-1] if groups else None
        kinds = {each.kind for each in groups[-1]} if groups else set()
        if (
            last
            and token.kind not in kinds | {"ago"}
            and "ago" not in kinds
            and filling.fullmatch(text[last.end : token.start])
        ):
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def _moment(group: list[_Token], text: str, now: dt.datetime, words: Times, answering: bool) -> Optional[Moment]:
    by_kind = {token.kind: token for token in group}
    before = text[max(0, group[0].start - 40) : group[0].start]
    here = now.astimezone(LONDON)
    if "ago" in by_kind:
        match = by_kind["ago"].match
        assert match
        return Moment(_ago(match, here), before)
    clock, part, day = by_kind.get("clock"), by_kind.get("part"), by_kind.get("day")
    if (
        clock
        and not part
        and not day
        and clock.match
        and clock.match["bare"]
        and not _bare_is_time(clock, text, answering)
    ):
        return None
    date, ahead, fixed = _date(day, here) if day else (here.date(), False, False)
    if date is None:
        return None
    if ahead:
        return Moment(local(dt.datetime.combine(date, dt.time(9))), before, future=True)
    hour = _clock(clock, part.word if part else "", here, date, bool(day)) if clock else None
    if clock and hour is None:
        return None
    if hour is not None:
        at = local(dt.datetime.combine(date, hour))
    else:
        at = local(dt.datetime.combine(date, dt.time(words.parts_of_day[part.word] if part else 0)))
    earliest = hour is None
    if at > now:
        here_and_now = earliest and date == here.date() and (day or not part or "this" in text[: part.start][-6:])
        if at - now <= SLACK or here_and_now:
            return Moment(here, before, earliest)
        if day and fixed:
            return Moment(at, before, future=True)
        back = 7 if day and day.match and day.match["weekday"] else 1
        at = local(at.replace(tzinfo=None) - dt.timedelta(days=back))
    return Moment(at, before, earliest)


def _bare_is_time(token: _Token, text: str, answering: bool) -> bool:
    if "clock" in token.word:
        return True
    after = text[token.end :].strip(" .!")
    if answering and re.fullmatch(rf"\W*(?:{LEAD}\W+)*", text[: token.start]) and (not after or AS_SAID.match(after)):
        return True
    # "About 1 person" counts people.
    loose = re.search(r"\b(?:about|around)\s+$", text[: token.start])
    if loose and re.match(r"\s+(?!(?:or|i|we|it|and|but|when|this|ish|maybe)\b)[a-z]", text[token.end :]):
        return False
    return bool(answering and re.search(rf"\b{LEAD}\s+$", text[: token.start]))


def _ago(match: re.Match[str], here: dt.datetime) -> dt.datetime:
    amount, unit = int(match[1]), match[2]
    if unit[0] in "mh":
        passed = dt.timedelta(minutes=amount) if unit[0] == "m" else dt.timedelta(hours=amount)
        return (here.astimezone(dt.timezone.utc) - passed).astimezone(LONDON)
    return local(here.replace(tzinfo=None) - dt.timedelta(days=min(amount, 3650) * (7 if unit[0] == "w" else 1)))


def _date(token: _Token, here: dt.datetime) -> tuple[Optional[dt.date], bool, bool]:
    """The day, whether it is still to come, and whether it is fixed (it cannot mean an earlier one)."""
    assert token.match
    match, today = token.match, here.date()
    if rel := match["rel"]:
        if "weekend" in rel:
            back = (today.weekday() - 5) % 7
            return today - dt.timedelta(days=back if back or "last" not in rel else 7), False, False
        if rel == "last week":
            return today - dt.timedelta(days=today.weekday() + 7), False, True
        shift = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1}[rel]
        return today + dt.timedelta(days=shift), shift > 0, True
    if weekday := match["weekday"]:
        back = (today.weekday() - DAYS.index(weekday)) % 7
        which = (match["which"] or "").strip()
        if which == "next":
            return today + dt.timedelta(days=7 - back), True, True
        return today - dt.timedelta(days=back or (7 if which == "last" else 0)), False, False
    if match["dom"]:
        return _day_of_month(int(match["dom"]), today), False, False
    words = match["date"]
    try:
        date = parser.parse(words, dayfirst="-" not in words, default=dt.datetime(today.year, 1, 1)).date()
    except (ValueError, OverflowError):
        try:  # 29 February without a year, in a year that has none
            date = next(
                parser.parse(f"{words} {year}", dayfirst=True).date()
                for year in range(today.year, today.year - 8, -1)
                if not (year % 4)
            )
        except (ValueError, OverflowError, StopIteration):
            return None, False, False
    dated = bool(re.search(r"\d{4}|/\d{1,2}/\d{2}", words))
    if date > today and not dated:
        try:
            date = date.replace(year=date.year - 1)
        except ValueError:
            return None, False, False
    return date, date > today, dated


def _day_of_month(day: int, today: dt.date) -> Optional[dt.date]:
    """The latest date, today or before, with this day of the month."""
    first = today.replace(day=1)
    for _ in range(12):
        try:
            date = first.replace(day=day)
        except ValueError:
            date = None
        if date and date <= today:
            return date
        first = (first - dt.timedelta(days=1)).replace(day=1)
    return None


def _clock(token: _Token, part: str, here: dt.datetime, date: dt.date, dayed: bool) -> Optional[dt.time]:
    assert token.match
    match = token.match
    word = next(match[name] for name in ("h2", "h", "h4", "h3", "bare") if match[name])
    hour = NUMBERS.get(word) or int(word)
    minute = _beside_the_hour(match["to"]) if match["to"] else int(match["m"] or match["m4"] or 0)
    half = match["ap"] or match["ap2"] or match["ap3"]
    if minute < 0:
        hour, minute = hour - 1, 60 + minute
    if hour > 23 or minute > 59 or (half and hour > 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif part in ("afternoon", "evening", "night", "tonight") and 1 <= hour < 12:
        late = part in ("night", "tonight") and hour < 5
        hour += 0 if late else 12
    elif (
        not part and 1 <= hour <= 12 and len(word) < 3 and not (match["h"] and word.startswith("0")) and not match["h4"]
    ):
        hour = _likely(hour, minute, here, date, dayed)
    return dt.time(hour, minute)


def _beside_the_hour(words: str) -> int:
    """The minutes past the hour, below 0 before it: "quarter to", "half", "20 past"."""
    count, _, side = words.replace("-", " ").rpartition(" ") if words.endswith(("to", "past")) else (words, "", "past")
    minutes = int(count) if count.isdigit() else SPOKEN[count]
    return -minutes if side == "to" else minutes


def _likely(hour: int, minute: int, here: dt.datetime, date: dt.date, dayed: bool) -> int:
    """Morning or afternoon, where nobody said: the latest that is past today, office hours on other days."""
    morning, afternoon = hour % 12, hour % 12 + 12
    if date == here.date():
        past = [each for each in (afternoon, morning) if dt.time(each, minute) <= here.time()]
        if past:
            return past[0]
        return morning if dayed else afternoon
    return morning if 7 <= hour <= 11 else afternoon
