"""The words by which triage understands, for the repair of misspelt ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bot.skills.nations import places
from index.content.playbook import Library

LETTERS = re.compile(r"[a-z]+")
OFTEN = 5


def own_words(library: Library) -> Iterator[str]:
    """Every text whose words triage listens for; names of places once, so that they are known and never a repair."""
    counts = Counter(word for texts in library.openings.values() for text in texts for word in LETTERS.findall(text))
    # People misspell; what many of them write is a word.
    yield from (word for word, count in counts.items() if count >= OFTEN)
    for playbook in library.playbooks.values():
        signs = playbook.signs
        pairs = [words for pair in signs.both for each in pair for words in each]
        for phrase in (*signs.strong, *signs.weak, *signs.needs, *pairs):
            yield from _whole(phrase)
    for fact in library.common.facts:
        for value in fact.values:
            for phrase in (*value.heard, *(words for pair in value.both for each in pair for words in each)):
                yield from _whole(phrase)
    yield from (name for names in places().values() for name in names)


def _whole(phrase: str) -> Iterator[str]:
    """The words of a phrase that it holds whole, twice, as words that a repair may lead to."""
    for word in LETTERS.findall(re.sub(r"\w+\*", " ", phrase.lower())):
        yield word
        yield word
