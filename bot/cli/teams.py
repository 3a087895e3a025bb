"""`think-cyber teams`: the app package for Microsoft Teams."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from bot.cli.exits import Exit, console, leave

teams_app = typer.Typer(help="Bring the bot into Microsoft Teams; docs/teams.md says how.", no_args_is_help=True)


@teams_app.callback()
def _group() -> None:
    """Keeps `package` a command of its own while it is the only one."""


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
