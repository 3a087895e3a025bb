"""`think-cyber corpus`: what whoever keeps the guidance needs. Each command is a call into `index.keeping`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, Optional, get_args

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.exits import Exit, console, leave
from index.content.corpus import Corpus, read_corpus
from index.content.problem import ContentError, Problem
from index.keeping.coverage import FILE, Asked, Cell, Coverage, Matrix, measure_coverage, read_asked, write_csv
from index.paths import OVERLAY_VARIABLE, Paths

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.keeping.gaps import Gap
    from index.keeping.overlap import Stretch
    from index.keeping.vectors import Embed, Vectors

PATHS = Paths()
FACETS = {"topic": "topics", "audience": "audiences", "nation": "nations", "step": "steps"}
ONE = {many: one for one, many in FACETS.items()}
LABEL = 36  # columns of a terminal that the name of a row takes

corpus_app = typer.Typer(
    help="""Keep the guidance right: check it, see what is missing, doubled or out of date, and add to it.

    A morning's round: check, stale, coverage --questions build/state/turns.jsonl, then overlap.""",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

Root = Annotated[
    Path,
    typer.Option("--corpus", exists=True, file_okay=False, help="The folder of the guidance.", show_default="corpus"),
]
Overlay = Annotated[
    Optional[Path],
    typer.Option(
        exists=True, file_okay=False, envvar=OVERLAY_VARIABLE, help="Your council's own folder, laid on top of ours."
    ),
]


@corpus_app.command()
def check(
    root: Root = PATHS.corpus,
    overlay: Overlay = None,
    texts: Annotated[
        Path,
        typer.Option(help="Source texts, ID.txt each, to hold our wording against.", show_default="build/source-texts"),
    ] = PATHS.build / "source-texts",
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail the check too.")] = False,
) -> None:
    """Say what is wrong, with file, line and how to mend it.

    Errors keep the index from being built: a broken field, a name that points nowhere, a number without a source.
    Warnings are for a person to judge: a card due for review, a text that is hard to read.

    Exit code 1 where there is an error (with --strict, a warning).
    """
    from index.keeping.check import check_corpus

    problems = check_corpus(root, overlay, texts=texts)
    _show(problems)
    errors = sum(not problem.warning for problem in problems)
    console.print(f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}.")
    if errors or (strict and problems):
        raise typer.Exit(Exit.PROBLEM)


@corpus_app.command()
def coverage(
    root: Root = PATHS.corpus,
    overlay: Overlay = None,
    topic: Annotated[Optional[str], typer.Option(help="Only cards on this topic.")] = None,
    audience: Annotated[Optional[str], typer.Option(help="Only cards for this audience.")] = None,
    nation: Annotated[Optional[str], typer.Option(help="Only cards for this nation.")] = None,
    step: Annotated[Optional[str], typer.Option(help="Only cards on this step of the model.")] = None,
    questions: Annotated[
        Optional[Path],
        typer.Option(exists=True, dir_okay=False, help="Questions that got no good answer, as the bot records them."),
    ] = None,
    html: Annotated[Optional[Path], typer.Option(help="Write a page with a heat map here.")] = None,
    csv: Annotated[Optional[Path], typer.Option(help="Write topic by audience by nation by step here.")] = None,
) -> None:
    """Count the cards for every topic, audience, nation and step, and name what is empty.

    What may be empty, and why, stands in coverage.yml beside the cards. With --questions, also say what users
    asked in vain and what would answer it; the bot records such questions in build/state/turns.jsonl.

    Example: think-cyber corpus coverage --nation scotland --html build/coverage.html

    Exit code 1 where a cell is empty that users would ask about.
    """
    corpus = _read(root, overlay)
    asked = _asked(corpus, root)
    chosen = {"topics": topic, "audiences": audience, "nations": nation, "steps": step}
    where = {facet: value for facet, value in chosen.items() if value}
    for facet, value in where.items():
        if value not in corpus.vocabulary.ids(facet):
            leave(f"{value} is no {ONE[facet]}: use one of {', '.join(corpus.vocabulary.ids(facet))}", Exit.USAGE)
    measured = measure_coverage(corpus, asked, where)
    gaps = _gaps(corpus, questions) if questions else None
    if csv:
        _write(csv, lambda path: _csv(corpus, asked, path))
    if html:
        from index.keeping.pages import render

        page = render("coverage.html.j2", coverage=measured, gaps=gaps, date=f"{dt.date.today():%-d %B %Y}")
        _write(html, lambda path: path.write_text(page, encoding="utf-8"))
    for matrix in measured.matrices:
        _show_matrix(measured, matrix)
    _show_empty(measured)
    if gaps is not None:
        _show_gaps(gaps)
    if measured.empty:
        raise typer.Exit(Exit.PROBLEM)


