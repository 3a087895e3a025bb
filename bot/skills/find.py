"""Find: a list of the guidance that there is, by audience, topic, publisher, nation, step and time."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from typing import Optional

from bot.replies import Choices, Option, Part, Text
from bot.replies.statuses import reply
from bot.skills.as_said import as_said
from bot.skills.facets import AUDIENCE, NATION, PUBLISHER, TOPIC, FacetHearing, Facets
from bot.skills.find_words import FindWords, find_words
from bot.skills.period import day_of
from bot.skills.quoting import title_option
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from index.passages import Passage
from index.retriever import Retriever
from index.settings import Settings

PAGE = 8
EVERYONE = "everyone"


class Find:
    """Lists cards that fit every facet heard, those made for them and nearest to the user's words first.

    The state is the search, the page and the cards shown, so that the next message can go on from it.
    """

    def __init__(self, retriever: Retriever, settings: Settings, words: Optional[FindWords] = None):
        self._retriever = retriever
        self._words = words or find_words()
        self.hearing = FacetHearing(retriever.vocabulary, retriever.glossary, retriever.passages, self._words)
        self._judgement = settings.judgement
        self._everywhere = retriever.vocabulary.everywhere

    def __call__(self, turn: Turn) -> Outcome:
        facets = self.hearing.heard(self._retriever.spelt(turn.text), turn.now.date())
        if facets.mine and not turn.profile.role and AUDIENCE not in facets.values:
            asking = reply("role_needed", texts().choices("roles", texts().ask_role))
            return Outcome(asking, state={"text": turn.text, "page": 0, "waiting": "role"})
        facets = self._for_profile(facets, turn)
        if not facets and not facets.left:
            return self._topics(turn)
        names = self._fitting(facets, turn) if facets else []
        heading = ", ".join([*facets.labels, *([facets.period.label] if facets.period else [])])
        if not names and facets.left:
            names, heading = self._nearest(turn), texts().nearest.format(words=" ".join(facets.left))
        if not names:
            return Outcome(reply("found_nothing", self._wider(facets)))
        return self._page(turn, names, heading)

    def is_wanted(self, turn: Turn) -> bool:
        """Whether a message that was not taken for a search asks for a list all the same."""
        asks = any(re.fullmatch(pattern, as_said(turn.text)) for pattern in self._words.wanted)
        return asks and bool(self.hearing.heard(self._retriever.spelt(turn.text), turn.now.date()))

    def _for_profile(self, facets: Facets, turn: Turn) -> Facets:
        """With the user's own role where it was asked for, and their nation where they named none."""
        values, labels = dict(facets.values), list(facets.labels)
        told = (
            (AUDIENCE, turn.profile.role if facets.mine else None),
            (NATION, turn.profile.nation if facets else None),
        )
        for kind, value in told:
            if value and kind not in values:
                values[kind] = [value]
                labels.append(self._retriever.vocabulary.label(kind, value))
        return replace(facets, values=values, labels=labels)

    def _fitting(self, facets: Facets, turn: Turn) -> list[str]:
        ranked = [
            hit.passage.card for hit in self._retriever.search(turn.text, turn.vector, limit=len(self._retriever.cards))
        ]
        order = list(dict.fromkeys([*ranked, *self._retriever.cards]))
        every = [self._retriever.card(name)[0] for name in order]
        changing = facets.period is not None and facets.period.holds(turn.now.date())
        cards = [card for card in every if self._fits(card, facets, changing)]
        if facets.period and not facets.left:
            cards.sort(key=_updated, reverse=True)
        return [card.card for card in sorted(cards, key=lambda card: -self._own(card, facets))]

    def _fits(self, card: Passage, facets: Facets, changing: bool = False) -> bool:
        """Whether all facets hold; with `changing`, a card on a matter that is changing is new at any time."""
        for kind, values in facets.values.items():
            have = self._publishers(card) if kind == PUBLISHER else set(getattr(card, kind))
            wanted = (
                set().union(*(self.hearing.publishers(name) for name in values)) if kind == PUBLISHER else set(values)
            )
            if kind == AUDIENCE and not facets.only:
                wanted.add(EVERYONE)
            if not wanted & have or (kind == NATION and facets.only and self._everywhere(have)):
                return False
        days = [day_of(source.updated) for source in card.sources]
        timely = facets.period is None or any(day and facets.period.holds(day) for day in days)
        return (timely or (changing and card.status == "changing")) and set(facets.all_topics) <= set(card.topics)

    def _own(self, card: Passage, facets: Facets) -> int:
        """How many of the facets a card was made for, rather than for everybody."""
        made_for = bool(set(facets.values.get(AUDIENCE, [])) & set(card.audiences))
        own_nation = NATION in facets.values and not self._everywhere(card.nations)
        main_topic = card.topics[0] in facets.values.get(TOPIC, [])
        return int(made_for) + int(own_nation) + int(main_topic)

    def _publishers(self, card: Passage) -> set[str]:
        return {name.lower() for source in card.sources for name in (source.publisher, source.short) if name}

    def _nearest(self, turn: Turn) -> list[str]:
        hits = self._retriever.search(turn.text, turn.vector, turn.profile.nation, limit=PAGE)
        judgement = self._judgement
        # A list promises less than an answer: the first need only be more likely than not to belong to it.
        least = (judgement.floor + judgement.plain) / 2
        likely = bool(hits) and hits[0].confidence >= least
        return [hit.passage.card for hit in hits if likely and hit.confidence >= judgement.floor]

    def _page(self, turn: Turn, names: list[str], heading: str) -> Outcome:
        pages = (len(names) + PAGE - 1) // PAGE
        page = min(int(turn.state.get("page", 0)), pages - 1)
        shown = names[page * PAGE : (page + 1) * PAGE]
        first, last = page * PAGE + 1, page * PAGE + len(shown)
        line = texts().found_one if len(names) == 1 else texts().found
        text = Text(markdown=line.format(heading=heading, first=first, last=last, all=len(names)))
        options = [title_option(self._retriever, name) for name in shown]
        said = reply("found", text, Choices(options=[*options, *_turning(page, pages)]))
        return Outcome(said, state={"text": turn.text, "page": page, "cards": shown, "open": True})

    def _topics(self, turn: Turn) -> Outcome:
        pages = self._topic_options()
        page = min(int(turn.state.get("page", 0)), len(pages) - 1)
        said = reply("find_topics", Choices(options=[*pages[page], *_turning(page, len(pages))]))
        return Outcome(said, state={"text": turn.text, "page": page, "cards": [], "open": True})

    def _topic_options(self) -> list[list[Option]]:
        """Every topic with how many cards it has, the fullest first, by page."""
        counts = Counter(topic for card in self._retriever.cards for topic in self._retriever.card(card)[0].topics)
        options = [self._narrower(TOPIC, topic, count) for topic, count in counts.most_common()]
        return [options[start : start + PAGE] for start in range(0, len(options), PAGE)]

    def _wider(self, facets: Facets) -> Part:
        """Each facet alone, where that finds something; else the topics."""
        options = []
        for kind in (TOPIC, AUDIENCE):
            for value in facets.values.get(kind, []):
                alone = Facets(values={kind: [value]})
                count = sum(self._fits(self._retriever.card(name)[0], alone) for name in self._retriever.cards)
                options += [self._narrower(kind, value, count)] if count else []
        return Choices(prompt=texts().ask_topic, options=options or self._topic_options()[0])

    def _narrower(self, kind: str, value: str, count: int) -> Option:
        label = self._retriever.vocabulary.label(kind, value)
        message = texts().list_topic if kind == TOPIC else texts().list_audience
        return Option(label=f"{label} ({count})", message=message.format(name=label))


def _updated(card: Passage) -> dt.date:
    """When the newest of its sources was updated."""
    return max((day for source in card.sources if (day := day_of(source.updated))), default=dt.date.min)


def _turning(page: int, pages: int) -> list[Option]:
    more = [Option(**texts().next_page.dict())] if page + 1 < pages else []
    back = [Option(**texts().previous_page.dict())] if page else []
    return [*more, *back]
