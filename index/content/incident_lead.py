"""Who takes charge of an incident at one council: `incident-leads/*.yml` of a local overlay."""

from __future__ import annotations

from typing import Optional

from pydantic import Field

from index.content.contact import Channel
from index.content.fields import Slug, Strict


class IncidentLead(Strict):
    """One role of the incident team, held by a post and not by a named person, so that it stays right.

    `decides` says what the role may decide alone; `deputy` is the id of the role that stands in for it.
    """

    id: Slug
    role: str
    post: str
    decides: str
    channels: list[Channel] = Field(min_items=1)
    deputy: Optional[Slug] = None
    sources: list[Slug] = Field(min_items=1)


class IncidentLeadFile(Strict):
    incident_leads: list[IncidentLead] = Field(min_items=1)
