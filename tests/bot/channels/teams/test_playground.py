"""The running bot before Microsoft's own client: ask, triage and walk, pressing the buttons of its cards.

Fetches the client from npm's registry, so it runs only where it is asked for: by `make teams-client`, and by the variable
THINK_CYBER_PLAYGROUND within the whole suite. Where the registry cannot be reached it is skipped.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Iterable, Iterator
from typing import Any, Callable

import pytest

from tests.bot.channels.teams import playground, playground_page
from tests.bot.channels.teams.playground import Chat, buttons, inputs, words
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.playground
ASKED_FOR = "THINK_CYBER_PLAYGROUND"
FETCH_SECONDS = 60
SORRY = ("Something went wrong on my side", "I cannot look anything up just now", "had no words in it")
QUESTION = "What should a councillor ask about cyber security?"
INCIDENT = "We have ransomware and the files of two services are locked"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
MOST_STEPS = 60


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The playground's address, with the bot behind it."""
    if "playground" not in request.config.getoption("markexpr") and ASKED_FOR not in os.environ:
        pytest.skip("fetches a client from npm's registry: `make teams-client` runs it")
    folder = tmp_path_factory.mktemp("playground")
    try:
        command = playground.fetch(folder, FETCH_SECONDS)
    except OSError as error:
        pytest.skip(str(error))
    running: RunningBot = request.getfixturevalue("running")
    with playground.running(command, folder, f"{running.address}/webhooks/teams/webhook") as address:
        yield address


def talk(client: str, act: Callable[[Chat], Awaitable[None]], kind: str = "personalChat") -> None:
    async def run() -> None:
        async with playground.chat(client, kind) as chat:
            await chat.say("stop")
            await chat.say("start over")
            chat.cards.clear()
            await act(chat)

    asyncio.run(run())


def saying(card: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons that say something, without those that report ticks."""
    return [button for button in buttons(card) if "say" in button["data"] and "from" not in button["data"]]


def fine(card: dict[str, Any]) -> dict[str, Any]:
    assert not any(sorry in words(card) for sorry in SORRY), words(card)
    return card


async def press_every_button(chat: Chat, cards: Iterable[dict[str, Any]]) -> int:
    """Each button of these cards once, however old its card is by then; returns how many there were."""
    every = {json.dumps(button["data"]): button for card in cards for button in buttons(card)}
    for button in every.values():
        answer = await chat.press(button)
        if "save" in button["data"]:
            assert chat.others[-1]["contentType"] == CONSENT
        elif "from" in button["data"]:
            assert "Tick what is done first" in words(answer)
        else:
            fine(answer)
    return len(every)


def test_its_page_draws_the_cards_and_their_buttons_answer(client: str) -> None:
    """Whether Microsoft's renderer takes our cards: one that it cannot draw has no words and no buttons.

    First of all, because the page grows slow with all that was said before it was opened.
    """
    try:
        with playground_page.opened(client) as page:
            page.say("stop")
            page.say("start over")
            assert "Local Government Association" in page.say(QUESTION).inner_text()
            assert "What was wrong" in page.press("No").inner_text()
            first = page.say(INCIDENT)
            assert "call 999" in first.inner_text()
            first.get_by_role("checkbox").first.check()
            assert "Ticked off" in page.press("Report what is done").inner_text()
            assert "Question 2" in page.press("Council in Wales").inner_text()
    except FileNotFoundError as error:
        pytest.skip(str(error))


def test_ask_and_every_button_of_the_answer(client: str) -> None:
    async def act(chat: Chat) -> None:
        answer = fine(await chat.say(QUESTION))
        assert "Source: " in words(answer)
        assert chat.typing > 0
        assert await press_every_button(chat, [answer]) > 3

    talk(client, act)


async def brief(chat: Chat) -> dict[str, Any]:
    """Triage from the first words to the brief, by the first button of each question."""
    card = fine(await chat.say(INCIDENT))
    for _ in range(15):
        if any("show" in button["data"] for button in buttons(card)):
            return card
        card = fine(await chat.press(saying(card)[0]))
    raise AssertionError("no brief after fifteen answers")


def test_triage_to_the_brief_and_every_button_of_it(client: str) -> None:
    async def act(chat: Chat) -> None:
        card = await brief(chat)
        questions = list(chat.cards)
        [boxes, *_] = inputs(card)
        report = next(button for button in buttons(card) if button["data"].get("from") == boxes["id"])
        ticked = await chat.press(report, {boxes["id"]: boxes["choices"][0]["value"]})
        assert "Ticked off" in words(ticked)
        assert await press_every_button(chat, questions) > 20

    talk(client, act)


def test_a_walk_to_its_plan_and_every_button_of_it(client: str) -> None:
    async def act(chat: Chat) -> None:
        card = fine(await chat.say("Take me through the model step by step"))
        for _ in range(MOST_STEPS):
            if any("save" in button["data"] for button in buttons(card)):
                break
            card = fine(await chat.press(saying(card)[0]))
        else:
            card = fine(await chat.say("stop"))
        assert any(button["title"] == "Save as Word" for button in buttons(card))
        assert await press_every_button(chat, list(chat.cards)) > 10

    talk(client, act)


def test_in_a_group_chat_a_file_is_read_and_not_saved(client: str) -> None:
    async def act(chat: Chat) -> None:
        card = await brief(chat)
        assert "open a one-to-one chat with me" in words(card)
        assert not any("save" in button["data"] for button in buttons(card))
        show = next(button for button in buttons(card) if "show" in button["data"])
        assert "Incident brief" in words(await chat.press(show))

    talk(client, act, "groupChats")
