"""From what was said to results/walk.json and docs/walk.md."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from bot.replies import Reply
from index.content.walkthroughs import Walkthroughs
from tests.reading.played import explained, played, taught, walked
from tests.reading.said import reading_age, words, words_of_sources

# Route by the role that stands for it.
ROLES = {"councillor": "councillor", "executive": "chief-executive", "service": "emergency-planner",
         "practitioner": "head-of-it"}  # fmt: skip
ANSWERS = ("yes", "partly", "no", "don't know", "not ours")
MIXED = ["no", "don't know", "yes", "partly"]
TARGET = 1500
WORDS_A_MINUTE = 200
SECONDS_AN_ANSWER = 10


def measure(content: Walkthroughs) -> dict[str, Any]:
    """The figures, by flat keys."""
    with tempfile.TemporaryDirectory() as folder:
        figures: dict[str, Any] = {}
        everything: list[Reply] = []
        for route, role in ROLES.items():
            whole = [walked(content, role, "england", Path(folder), answers) for answers in ([a] for a in ANSWERS)]
            whole.append(walked(content, role, "england", Path(folder), MIXED))
            figures |= _walk(route, whole, explained(content, role, Path(folder)))
            everything += [reply for replies in whole for reply in replies]
        for name in content.exercises:
            alone, group = (played(content, name, player, "mixed", Path(folder)) for player in ("gold", "group"))
            figures |= _exercise(name.replace("-", "_"), alone, group)
            everything += [*alone, *group]
        bites = [taught(content, bite, Path(folder)) for bite in content.bites]
        everything += [reply for replies in bites for reply in replies]
    lesson = [words(replies[:1]) for replies in bites]
    ages = [reading_age(replies) for replies in bites]
    return {
        "councillor_target_words": TARGET,
        "reading_age_all": reading_age(everything),
        **figures,
        "bites": len(bites),
        "bite_words_median": round(median(lesson)),
        "bite_words_most": max(lesson),
        "bite_reading_age_median": round(median(ages), 1),
        "bite_reading_age_highest": max(ages),
    }


def _walk(route: str, whole: list[list[Reply]], explanations: list[Reply]) -> dict[str, Any]:
    counts = [words(replies) for replies in whole]
    mixed, messages = whole[-1], len(whole[-1])
    minutes = counts[-1] / WORDS_A_MINUTE + (messages - 1) * SECONDS_AN_ANSWER / 60
    figures = {
        "messages": messages,
        "words": counts[-1],
        "words_least": min(counts),
        "words_most": max(counts),
        "words_of_sources": words_of_sources(mixed),
        "minutes": round(minutes),
        "reading_age": reading_age([*mixed, *explanations]),
    }
    return {f"{route}_{name}": value for name, value in figures.items()}


def _exercise(name: str, alone: list[Reply], group: list[Reply]) -> dict[str, Any]:
    return {
        f"exercise_{name}_messages": len(alone),
        f"exercise_{name}_words_alone": words(alone),
        f"exercise_{name}_words_group": words(group),
        f"exercise_{name}_reading_age": reading_age([*alone, *group]),
    }


def markdown(figures: dict[str, Any]) -> str:
    """The page about the figures."""
    most = figures["councillor_words_most"]
    names = [key[len("exercise_") : -len("_messages")] for key in figures if key.startswith("exercise_") and
             key.endswith("_messages")]  # fmt: skip
    lines = [
        "# How long a walk takes to read",
        "",
        f"Made by `{figures['command']}` on {figures['date']} from commit `{figures['commit']}` ({figures['machine']}).",
        "Do not edit: make it anew.",
        "",
        f"A councillor reads at most {most} words in a whole walk; the target is fewer than {figures['councillor_target_words']}"
        f" ({'met' if most < figures['councillor_target_words'] else 'not met'}). All that walks, exercises and bites say"
        f" reads easily at the age of {figures['reading_age_all']}.",
        "",
        "## Walks",
        "",
        "| route | messages | words | fewest to most | lines of sources, words | minutes | reading age |",
        "|---|---:|---:|---:|---:|---:|---:|",
        *(_row(route, figures) for route in ROLES),
        "",
        "Words are those of a walk in England in which some answers are yes, partly, no and don't know; the fewest and the",
        "most are over walks with one answer throughout. All that is shown is counted, the choices once, the result and",
        "what to do first included. The lines that name the sources of quotations are counted apart: nobody reads them to",
        f"answer, and the page folds all but two. Minutes are {WORDS_A_MINUTE} words a minute and {SECONDS_AN_ANSWER} seconds an answer, without talk.",
        "Reading age is the middle one of three US grade formulas plus five, over the walk and the explanation of each question.",
        "",
        "## Exercises",
        "",
        "| exercise | messages | words alone, as gold | words as a group | reading age |",
        "|---|---:|---:|---:|---:|",
        *(_exercise_row(name, figures) for name in names),
        "",
        "## Bites",
        "",
        f"{figures['bites']} bites of {figures['bite_words_median']} words each (median; at most {figures['bite_words_most']}), with the question. "
        f"Reading age {figures['bite_reading_age_median']} (median; at most {figures['bite_reading_age_highest']}).",
        "",
    ]  # fmt: skip
    return "\n".join(lines)


def _row(route: str, figures: dict[str, Any]) -> str:
    def value(name: str) -> Any:
        return figures[f"{route}_{name}"]

    span = f"{value('words_least')} to {value('words_most')}"
    cells = [route, value("messages"), value("words"), span, value("words_of_sources"), value("minutes"),
             value("reading_age")]  # fmt: skip
    return "| " + " | ".join(map(str, cells)) + " |"


def _exercise_row(name: str, figures: dict[str, Any]) -> str:
    keys = ("messages", "words_alone", "words_group", "reading_age")
    cells = [name.replace("_", " "), *(figures[f"exercise_{name}_{key}"] for key in keys)]
    return "| " + " | ".join(map(str, cells)) + " |"
