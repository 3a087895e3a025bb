"""Every kind of part as plain text."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from bot.channels.plain_text import render
from bot.replies import (
    Bar,
    Chart,
    Checklist,
    ChecklistItem,
    Choices,
    Citation,
    ContactChannel,
    ContactItem,
    Contacts,
    Document,
    DocumentFile,
    Due,
    Feedback,
    Notice,
    Option,
    Part,
    Progress,
    Quote,
    Reply,
    Text,
)

SOURCE = Citation(publisher="NCSC", title="A guide", url="https://ncsc.example/guide", updated="May 2025")
QUOTE = Quote(
    passage="a#answer",
    card="a",
    title="What to do",
    heading="First",
    markdown="Do **this** and [that](https://x.example).\n\n1. One\n2. Two",
    citations=[SOURCE],
    reviewed=dt.date(2026, 11, 5),
)
PARTS: dict[str, tuple[Part, str]] = {
    "text": (Text(markdown="Hello. I am **Think Cyber**."), "Hello. I am Think Cyber."),
    "notice": (Notice(level="emergency", markdown="Call **999**."), "URGENT: Call 999."),
    "quote": (
        QUOTE,
        "What to do - First\n\nDo this and that.\n\n1. One\n2. Two\n\n"
        "Source: NCSC, A guide, May 2025, https://ncsc.example/guide\nReviewed: 5 November 2026",
    ),
    "choices": (
        Choices(
            prompt="You could ask next:",
            options=[Option(label="Yes", message="Yes"), Option(label="No", message="That is no")],
        ),
        'You could ask next:\n- Yes\n- No  (say: "That is no")',
    ),
    "feedback": (
        Feedback(prompt="Did this help?", options=[Option(label="Yes", message="That helped")]),
        'Did this help?\n- Yes  (say: "That helped")',
    ),
    "checklist": (
        Checklist(
            title="Now",
            items=[ChecklistItem(id="a", text="Unplug", owner="IT", done=True), ChecklistItem(id="b", text="Ring")],
        ),
        "Now\n[x] Unplug (IT)\n[ ] Ring",
    ),
    "contacts": (
        Contacts(
            title="Tell",
            items=[
                ContactItem(
                    id="ico",
                    name="ICO",
                    why="Personal data is at risk",
                    channels=[
                        ContactChannel(kind="phone", value="0303 123 1113", hours="9 to 5"),
                        ContactChannel(kind="web", value="ico.example"),
                    ],
                    due=Due(
                        label="72 hours",
                        at=dt.datetime(2026, 11, 26, 9, tzinfo=dt.timezone.utc),
                        text="by Thursday 09:00",
                    ),
                    citation=SOURCE,
                )
            ],
        ),
        "Tell\n[ ] ICO: 0303 123 1113 (9 to 5); ico.example - by Thursday 09:00\n    Personal data is at risk\n"
        "    Source: NCSC, A guide, May 2025, https://ncsc.example/guide",
    ),
    "progress": (Progress(label="Question 2 of 5", done=1, total=5), "Question 2 of 5 (1 of 5)"),
    "document": (
        Document(
            title="Brief",
            summary="Two pages.",
            files=[
                DocumentFile(format="html", path="x/brief.html", media="text/html"),
                DocumentFile(format="md", path="x/brief.md", media="text/markdown"),
            ],
        ),
        "Brief (html, md)\nTwo pages.",
    ),
    "chart": (
        Chart(title="Steps", maximum=4, bars=[Bar(label="Know", value=2, text="2 of 4")], text="Know: 2 of 4"),
        "Steps\nKnow: 2 of 4",
    ),
}


def test_no_kind_of_part_is_left_out() -> None:
    union = get_args(get_args(Part)[0])
    assert {kind.__fields__["kind"].default for kind in union} == set(PARTS)


@pytest.mark.parametrize("kind", PARTS)
def test_the_part_reads_well(kind: str) -> None:
    part, expected = PARTS[kind]
    assert render(Reply(status="answered", parts=[part])) == expected


def test_parts_stand_apart_in_order() -> None:
    said = render(Reply(status="answered", parts=[PARTS["notice"][0], PARTS["text"][0]]))
    assert said == "URGENT: Call 999.\n\nHello. I am Think Cyber."


@pytest.mark.parametrize(("level", "word"), [("info", "Note"), ("warning", "Important"), ("exercise", "EXERCISE")])
def test_a_notice_says_how_grave_it_is(level: str, word: str) -> None:
    assert render(Reply(status="answered", parts=[Notice(level=level, markdown="x")])) == f"{word}: x"


def test_a_quote_says_what_sets_it_apart() -> None:
    marked = QUOTE.copy(update={"label": "Closest match", "local": True, "status": "changing", "heading": None})
    head = render(Reply(status="closest", parts=[marked])).splitlines()[0]
    assert head == "What to do [Closest match; Your council; status: changing]"


def test_a_checklist_that_is_not_ticked_is_numbered_or_listed() -> None:
    items = [ChecklistItem(id="a", text="Unplug"), ChecklistItem(id="b", text="Ring")]
    ordered = Checklist(title="Now", items=items, tick=False)
    assert render(Reply(status="answered", parts=[ordered])) == "Now\n1. Unplug\n2. Ring"
    loose = Checklist(title="Do not", items=items, tick=False, ordered=False, tone="do-not")
    assert render(Reply(status="answered", parts=[loose])) == "Do not\n- Unplug\n- Ring"


def test_a_contact_says_what_holds_only_for_some_and_ends_in_no_empty_colon() -> None:
    chair = ContactItem(id="siro", name="Your chair", why="They decide", channels=[], note="By phone")
    police = ContactItem(
        id="police",
        name="Police",
        why="A crime",
        channels=[ContactChannel(kind="phone", value="101")],
        note="Only if in X",
    )
    text = render(Reply(status="triage_section", parts=[Contacts(title="Whom to tell", items=[chair, police])]))
    assert "[ ] Your chair\n    They decide\n    By phone" in text
    assert "Police: 101\n    A crime\n    Only if in X" in text