@corpus_app.command()
def overlap(
    root: Root = PATHS.corpus,
    overlay: Overlay = None,
    same: Annotated[float, typer.Option(min=0, max=1, help="How alike two sections are that say the same.")] = 0.85,
    related: Annotated[float, typer.Option(min=0, max=1, help="How alike, for numbers to be compared.")] = 0.7,
    limit: Annotated[int, typer.Option(min=1, help="How many pairs to list of each kind.")] = 30,
) -> None:
    """List sections that say the same, and sections that may contradict each other.

    Likeness is measured by meaning, from 0 to 1. Two sections may contradict where they are alike but state other
    numbers, times or names. A person decides: make one card of two, say in each title what differs, or mend one.

    Exit code 1 where there is anything to look at; 3 where the encoder was not built.
    """
    from index.keeping.overlap import find_overlap

    corpus = _read(root, overlay)
    found = find_overlap(corpus, _embed(), same, related)
    if found.conflicts:
        console.print("[bold]May contradict each other[/]")
    for pair in found.conflicts[:limit]:
        _show_stretches([pair.first, pair.second], f"{pair.similarity:.2f}")
        for one in pair.differences:
            _plain(f"      {one.kind}: {', '.join(one.first)} / {', '.join(one.second)}")
    if found.same:
        console.print("[bold]Say the same[/]")
    for pair in found.same[:limit]:
        _show_stretches([pair.first, pair.second], f"{pair.similarity:.2f}")
    for group in found.clusters[:limit]:
        console.print(f"[bold]A group of {len(group)}[/]")
        _show_stretches(group)
    console.print(
        f"{_count(len(found.conflicts), 'possible contradiction')}, {_count(len(found.same), 'pair')} that say "
        f"the same, {_count(len(found.clusters), 'group')} of three or more."
    )
    if found.same or found.conflicts:
        raise typer.Exit(Exit.PROBLEM)


@corpus_app.command()
def stale(
    root: Root = PATHS.corpus,
    overlay: Overlay = None,
    within: Annotated[int, typer.Option(min=0, help="Also what falls due in so many days.")] = 0,
) -> None:
    """List what was right once: reviews that are due, former names, sources that were replaced.

    A former name may stand in a sentence that says what it is now. With an overlay, cards of yours that replace
    a newer one of ours are listed too.

    Exit code 1 where there is anything to look at.
    """
    from index.keeping.house_style import read_house_style
    from index.keeping.stale import find_stale

    corpus = _read(root, overlay)
    try:
        style = read_house_style(root)
    except ContentError as error:
        _refuse(error)
    problems = find_stale(corpus, style, dt.date.today() + dt.timedelta(days=within))
    _show(problems)
    console.print(f"{_count(len(problems), 'finding')}.")
    if problems:
        raise typer.Exit(Exit.PROBLEM)


