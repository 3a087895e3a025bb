"""The chat's addresses: the page, messages, live replies, documents and the saved conversation."""

from __future__ import annotations

import asyncio
import datetime as dt
import functools
import json
import logging
import re
import secrets
from collections.abc import Awaitable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Callable, Optional

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint, response
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import BaseHTTPResponse

from bot.channels.intake import take_in
from bot.channels.web import save, transcript
from bot.channels.web.assets import Assets
from bot.channels.web.conversations import Conversation, Conversations, TooManyWaitingError, Turn
from bot.channels.web.output import WebOutput
from bot.channels.web.render import Renderer
from bot.channels.web.security import DOCUMENT, from_own_page, over_https, secure
from bot.channels.web.session import COOKIE, Session, Sessions
from bot.channels.web.settings import Settings, load_page
from bot.channels.web.transcript import Entry
from bot.documents import MEDIA, DocumentStore
from bot.replies.statuses import reply

if TYPE_CHECKING:  # importing it takes TensorFlow along
    from rasa.core.agent import Agent

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
Handler = Callable[..., Awaitable[Optional[BaseHTTPResponse]]]
_MESSAGE_ID = re.compile(r"^[A-Za-z0-9_-]{8,64}$")
_LARGEST_BODY = 1_000_000
_PING_SECONDS = 15.0
_WEEK = 7 * 24 * 3600


