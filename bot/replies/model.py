"""The typed, versioned reply: a status and the parts that a channel shows in order."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal, Optional, Union

from pydantic import BaseModel, Extra, Field

VERSION = 1
_WORD = re.compile(r"\w+")


class _Model(BaseModel):
    class Config:
        extra = Extra.forbid


class Citation(_Model):
    """A document that a passage rests on; `updated` is in readable words."""

    publisher: str
    title: str
    url: str
    updated: Optional[str] = None
    licence: Optional[str] = None


class Option(_Model):
    """A choice: `label` is shown, `message` is what the user says by taking it. Never an intent command."""

    label: str
    message: str


class Text(_Model):
    """A short line of the bot's own, in Markdown."""

    kind: Literal["text"] = "text"
    markdown: str


class Notice(_Model):
    """A line that must not be missed."""

    kind: Literal["notice"] = "notice"
    level: Literal["info", "warning", "emergency", "exercise"]
    markdown: str

    @property
    def says_its_level(self) -> bool:
        """Whether the line itself begins with the word that a channel would put before it."""
        return self.markdown.lstrip("* ").lower().startswith(self.level)


class Quote(_Model):
    """A passage of guidance with where it comes from. `label` says how sure we are that it is the answer.

    `words_of` names the publisher where the words are its own and not ours.
    """

    kind: Literal["quote"] = "quote"
    passage: str
    card: str
    title: str
    heading: Optional[str] = None
    markdown: str
    citations: list[Citation]
    reviewed: dt.date
    status: Literal["current", "changing", "retired"] = "current"
    nations: list[str] = []
    local: bool = False
    words_of: Optional[str] = None
    label: Optional[str] = None
    score: Optional[float] = None


class Choices(_Model):
    """Tappable options; typing the same words does the same."""

    kind: Literal["choices"] = "choices"
    prompt: Optional[str] = None
    options: list[Option] = Field(min_items=1)


class Feedback(_Model):
    """Asks whether the answer helped; the options' messages are understood by the feedback skill."""

    kind: Literal["feedback"] = "feedback"
    prompt: str
    options: list[Option]


class ChecklistItem(_Model):
    id: str
    text: str
    owner: Optional[str] = None
    done: bool = False


class Checklist(_Model):
    """Things to do or not to do, in order. With `tick` they can be ticked off."""

    kind: Literal["checklist"] = "checklist"
    title: str
    items: list[ChecklistItem] = Field(min_items=1)
    ordered: bool = True
    tick: bool = True
    tone: Literal["do", "do-not"] = "do"


class Due(_Model):
    """A deadline. `at` is an aware time; `text` says it in words for channels without a clock."""

    label: str
    at: dt.datetime
    text: str


class ContactChannel(_Model):
    kind: Literal["phone", "web", "email", "text", "post", "in-person"]
    value: str
    hours: Optional[str] = None
    note: Optional[str] = None


class ContactItem(_Model):
    id: str
    name: str
    why: str
    channels: list[ContactChannel]
    due: Optional[Due] = None
    note: Optional[str] = None
    citation: Optional[Citation] = None
    done: bool = False
    local: bool = False


class Contacts(_Model):
    """Whom to tell, most urgent first."""

    kind: Literal["contacts"] = "contacts"
    title: str
    items: list[ContactItem] = Field(min_items=1)


class Progress(_Model):
    """Where the user is: step `done` of `total`."""

    kind: Literal["progress"] = "progress"
    label: str
    done: int = Field(ge=0)
    total: int = Field(ge=1)


class DocumentFile(_Model):
    """One file of a document: `path` is relative to the document store, `media` its media type."""

    format: Literal["html", "md", "json", "docx", "csv", "xlsx", "txt", "eml"]
    path: str
    media: str


class Document(_Model):
    """Something to keep: an incident brief, an action plan, an after-action report."""

    kind: Literal["document"] = "document"
    title: str
    summary: Optional[str] = None
    files: list[DocumentFile] = Field(min_items=1)


class Bar(_Model):
    label: str
    value: float
    text: str


class Chart(_Model):
    """A bar chart with its text equivalent."""

    kind: Literal["chart"] = "chart"
    title: str
    maximum: float
    bars: list[Bar] = Field(min_items=1)
    text: str

    @property
    def text_says_more(self) -> bool:
        """Whether the text equivalent tells a reader more than the words beside the bars do."""
        beside = {word for bar in self.bars for word in _WORD.findall(f"{bar.label} {bar.text}".lower())}
        return not set(_WORD.findall(self.text.lower())) <= beside


Part = Annotated[
    Union[Text, Notice, Quote, Choices, Feedback, Checklist, Contacts, Progress, Document, Chart],
    Field(discriminator="kind"),
]


class Reply(_Model):
    """One turn of the bot: its named status (a key of `bot/statuses.yml`) and its parts, in order."""

    version: Literal[1] = 1
    status: str
    parts: list[Part] = Field(min_items=1)