@corpus_app.command("import")
def import_(
    origins: Annotated[list[str], typer.Argument(metavar="FILE|URL|FOLDER...", help="What to read.")],
    root: Root = PATHS.corpus,
    overlay: Overlay = None,
    url: Annotated[Optional[str], typer.Option(help="Where the document is published.")] = None,
    publisher: Annotated[Optional[str], typer.Option(help="Who published it.")] = None,
    licence: Annotated[Optional[str], typer.Option(help="Its licence, e.g. OGL-3.0.")] = None,
    out: Annotated[Path, typer.Option(help="Where the drafts go.", show_default="build/drafts")] = PATHS.build
    / "drafts",
    texts: Annotated[
        Path, typer.Option(help="Where the texts go, for corpus check.", show_default="build/source-texts")
    ] = PATHS.build / "source-texts",
) -> None:
    """Make draft cards of a page, PDF, Word document, Markdown or plain text.

    Drafts keep the publisher's words and say so; they go to build/drafts, never into the guidance by themselves.
    A person then writes each anew, keeps it as a quotation, or throws it away.

    Example: think-cyber corpus import guide.pdf --publisher NCSC --licence OGL-3.0 --url https://...

    Exit code 1 where a file could not be read; the others are imported all the same.
    """
    from index.content.source import Licence
    from index.keeping.importing.likeness import Likeness
    from index.keeping.importing.run import Importer, Known

    licences = get_args(Licence)
    if licence and licence not in licences:
        leave(f"{licence} is no licence that we know: use one of {', '.join(licences)}", Exit.USAGE)
    corpus = _read(root, overlay)
    encoder = _load_encoder()
    if encoder is None:
        console.print("The encoder was not built, so likeness to our cards is told by words alone.")
    importer = Importer(corpus, out, texts, Likeness(corpus, encoder.encode if encoder else None))
    failed = 0
    for origin in origins:
        for outcome in importer.run(origin, Known(url, publisher, licence)):
            failed += outcome.problem is not None
            if outcome.problem:
                line = Text.assemble((outcome.name, "bold"), ": ", (outcome.problem, "red"), f". Mend: {outcome.mend}")
            else:
                told = [_count(len(outcome.drafts), "draft"), *outcome.notes]
                line = Text.assemble((outcome.name, "bold"), ": ", "; ".join(told))
            console.print(line, soft_wrap=True, highlight=False)
    console.print(f"Drafts are in {out}.", soft_wrap=True)
    if failed:
        raise typer.Exit(Exit.PROBLEM)


@corpus_app.command()
def new(
    title: Annotated[Optional[str], typer.Option(help="The card's title; its id is made of it.")] = None,
    question: Annotated[Optional[list[str]], typer.Option(help="As users ask it; three or more.")] = None,
    audience: Annotated[Optional[list[str]], typer.Option(help="Whom it is for, or everyone.")] = None,
    nation: Annotated[Optional[list[str]], typer.Option(help="Where it is right, or all.")] = None,
    topic: Annotated[Optional[list[str]], typer.Option(help="Its topics, the main one first.")] = None,
    step: Annotated[Optional[list[str]], typer.Option(help="Steps of the model.")] = None,
    source: Annotated[Optional[list[str]], typer.Option(help="Ids of its sources, the main one first.")] = None,
    changing: Annotated[bool, typer.Option("--changing", help="The matter is changing: review in 3 months.")] = False,
    root: Root = PATHS.corpus,
    overlay: Overlay = None,
) -> None:
    """Begin a card: a few questions, and a file with everything but its text.

    What is not given as an option is asked for; several answers are divided by commas.
    With an overlay, the card goes there.

    Example: think-cyber corpus new --title "Lock your screen" --question "..." --question "..." --question "..."
    --audience all-staff --nation all --topic devices --step protect --source ncsc-device-security

    Exit code 1 where a name is not known or the card is there already; nothing is written then.
    """
    from index.keeping.new import NewCard, new_card

    corpus = _read(root, overlay)
    vocabulary = corpus.vocabulary
    card = NewCard(
        title=title or _ask("Title"),
        questions=question or _ask_questions(),
        audiences=audience or _ask_list("Whom is it for", ["everyone", *vocabulary.ids("audiences")]),
        nations=nation or _ask_list("Where is it right", ["all", *vocabulary.ids("nations")]),
        topics=topic or _ask_list("Topics, the main one first", vocabulary.ids("topics")),
        steps=step or _ask_list("Steps of the model", vocabulary.ids("steps")),
        sources=source or _ask_list("Sources by their ids, the main one first", []),
        changing=changing,
    )
    try:
        path = new_card(corpus, card, overlay or root, dt.date.today())
    except ContentError as error:
        _refuse(error)
    console.print(f"{path}: write its text where it says TODO, then run `think-cyber corpus check`.", soft_wrap=True)


