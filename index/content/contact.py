"""Whom to tell, how and when they answer: `corpus/contacts/*.yml`."""

from __future__ import annotations

from typing import Literal, Optional

from pydantic import Field

from index.content.fields import Slug, Strict


class Channel(Strict):
    """One way of reaching a contact; `hours` as the source puts it, absent where no source says."""

    kind: Literal["phone", "web", "email", "text", "post", "in-person"]
    value: str
    hours: Optional[str] = None
    note: Optional[str] = None


class Deadline(Strict):
    """A duty in law or contract: so many hours from the moment that starts the clock."""

    hours: int = Field(gt=0)
    starts: str
    duty: str
    in_force: bool = True


class Contact(Strict):
    """One body to tell; `also` are further names that people have for it."""

    id: Slug
    name: str
    also: list[str] = []
    purpose: str
    when: str
    nations: list[Slug] = Field(min_items=1)
    bodies: list[Slug] = Field(min_items=1)
    channels: list[Channel] = Field(min_items=1)
    deadline: Optional[Deadline] = None
    sources: list[Slug] = Field(min_items=1)
    card: Optional[Slug] = None


class ContactFile(Strict):
    contacts: list[Contact] = Field(min_items=1)
