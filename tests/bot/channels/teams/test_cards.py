"""Cards: what they hold, how large they get, and that no words in them become anything else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot import replies as r
from bot.channels.teams.cards import activities
from bot.channels.teams.cards.split import LIMIT, cut, size
from bot.channels.teams.markdown import blocks, link
from tests.bot.channels.teams.playground import buttons, inputs, walk, words
from tests.bot.channels.web.fake import sample_parts
from tests.bot.channels.web.payloads import PAYLOADS

LARGEST = 25_000
# What Adaptive Cards 1.5 has and our cards use.
ELEMENTS = {
    "AdaptiveCard",
    "TextBlock",
    "Container",
    "ColumnSet",
    "Column",
    "ActionSet",
    "Action.Submit",
    "Input.ChoiceSet",
}


def cards(*parts: r.Part, **how: Any) -> list[dict[str, Any]]:
    sent = activities(r.Reply(status="answered", parts=list(parts)), **how)
    return [activity["attachments"][0]["content"] for activity in sent]


def card(*parts: r.Part, **how: Any) -> dict[str, Any]:
    [only] = cards(*parts, **how)
    return only


def texts(found: list[dict[str, Any]]) -> str:
    return "\n".join(words(one) for one in found)


# --- what they hold ----------------------------------------------------------------------------------


def test_a_card_is_of_the_newest_version_that_teams_shows_and_has_words_for_who_cannot_see_it() -> None:
    made = card(*sample_parts().values())
    assert made["version"] == "1.5"
    assert {element["type"] for element in walk(made)} <= ELEMENTS
    assert '1. Ransomware: type "We have ransomware"' in made["fallbackText"]
    assert "72 hours" in made["fallbackText"]


def test_a_notification_shows_the_first_line() -> None:
    [activity] = activities(r.Reply(status="answered", parts=[sample_parts()["quote"]]))
    assert activity["summary"].startswith("When to report a personal data breach")


def test_every_button_s_data_is_an_object() -> None:
    for button in buttons(card(*sample_parts().values(), follow_up=True)):
        assert isinstance(button["data"], dict)


def test_sources_are_links_and_a_dangerous_one_is_words() -> None:
    quote = sample_parts()["quote"]
    shown = words(card(quote))
    assert "[Report a personal data breach](https://ico.example/report-a-breach/), May 2024" in shown
    bad = quote.citations[0].copy(update={"url": "javascript:alert(1)"})
    assert "javascript" not in words(card(quote.copy(update={"citations": [bad]})))


def test_long_options_are_listed_in_full_and_their_buttons_numbered() -> None:
    label = "A member of staff has clicked a link in a message and typed a password"
    options = [r.Option(label=label, message="I clicked a link"), r.Option(label="No", message="No")]
    made = card(r.Choices(options=options))
    assert f"**1.** {label}" in words(made)
    assert [button["title"] for button in buttons(made)] == ["1. A member of staff…", "2. No"]
    assert buttons(made)[0]["data"]["msteams"]["displayText"] == label


def test_no_row_has_more_buttons_than_teams_shows() -> None:
    made = card(r.Choices(options=[r.Option(label=str(n), message=str(n)) for n in range(14)]))
    assert [len(row["actions"]) for row in made["body"]] == [6, 6, 2]


def test_a_checklist_s_boxes_report_in_words_that_the_bot_understands() -> None:
    made = card(sample_parts()["checklist"])
    [field], [button] = inputs(made), buttons(made)
    assert field["choices"] == [{"title": "Unplug the network cable (IT on call)", "value": "isolate"}]
    assert button["data"]["say"] == "Done:"
    assert button["data"]["from"] == field["id"]
    assert "☑ Start a written log" in words(made)


def test_two_checklists_of_one_card_have_fields_of_their_own() -> None:
    one = sample_parts()["checklist"]
    other = one.copy(update={"items": [r.ChecklistItem(id="second", text="Second")]})
    fields = inputs(card(one, other))
    assert len({field["id"] for field in fields}) == 2


def test_a_choice_sends_no_ticks_along() -> None:
    made = card(sample_parts()["checklist"], sample_parts()["choices"])
    assert [button["associatedInputs"] for button in buttons(made)] == ["auto", "none", "none"]


def test_a_list_of_what_not_to_do_has_no_boxes() -> None:
    part = r.Checklist(title="Do not", tone="do-not", tick=False, items=[r.ChecklistItem(id="a", text="Pay")])
    made = card(part)
    assert inputs(made) == buttons(made) == []
    assert "✕ Pay" in words(made)


def test_deadlines_are_in_london_time_and_a_reminder_is_offered_only_where_it_is_set_up() -> None:
    summer = r.Due(label="Report", at="2026-07-01T08:00:00+00:00", text="72 hours")
    item = r.ContactItem(id="ico", name="ICO", why="It must know", channels=[], due=summer)
    made = card(r.Contacts(title="Tell", items=[item]), follow_up=True)
    assert "Report: 72 hours, Wednesday 1 July at 09:00" in words(made)
    assert buttons(made)[0]["data"] == {"remind": [{"label": "Report", "at": "2026-07-01T08:00:00+00:00"}]}
    assert buttons(card(r.Contacts(title="Tell", items=[item]))) == []
    done = item.copy(update={"done": True})
    assert buttons(card(r.Contacts(title="Tell", items=[done]), follow_up=True)) == []


def test_files_are_offered_in_one_to_one_chats_and_read_in_others() -> None:
    document = sample_parts()["document"]
    titles = [button["title"] for button in buttons(card(document))]
    assert titles == ["Save as web page", "Save as Markdown", "Read it here"]
    for kind in ("groupChat", "channel"):
        assert [button["title"] for button in buttons(card(document, kind=kind))] == ["Read it here"]
        assert "one-to-one chat" in words(card(document, kind=kind))


def test_a_notice_says_in_words_what_its_colour_means() -> None:
    levels = {"info": "Note", "warning": "Important", "emergency": "URGENT", "exercise": "EXERCISE"}
    for level, word in levels.items():
        assert words(card(r.Notice(level=level, markdown="x"))).startswith(word)


# --- Markdown ----------------------------------------------------------------------------------------


def test_markdown_keeps_what_cards_can_show_and_says_the_rest_in_words() -> None:
    made = blocks(
        "# Big\n\nA **b** _c_ `d`.\n\n1. one\n2. two\n   - deep\n\n| h | i |\n|---|---|\n| j | k |\n\n![x](https://e.org/y.png)"
    )
    assert made == ["**Big**", "A **b** _c_ d.", "1. one\n2. two\n  - deep", "h | i", "j | k", "!x"] or made[:5] == [
        "**Big**",
        "A **b** _c_ d.",
        "1. one\n2. two\n  - deep",
        "h | i",
        "j | k",
    ]


def test_a_link_s_address_cannot_end_the_link() -> None:
    assert link("a] b", "https://e.org/x_(y)") == "[a) b](https://e.org/x_%28y%29)"


# --- size --------------------------------------------------------------------------------------------


def poisoned(payload: str) -> list[r.Part]:
    """Every kind of part with the payload in every field that takes words."""

    def poison(value: object, name: str = "") -> object:
        if isinstance(value, dict):
            return {key: poison(inner, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [poison(inner, name) for inner in value]
        fixed = ("kind", "level", "status", "tone", "format", "path", "media")
        return payload if isinstance(value, str) and name not in fixed else value

    return [type(part).parse_obj(poison(part.dict())) for part in sample_parts().values()]


@pytest.mark.parametrize("filler", ["word ", "Satz. ", "é", "🔥", "a\n\n", "- item\n", "x"])
def test_a_reply_over_teams_limit_becomes_several_messages_in_order(filler: str) -> None:
    long = (filler * 60_000)[:60_000]
    quote = sample_parts()["quote"].copy(update={"markdown": f"BEGIN {long} END"})
    sent = activities(r.Reply(status="answered", parts=[quote, sample_parts()["choices"]]))
    assert len(sent) > 2
    assert all(len(json.dumps(activity)) < LARGEST for activity in sent)
    shown = [words(activity["attachments"][0]["content"]) for activity in sent]
    assert "BEGIN" in shown[0]
    joined = "\n".join(shown)
    assert joined.index("BEGIN") < joined.index("END") < joined.index("We last reviewed") < joined.index("Which of")
    assert len("".join(joined.split())) >= len("".join(quote.markdown.split())) * 0.7


def test_a_long_checklist_keeps_each_box_with_a_button() -> None:
    items = [r.ChecklistItem(id=f"step-{number}", text=f"Step {number}. " + "x" * 400) for number in range(80)]
    made = cards(r.Checklist(title="Long", items=items))
    ticked = []
    for one in made:
        fields = {field["id"]: field for field in inputs(one)}
        assert {button["data"]["from"] for button in buttons(one)} == set(fields)
        ticked += [choice["value"] for field in fields.values() for choice in field["choices"]]
    assert ticked == [f"step {number}" for number in range(80)]
    assert all(size(one) < LARGEST for one in made)


def test_many_options_are_split_and_none_is_lost() -> None:
    options = [r.Option(label=f"{number} " + "y" * 300, message=f"m{number}") for number in range(90)]
    made = cards(r.Choices(options=options))
    assert [button["data"]["say"] for one in made for button in buttons(one)] == [f"m{number}" for number in range(90)]
    assert all(size(one) < LARGEST for one in made)


def test_what_fits_is_left_alone() -> None:
    element = {"type": "TextBlock", "text": "x" * 100}
    assert cut(element, LIMIT) == [element]


# --- words stay words --------------------------------------------------------------------------------


def fields(element: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(element, dict):
        for key, value in element.items():
            if key != "data":  # comes back to us and is never shown
                yield from fields(value, key)
    elif isinstance(element, list):
        for value in element:
            yield from fields(value, name)
    elif isinstance(element, str):
        yield name, element


@pytest.mark.parametrize(
    "payload", [*PAYLOADS, '{"type": "Action.OpenUrl", "url": "javascript:alert(1)"}', "${$root.x}", "{{DATE(x)}}"]
)
def test_no_payload_becomes_a_link_an_element_or_an_address(payload: str) -> None:
    for made in cards(*poisoned(payload), follow_up=True):
        assert {element["type"] for element in walk(made)} <= ELEMENTS
        for name, value in fields(made["body"]):
            if name == "url":
                raise AssertionError(value)
            if name == "text":
                rest = value.replace("](https://", "").replace("](tel:", "").replace("](mailto:", "")
                assert "](" not in rest, value
                assert "]:" not in rest
                assert "<javascript" not in rest.lower()
                assert "<script" not in rest.lower()
                assert "user:pass@" not in value.partition("](")[2]
