"""The incident brief: one structure, rendered as HTML that prints on two A4 pages, Markdown and JSON."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.replies import ContactItem
from bot.skills.triage.assessment import Assessment
from bot.skills.triage.case import Case
from bot.skills.triage.contacts import citation
from bot.skills.triage.deadlines import clock, short_clock
from bot.skills.triage.steps import is_done
from index.content.corpus import Corpus
from index.content.playbook import LISTS
from index.content.triage import UNKNOWN, Step, TriageFile

TEMPLATES = Path(__file__).parent / "templates"


def brief_data(
    case: Case,
    assessment: Assessment,
    contacts: list[ContactItem],
    corpus: Corpus,
    common: TriageFile,
    now: dt.datetime,
) -> dict[str, Any]:
    """Everything of a brief as JSON-serialisable data, in the order in which it is read."""
    main = assessment.playbooks[0]
    types = [playbook.label for playbook in assessment.playbooks]
    told = _relevant(assessment, common)
    answers = [
        {"fact": fact.label, "id": fact.id, "answer": answer}
        for fact in common.facts
        if fact.id in told and (answer := say_fact(case, common, fact.id))
    ]
    open_steps = [step for step in assessment.do if not is_done(step, case)]
    done_steps = [step for step in assessment.do if is_done(step, case)]
    cited = [name for playbook in assessment.playbooks for name in playbook.sources]
    sources = [found.dict() for name in dict.fromkeys(cited) if (found := citation(corpus, [name]))]
    return {
        "version": 1,
        "title": common.words["brief"],
        "made": now.isoformat(),
        "made_words": clock(now),
        "types": types,
        "type_ids": [playbook.id for playbook in assessment.playbooks],
        "severity": {
            "id": assessment.level.id,
            "label": assessment.level.label,
            "advice": assessment.level.advice,
            "reasons": list(assessment.reasons),
            "category_range": assessment.range,
            "category_note": common.category_note,
        },
        "answers": answers,
        "contacts": [
            {
                **item.dict(),
                "due": {**item.due.dict(), "at": item.due.at.isoformat()} if item.due else None,
                "source": _short(item.id, corpus),
            }
            for item in contacts
        ],
        "done": [_step(step) for step in done_steps],
        "open": [_step(step) for step in open_steps],
        "do_not": [_step(step) for step in assessment.do_not],
        "evidence": [_step(step) for step in assessment.evidence],
        "talk": [_step(step) for step in assessment.talk],
        "next": [_step(step) for step in assessment.next],
        "differences": [rule.dict(include={"title", "official", "others", "ours"}) for rule in assessment.differences],
        "proposals": [rule.text for rule in assessment.proposals],
        "lines": assessment.lines[0].dict(include={"staff", "members", "public"}),
        "log": [
            {"at": entry.at.isoformat(), "at_words": short_clock(entry.at, now), "text": entry.text}
            for entry in case.log
        ],
        "sources": sources,
        "cases": [corpus.cards[name].front.title for name in main.cases if name in corpus.cards],
    }


def render(data: dict[str, Any]) -> dict[str, bytes]:
    """A brief in each format: html, md and json."""
    files = {form: _templates().get_template(f"brief.{form}").render(brief=data).encode() for form in ("html", "md")}
    return {**files, "json": json.dumps(data, indent=2, ensure_ascii=False).encode()}


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def say_fact(case: Case, common: TriageFile, name: str) -> Optional[str]:
    """What is known of a fact, in words; None where it is not."""
    fact = common.fact(name)
    if name in case.moments:
        at = clock(case.moments[name])
        return common.words["from-time"].format(time=at) if name in case.earliest else at
    values = case.facts.get(name)
    if not values or fact.kind == "derived":
        return None
    if values == [UNKNOWN]:
        return common.words["not-known"]
    return "; ".join(value.label for each in values if (value := fact.value(each)))


def _relevant(assessment: Assessment, common: TriageFile) -> set[str]:
    """The facts that the types ask about or whose rules turn on them."""
    asked = {fact for playbook in assessment.playbooks for name in playbook.ask for fact in common.question(name).facts}
    rules = [rule for playbook in assessment.playbooks for name in LISTS for rule in getattr(playbook, name)]
    return asked | {fact for rule in rules for fact, _ in rule.named} | {"role", "began", "nation", "body", "services"}


def _short(contact: str, corpus: Corpus) -> Optional[str]:
    """The short name of the publisher who was seen to say how a contact is reached."""
    sources = corpus.contacts[contact].sources if contact in corpus.contacts else []
    found = [corpus.sources[name] for name in sources if name in corpus.sources]
    return (found[0].short or found[0].publisher) if found else None


def _step(step: Step) -> dict[str, Any]:
    return step.dict(include={"id", "text", "owner"})
