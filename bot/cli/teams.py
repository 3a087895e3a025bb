"""`think-cyber teams`: the app package for Microsoft Teams, and whether the bot can work there."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.table import Table

from bot.cli.exits import Exit, console, leave

teams_app = typer.Typer(help="Bring the bot into Microsoft Teams; docs/teams.md says how.", no_args_is_help=True)


@teams_app.command("check")
def check_channel() -> None:
    """Look at the file of doors, the environment, Microsoft's keys and the bot's own token, before any user does.

    Asks Microsoft for a token and shows none of it. The exit code is 1 when something needs mending.
    """
    from bot.channels.teams.self_check import check
    from bot.engine.server import doors
    from index.paths import Paths

    findings = asyncio.run(check(doors(Paths())))
    table = Table("", "what", "found")
    for one in findings:
        table.add_row({True: "[green]ok[/]", False: "[red]mend[/]", None: "-"}[one.well], one.what, one.found)
    console.print(table)
    if any(one.well is False for one in findings):
        raise typer.Exit(Exit.PROBLEM)


@teams_app.command()
def package(
    app_id: Annotated[str, typer.Option(help="The bot's Microsoft App ID, from Azure.")],
    domain: Annotated[str, typer.Option(help="Where the bot is reached, such as bot.council.gov.uk.")],
    out: Annotated[Path, typer.Option(help="The ZIP file to write.", dir_okay=False)] = Path("think-cyber-teams.zip"),
    organisation: Annotated[Optional[str], typer.Option(help="Who runs the bot, as Teams shows it.")] = None,
    app: Annotated[Optional[Path], typer.Option(help="The words about the bot, if not ours.", exists=True)] = None,
    schema: Annotated[
        Optional[Path],
        typer.Option(help="Microsoft's schema, to be checked against as well.", exists=True),
    ] = None,
) -> None:
    """Make the app package that an administrator uploads to Teams. It asks for no permission.

    Example: think-cyber teams package --app-id 1b2c... --domain bot.council.gov.uk --organisation "Our council"
    """
    from bot.channels.teams.app.manifest import APP, App, check, load_app, manifest
    from bot.channels.teams.app.package import package as make
    from index.content.problem import ContentError

    try:
        words = load_app(app or APP)
        if organisation is not None:
            words = App.parse_obj({**words.dict(), "organisation": organisation})
        content = make(words, app_id.lower(), domain.lower())
        if schema is not None:
            check(manifest(words, app_id.lower(), domain.lower()), schema)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content)
    except ContentError as error:
        leave(str(error.problems[0]), Exit.PROBLEM)
    except ValueError as error:
        leave(str(error), Exit.USAGE)
    except OSError as error:
        leave(f"{out} cannot be written: {error.strerror}", Exit.CANNOT_START)
    console.print(f"Written: {out} ({len(content) // 1024 + 1} kB, manifest {words.version})", soft_wrap=True)
