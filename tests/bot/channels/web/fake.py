"""The web chat before a bot of cardboard: every kind of reply, no Rasa model, no action server.

`python -m tests.bot.channels.web.fake PORT` serves it for a look in a browser.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any, Optional

from rasa.core.channels.channel import UserMessage, register
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from sanic import Sanic

from bot import replies as r
from bot.channels.web.channel import WebChannel
from bot.documents import DocumentStore

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.timezone.utc)


def sample_parts() -> dict[str, r.Part]:
    """One part of every kind, with every field set."""
    citation = r.Citation(
        publisher="Information Commissioner's Office",
        title="Report a personal data breach",
        url="https://ico.example/report-a-breach/",
        updated="May 2024",
        licence="OGL-3.0",
    )
    return {
        "text": r.Text(markdown="I hold **two** passages on that. See [the list](https://example.org/list)."),
        "notice": r.Notice(level="warning", markdown="Do **not** turn the machine off."),
        "quote": r.Quote(
            passage="report-personal-data-breach#0",
            card="report-personal-data-breach",
            title="When to report a personal data breach",
            heading="What to do",
            markdown="Tell the regulator within **72 hours** if people could come to harm.\n\n"
            "- Start a log now.\n- Ring the data protection officer.\n",
            citations=[citation],
            reviewed=dt.date(2026, 11, 23),
            status="changing",
            nations=["england", "northern-ireland"],
            local=True,
            label="Best match",
            score=0.71,
        ),
        "choices": r.Choices(
            prompt="Which of these?",
            options=[
                r.Option(label="Ransomware", message="We have ransomware"),
                r.Option(label="Phishing", message="Somebody clicked a link"),
            ],
        ),
        "feedback": r.Feedback(
            prompt="Did this help?",
            options=[r.Option(label="Yes", message="Yes, that helped"), r.Option(label="No", message="No, it did not")],
        ),
        "checklist": r.Checklist(
            title="In the first hour",
            items=[
                r.ChecklistItem(id="isolate", text="Unplug the network cable", owner="IT on call"),
                r.ChecklistItem(id="log", text="Start a written log", done=True),
            ],
        ),
        "contacts": r.Contacts(
            title="Who to tell",
            items=[
                r.ContactItem(
                    id="ico",
                    name="ICO",
                    why="Personal data may be lost",
                    channels=[
                        r.ContactChannel(kind="phone", value="0303 000 0000", hours="Monday to Friday, 9 to 5"),
                        r.ContactChannel(kind="web", value="https://ico.example/", note="form"),
                        r.ContactChannel(kind="email", value="someone@example.org"),
                        r.ContactChannel(kind="text", value="60163"),
                    ],
                    due=r.Due(
                        label="Legal deadline", at=NOW + dt.timedelta(hours=72), text="72 hours from when you knew"
                    ),
                    note="Have the log at hand.",
                    citation=citation,
                    local=True,
                ),
                r.ContactItem(id="police", name="Police", why="It is a crime", channels=[], done=True),
            ],
        ),
        "progress": r.Progress(label="Question", done=3, total=8),
        "document": r.Document(
            title="Incident brief",
            summary="What happened and who was told.",
            files=[
                r.DocumentFile(format="html", path="x/y/brief.html", media="text/html"),
                r.DocumentFile(format="md", path="x/y/brief.md", media="text/markdown"),
            ],
        ),
        "chart": r.Chart(
            title="Where you stand",
            maximum=3,
            bars=[r.Bar(label="Protect", value=2, text="2 of 3"), r.Bar(label="Respond", value=0.5, text="0.5 of 3")],
            text="Protect is at 2 of 3. Respond is at 0.5 of 3.",
        ),
    }


class FakeBot:
    """Handles messages as Rasa would: replies go to the output channel, events to a tracker store.

    `delay` seconds pass before it answers; while `down` is set it answers nothing.
    """

    def __init__(self, folder: Path):
        self.documents = DocumentStore(folder / "documents")
        self.tracker_store = SQLTrackerStore(Domain.empty(), db=str(folder / "tracker.db"))
        self.lock_store = InMemoryLockStore()
        self.heard: list[UserMessage] = []
        self.delay = 0.0
        self.down = False

    async def handle_message(self, message: UserMessage) -> None:
        async with self.lock_store.lock(message.sender_id):
            self.heard.append(message)
            await asyncio.sleep(self.delay)
            tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
            tracker.update(UserUttered(message.text, message_id=message.message_id, input_channel="web"))
            for data in [] if self.down else self.answers(message):
                tracker.update(BotUttered(data.get("text"), {"custom": data.get("custom")}))
                await message.output_channel.send_response(message.sender_id, dict(data))
            await self.tracker_store.save(tracker)

    def answers(self, message: UserMessage) -> list[dict[str, Any]]:
        """Every kind for `show everything`, one kind for its name, a document, plain text, else an echo in a quote."""
        text, parts = message.text or "", sample_parts()
        if text == "plain":
            return [{"text": "<b>plain</b> text"}]
        if text == "broken":
            return [{"text": "as text", "custom": {"reply": {"version": 1, "status": "answered", "parts": []}}}]
        if text == "two":
            return [_message(parts["text"]), _message(parts["progress"])]
        if text == "show everything":
            levels = [
                r.Notice(level=level, markdown=f"A line of level {level}.")
                for level in ("info", "emergency", "exercise")
            ]
            do_not = r.Checklist(
                title="Do not", tone="do-not", tick=False, ordered=False, items=[r.ChecklistItem(id="a", text="Pay")]
            )
            return [_message(*parts.values(), *levels, do_not)]
        if text in parts:
            return [_message(parts[text])]
        if text == "make a document":
            files = {"html": b"<h1>Brief</h1><script>alert(1)</script>", "md": b"# Brief"}
            return [_message(self.documents.save(message.sender_id, "Incident brief", files))]
        echo = parts["quote"].copy(update={"title": f"You said {text}", "markdown": f"You said {text}"})
        return [_message(echo, parts["choices"], parts["feedback"])]


def _message(*parts: r.Part) -> dict[str, Any]:
    reply = r.Reply(status="answered", parts=list(parts))
    return {"custom": {"reply": json.loads(reply.json())}}


def build(folder: Path, bot: Optional[FakeBot] = None, **settings: Any) -> Sanic:
    """A Sanic app with the channel, as Rasa registers it, and with Rasa's own greeting at the root."""
    app = Sanic(f"fake_{id(folder)}_{len(Sanic._app_registry)}", configure_logging=False)

    @app.get("/")
    async def hello(request: Any) -> Any:
        raise AssertionError("the chat's page stands before Rasa's greeting")

    app.ctx.agent = bot or FakeBot(folder)
    paths = {"state": str(folder)}
    register([WebChannel.from_credentials({**paths, **settings})], app, route="/webhooks/")
    return app


if __name__ == "__main__":
    where = Path(sys.argv[2] if len(sys.argv) > 2 else "/tmp/think-cyber-fake")
    where.mkdir(parents=True, exist_ok=True)
    build(where, FakeBot(where)).run("127.0.0.1", int(sys.argv[1]), access_log=False, debug=False)