@corpus_app.command()
def report(
    root: Root = PATHS.corpus,
    results: Annotated[
        Path, typer.Option(help="Where the figures go.", show_default="results/corpus.json")
    ] = PATHS.root / "results" / "corpus.json",
    page: Annotated[Path, typer.Option(help="Where the page goes.", show_default="docs/corpus-report.md")] = PATHS.root
    / "docs"
    / "corpus-report.md",
) -> None:
    """Write the corpus in figures: its size, coverage, readability and evidence.

    Exit code 1 where the corpus has no usable vocabulary or coverage.yml.
    """
    from index.keeping.provenance import provenance
    from index.keeping.report import measure_corpus, write_report

    try:
        figures = measure_corpus(root, passages=_passages(_read(root, None)))
    except ContentError as error:
        _refuse(error)
    figures = {**provenance("think-cyber corpus report", PATHS.root), **figures}
    write_report(figures, results, page)
    console.print(f"Written to {results} and {page}.", soft_wrap=True)


def _read(root: Path, overlay: Path | None) -> Corpus:
    """What of the corpus can be read. The check says what is wrong with the rest."""
    try:
        corpus, problems = read_corpus(root, overlay)
    except ContentError as error:
        _refuse(error)
    errors = sum(not problem.warning for problem in problems)
    if errors:
        console.print(
            f"[yellow]{_count(errors, 'error')} in the corpus:[/] what follows leaves out what cannot be read."
        )
    return corpus


def _asked(corpus: Corpus, root: Path) -> Asked:
    path = root / FILE
    if not path.exists():
        leave(f"there is no {path}: it names the pairs of facets that users ask about", Exit.CANNOT_START)
    try:
        return read_asked(corpus.vocabulary, path)
    except ContentError as error:
        _refuse(error)


def _refuse(error: ContentError) -> NoReturn:
    _show(error.problems)
    raise typer.Exit(Exit.PROBLEM)


def _embed() -> Embed:
    encoder = _load_encoder()
    if encoder is None:
        leave("the encoder was not built: run `think-cyber index build` first", Exit.CANNOT_START)
    return encoder.encode


def _load_encoder() -> Encoder | None:
    from bot.skills.assembly import load_encoder
    from index.encoder import EncoderMissing

    try:
        return load_encoder(PATHS)
    except (EncoderMissing, OSError):
        return None


def _passages(corpus: Corpus) -> int | None:
    """How many passages the index cuts the corpus into, where the encoder is there to count its tokens."""
    from index.passages import cut
    from index.settings import load_settings

    encoder = _load_encoder()
    return len(cut(corpus, encoder.count_tokens, load_settings().passages.max_tokens)) if encoder else None


def _show(problems: list[Problem]) -> None:
    for problem in problems:
        level = ("warning", "yellow") if problem.warning else ("error", "red")
        place = (f"{_near(problem.file)}:{problem.line}", "bold")
        line = Text.assemble(place, ": ", level, f": {problem.what}. ", ("Mend: ", "dim"), problem.mend)
        console.print(line, soft_wrap=True, highlight=False)


def _near(path: Path) -> Path:
    """A path as it is reached from here, which an editor can open by a click."""
    here = Path.cwd()
    return path.resolve().relative_to(here) if path.resolve().is_relative_to(here) else path


def _show_stretches(stretches: list[Stretch], head: str = "") -> None:
    """Sections, one a line, with where they stand; `head` before the first."""
    for number, stretch in enumerate(stretches):
        place = f"{_near(stretch.card.path)}:{stretch.section.line}"
        _plain(f"{'' if number else head:4}  {place}  {stretch.title}")


def _plain(line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)


