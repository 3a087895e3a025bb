"""Where the figures come from, and the page that is made from them."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from index.paths import ROOT

TARGETS: dict[str, tuple[str, float, bool]] = {
    "success_at_1": ("the right card first", 0.90, True),
    "success_at_3": ("the right card among three", 0.97, True),
    "answer_rate": ("answerable questions that get a passage, plainly or as the closest", 0.90, True),
    "false_plain_answers": ("unanswerable questions answered plainly", 0.03, False),
    "wrong_when_plain": ("plain answers from the wrong card", 0.05, False),
    "live_incident_miss_rate": ("live incidents that the classifier misses", 0.01, False),
    "live_incidents_without_way_in": ("live incidents whose first reply has no way into triage", 0.01, False),
    "questions_sent_to_triage": ("plain questions sent to triage", 0.05, False),
    "followups_resolved": ("follow-ups resolved", 0.90, True),
    "or_sharc_dev_top1": ("OR-ShARC development split, top 1", 0.75, True),
    "or_sharc_dev_mrr": ("OR-ShARC development split, MRR", 0.83, True),
    "retrieval_p95_ms": ("whole retrieval, p95 in ms", 15.0, False),
}
NOTES = Path(__file__).with_name("notes.md")
PEERS = ("bm25", "minilm", "txtai")
MEASURES = (
    "success_at_1",
    "success_at_3",
    "strict_success_at_1",
    "strict_success_at_3",
    "mrr_at_10",
    "ndcg_at_10",
    "p95_ms",
)
ACTS = {
    "act_held_out_accuracy": "the expected act",
    "act_held_out_macro_f1": "macro F1",
    "live_incident_miss_rate": "live incidents missed",
    "live_incidents_without_way_in": "live incidents without a way into triage",
    "live_incidents_asked_about": "live incidents asked about",
    "questions_sent_to_triage": "plain questions sent to triage",
    "questions_asked_about": "plain questions asked about",
    "questions_sent_outside": "plain questions taken for what is outside",
    "questions_sent_outside_once_asked": "the same, with those of which the user first says that it is only a question",
    "outside_caught": "what is outside caught",
    "outside_caught_once_asked": "what is outside caught, with what is first asked about",
    "clinc150_accuracy": "CLINC150, in scope",
    "clinc150_outside_recall": "CLINC150, outside messages recognised",
}
TRIAGE = {
    "incident_type_right": "the type told rightly at once",
    "incident_type_asked": "the type asked for",
    "incident_type_wrong": "another type told",
    "triage_answers_right": "answers heard as they were meant",
    "triage_answers_missed": "answers heard in part or not at all, and asked about again",
    "triage_answers_wrong": "answers heard as something else",
    "triage_answers_calmed": "answers that were heard as calming and were not",
    "triage_requests_right": "requests understood, such as whom to ring",
    "triage_requests_missed": "requests not heard as such",
    "triage_requests_wrong": "requests taken for another",
    "triage_requests_imagined": "messages that ask for nothing taken for a request",
    "triage_told_heard": "facts told unasked: heard",
    "triage_told_rightly": "of the facts heard so: rightly",
    "triage_told_nothing": "messages that tell none: none heard",
    "further_triage_requests_right": "further requests, longer and angrier: understood",
    "further_triage_requests_imagined": "of those: imagined where nothing is asked for",
    "plan_triage_requests_right": "what not to do, why so severe, when the clock began: understood",
    "plan_triage_requests_imagined": "of those: imagined where nothing is asked for",
    "midway_triage_told_heard": "facts told as strangers tell them, several at once with asides: heard",
    "midway_triage_told_rightly": "of what is heard in those: rightly",
    "midway_triage_danger_heard": "danger to somebody told in those: heard",
    "progress_triage_told_heard": "news after the plan, better, worse or put right: heard",
    "progress_triage_told_rightly": "of what is heard in those: rightly",
}
EDGE = re.compile(r"outside_(\w+)_recall")


def provenance(command: str) -> dict[str, str]:
    """Command, commit, date and machine, the machine without its name."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return {
        "command": command,
        "commit": commit.stdout.strip(),
        "date": dt.date.today().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory} GiB",
    }


def kept_of(peer: str, results: Path) -> dict[str, Any]:
    """A peer's figures of an earlier run, with the commit and date at which they were measured; {} where there are none.

    What takes hours to train is not trained again for every change of ours, and its figures say how old they are.
    """
    if not results.exists():
        return {}
    old = json.loads(results.read_text(encoding="utf-8"))
    found = {key: value for key, value in old.items() if key.startswith(f"{peer}_")}
    return {**{f"{peer}_{key}": old[key] for key in ("commit", "date") if found}, **found}


# Messages that follow an answer, by what was made of them.
SECOND = {
    "second_turns_answered": "those that ask for guidance, with a right card first",
    "second_turns_taken_to_go_on": "those that go on about the answer, taken to",
    "other_turns_taken_to_go_on": "those that do not, taken to",
    "live_turns_taken_to_go_on": "of these, those that tell of an incident (the way into triage stands beside)",
    "second_turn_commands_right": "more, shorter, the source and the like, heard",
    "second_turn_commands_imagined": "the same, heard where something else was meant",
    "second_turn_wants_right": "what is wanted, told out of 21 by the message alone",
}

