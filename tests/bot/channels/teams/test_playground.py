"""The running bot before Microsoft's own client: ask, triage and walk, pressing the buttons of its cards.

Fetches the client from npm's registry, so it runs only where it is asked for: `pytest -m playground`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from typing import Any, Callable

import pytest

from tests.bot.channels.teams import playground
from tests.bot.channels.teams.playground import Chat, buttons, inputs, words
from tests.bot.channels.teams.serve_bot import CREDENTIALS
from tests.conversations.running import RunningBot

pytestmark = pytest.mark.playground
FETCH_SECONDS = 60
SORRY = ("Something went wrong on my side", "I cannot look anything up just now", "had no words in it")
QUESTION = "What should a councillor ask about cyber security?"


@pytest.fixture(scope="module")
def client(built: None, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The playground's address, with the bot behind it."""
    if "playground" not in request.config.getoption("markexpr"):
        pytest.skip("fetches a client from npm's registry: run `pytest -m playground`")
    folder = tmp_path_factory.mktemp("playground")
    try:
        command = playground.fetch(folder, FETCH_SECONDS)
    except OSError as error:
        pytest.skip(str(error))
    credentials = folder / "credentials.yml"
    credentials.write_text(
        "bot.channels.rest.RestChannel:\n"
        "bot.channels.teams.channel.TeamsChannel:\n  development: true\n  follow_up: true\n"
    )
    bot = RunningBot(folder / "bot")
    bot.rasa.module = "tests.bot.channels.teams.serve_bot"
    bot.rasa.environment[CREDENTIALS] = str(credentials)
    try:
        bot.start()
        with playground.running(command, folder, f"{bot.address}/webhooks/teams/webhook") as address:
            yield address
    finally:
        bot.stop()


def talk(client: str, act: Callable[[Chat], Awaitable[None]], kind: str = "personalChat") -> None:
    async def run() -> None:
        async with playground.chat(client, kind) as chat:
            await chat.say("stop")
            await chat.say("start over")
            await act(chat)

    asyncio.run(run())


def saying(card: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons that say something, without those that report ticks."""
    return [button for button in buttons(card) if "say" in button["data"] and "from" not in button["data"]]


def fine(card: dict[str, Any]) -> dict[str, Any]:
    assert not any(sorry in words(card) for sorry in SORRY), words(card)
    return card


def test_ask_and_every_button_of_the_answer(client: str) -> None:
    async def act(chat: Chat) -> None:
        answer = fine(await chat.say(QUESTION))
        assert "Source: " in words(answer)
        assert chat.typing > 0
        assert len(buttons(answer)) > 3
        for button in buttons(answer):
            fine(await chat.press(button))

    talk(client, act)


async def brief(chat: Chat) -> dict[str, Any]:
    """Triage from the first words to the brief, by the first button of each question."""
    card = fine(await chat.say("We have ransomware and the files of two services are locked"))
    for _ in range(15):
        if any("show" in button["data"] for button in buttons(card)):
            return card
        card = fine(await chat.press(saying(card)[0]))
    raise AssertionError("no brief after fifteen answers")


def test_triage_to_the_brief_and_every_button_of_it(client: str) -> None:
    async def act(chat: Chat) -> None:
        card = await brief(chat)
        [boxes, *_] = inputs(card)
        report = next(button for button in buttons(card) if button["data"].get("from") == boxes["id"])
        ticked = await chat.press(report, {boxes["id"]: boxes["choices"][0]["value"]})
        assert "Ticked off" in words(ticked)
        for button in buttons(card):
            if "save" in button["data"]:
                await chat.press(button)
                assert chat.others[-1]["contentType"] == "application/vnd.microsoft.teams.card.file.consent"
            elif "from" not in button["data"]:
                fine(await chat.press(button))

    talk(client, act)


def test_a_walk_to_its_plan(client: str) -> None:
    async def act(chat: Chat) -> None:
        card = fine(await chat.say("Take me through the model step by step"))
        for _ in range(4):
            card = fine(await chat.press(saying(card)[0]))
        card = fine(await chat.say("stop"))
        assert any(button["title"] == "Save as Word" for button in buttons(card))

    talk(client, act)


def test_in_a_group_chat_a_file_is_read_and_not_saved(client: str) -> None:
    async def act(chat: Chat) -> None:
        card = await brief(chat)
        assert "open a one-to-one chat with me" in words(card)
        assert not any("save" in button["data"] for button in buttons(card))

    talk(client, act, "groupChats")
