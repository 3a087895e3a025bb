"""Times that a later message puts right: "it was 9 not 8", "we only found out today"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Optional

from bot.skills.triage.times import DAY, DAYS, LONDON, NUMBERS, Moment, local
from bot.skills.triage.words import normal

BEGAN, NOTICED = "began", "noticed"
SENTENCE = re.compile(r"[.;!?](?=\s|$)")
OPENING = re.compile(
    r"^\W*(?:(?:no|oh|ok|wait|well|and|but)[ ,]+)*(?:correction|sorry|actually|i meant?|i should have said"
    r"|make (?:it|that)|my mistake|scrub that|wait|hang on)\b"
)
WAS = re.compile(r"(?:,| and| but)?\s*\bnot (?:at |on |the )?(?P<was>[\w:.]+(?: ?[ap]m\b)?)(?=\W*$|[,;])")
FIRST_WAS = re.compile(r"\bnot (?:at |on )?(?P<was>[\w:.]+(?: ?[ap]m)?),? (?:but |it was |it's )")
# "No sorry, 3 hours" puts right how long ago it was.
SINCE = re.compile(r"\b(?:hours?|hrs?|minutes?|mins?|days?|weeks?)\b(?! (?:ago|back|before))(?=\W*$)")
# A deed whose own time is put right: "told IT an hour, no sorry, ten minutes ago".
DEED = re.compile(r"\b(?:told|rang|rung|called|phoned|emailed|reported|reset|changed|blocked|unplugged)\b")
# What may stand beside a time that does nothing but put it right.
FILLING = re.compile(
    r"\b(?:correction|sorry|actually|i|meant?|mean|should|have|said|make|it|its|it's|that|my|mistake|scrub|wait|hang on"
    r"|was|were|is|no|oh|ok|and|but|we|first|noticed|started|began|happened|left|at|on|around|about|the|in|last"
    r"|thought|think|more|like)\b"
)
# "It's actually Scotland", "sorry meant scotland not wales".
ELSE = re.compile(
    r"\b(?:actually|sorry|meant?|correction|mistake|mistaken|rather|not|incorrect|untrue|inaccurate|after all)\b"
)
FOUND_OUT = re.compile(
    r"\b(?:found(?: (?:it|this|that))? out|noticed|discovered|spotted|realised|became aware|came to light"
    r"|learn(?:ed|t) of|heard|knew|clocked|was told|were told|reached (?:me|us)"
    r"|(?:told|rang|phoned|called|rung) (?:me|us))(?: (?:about|of))?"
    r"(?: (?:it|this|that))?(?: only| just)?(?: at| on| about| around)?\W*$"
)
# Words that name no day and mean today.
OF_TODAY = re.compile(r"\b(?:this (?:morning|afternoon|evening)|just now|tonight|ago)\b")
LATER = dt.timedelta(minutes=30)
Hear = Callable[[str], list[Moment]]


def puts_right(text: str) -> bool:
    """Whether a message has a word by which something said before is put right."""
    return ELSE.search(normal(text)) is not None


def corrected(text: str, hear: Hear, known: Mapping[str, dt.datetime]) -> Optional[tuple[str, Moment, str]]:
    """The time that a message puts right, as (fact, moment, what the message says beside it); None where it does not.

    Args:
        hear: the times in some words, as an answer to "when?".
        known: the times that are known by now.
    """
    start = 0
    for part in [*SENTENCE.split(text), text]:
        if found := _corrected(normal(part), hear, known):
            at = text.find(part, start)
            if not _names_a_time(found[0], part) and DEED.search(normal(text[:at])):
                continue
            return (*found, (text[:at] + text[at + len(part) :]).strip(" .;,"))
    return None


def found_out(moments: list[Moment], known: Mapping[str, dt.datetime]) -> Optional[Moment]:
    """When a message says that the thing came to be known, where that is later than the time held until now."""
    held = known.get(NOTICED)
    later = [each for each in moments if held and not each.future and each.at >= held + LATER]
    return next((each for each in later if FOUND_OUT.search(each.before)), None)


def _corrected(text: str, hear: Hear, known: Mapping[str, dt.datetime]) -> Optional[tuple[str, Moment]]:
    was = FIRST_WAS.search(text) or WAS.search(text)
    if not known or not (was or OPENING.match(text)):
        return None
    said = SINCE.sub(r"\g<0> ago", text.replace(was.group(), " ") if was else text)
    fact = _meant(was["was"], known) if was else (BEGAN if BEGAN in text and BEGAN in known else NOTICED)
    if fact is None or fact not in known or (not was and not _only_a_time(said)):
        return None
    held = known[fact]
    if bare := re.search(rf"\b(\d{{1,2}}|{'|'.join(NUMBERS)})\s*(?:o'?clock)?\W*$", said):
        hour = NUMBERS.get(bare[1]) or int(bare[1])
        if was and hour <= 23 and not hear(said):
            half = 12 if held.astimezone(LONDON).hour >= 12 and hour < 12 else 0
            return fact, Moment(_on(held, dt.time(hour + half)))
    moment = next((each for each in hear(said) if not each.future), None)
    if moment is None:
        return None
    if was and not DAY.search(said) and not OF_TODAY.search(said):
        return fact, replace(moment, at=_on(held, moment.at.astimezone(LONDON).time()))
    return fact, moment


def _names_a_time(fact: str, text: str) -> bool:
    """Whether some words say of which time they speak, and not only another one."""
    said = normal(text)
    return fact in said or FIRST_WAS.search(said) is not None or WAS.search(said) is not None


def _meant(was: str, known: Mapping[str, dt.datetime]) -> Optional[str]:
    """The known time of which some words name the day or the hour."""
    for fact, at in known.items():
        here = at.astimezone(LONDON)
        number = NUMBERS.get(was) or (int(hit[0]) if (hit := re.match(r"\d{1,2}", was)) else None)
        if was in DAYS and DAYS[here.weekday()] == was:
            return fact
        if number is not None and number in (here.hour, here.hour - 12) and not re.fullmatch(r"\d{3,}", was):
            return fact
    return None


def _only_a_time(text: str) -> bool:
    number = rf"\d{{1,2}}(?:[:.]\d\d)?\s*(?:[ap]\.?m\b)?|\b(?:{'|'.join(NUMBERS)})\b"
    bare = re.sub(rf"{number}|o'?clock|ago\b", " ", DAY.sub(" ", FILLING.sub(" ", text)))
    bare = re.sub(
        r"\b(?:morning|afternoon|evening|night|lunch\w*|hours?|hrs?|minutes?|mins?|half|past|quarter|to)\b", " ", bare
    )
    return not re.search(r"\w", bare) and bool(re.search(rf"{number}|day|morning|afternoon|evening|night", text))


def _on(day: dt.datetime, at: dt.time) -> dt.datetime:
    return local(dt.datetime.combine(day.astimezone(LONDON).date(), at))


# What comes before the words that count: "Wales, no sorry, England".
BEFORE_RIGHT = re.compile(
    r"^.*\b(?:no sorry|sorry no|no wait|no,? i mean|i meant?|i should have said|scrub that|correction|make that"
    r"|actually|sorry|rather)\b[ ,:.;-]*(?=\w)"
)
# What somebody is not: "not a school", "not in Wales".
IS_NOT = re.compile(
    r"\b(?:not|no longer|isn't|isnt|aren't|arent) (?:in |at |from |for )?(?:a |an |the |any )?[\w-]+"
    r"(?: council| authority| provider| home)?"
)


def put_right(text: str) -> str:
    """What is left of a message without what it takes back: "Wales, no sorry, England" says England."""
    said = normal(text)
    left = IS_NOT.sub(" ", BEFORE_RIGHT.sub("", said)).strip(" ,.;")
    return left or said
