"""Reading age, length and words: what a machine can say about a card's English."""

from __future__ import annotations

from functools import cache
from statistics import median

from index.content.card import Card
from index.content.problem import Problem
from index.keeping.house_style import HouseStyle
from index.keeping.text import body_lines, prose, sentences, words
from index.passages import plain_text

GRADE_TO_AGE = 5


@cache
def reading_age(markdown: str) -> float:
    """Years of age at which a text reads easily: the middle one of three US grade formulas, plus five.

    No one formula is trusted: each leans on one thing (syllables, letters, sentences).
    """
    import textstat  # slow to import, and only the keeper's tools need it

    text = prose(markdown)
    grades = (textstat.flesch_kincaid_grade, textstat.automated_readability_index, textstat.coleman_liau_index)
    return round(float(median(grade(text) for grade in grades)) + GRADE_TO_AGE, 1)


def check_style(card: Card, style: HouseStyle) -> list[Problem]:
    """Text that is hard to read, too long, or uses words that the house style bans.

    A quoted card keeps its publisher's words, whatever they are.
    """
    if card.front.quoted_from:
        return []
    return [*_reading(card, style), *_lengths(card, style), *_banned(card, style)]


def _reading(card: Card, style: HouseStyle) -> list[Problem]:
    age, highest = reading_age(card.body), style.reading_age.highest
    if age <= highest:
        return []
    what = f"the reading age is {age:g}, above {highest:g}"
    mend = "shorten the longest sentences and swap long words for everyday ones"
    return [Problem(card.path, card.answer.start, what, mend, warning=True)]


def _lengths(card: Card, style: HouseStyle) -> list[Problem]:
    problems = []
    for section in card.sections:
        count = len(words(plain_text(section.markdown)))
        if count > style.section_words:
            what = f"the section {section.heading or 'of the answer'!r} has {count} words, above {style.section_words}"
            mend = "cut it, or give its second subject a heading of its own"
            problems.append(Problem(card.path, section.line, what, mend, warning=True))
    count = len(sentences(plain_text(card.answer.markdown)))
    if count > style.answer_sentences:
        what = f"the answer has {count} sentences, above {style.answer_sentences}"
        mend = "keep what somebody needs who reads nothing else, and move the rest below a heading"
        problems.append(Problem(card.path, card.answer.start, what, mend, warning=True))
    return problems


def _banned(card: Card, style: HouseStyle) -> list[Problem]:
    lines = [(card.line_of("title"), card.front.title), *body_lines(card)]
    lines += [(section.line, section.heading) for section in card.sections if section.heading]
    problems = []
    for number, text in lines:
        for match in style.pattern.finditer(text):
            entry = style.entries[match.group().lower()]
            what = f"the house style does not use {match.group()!r}"
            problems.append(Problem(card.path, number, what, entry.mend, warning=entry.level == "warning"))
    return problems
