"""`think-cyber ask` and `chat`: the guidance in a terminal."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Annotated, Optional
from zoneinfo import ZoneInfo

import typer

from bot.channels.intake import take_in
from bot.channels.plain_text import render
from bot.cli.exits import Exit, console, leave
from bot.replies import Quote
from bot.skills.turn import Profile, Turn
from index.paths import Paths

if TYPE_CHECKING:
    from bot.skills.assembly import Skills

LONDON = ZoneInfo("Europe/London")
TIMEOUT = 30


def load_skills() -> Skills:
    """The skills, or the way out with the command that builds what is missing."""
    from bot.skills.assembly import assemble
    from index.encoder import EncoderMissing
    from index.manifest import IndexUnusable

    try:
        return assemble(Paths())
    except (IndexUnusable, EncoderMissing) as error:
        leave(str(error), Exit.CANNOT_START)


def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    nation: Annotated[Optional[str], typer.Option(help="england, scotland, wales or northern-ireland.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reply as JSON, for a script.")] = False,
) -> None:
    """Answer one question with a passage, its sources and its score.

    The exit code is 4 when no passage answers, so that a script can tell.

    Example: think-cyber ask "who must be told about a breach" --nation scotland
    """
    intake = take_in(question)
    if intake.fault == "empty":
        leave("the question has no words in it", Exit.USAGE)
    skills = load_skills()
    turn = Turn(intake.text, "ask", dt.datetime.now(LONDON), profile=Profile(nation=nation))
    reply = skills.answer(turn).reply
    if as_json:
        print(reply.json())
    else:
        console.print(render(reply), highlight=False, markup=False)
        scores = ", ".join(
            f"{part.passage} {part.score:.2f}" for part in reply.parts if isinstance(part, Quote) and part.score
        )
        console.print(f"\n[dim]{reply.status}{': ' + scores if scores else ''}[/]", highlight=False)
    if reply.status == "unanswerable":
        raise typer.Exit(Exit.UNANSWERABLE)


def chat(
    address: Annotated[str, typer.Option(help="The address that `think-cyber run` printed.")] = "http://127.0.0.1:5005",
) -> None:
    """Talk to the running bot. An empty line or Ctrl-D ends it."""
    sender = secrets.token_urlsafe(16)
    console.print("Type a question; an empty line ends the talk.", style="dim")
    while True:
        try:
            said = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            break
        if not said:
            break
        for message in _post(address, {"sender": sender, "message": said}):
            console.print("\n" + message.get("text", "") + "\n", highlight=False, markup=False)


def _post(address: str, body: dict[str, str]) -> list[dict[str, str]]:
    request = urllib.request.Request(
        f"{address.rstrip('/')}/webhooks/rest/webhook",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            return list(json.load(response))
    except (urllib.error.URLError, OSError):
        leave(f"no bot answers at {address}: start it with `make run`", Exit.CANNOT_START)
