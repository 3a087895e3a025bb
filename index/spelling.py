"""Spelling repair towards the words of our own corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from symspellpy import SymSpell, Verbosity

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
# Contractions typed without their mark are no misspellings of something else, and carry no meaning for a search.
_TYPED_AS_ONE = (
    "dont cant wont isnt wasnt werent arent didnt doesnt hasnt havent hadnt couldnt wouldnt shouldnt theyre weve youve "
    "theyve ive im youre whats thats whos wheres hows lets itll theyll youll"
)
_CONTRACTIONS = frozenset(_TYPED_AS_ONE.split())
_SHORTEST = 4
_TWO_EDITS_FROM = 7
_SEEN = 2


class Speller:
    """Repairs words that are neither English nor in the corpus to the nearest word of the corpus.

    The search is SymSpell's (Garbe 2012), over the corpus's words only, so that a repair always leads to
    something that we hold.
    """

    def __init__(self, texts: Iterable[str]):
        counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        self._known = frozenset(counts)
        self._symspell = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for word, count in counts.items():
            if count >= _SEEN and len(word) >= _SHORTEST and word.isalpha():
                self._symspell.create_dictionary_entry(word, count)

    def repair(self, text: str) -> str:
        """`text` with its misspelt words repaired; the same object where there is nothing to repair."""
        repaired = _WORD.sub(lambda match: self._word(match.group()), text)
        return text if repaired == text else repaired

    def _word(self, word: str) -> str:
        lower = word.lower()
        if len(word) < _SHORTEST or word.isupper() or not word.isalpha():
            return word
        if lower in self._known or lower in _CONTRACTIONS or lower in _english():
            return word
        edits = 2 if len(word) >= _TWO_EDITS_FROM else 1
        found = self._symspell.lookup(lower, Verbosity.TOP, max_edit_distance=edits)
        return str(found[0].term) if found else word


@cache
def _english() -> frozenset[str]:
    """The English words that symspellpy carries."""
    lines = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return frozenset(line.split()[0] for line in lines.splitlines() if line)
