"""`think-cyber index`: build the search index and look into it."""

from __future__ import annotations

from typing import Annotated, Optional

import typer
from rich.table import Table

from bot.cli.exits import Exit, console, leave
from index.content.problem import ContentError
from index.paths import Paths
from index.settings import load_settings

index_app = typer.Typer(
    help="Build the search index from the corpus, and search it without the dialogue.", no_args_is_help=True
)


@index_app.command()
def build() -> None:
    """Build the index, or say that it is up to date.

    Only cards whose words changed are embedded again. A build that is cut short leaves the old index in place.
    """
    from index.build import build_index
    from index.encoder import Encoder
    from index.export import EncoderUntrusted, export

    paths, settings = Paths(), load_settings()
    try:
        folder = export(settings.encoder, paths.encoder)
        encoder = Encoder.load(folder, threads=2)
        built = build_index(
            paths.corpus,
            paths.index,
            encoder,
            settings,
            paths.overlay,
            report=lambda line: console.print(f"{line} ..."),
        )
    except ContentError as error:
        for problem in error.problems:
            console.print(str(problem), highlight=False, soft_wrap=True, markup=False)
        leave(f"{len(error.problems)} problem(s) in the corpus; the old index was left as it was")
    except (EncoderUntrusted, FileNotFoundError) as error:
        leave(str(error), Exit.CANNOT_START)
    except OSError as error:
        leave(f"{error.strerror or error}: the old index was left as it was", Exit.CANNOT_START)
    done = "up to date" if built.reused else f"built, {built.embedded} texts embedded anew"
    counts = ", ".join(f"{number} {name}" for name, number in built.counts.items())
    console.print(f"The index is {done}: {counts}.")


@index_app.command()
def search(
    query: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    nation: Annotated[Optional[str], typer.Option(help="england, scotland, wales or northern-ireland.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many passages to list.")] = 10,
) -> None:
    """List the passages that come nearest to a question, with their scores.

    Example: think-cyber index search "who must be told about a breach" --nation scotland
    """
    from bot.cli.asking import load_skills

    retriever = load_skills().retriever
    if nation and nation not in retriever.vocabulary.ids("nations"):
        leave(f"{nation!r} is not a nation: use one of {', '.join(retriever.vocabulary.ids('nations'))}", Exit.USAGE)
    table = Table("confidence", "score", "passage", "title")
    for hit in retriever.search(query, nation=nation, limit=limit):
        table.add_row(f"{hit.confidence:.2f}", f"{hit.score:.2f}", hit.passage.id, hit.passage.title)
    console.print(table)
