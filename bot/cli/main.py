"""The command line: `think-cyber COMMAND --help` explains each."""

from __future__ import annotations

import typer

from bot.cli.asking import ask, chat
from bot.cli.corpus import corpus_app
from bot.cli.doctor import doctor
from bot.cli.indexing import index_app
from bot.cli.serving import run, train
from bot.cli.teams import teams_app
from bot.cli.walk import walk_app

app = typer.Typer(
    name="think-cyber",
    help="""Guidance on cyber resilience for UK local public services, quoted with its source.

    Everything runs on this machine; nothing needs the internet once it is installed.

    Exit codes: 0 fine, 1 a problem was found, 2 the command was not understood, 3 something needed is missing or
    in use, 4 no passage answers the question.""",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
)
app.command()(ask)
app.command()(chat)
app.command()(doctor)
app.command()(run)
app.command()(train)
app.add_typer(index_app, name="index")
app.add_typer(corpus_app, name="corpus")
app.add_typer(walk_app, name="walk")
app.add_typer(teams_app, name="teams")

if __name__ == "__main__":
    app()
