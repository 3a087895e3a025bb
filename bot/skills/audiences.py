"""Which audience a message speaks of, by the names in the vocabulary."""

from __future__ import annotations

import re
from typing import Optional

from index.content.vocabulary import Vocabulary


class Audiences:
    """Hears audiences. The longest name wins; a name that is a topic's as well (suppliers) is taken as the topic's."""

    def __init__(self, vocabulary: Vocabulary):
        topics = {name.lower() for term in vocabulary.topics for name in [term.id, *term.also]}
        names = {
            name.lower(): term.id
            for term in vocabulary.audiences
            for name in [term.label, *term.also]
            if name.lower() not in topics
        }
        self._by_name = names
        longest_first = sorted(names, key=len, reverse=True)
        self._names = re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})(?:s|es)?\b", re.IGNORECASE)

    def heard(self, text: str) -> Optional[str]:
        """The audience that is named first, or None."""
        match = self._names.search(text)
        return self._by_name[match.group(1).lower()] if match else None
