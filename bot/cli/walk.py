"""`think-cyber walk`: put several people's answers together, or compare two results."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bot.cli.exits import Exit, console, leave
from index.paths import Paths

walk_app = typer.Typer(help="Work with the answers that walks through the model leave behind.", no_args_is_help=True)

Corpus = Annotated[Path, typer.Option(help="The folder that holds the corpus.", file_okay=False, exists=True)]
Out = Annotated[Path, typer.Option(help="The folder to write to.", file_okay=False)]


@walk_app.command()
def merge(
    files: Annotated[
        list[Path], typer.Argument(help="Two or more JSON files, one for each person.", exists=True, dir_okay=False)
    ],
    out: Out = Path(),
    corpus: Corpus = Paths().corpus,
) -> None:
    """Put the answers of several people of one organisation into one picture that shows where they disagree.

    Each person walks the model and keeps the JSON file of the action plan. People appear by the names of their
    files, so choose names that may be seen, such as "finance" or "ward-member".

    Example: think-cyber walk merge leader.json siro.json head-of-it.json --out joint
    """
    from bot.skills.walk.export import Answers, read_answers
    from bot.skills.walk.merge import lines, merge, merged_files
    from index.content.problem import ContentError
    from index.content.walkthroughs import load_walkthroughs

    try:
        content = load_walkthroughs(corpus)
        people: dict[str, Answers] = {}
        for file in files:
            label = file.stem if file.stem not in people else f"{file.stem} ({len(people) + 1})"
            people[label] = read_answers(file, content.model)
        merged = merge(content.model, people)
        written = _write(out, "our-answers-together", merged_files(content.corpus, merged))
    except ContentError as error:
        leave(f"the corpus has {len(error.problems)} problem(s); the first is {error.problems[0]}", Exit.CANNOT_START)
    except (ValueError, OSError) as error:
        leave(str(error))
    table = Table("How", "Question", "Who said what", title=lines("disagreements"))
    for entry in merged.disagreements:
        said = "; ".join(f"{person}: {answer}" for person, answer in entry.given.items())
        table.add_row(lines(entry.kind), entry.question.ask, said)
    console.print(table if merged.disagreements else lines("agreed"))
    console.print("Written: " + ", ".join(str(path) for path in written), soft_wrap=True)


@walk_app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="The JSON file of the earlier walk.", exists=True, dir_okay=False)],
    after: Annotated[Path, typer.Argument(help="The JSON file of the later walk.", exists=True, dir_okay=False)],
    out: Out = Path(),
    corpus: Corpus = Paths().corpus,
) -> None:
    """Write the action plan of the later walk, with what has changed since the earlier one."""
    from bot.skills.walk.compare import compare
    from bot.skills.walk.export import files, read_answers
    from bot.skills.walk.result import result
    from bot.skills.walk.views import Views
    from index.content.problem import ContentError
    from index.content.walkthroughs import load_walkthroughs

    try:
        content = load_walkthroughs(corpus)
        kept = [read_answers(path, content.model) for path in (before, after)]
        earlier, later = (result(content.model, one.route, one.answers, one.on) for one in kept)
        change = compare(earlier, later)
        written = _write(out, "action-plan", files(content.corpus, later, change))
    except ContentError as error:
        leave(f"the corpus has {len(error.problems)} problem(s); the first is {error.problems[0]}", Exit.CANNOT_START)
    except (ValueError, OSError) as error:
        leave(str(error))
    console.print(Views(content.model, content.corpus).changed(change).replace("**", ""))
    console.print("Written: " + ", ".join(str(path) for path in written), soft_wrap=True)


def _write(folder: Path, name: str, contents: dict[str, bytes]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for form, content in contents.items():
        path = folder / f"{name}.{form}"
        path.write_bytes(content)
        paths.append(path)
    return paths
