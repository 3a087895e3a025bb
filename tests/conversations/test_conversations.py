"""Whole conversations with the real servers: those under `dialogues/`."""

from __future__ import annotations

import json
import uuid

import pytest

from bot.replies.statuses import statuses
from index.build import PASSAGES, current
from index.paths import Paths
from tests.conversations.dialogue import Dialogue, Exchange, as_read, dialogues
from tests.conversations.running import RunningBot, Said

pytestmark = pytest.mark.server

ALL = dialogues()


@pytest.fixture(scope="module")
def corpus(running: RunningBot) -> dict[str, str]:
    """What each passage of the index says, by its id."""
    passages = json.loads((current(Paths().index) / PASSAGES).read_text(encoding="utf-8"))
    return {passage["id"]: passage["markdown"] for passage in passages}


@pytest.mark.parametrize(("channel", "dialogue"), [entry[1:] for entry in ALL], ids=[entry[0] for entry in ALL])
def test_the_conversation_goes_as_written(
    running: RunningBot, corpus: dict[str, str], channel: str, dialogue: Dialogue
) -> None:
    sender = uuid.uuid4().hex
    browser = running.browser() if channel == "web" else None
    for turn in dialogue.turns:
        said = browser.say(turn.say) if browser else running.say(sender, turn.say)
        _check_as_written(turn, said)
        _check_what_always_holds(said, corpus)


def _check_as_written(turn: Exchange, said: Said) -> None:
    read = as_read(said.shown)
    assert said.status in turn.statuses, f"{turn.say!r} got {said.status}: {read[:200]}"
    if turn.card:
        assert said.cards[:1] and said.cards[0] in turn.card, f"{turn.say!r} got {said.cards}"
    assert set(turn.parts) <= set(said.kinds), f"{turn.say!r} got {said.kinds}"
    assert not set(turn.lacks) & set(said.kinds), f"{turn.say!r} got {said.kinds}"
    assert set(turn.offers) <= set(said.options), f"{turn.say!r} offers {said.options}"
    for words in turn.words:
        assert as_read(words) in read or words in said.shown, f"{turn.say!r} should say {words!r}: {read}"
    for words in turn.without:
        assert words.lower() not in said.shown.lower(), f"{turn.say!r} should not say {words!r}"


def _check_what_always_holds(said: Said, corpus: dict[str, str]) -> None:
    """A known status, and no guidance but the corpus's own, word for word, with publisher, link and date."""
    assert said.status in statuses()
    read = as_read(said.shown)
    for part in said.reply.parts:
        if part.kind != "quote":
            continue
        assert part.markdown == corpus[part.passage]
        assert part.citations
        assert as_read(part.title) in read
        assert f"{part.reviewed.day} {part.reviewed:%B %Y}".lower() in read
        for citation in part.citations:
            assert citation.url.startswith(("https://", "http://"))
            assert as_read(citation.publisher) in read
            assert citation.url.replace("&", "&amp;") in said.shown or citation.url in said.shown
