"""The order of the measurements: whatever is done to one bot is done to the other right after."""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
from rich.console import Console
from ruamel.yaml import YAML

from index.paths import ROOT
from tests.bench.bot import Bot
from tests.bench.load import long_conversation, many_users, one_user
from tests.bench.machine import describe
from tests.bench.memory import resident
from tests.bench.ours import Ours
from tests.bench.peer import Peer
from tests.bench.report import LONG, Measured, markdown, result

MESSAGES = Path(__file__).parent / "messages.yml"
JSON = ROOT / "results" / "bench.json"
PAGE = ROOT / "docs" / "bench.md"
USERS = 8
CONVERSATIONS = 5

console = Console(stderr=True)


def main() -> int:
    """Measure both bots and write what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=main.__doc__)
    parser.add_argument("--trainings", type=int, default=2, help="how often each bot is trained from scratch")
    parser.add_argument("--repetitions", type=int, default=5, help="how often start and load are measured")
    parser.add_argument("--long", type=int, default=7, help="how many long conversations are held with each")
    parser.add_argument(
        "--out", type=Path, default=JSON, help="where the JSON goes; the page goes to docs by default only"
    )
    options = parser.parse_args()
    arguments = " ".join(sys.argv[1:])
    # So that no server is left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    load = psutil.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        messages = YAML(typ="safe").load(MESSAGES.read_text(encoding="utf-8"))
        bots = [
            Ours("ours", Path(folder) / "ours", messages["ours"]),
            Peer("theirs", Path(folder) / "theirs", messages["theirs"]),
        ]
        try:
            ours, theirs = measure(bots, options.trainings, options.repetitions, options.long)
        finally:
            for bot in bots:
                bot.stop()
    about = {
        "command": f"make bench ARGS='{arguments}'" if arguments else "make bench",
        "commit": _commit(),
        "date": dt.date.today().isoformat(),
        "machine": describe(),
        "load_before": round(load, 2),
    }
    found = result(ours, theirs, about)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    page = PAGE if options.out == JSON else options.out.with_suffix(".md")
    page.write_text(markdown(found), encoding="utf-8")
    print(markdown(found))
    return 0


def measure(bots: list[Bot], trainings: int, repetitions: int, long: int) -> list[Measured]:
    """What was seen of each bot, in their order."""
    pairs = [(bot, Measured()) for bot in bots]
    for bot in bots:
        bot.prepare()
    for turn in range(trainings):
        for bot, seen in pairs:
            console.print(f"training {bot.name}, {turn + 1} of {trainings} ...")
            seen.train.append(bot.train(turn))
    for turn in range(repetitions):
        for bot, seen in pairs:
            console.print(f"starting {bot.name}, {turn + 1} of {repetitions} ...")
            bot.stop()
            seen.start.append(bot.start())
    for bot in bots:
        asyncio.run(one_user(bot, 1))
    for turn in range(repetitions):
        for bot, seen in pairs:
            console.print(f"talking with {bot.name}, {turn + 1} of {repetitions} ...")
            seen.waits.append(asyncio.run(one_user(bot, CONVERSATIONS)))
            seen.rates.append(asyncio.run(many_users(bot, USERS)))
    for turn in range(long):
        for bot, seen in pairs:
            console.print(f"talking long with {bot.name}, {turn + 1} of {long} ...")
            seen.long.append(asyncio.run(long_conversation(bot, LONG)))
    for bot, seen in pairs:
        seen.resident = resident(bot.tree())
    return [seen for _, seen in pairs]


def _commit() -> str:
    """The commit that was measured, marked where the tree was not clean."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True).stdout.strip()

    return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain") else "")