def _show_matrix(measured: Coverage, matrix: Matrix) -> None:
    """Columns are numbered, because twenty names do not fit side by side; the numbers are told below."""
    columns = measured.vocabulary.ids(matrix.columns)
    fit = max(1, (console.width - LABEL) // 4)
    for start in range(0, len(columns), fit):
        table = Table(title=f"{ONE[matrix.rows].capitalize()} by {ONE[matrix.columns]}", box=None, padding=(0, 1, 0, 0))
        table.add_column("", no_wrap=True)
        for number, _ in enumerate(columns[start : start + fit], start + 1):
            table.add_column(str(number), justify="right", no_wrap=True, min_width=3)
        for row in measured.vocabulary.ids(matrix.rows):
            cells = (matrix.cells[row, column] for column in columns[start : start + fit])
            table.add_row(measured.vocabulary.label(matrix.rows, row)[: LABEL - 2], *map(_shown, cells))
        console.print(table)
    names = (f"{number} {measured.vocabulary.label(matrix.columns, name)}" for number, name in enumerate(columns, 1))
    console.print(f"[dim]{'; '.join(names)}[/]\n", highlight=False)


def _shown(cell: Cell) -> str:
    if cell.empty:
        return "[red bold]0[/]"
    return str(cell.count) if cell.count else "[dim]-[/]"


def _show_empty(measured: Coverage) -> None:
    for matrix in measured.matrices:
        for cell in matrix.empty:
            row = measured.vocabulary.label(matrix.rows, cell.row)
            column = measured.vocabulary.label(matrix.columns, cell.column)
            console.print(f"[red]empty[/]: {row} for {column}", highlight=False, soft_wrap=True)
    fine = sum(len(cells) for matrix in measured.matrices for cells in matrix.excused.values())
    console.print(
        f"{_count(measured.cards, 'card')}; {_count(measured.empty, 'cell')} empty that users would ask about, "
        f"{_count(fine, 'cell')} empty as expected."
    )


def _gaps(corpus: Corpus, path: Path) -> list[Gap]:
    from index.keeping.gaps import find_gaps, read_records

    records, problems = read_records(path)
    _show(problems)
    encoder = _load_encoder()
    if encoder is None:
        return find_gaps(corpus, records)

    def alike(texts: list[str]) -> Vectors:
        vectors = encoder.encode(texts)
        return vectors @ vectors.T

    return find_gaps(corpus, records, alike, same=0.7)


def _show_gaps(gaps: list[Gap]) -> None:
    table = Table(
        "Asked", "Question", "Nearest card", "What to do", title="Questions that got no good answer", box=None
    )
    for gap in gaps:
        near = f"{gap.card or 'none'}{'' if gap.score is None else f' ({gap.score})'}"
        table.add_row(str(gap.count), Text(gap.questions[0]), near, Text(gap.advice))
    console.print(table if gaps else "No question on record went without a good answer.")


def _csv(corpus: Corpus, asked: Asked, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_csv(corpus, asked, stream)


def _write(path: Path, how: Callable[[Path], object]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        how(path)
    except OSError as error:
        leave(f"{path} cannot be written: {error.strerror}", Exit.CANNOT_START)
    console.print(f"Written to {path}.", soft_wrap=True)


def _ask(what: str) -> str:
    if not _somebody_is_there():
        leave(f"{what}: not given, and there is nobody to ask. See think-cyber corpus new --help", Exit.USAGE)
    return str(typer.prompt(what)).strip()


def _ask_list(what: str, known: list[str]) -> list[str]:
    if known and _somebody_is_there():
        console.print(f"[dim]{', '.join(known)}[/]", highlight=False)
    return [name.strip() for name in _ask(what).split(",") if name.strip()]


def _ask_questions() -> list[str]:
    asked = [_ask(f"Question {number}, as users type it") for number in (1, 2, 3)]
    while more := str(typer.prompt("Another, or nothing", default="", show_default=False)).strip():
        asked.append(more)
    return asked


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _somebody_is_there() -> bool:
    return sys.stdin.isatty()
