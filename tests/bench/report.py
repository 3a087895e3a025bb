"""From what was measured to results/bench.json and docs/bench.md."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

WINDOW = 10
EARLY, LATE = 10, 200
LONG = LATE + WINDOW
# Key of a ratio: what it says, the target, and whether it is to be at most that (else at least).
TARGETS: dict[str, tuple[str, float | None, bool]] = {
    "start_ratio": ("start to first answer, ours over theirs", 0.5, True),
    "train_ratio": ("training from scratch, ours over theirs", None, True),
    "p95_ratio": ("p95 of a message at one user, ours over theirs", 0.5, True),
    "throughput_ratio": ("messages a second at eight users, ours over theirs", None, False),
    "rss_mb": ("resident memory of all our processes, MB", 1200.0, True),
    "long_conversation_ratio": (
        "our p95 about the 200th message of a conversation over that about the 10th",
        1.2,
        True,
    ),
}
ROWS = (
    ("train_s", "Training from scratch, s"),
    ("start_s", "Start to first answer, s"),
    ("p50_ms", "p50 a message at one user, ms"),
    ("p95_ms", "p95 a message at one user, ms"),
    ("messages_per_s", "Messages a second at eight users"),
    ("rss_mb", "Resident memory in all, MB"),
    ("rss_mb_rasa", "of that, Rasa server, MB"),
    ("rss_mb_actions", "of that, action server, MB"),
    ("rss_mb_supervisor", "of that, supervisor, MB"),
    ("early_p95_ms", "p95 about the 10th message of a conversation, ms"),
    ("late_p95_ms", "p95 about the 200th, ms"),
    ("long_conversation_ratio", "the latter over the former"),
)


@dataclass
class Measured:
    """What was seen of one bot; every list holds one value a repetition.

    Attributes:
        waits: milliseconds of each message at one user, a list for each repetition.
        rates: messages a second at eight users.
        resident: megabytes by process.
        long: milliseconds of each message of a long conversation, a list for each conversation.
    """

    train: list[float] = field(default_factory=list)
    start: list[float] = field(default_factory=list)
    waits: list[list[float]] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    resident: dict[str, float] = field(default_factory=dict)
    long: list[list[float]] = field(default_factory=list)

    def values(self) -> dict[str, float]:
        """Medians over the repetitions, by the names of ROWS."""
        early = [p95(around(one, EARLY)) for one in self.long]
        late = [p95(around(one, LATE)) for one in self.long]
        return {
            "train_s": statistics.median(self.train),
            "start_s": statistics.median(self.start),
            "p50_ms": statistics.median(float(np.percentile(one, 50)) for one in self.waits),
            "p95_ms": statistics.median(p95(one) for one in self.waits),
            "messages_per_s": statistics.median(self.rates),
            "rss_mb": sum(self.resident.values()),
            **{f"rss_mb_{name}": held for name, held in self.resident.items()},
            "early_p95_ms": statistics.median(early),
            "late_p95_ms": statistics.median(late),
            # By conversation, so that a machine that was busy during one of them does not decide.
            "long_conversation_ratio": statistics.median(b / a for a, b in zip(early, late)),
        }


def p95(waits: Sequence[float]) -> float:
    """The 95th percentile."""
    return float(np.percentile(waits, 95))


def around(waits: Sequence[float], number: int) -> Sequence[float]:
    """The messages about the `number`th, counted from one: 2 * WINDOW of them, so that each has the same mix."""
    return waits[number - WINDOW : number + WINDOW]


def result(ours: Measured, theirs: Measured, about: dict[str, Any]) -> dict[str, Any]:
    """The contents of results/bench.json: ratios first, then every value, then what `about` says of the run."""
    our, their = ours.values(), theirs.values()
    ratios = {
        "start_ratio": our["start_s"] / their["start_s"],
        "train_ratio": our["train_s"] / their["train_s"],
        "p95_ratio": our["p95_ms"] / their["p95_ms"],
        "throughput_ratio": our["messages_per_s"] / their["messages_per_s"],
        "rss_mb": our["rss_mb"],
        "long_conversation_ratio": our["long_conversation_ratio"],
    }
    values = {
        **ratios,
        **{f"ours_{name}": value for name, value in our.items()},
        **{f"theirs_{name}": value for name, value in their.items()},
    }
    return {**{name: float(f"{value:.4g}") for name, value in values.items()}, **about}


def markdown(found: dict[str, Any]) -> str:
    """The page about a result."""
    lines = [
        "# Speed and size, beside Rasa's starter bot",
        "",
        f"Made by `{found['command']}` at {found['commit']} on {found['date']}, on {found['machine']}.",
        "Both bots were measured in one run, in turns. Theirs is what `rasa init --no-prompt` makes, from the same",
        "environment; ours is what `make run` starts, on an index that is already built. Medians over repetitions.",
        "",
        "| | value | target | met |",
        "|---|---:|---:|---|",
        *(_target(name, found[name]) for name in TARGETS),
        "",
        "| | ours | theirs |",
        "|---|---:|---:|",
        *(
            f"| {label} | {_number(found.get(f'ours_{name}'))} | {_number(found.get(f'theirs_{name}'))} |"
            for name, label in ROWS
        ),
        "",
    ]
    return "\n".join(lines)


def _target(name: str, value: float) -> str:
    label, target, at_most = TARGETS[name]
    if target is None:
        return f"| {label} | {_number(value)} | | |"
    met = value <= target if at_most else value >= target
    return f"| {label} | {_number(value)} | {'≤' if at_most else '≥'} {_number(target)} | {'yes' if met else 'no'} |"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
