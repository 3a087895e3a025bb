"""`think-cyber doctor`: what is installed, built, free and in use."""

from __future__ import annotations

import platform
import shutil
import socket
from importlib.metadata import PackageNotFoundError, version

import typer
from rich.table import Table

from bot.cli.exits import Exit, console
from index.paths import Paths

PACKAGES = ("rasa", "rasa-sdk", "spacy", "faiss-cpu", "onnxruntime", "sentence-transformers", "torch")
ENOUGH_MB = 300


def doctor() -> None:
    """Check versions, the encoder's checksum, the index, the model, ports and disk.

    The exit code is 1 when something needs mending; each line that is not well says what to do.
    """
    paths = Paths()
    checks = [_python(), *(_package(name) for name in PACKAGES), _encoder(), _index(paths), _model(paths)]
    checks += [_port(paths, name) for name in ("THINK_CYBER_PORT", "THINK_CYBER_ACTIONS_PORT")]
    checks.append(_disk(paths))
    table = Table("", "what", "found")
    for well, what, found in checks:
        table.add_row({True: "[green]ok[/]", False: "[red]mend[/]", None: "-"}[well], what, found)
    console.print(table)
    if any(well is False for well, _, _ in checks):
        raise typer.Exit(Exit.PROBLEM)


Check = tuple[bool | None, str, str]


def _python() -> Check:
    found = platform.python_version()
    return found.startswith("3.10."), "Python", found if found.startswith("3.10.") else f"{found}: 3.10 is needed"


def _package(name: str) -> Check:
    try:
        return True, name, version(name)
    except PackageNotFoundError:
        # An image that only serves has neither torch nor sentence-transformers.
        optional = name in ("torch", "sentence-transformers")
        return (None if optional else False), name, "not installed" + ("" if optional else ": run `make setup`")


def _encoder() -> Check:
    from index.export import EncoderUntrusted, checksum
    from index.settings import load_settings

    try:
        return True, "encoder checksum", checksum(load_settings().encoder)[:16]
    except (EncoderUntrusted, FileNotFoundError) as error:
        return False, "encoder checksum", str(error)


def _index(paths: Paths) -> Check:
    from bot.skills.assembly import assemble
    from index.encoder import EncoderMissing
    from index.manifest import IndexUnusable

    try:
        retriever = assemble(paths).retriever
    except (IndexUnusable, EncoderMissing) as error:
        return False, "index", str(error)
    freshness = retriever.freshness(paths.corpus, paths.overlay)
    counts = ", ".join(f"{number} {name}" for name, number in retriever.manifest.counts.items())
    return freshness.fresh, "index", f"{freshness}; {counts}"


def _model(paths: Paths) -> Check:
    from bot.engine.training import trained

    well = trained(paths)
    return well, "language model", "up to date" if well else "missing or stale: run `think-cyber train`"


def _port(paths: Paths, name: str) -> Check:
    from bot.engine.environment import settings

    port = int(settings(paths)[name])
    with socket.socket() as probe:
        busy = probe.connect_ex(("127.0.0.1", port)) == 0
    return None, f"port {port}", "in use (by this bot, if it runs)" if busy else "free"


def _disk(paths: Paths) -> Check:
    free = shutil.disk_usage(paths.root).free // 2**20
    return free >= ENOUGH_MB, "disk", f"{free} MB free" + ("" if free >= ENOUGH_MB else f": free {ENOUGH_MB} MB")
