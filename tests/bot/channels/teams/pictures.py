"""Pictures of the cards in Microsoft's own client: `python -m tests.bot.channels.teams.pictures FOLDER`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bot.channels.teams import playground, playground_page
from tests.bot.channels.teams.playground_page import Client
from tests.conversations.running import RunningBot

FETCH_SECONDS = 120
MOST_QUESTIONS = 15


def draw(client: Client, folder: Path) -> None:
    """Hold one conversation and keep its cards."""

    def keep(name: str) -> None:
        client.cards.last.screenshot(path=str(folder / f"{name}.png"))

    client.say("start over")
    client.say("What can you do?")
    keep("teams-what-i-do")
    client.say("What should a councillor ask about cyber security?")
    keep("teams-answer")
    client.say("We have ransomware and the files of two services are locked")
    keep("teams-first-things")
    client.press("Council in Wales")
    keep("teams-question")
    for _ in range(MOST_QUESTIONS):
        if client.cards.last.get_by_role("button", name="Read it here").count():
            break
        client.press_first()
    keep("teams-brief")
    client.press("Read it here")
    keep("teams-brief-read")
    client.say("stop")
    client.say("start over")
    client.say("Take me through the model step by step")
    keep("teams-walk-start")
    for number in range(4):
        client.press_first()
        keep(f"teams-walk-{number}")
    client.say("stop")
    keep("teams-plan")
    client.say("I want to play an exercise")
    keep("teams-exercises")
    client.press_first()
    keep("teams-exercise")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        command = playground.fetch(work, FETCH_SECONDS)
        bot = RunningBot(work / "bot")
        try:
            bot.start()
            endpoint = f"{bot.address}/webhooks/teams/webhook"
            with (
                playground.running(command, work, endpoint) as address,
                playground_page.opened(address, height=4200) as client,
            ):
                draw(client, folder)
        finally:
            bot.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