# What is asked in the middle of an incident, and what is told there that changes its kind.
SIDE = (
    "{} questions in the middle of an incident",
    "side_questions",
    {
        "side_questions_answered": "those that a card answers, with a right one first",
        "side_questions_among_three": "the same, among those shown",
        "side_questions_without_a_card": "those that a card answers, and none was shown",
        "side_sections_shown": "those that a part of the plan answers, with that part shown",
        "side_sections_imagined": "those that a card answers, taken for a wish to see a part of the plan",
    },
)
LATER = (
    "{} later messages of an incident",
    "later_turns",
    {
        "later_types_added": "types that one adds, taken",
        "later_types_imagined": "messages to which a type was imagined",
        "later_types_dropped": "types that one denies, dropped",
        "later_types_lost": "messages by which a right type was lost",
        "later_no_cyber_heard": "those that are no cyber matter, heard",
        "later_no_cyber_imagined": "the others, taken for none",
    },
)


def write_page(figures: dict[str, Any], path: Path) -> None:
    """The figures as Markdown: against the targets, against the peers, and the rest."""
    lines = [
        "# Evaluation",
        "",
        f"`{figures['command']}` at {figures['commit']} on {figures['date']}, {figures['machine']}; {figures['questions']} "
        "held-out test questions (see [how they were written](../tests/evaluation/README.md)).",
        "",
        *_table(["measure", "target", "measured", ""], _targets(figures)),
    ]
    lines += ["## Finding, against peers on the same cards in the same run", "", *_against_peers(figures, MEASURES)]
    low, high = figures["success_at_1_low"], figures["success_at_1_high"]
    lines += [f"The 95 % bootstrap interval of our success@1 is {low} to {high}.", ""]
    lines += ["## Follow-ups", "", *_against_peers(figures, ["followups_resolved"])]
    rows = [[words, figures[key]] for key, words in SECOND.items() if key in figures]
    lines += _table([f"{figures.get('second_turns', 0):.0f} second turns by other writers", "share"], rows)
    for title, count, words in (SIDE, LATER):
        rows = [[said, figures[key]] for key, said in words.items() if key in figures]
        lines += _table([title.format(figures.get(count, 0)), "share"], rows) if rows else []
    lines += ["## Dialogue acts", "", *_acts(figures), "## Each edge", ""]
    edges = [key for key in figures if EDGE.fullmatch(key)]
    names = [EDGE.sub(r"\1", edge).replace("_", " ") for edge in edges]
    lines += _table(["", "ours", "DIET"], [[name, *_both(figures, edge)] for name, edge in zip(names, edges)])
    if "triage_answers" in figures:
        lines += ["## Triage", "", *shown_triage(figures)]
    lines += ["## Everything", "", *_table(["key", "value"], figures.items())]
    lines += ["![Risk and coverage](eval/risk-coverage.png)", "", "![Calibration](eval/calibration.png)", ""]
    lines += ["![Dialogue acts confused](eval/confusion.png)", ""]
    lines += [NOTES.read_text(encoding="utf-8")]
    path.write_text("\n".join(lines), encoding="utf-8")


def _targets(figures: dict[str, Any]) -> Iterator[list[object]]:
    for name, (words, target, higher) in TARGETS.items():
        if name in figures:
            met = figures[name] >= target if higher else figures[name] <= target
            yield [words, f"{'≥' if higher else '≤'} {target}", figures[name], "met" if met else "missed"]


def _against_peers(figures: dict[str, Any], measures: Sequence[str]) -> list[str]:
    measured = [peer for peer in PEERS if f"{peer}_{measures[0]}" in figures]
    rows = [[peer or "**ours**", *(_of(figures, peer, measure) for measure in measures)] for peer in ("", *measured)]
    return _table(["", *measures], rows)


def _acts(figures: dict[str, Any]) -> list[str]:
    counts = " and ".join(
        f"{figures.get(key, '?')} {words}"
        for key, words in (("live_incidents", "live incidents"), ("plain_questions", "plain questions"))
    )
    when = (
        f"DIET's figures are those of {figures['diet_date']} at {figures['diet_commit']}. "
        if "diet_date" in figures
        else ""
    )
    return [
        f"First messages that nobody had seen, {counts} among them. {when}DIET learned from the same examples and the cards' "
        f"questions for {figures.get('diet_epochs', '?')} epochs and never asks.",
        "",
        *_table(["", "ours", "DIET"], [[words, *_both(figures, key)] for key, words in ACTS.items()]),
    ]


def shown_triage(figures: dict[str, Any]) -> list[str]:
    """The figures of triage as the lines of a page."""
    rows = [[words, figures[key], figures[f"by_words_{key}"]] for key, words in TRIAGE.items() if key in figures]
    return [
        f"The types of {figures['incident_types']} live incidents, {figures['triage_answers']} answers to triage's questions and "
        f"{figures['triage_requests']} requests made meanwhile, "
        "of people whose words nothing was learned from, beside what the phrases and signs alone make of them.",
        "",
        *_table(["", "ours", "by phrases alone"], rows),
    ]


def _both(figures: dict[str, Any], key: str) -> list[object]:
    return [_of(figures, "", key), _of(figures, "diet", key)]


def _of(figures: dict[str, Any], peer: str, key: str) -> object:
    return figures.get(f"{peer}_{key}" if peer else key, "")


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [*("| " + " | ".join(map(str, cells)) + " |" for cells in lines), ""]