class Routes:
    """The handlers, with what they share."""

    def __init__(self, settings: Settings, prefix: str, on_new_message: OnNewMessage):
        self.settings = settings
        self.on_new_message = on_new_message
        self.base = f"{settings.public_path}{prefix}"
        self.home = f"{settings.public_path}/"
        self.sessions = Sessions.from_state(settings.state)
        self.conversations = Conversations()
        self.documents = DocumentStore(settings.state / "documents")
        self.assets = Assets(settings.assets)
        self.wording = load_page(settings.page)
        self.render = Renderer(
            self.base, home=self.home, asset=self._asset, wording=self.wording, settings=settings, nonce=_nonce
        )

    def add_to(self, blueprint: Blueprint) -> None:
        for method, path, handler in (
            ("GET", "/", self.page),
            ("POST", "/messages", self.say),
            ("GET", "/events", self.events),
            ("POST", "/start-over", self.start_over),
            ("GET", "/documents/<path:path>", self.document),
            ("GET", "/conversation/<form:str>", self.saved),
            ("GET", "/privacy", self.privacy),
            ("GET", "/accessibility", self.accessibility),
            ("GET", "/static/<name:str>", self.asset),
            ("GET", "/embed.js", self.embed),
        ):
            blueprint.add_route(_function(handler), path, methods=[method])

    # --- pages ---------------------------------------------------------------------------------------

    async def page(self, request: Request) -> BaseHTTPResponse:
        session = self.sessions.find(request.cookies.get(COOKIE))
        known = await transcript.read(_agent(request), session.conversation) if session else []
        session = session or self.sessions.issue()
        html = self.render.page("page.html", entries=[self._fragment(entry) for entry in known])
        return self._with_session(request, secure(response.html(html), self.settings), session)

    async def privacy(self, request: Request) -> BaseHTTPResponse:
        return self._text_page("Privacy", self.wording.privacy_markdown)

    async def accessibility(self, request: Request) -> BaseHTTPResponse:
        return self._text_page("Accessibility statement", self.wording.accessibility_markdown)

    def _text_page(self, heading: str, markdown: str) -> BaseHTTPResponse:
        days = f"{self.settings.session_hours / 24:g}"
        for name, value in (("operator", self.wording.operator), ("contact", self.wording.contact), ("days", days)):
            markdown = markdown.replace(f"{{{name}}}", value)
        html = self.render.page("text_page.html", heading=heading, text=markdown)
        return secure(response.html(html), self.settings)

    # --- messages ------------------------------------------------------------------------------------

    async def say(self, request: Request) -> BaseHTTPResponse:
        """One message of the user. With scripts the answer is the turn as JSON; without, the page again."""
        wants_json = "application/json" in request.headers.get("accept", "")
        if not from_own_page(request):
            return self._refuse(403, "This message did not come from the chat's own page.")
        if len(request.body) > _LARGEST_BODY:
            return self._refuse(413, "That is too much text. Send a shorter message.")
        session = self.sessions.find(request.cookies.get(COOKIE))
        if session is None:
            return self._refuse(401, "This page has no conversation. Allow its cookie and load the page again.")
        form = request.form or {}
        intake = take_in(_message(form))
        identity = str(form.get("id") or "")
        identity = identity if _MESSAGE_ID.match(identity) else _nonce()
        user = Entry(identity, "user", _now(), text=intake.text)

        async def work(live: Conversation, turn: Turn) -> None:
            await self._answer(request, session, live, turn, intake.fault)

        entries = await self._heard_before(request, session, user) if form.get("retry") else []
        try:
            entries = entries or await self.conversations.say(session.conversation, user, work)
        except TooManyWaitingError:
            return self._refuse(429, "Wait for the answers to your last messages.")
        if wants_json:
            answer: BaseHTTPResponse = response.json({"entries": [self._fragment(entry) for entry in entries]})
        else:
            answer = response.redirect(f"{self.home}#e-{entries[0].id}", status=303)
        return self._with_session(request, secure(answer, self.settings), session)

    async def _heard_before(self, request: Request, session: Session, user: Entry) -> list[Entry]:
        """The entries of a message sent again, if it did arrive the first time."""
        known = await transcript.read(_agent(request), session.conversation)
        return [entry for entry in known if entry.id.partition(".")[0] == user.id]

    async def _answer(
        self, request: Request, session: Session, live: Conversation, turn: Turn, fault: Optional[str]
    ) -> None:
        message = UserMessage(
            turn.user.text,
            WebOutput(live, turn),
            session.conversation,
            input_channel="web",
            message_id=turn.user.id,
            metadata={"fault": fault, "now": turn.user.at.isoformat()},
        )
        try:
            await asyncio.wait_for(self.on_new_message(message), self.settings.turn_seconds)
        except Exception:  # whatever went wrong, the user gets a line that says so
            logger.exception("A message of the web chat was not handled.")
        if len(turn.entries) > 1:
            return
        sorry = reply("error_actions_down")
        live.reply(turn, {"custom": {"reply": transcript.as_json(sorry)}})
        agent = _agent(request)
        if agent is not None and agent.tracker_store is not None:
            try:
                await transcript.add_error(agent, session.conversation, turn.user, sorry)
            except Exception:  # the store may be what is down
                logger.exception("The error reply could not be stored.")

    async def events(self, request: Request) -> Optional[BaseHTTPResponse]:
        """Replies as they come (server-sent events); what the page missed comes first, each message once."""
        session = self.sessions.find(request.cookies.get(COOKIE))
        if session is None:
            return self._refuse(401, "This page has no conversation.")
        last = request.headers.get("last-event-id") or request.args.get("after") or ""
        headers = {"x-accel-buffering": "no", "content-type": "text/event-stream; charset=utf-8"}
        async with self.conversations.listen(session.conversation) as (recent, queue):
            known = await transcript.read(_agent(request), session.conversation)
            stream = await request.respond(secure(response.HTTPResponse(headers=headers), self.settings))
            await stream.send("retry: 2000\n\n")
            sent: set[str] = set()
            for entry in _after(last, known, recent):
                sent.add(entry.id)
                await stream.send(self._event(entry))
            sent.update(entry.id for entry in [*known, *recent])
            while True:
                try:
                    news = await asyncio.wait_for(queue.get(), _PING_SECONDS)
                except asyncio.TimeoutError:
                    await stream.send(": still here\n\n")
                    continue
                if isinstance(news, str):
                    await stream.send(f"event: {news}\ndata: \n\n")
                elif news.id not in sent:
                    sent.add(news.id)
                    await stream.send(self._event(news))
        return None

    def _event(self, entry: Entry) -> str:
        return f"id: {entry.id}\nevent: entry\ndata: {json.dumps(self._fragment(entry))}\n\n"

    def _fragment(self, entry: Entry) -> dict[str, str]:
        return {"id": entry.id, "who": entry.who, "html": self.render.entry(entry)}

    async def start_over(self, request: Request) -> BaseHTTPResponse:
        if not from_own_page(request):
            return self._refuse(403, "This did not come from the chat's own page.")
        session = self.sessions.find(request.cookies.get(COOKIE))
        if session is not None:
            self.conversations.reset(session.conversation)
        answer = secure(response.redirect(self.home, status=303), self.settings)
        return self._with_session(request, answer, self.sessions.issue())

    # --- files ---------------------------------------------------------------------------------------

    async def document(self, request: Request, path: str) -> BaseHTTPResponse:
        session = self.sessions.find(request.cookies.get(COOKIE))
        name = PurePosixPath(path).name
        media = MEDIA.get(name.rpartition(".")[2])
        try:
            if session is None or media is None:
                raise FileNotFoundError(path)
            content = self.documents.read(session.conversation, path)
        except (OSError, ValueError):
            return self._refuse(404, "There is no such document in this conversation.")
        shown = media.startswith("text/html") and "open" in request.query_string
        return self._file(content, name, media, "inline" if shown else "attachment")

    async def saved(self, request: Request, form: str) -> BaseHTTPResponse:
        session = self.sessions.find(request.cookies.get(COOKIE))
        if form not in save.FORMATS or session is None:
            return self._refuse(404, "There is nothing to save in that format.")
        known = await transcript.read(_agent(request), session.conversation)
        content = save.conversation(form, known, self.wording.title, self.render, _now())
        return self._file(content.encode(), f"conversation.{form}", MEDIA[form], "attachment")

    def _file(self, content: bytes, name: str, media: str, disposition: str) -> BaseHTTPResponse:
        headers = {"content-disposition": f'{disposition}; filename="{name}"', "content-security-policy": DOCUMENT}
        return secure(response.raw(content, content_type=media, headers=headers), self.settings)

    async def asset(self, request: Request, name: str) -> BaseHTTPResponse:
        asset = self.assets.find(name)
        if asset is None:
            raise NotFound(f"No asset {name}")
        forever = request.args.get("v") == asset.version
        headers = {"cache-control": f"public, max-age={_WEEK}, immutable" if forever else "no-cache"}
        return secure(response.raw(asset.content, content_type=asset.media, headers=headers), self.settings)

    async def embed(self, request: Request) -> BaseHTTPResponse:
        """The one script that a council's page loads; it alone may be used by other sites."""
        answer = await self.asset(request, "embed.js")
        answer.headers["cross-origin-resource-policy"] = "cross-origin"
        answer.headers["cache-control"] = "public, max-age=3600"
        return answer

    # --- helpers -------------------------------------------------------------------------------------

    def _asset(self, name: str) -> str:
        return f"{self.base}/{self.assets.address(name)}"

    def _refuse(self, status: int, why: str) -> BaseHTTPResponse:
        html = self.render.page("refusal.html", why=why)
        return secure(response.html(html, status=status), self.settings)

    def _with_session(self, request: Request, answer: BaseHTTPResponse, session: Session) -> BaseHTTPResponse:
        answer.cookies[COOKIE] = session.cookie
        cookie = answer.cookies[COOKIE]
        cookie["httponly"] = True
        cookie["samesite"] = "Lax"
        cookie["path"] = self.home
        cookie["max-age"] = self.settings.session_hours * 3600
        if self.settings.secure_cookie == "always" or over_https(request):
            cookie["secure"] = True
        return answer


def _function(method: Handler) -> Handler:
    """The method as a function, because Sanic writes on what it registers."""

    @functools.wraps(method)
    async def handler(request: Request, **values: str) -> Optional[BaseHTTPResponse]:
        return await method(request, **values)

    return handler


def _message(form: Any) -> str:
    """What a form says: its message, or the ticked items of a checklist after the form's opening words."""
    ticked = [str(item) for item in form.getlist("done", [])] if hasattr(form, "getlist") else []
    message = str(form.get("message") or "")
    return f"{message} {', '.join(ticked)}" if ticked else message


def _after(last: str, known: list[Entry], recent: list[Entry]) -> list[Entry]:
    """What comes after the entry `last`, each entry once; all of it where `last` is not among them."""
    merged = list({entry.id: entry for entry in [*known, *recent]}.values())
    position = next((number for number, entry in enumerate(merged, 1) if entry.id == last), 0)
    return merged[position:]


def _agent(request: Request) -> Optional[Agent]:
    return getattr(request.app.ctx, "agent", None)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc)


def _nonce() -> str:
    return secrets.token_urlsafe(12)
