"""No path through triage ends without a severity, a first action and a contact, or loops."""

from __future__ import annotations

from dialogue import Dialogue, parts, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.replies import Checklist, Choices, Notice

WORDS = [
    "don't know", "no", "yes", "back", "blah blah", "20 minutes ago", "tomorrow", "many",
    "housing and benefits",
    "change nation", "log: 10:00 did something", "it's spreading", "pause", "resume", "also benefits", "brief", "1",
    "?",
    "restart", "change type", "ransom note", "what do I do?", "evidence", "hand over", "🙂", "x" * 300,
]  # fmt: skip
OPENINGS = [
    "all our files are encrypted", "lost my laptop with case files", "help", "our website is down", "clicked a link",
    "paid a fake invoice", "supplier has been hacked", "the lifts are stuck", "facebook page hacked", "?",
]  # fmt: skip
NATIONS = st.sampled_from([None, "england", "scotland", "wales", "northern-ireland"])
BODIES = st.sampled_from(
    [None, "principal-council", "parish-council", "school", "care-provider", "nhs", "fire", "police"]
)
STEERED, LONGEST = 12, 30


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    opening=st.sampled_from(OPENINGS) | st.text(min_size=1, max_size=60).filter(str.strip),
    said=st.lists(st.sampled_from(WORDS) | st.integers(0, 20), max_size=STEERED),
    taps=st.lists(st.integers(0, 20), min_size=LONGEST, max_size=LONGEST),
    nation=NATIONS,
    body=BODIES,
    intent=st.sampled_from(["incident", "ask", "greet"]),
)
def test_every_path_reaches_a_brief(triage, opening, said, taps, nation, body, intent):
    dialogue = Dialogue(triage, {"nation": nation, "body": body})
    first = dialogue.say(opening, intent=intent)
    assert parts(first, Checklist)[0].items
    for each in said:
        dialogue.say(_tap(dialogue, each) if isinstance(each, int) else each, intent=intent)
    for number in taps:  # from here on only buttons: the brief must come
        if dialogue.state["status"] == "briefed" and dialogue.state["pending"] is None:
            break
        dialogue.say(_tap(dialogue, number))
    assert dialogue.state["status"] == "briefed"
    reply = dialogue.say("brief")
    assert parts(reply, Notice)[0].markdown.startswith(("**Severe", "**Serious", "**Moderate", "**Minor"))
    assert parts(reply, Checklist)[0].items and told(reply)


def _tap(dialogue, number):
    choices = parts(dialogue.last, Choices)
    options = choices[-1].options if choices else []
    options = [option for option in options if option.message not in ("Hand over", "Change an answer")]
    return options[number % len(options)].message if options else "resume"
