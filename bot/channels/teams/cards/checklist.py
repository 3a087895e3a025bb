"""A checklist: tick boxes and a button that reports what is done, in words that the bot understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.channels.teams.cards.elements import Json, buttons, container, heading, submit, text
from bot.channels.teams.events import SAY, TICKED
from bot.channels.teams.markdown import plain
from bot.channels.teams.wording import wording
from bot.replies import Checklist, ChecklistItem

# Boxes and their button must stand in one card, so a long list becomes several with a button each.
_MOST_CHARACTERS = 4000


def checklist(part: Checklist) -> list[Json]:
    title = heading(plain(part.title))
    if not part.tick:
        return [container([title, *(text(_line(part, number, item)) for number, item in enumerate(part.items, 1))])]
    done = [text(f"☑ {_words(item)}", isSubtle=True, spacing="Small") for item in part.items if item.done]
    groups = list(_groups([item for item in part.items if not item.done]))
    boxes = [_boxes(group, number) for number, group in enumerate(groups)]
    return [container([title, *done]), *boxes]


def _boxes(items: Sequence[ChecklistItem], number: int) -> Json:
    name = f"{TICKED}-{number}-{items[0].id}"
    field = {
        "type": "Input.ChoiceSet",
        "id": name,
        "style": "expanded",
        "isMultiSelect": True,
        "wrap": True,
        "label": wording().more_of_list if number else wording().tick,
        # The id's words, as the bot's own list knows them; a comma would end an item.
        "choices": [{"title": _words(item), "value": item.id.replace("-", " ").replace(",", " ")} for item in items],
    }
    report = submit(wording().report_done, {SAY: "Done:", "from": name}, inputs=True)
    return container([field, *buttons([report])], spacing="Small")


def _groups(items: Iterable[ChecklistItem]) -> Iterable[list[ChecklistItem]]:
    group: list[ChecklistItem] = []
    for item in items:
        if group and sum(len(one.text) for one in [*group, item]) > _MOST_CHARACTERS:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _line(part: Checklist, number: int, item: ChecklistItem) -> str:
    mark = "✕" if part.tone == "do-not" else f"{number}." if part.ordered else "•"
    return f"{mark} {_words(item)}"


def _words(item: ChecklistItem) -> str:
    return plain(item.text) + (f" ({plain(item.owner)})" if item.owner else "")
