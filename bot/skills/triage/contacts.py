"""From "whom to tell" to contacts with channels, sources and real deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Optional

from bot.replies import Citation, ContactChannel, ContactItem, Due
from bot.skills.triage.assessment import Assessment
from bot.skills.triage.case import Case
from bot.skills.triage.correcting import NOTICED
from bot.skills.triage.deadlines import clock, due
from bot.skills.triage.whom import names_of
from index.content.contact import Contact
from index.content.corpus import ALL, Corpus
from index.content.triage import UNKNOWN, Person, Tell, TriageFile


class ContactBook:
    """The contacts of the corpus, a council's own first, and the people whom every council has."""

    def __init__(self, corpus: Corpus, common: TriageFile):
        self.corpus, self.common = corpus, common
        self.people = {person.id: person for person in common.people}
        known: list[Person | Contact] = [
            *self.people.values(),
            *(each for each in corpus.contacts.values() if each.id not in self.people),
        ]
        self.also: dict[str, list[str]] = {each.id: each.also for each in known}
        self.names = {each.id: [*names_of(each.name), *each.also] for each in known}

    def items(self, assessment: Assessment, case: Case, now: dt.datetime) -> list[ContactItem]:
        """Whom to tell, the most urgent first, without those of another nation or kind of body."""
        told = [self._item(tell, assessment, case, now) for tell in assessment.tell]
        return [item for item in told if item]

    def _item(self, tell: Tell, assessment: Assessment, case: Case, now: dt.datetime) -> Optional[ContactItem]:
        done = tell.contact in case.ticked or bool(set(tell.done_when) & set(case.facts.get("done", ())))
        contact = self.corpus.contacts.get(tell.contact)
        if contact is None:
            person = self.people.get(tell.contact)
            if person is None:
                return None
            name = person.at.get(assessment.facts.get("body", (UNKNOWN,))[0], person.name)
            return ContactItem(id=person.id, name=name, why=tell.why, channels=[], note=person.how, done=done)
        notes = [tell.note] if tell.note else []
        for label, facet, mine in (("nation", "nations", contact.nations), ("body", "bodies", contact.bodies)):
            have = assessment.facts.get(label, (UNKNOWN,))[0]
            if ALL in mine or have in mine:
                continue
            if have != UNKNOWN:
                return None
            names = ", ".join(self.corpus.vocabulary.label(facet, each) for each in mine)
            notes.append(self.common.words[f"only-{label}"].format(nation=names, bodies=names))
        deadline, late = self._due(contact, case, now)
        return ContactItem(
            id=contact.id,
            name=contact.name,
            why=tell.why,
            channels=[ContactChannel(**channel.dict()) for channel in contact.channels],
            due=deadline,
            note=". ".join([*notes, *late]) or None,
            citation=citation(self.corpus, contact.sources),
            done=done,
            local=f"contact:{contact.id}" in self.corpus.local,
        )

    def _due(self, contact: Contact, case: Case, now: dt.datetime) -> tuple[Optional[Due], list[str]]:
        duty = contact.deadline
        if duty is None:
            return None, []
        words = self.common.words
        if not duty.in_force:
            return None, [words["proposed"].format(text=f"{duty.hours} hours, {duty.duty}")]
        noticed = case.moments.get(NOTICED)
        if noticed is None:
            return None, [words["no-time"].format(hours=duty.hours)]
        rough = NOTICED in case.earliest
        label = words.get(f"short-{contact.id}", contact.name)
        deadline = due(label, noticed, duty.hours, now, words["late"], words["late-maybe"] if rough else None)
        return deadline, [words["earliest"].format(time=clock(noticed))] if rough else []


def uncounted(corpus: Corpus, common: TriageFile, contacts: Sequence[ContactItem], case: Case) -> list[str]:
    """The rules of the deadlines that cannot be counted, as nobody said when it was noticed."""
    told = [] if NOTICED in case.moments else [(item, corpus.contacts.get(item.id)) for item in contacts]
    return [
        f"**{common.words.get(f'short-{item.id}', item.name)}:** {common.words['no-time'].format(hours=duty.hours)}"
        for item, contact in told
        if contact and (duty := contact.deadline) and duty.in_force
    ]


def citation(corpus: Corpus, sources: Sequence[str]) -> Optional[Citation]:
    """The first of the documents that is known, as a citation."""
    for name in sources:
        if source := corpus.sources.get(name):
            updated = source.updated.readable if source.updated else None
            return Citation(
                publisher=source.publisher, title=source.title, url=source.url, updated=updated, licence=source.licence
            )
    return None
