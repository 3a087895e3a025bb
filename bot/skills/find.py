"""Find: a list of the guidance that there is, by topic, role, nation, publisher and step of the model."""

from __future__ import annotations

from bot.replies import Choices, Option, Text
from bot.replies.statuses import reply
from bot.skills.quoting import title_option
from bot.skills.texts import texts
from bot.skills.turn import Outcome, Turn
from index.passages import Passage
from index.retriever import Retriever

PAGE = 8
EVERYONE = "everyone"
# Which field of a passage an entity of each kind narrows down.
FIELDS = {"role": "audiences", "nation": "nations", "topic": "topics", "step": "steps"}


class Find:
    """Lists cards that fit every facet heard, those that fit the user's words best first.

    The state is the query and the page shown, so that "more" can go on from it.
    """

    def __init__(self, retriever: Retriever):
        self._retriever = retriever

    def __call__(self, turn: Turn) -> Outcome:
        facets = self._facets(turn)
        publishers = {entity.value for entity in turn.entities if entity.kind == "publisher"}
        ranked = self._retriever.search(turn.text, turn.vector, limit=len(self._retriever.passages))
        order = [hit.passage.card for hit in ranked]
        order += [passage.card for passage in self._retriever.passages]
        fitting = [
            name
            for name in dict.fromkeys(order)
            if self._fits(self._retriever.card(name)[0], facets) and self._published(name, publishers)
        ]
        heard = self._heading(facets, publishers)
        if not fitting or not heard:
            return Outcome(reply("found_nothing", texts().choices("signposts")))
        page = int(turn.state.get("page", 0))
        shown = fitting[page * PAGE : (page + 1) * PAGE]
        options = [title_option(self._retriever, name) for name in shown]
        if len(fitting) > (page + 1) * PAGE:
            options.append(Option(label="Show more", message="Show more"))
        first, last = page * PAGE + 1, page * PAGE + len(shown)
        line = f"**{heard}**: {first} to {last} of {len(fitting)} pieces of guidance."
        state = {"text": turn.text, "page": page}
        return Outcome(reply("found", Text(markdown=line), Choices(options=options)), state=state)

    def _facets(self, turn: Turn) -> dict[str, list[str]]:
        facets: dict[str, list[str]] = {}
        for entity in turn.entities:
            if entity.kind in FIELDS:
                facets.setdefault(FIELDS[entity.kind], []).append(entity.value)
        if turn.profile.nation:
            facets.setdefault("nations", [turn.profile.nation])
        if turn.profile.role and "my role" in turn.text.lower():
            facets.setdefault("audiences", [turn.profile.role])
        return facets

    def _fits(self, passage: Passage, facets: dict[str, list[str]]) -> bool:
        def holds(field: str, values: list[str]) -> bool:
            have = getattr(passage, field)
            return any(value in have for value in values) or (field == "audiences" and EVERYONE in have)

        return all(holds(field, values) for field, values in facets.items())

    def _published(self, name: str, publishers: set[str]) -> bool:
        if not publishers:
            return True
        names = {entry.id: entry.names for entry in self._retriever.glossary}
        wanted = {known.lower() for publisher in publishers for known in names.get(publisher, [publisher])}
        sources = self._retriever.card(name)[0].sources
        return any(source.publisher.lower() in wanted or (source.short or "").lower() in wanted for source in sources)

    def _heading(self, facets: dict[str, list[str]], publishers: set[str]) -> str:
        vocabulary = self._retriever.vocabulary
        words = [vocabulary.label(field, value) for field, values in facets.items() for value in values]
        terms = {entry.id: entry.term for entry in self._retriever.glossary}
        return ", ".join([*words, *(terms.get(name, name) for name in sorted(publishers))])
