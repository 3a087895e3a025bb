"""The passages nearest to a question that is asked beside an incident."""

from __future__ import annotations

from bot.replies import Quote, Reply

CLOSEST = "closest"
MOST = 2


def nearest(said: Reply, *others: Reply) -> Reply:
    """A reply that is not sure, with no more than the two passages that come first in it and in the `others` together.

    The others are replies to the same question with the words of the incident: what both find is likelier to be meant.
    """
    if said.status != CLOSEST:
        return said
    lists = [[part for part in each.parts if isinstance(part, Quote)] for each in (said, *others)]
    found: dict[str, Quote] = {}
    for quotes in lists:
        for quote in quotes:
            found.setdefault(quote.card, quote)
    missing = max(map(len, lists)) + 1

    def places(card: str) -> tuple[int, int]:
        at = [next((n for n, each in enumerate(quotes) if each.card == card), missing) for quotes in lists]
        return sum(at), min(at)

    kept = [found[card] for card in sorted(found, key=places)][:MOST]
    rest = [part for part in said.parts if not isinstance(part, Quote)]
    after = next((n for n, part in enumerate(said.parts) if isinstance(part, Quote)), len(rest))
    return said.copy(update={"parts": [*rest[:after], *kept, *rest[after:]]})
