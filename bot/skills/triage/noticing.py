"""Which of the times in a message is when the incident was noticed, which when it began, and which neither."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from bot.skills.triage.correcting import BEGAN, NOTICED
from bot.skills.triage.times import LONDON, Moment

Moments = dict[str, Moment]

BEGUN = re.compile(r"\b(began|begun|begin|starts?|started|since|going on)\b[^,;]{0,30}$")
# "Since Friday" by itself answers when it was noticed; "it began on Friday" says no more than that.
SINCE_ALONE = re.compile(
    r"\W*(?:(?:it|it's|that|it has|been|has|ever|about|around|some time) )*since (?:about |around )?$"
)
DEED = re.compile(
    r"\b(?:clicked|opened|paid|sent|gave|given|entered|typed|changed|transferred|bought|posted|emailed|e-mailed"
    r"|approved|who left)\b[^.;]{0,40}$"
)
# The date of a thing and not of what happened: "the rota from Friday", "Friday's print-out".
OF_A_THING = re.compile(r"\b(?:the|an?|our|my|this|last) (?:\w+ ){1,2}(?:from|of|for|dated) $")
ITS_OWN = re.compile(r"'s (?!when\b|how\b|the (?:time|day)\b)\w")
# Of what goes by the clock: "the night staff start at 8".
BY_THE_CLOCK = re.compile(
    r"\b(?:starts?|begins?|finish(?:es)?|ends?|opens?|closes?|due|until|till|before|by) (?:at |on |in )?$"
)
# A date that was asked for, or by which something is due.
ASKED_FOR = re.compile(
    r"\b(?:deadline|due (?:date|by|on)|closing date|renewal)\b"
    r"|\b(?:date|day|one|what|time)(?: that)? (?:i|we)(?:'d)? (?:asked|wanted|needed|was after|were after|meant)\b"
    r"|\b(?:date|day) (?:is|was) (?:for|when)\b"
)
# "They want to put the backup on tonight".
PLANNED = re.compile(
    r"\b(?:want(?:s|ed)? to|going to|gonna|plan\w* (?:to|on)|hop(?:e|es|ing) to|needs? to|about to|will|\w+'ll|shall)"
    r" (?!have\b|be\b|say\b|guess\b|think\b)\w+[^.;,]*$"
)
THANKS = re.compile(r"\b(?:thanks|thank you|cheers|ta)\b")
NOTICING = (
    r"noticed|found|spotted|discovered|heard|learn\w+|realised|realized|twigged|aware|clocked|knew|saw|came to light"
    r"|told (?:me|us)|(?:was|were|been|got) told|let (?:me|us) know|informed (?:me|us)|notified|reached (?:me|us)"
    r"|notice|admitted|owned up|reported it|flagged|alerted|picked (?:it|this|that) up"
    r"|(?:rang|phoned|called|emailed|e-mailed|wrote to|contacted|messaged|texted) (?:me|us)"
)
TOLD = rf"{NOTICING}|told|tells?|telling|rang|ring|phoned|called|emailed|e-mailed|wrote|informed"
HAPPENED = (
    r"breach\w*|hacked|attacked|hit|happened|left|compromised|infected|stolen|taken|sent|published|went|broke\w*"
    r"|clicked|opened|typed|gave|paid|lost|had an|had a|suffered|got in|defaced|encrypted|locked|crashed|came|arrived"
    r"|appeared|dropped|failed|died"
)
VERB = re.compile(rf"\b(?:(?P<told>{TOLD})|(?P<happened>{HAPPENED}))\b")
LAST_VERB_NOTICES = re.compile(rf"\b(?:{NOTICING})\b")
# "On Friday afternoon we found", "it was Friday when she told us".
THEN_NOTICED = re.compile(
    rf"^[\s,]*(?:(?:is|was|it was|that's|that is|that was) )?(?:when )?(?:\w+ ){{1,4}}?(?:{NOTICING})\b(?! to\b)"
)
KNOWN_RANK, NO_RANK, HAPPENED_RANK = 0, 1, 2
# So many days before today, a time at which something happened is no time at which it was noticed.
LONG_AGO = 2


def answered(moments: Sequence[Moment], now: dt.datetime) -> Moments:
    """What the times of an answer to "when was it first noticed" mean."""
    known = [each for each in moments if not _is_asked_for(each, now) and not ITS_OWN.match(each.after)]
    found = _sorted(known)
    began = found.get(BEGAN)
    if began and found.get(NOTICED) is began and _is_earlier(began, now) and not SINCE_ALONE.fullmatch(began.before):
        return {BEGAN: began}
    return _long_ago(found, now)


def volunteered(moments: Sequence[Moment], now: dt.datetime) -> Moments:
    """What times mean that nobody asked for.

    A time of an earlier day is that of the noticing only in words of noticing; else it is when it began, where
    something happened then. What is told of today without such words was noticed today, but for somebody's own deed.
    """
    found = _sorted([each for each in moments if not _of_something_else(each, now)])
    noticed = found.get(NOTICED)
    if noticed is None or _notices(noticed):
        return found
    if not DEED.search(noticed.before) and not _is_earlier(noticed, now):
        return found
    if BEGAN in found or DEED.search(noticed.before) or _rank(noticed) == HAPPENED_RANK:
        return {BEGAN: found.get(BEGAN, noticed)}
    return {}


def _sorted(moments: Sequence[Moment]) -> Moments:
    """Which time is when it began and which is when it was noticed; a single one is both.

    Where somebody told us today of something earlier, it was noticed today.
    """
    began = next((moment for moment in moments if BEGUN.search(moment.before)), None)
    rest = sorted((moment for moment in moments if moment is not began), key=_rank)
    found = {NOTICED: rest[0] if rest else began} if rest or began else {}
    if began is None and len(rest) > 1 and _rank(rest[0]) < _rank(rest[-1]):
        began = next((moment for moment in rest[1:] if moment.at < rest[0].at), None)
    if began:
        found[BEGAN] = began
    return {fact: moment for fact, moment in found.items() if moment}


def _rank(moment: Moment) -> int:
    """Whether a time is when somebody came to know, by the verbs beside it, or when the thing itself happened."""
    if THEN_NOTICED.match(moment.after):
        return KNOWN_RANK
    verbs = list(VERB.finditer(moment.before.rpartition(",")[2] or moment.before))
    if not verbs:
        return NO_RANK
    return KNOWN_RANK if verbs[-1]["told"] else HAPPENED_RANK


def _notices(moment: Moment) -> bool:
    """Whether the words beside a time are of noticing: the last verb before it, or what follows at once."""
    if THEN_NOTICED.match(moment.after):
        return True
    verbs = list(VERB.finditer(moment.before.rpartition(",")[2] or moment.before))
    return bool(verbs and LAST_VERB_NOTICES.fullmatch(verbs[-1].group()))


def _long_ago(found: Moments, now: dt.datetime) -> Moments:
    """The same, where what happened days ago says when it began: "it went up on the 3rd" tells of no noticing."""
    noticed = found.get(NOTICED)
    if noticed is None or BEGAN in found or _rank(noticed) != HAPPENED_RANK:
        return found
    return {BEGAN: noticed} if _days(noticed, now) >= LONG_AGO else found


def _of_something_else(moment: Moment, now: dt.datetime) -> bool:
    """Whether a time is that of a thing, of a clock, of a plan, or of a date that was asked for."""
    thing = OF_A_THING.search(moment.before) or ITS_OWN.match(moment.after) or BY_THE_CLOCK.search(moment.before)
    return bool(thing) or _is_asked_for(moment, now)


def _is_asked_for(moment: Moment, now: dt.datetime) -> bool:
    if LAST_VERB_NOTICES.search(moment.before):
        return False
    if PLANNED.search(moment.before):
        return True
    said = f"{moment.before} {moment.after}"
    return bool(ASKED_FOR.search(said) or (THANKS.search(moment.after) and _days(moment, now) > LONG_AGO))


def _is_earlier(moment: Moment, now: dt.datetime) -> bool:
    return _days(moment, now) > 0


def _days(moment: Moment, now: dt.datetime) -> int:
    return (now.astimezone(LONDON).date() - moment.at.astimezone(LONDON).date()).days
