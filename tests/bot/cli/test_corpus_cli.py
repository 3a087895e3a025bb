"""`think-cyber corpus`: what a person reads and what a script can rely on."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bot.cli import corpus as cli
from bot.cli.exits import console

VOCABULARY = """\
audiences: [{id: councillor, label: Councillors}, {id: it-staff, label: IT staff}]
nations: [{id: england, label: England}, {id: scotland, label: Scotland}]
topics: [{id: reporting, label: Reporting, also: [notify]}, {id: backups, label: Backups}]
steps: [{id: protect, label: Protect}, {id: respond, label: Respond}]
bodies: [{id: principal-council, label: Council}]
"""
SOURCES = """\
publisher: Regulator
documents:
  - {id: page, title: The page, url: "https://regulator.example/page", seen_as: publisher, licence: OGL-3.0}
"""
CARD = """\
---
id: {id}
title: {id}
questions: [What is {id}?, Why {id}?, When {id}?]
audiences: [everyone]
nations: [all]
topics: [{topic}]
steps: [respond]
sources: [page]
reviewed: 2020-01-01
review_by: {review_by}
confidence: high
---
{body}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for name, text in {
        "vocabulary.yml": VOCABULARY,
        "sources/regulator.yml": SOURCES,
        "coverage.yml": "pairs: [[topics, nations]]\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    write_card(folder, "tell-them", "reporting")
    return folder


def write_card(root: Path, name: str, topic: str, body: str = "Start a log.", review_by: str = "2999-01-01") -> Path:
    path = root / "cards" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(CARD.format(id=name, topic=topic, body=body, review_by=review_by))
    return path


@pytest.fixture
def run(root, monkeypatch):
    monkeypatch.setattr(cli, "_load_encoder", lambda: None)
    monkeypatch.delenv("THINK_CYBER_OVERLAY", raising=False)
    monkeypatch.setattr(console, "_width", 200)

    def run_it(*arguments: object, told: str | None = None) -> tuple[int, str]:
        given = [str(one) for one in arguments]
        options = ["--corpus", str(root)] if "--help" not in given else []
        result = CliRunner().invoke(cli.corpus_app, [given[0], *options, *given[1:]], input=told)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    return run_it


class FakeEncoder:
    def encode(self, texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 1), dtype=np.float32)

    def count_tokens(self, text: str) -> int:
        return 1


@pytest.mark.parametrize("command", ["check", "coverage", "overlap", "stale", "import", "new", "report"])
def test_each_command_explains_itself_and_its_exit_codes(run, command):
    code, output = run(command, "--help")
    assert code == 0
    assert "Exit code 1" in output


def test_a_folder_that_is_not_there_is_bad_usage(run, tmp_path):
    for command in ("check", "coverage", "stale"):
        assert run(command, "--corpus", tmp_path / "gone")[0] == 2


def test_a_folder_that_is_no_corpus_is_a_problem_that_says_so(run, tmp_path):
    code, output = run("stale", "--corpus", tmp_path)
    assert code == 1
    assert "there is no vocabulary" in output


# --- check --------------------------------------------------------------------------------------------


def test_check_is_fine_with_a_corpus_without_a_fault(run):
    assert run("check") == (0, "0 errors, 0 warnings.\n")


def test_check_names_file_line_and_mend(run, root):
    path = write_card(root, "ring-them", "reporting", "Ring 01632 960 001.")
    code, output = run("check")
    assert code == 1
    assert f"{path}:14: error: no source is given for '01632 960 001'. Mend: add `- {{text: " in output
    assert output.endswith("1 error, 0 warnings.\n")


def test_check_lets_a_warning_pass_unless_it_is_strict(run, root):
    write_card(root, "tell-them", "reporting", review_by="2020-06-01")
    assert run("check")[0] == 0
    assert run("check", "--strict")[0] == 1


def test_check_reads_an_overlay(run, root, tmp_path):
    ours = tmp_path / "ours"
    ours.mkdir()
    write_card(ours, "our-own", "cookery")
    code, output = run("check", "--overlay", ours)
    assert code == 1
    assert "the topic 'cookery' is not known" in output


# --- coverage -----------------------------------------------------------------------------------------


def test_coverage_names_the_empty_cells(run, root):
    code, output = run("coverage")
    assert code == 1
    assert "empty: Backups for England" in output
    assert "1 card; 2 cells empty that users would ask about, 0 cells empty as expected." in output
    write_card(root, "keep-copies", "backups")
    assert run("coverage")[0] == 0


def test_coverage_can_be_narrowed_to_what_the_vocabulary_knows(run):
    assert "0 cards; 4 cells empty" in run("coverage", "--step", "protect")[1]
    code, output = run("coverage", "--nation", "france")
    assert code == 2
    assert "france is no nation: use one of england, scotland" in output


def test_coverage_writes_a_page_and_a_table(run, tmp_path):
    page, table = tmp_path / "new" / "coverage.html", tmp_path / "coverage.csv"
    run("coverage", "--html", page, "--csv", table)
    assert "<h1>What the guidance covers" in page.read_text()
    with table.open() as stream:
        assert len(list(csv.reader(stream))) == 1 + 2 * 2


def test_coverage_tells_what_was_asked_in_vain(run, tmp_path):
    turns = tmp_path / "turns.jsonl"
    turns.write_text(
        json.dumps(
            {"when": "x", "status": "unanswerable", "text": "whom to notify [bold]", "card": None, "score": None}
        )
        + "\nbroken\n"
    )
    output = run("coverage", "--questions", turns)[1]
    assert "turns.jsonl:2: warning: the line is not a record" in output
    assert "whom to notify [bold]" in output
    assert "write a card on Reporting" in output
    assert run("coverage", "--questions", tmp_path / "gone.jsonl")[0] == 2


def test_coverage_without_its_list_cannot_start(run, root):
    (root / "coverage.yml").unlink()
    assert run("coverage")[0] == 3


# --- overlap and stale --------------------------------------------------------------------------------


def test_overlap_without_an_encoder_cannot_start(run):
    code, output = run("overlap")
    assert code == 3
    assert "think-cyber index build" in output


def test_overlap_lists_pairs_and_contradictions(run, root, monkeypatch):
    monkeypatch.setattr(cli, "_load_encoder", FakeEncoder)
    assert run("overlap")[0] == 0
    first = write_card(root, "one", "reporting", "Report within 72 hours.")
    second = write_card(root, "two", "reporting", "Report within 24 hours.")
    code, output = run("overlap")
    assert code == 1
    assert f"1.00  {first}:14  one\n      {second}:14  two\n      hour: 72 hour / 24 hour" in output
    assert "1 possible contradiction, 3 pairs that say the same, 1 group of three or more." in output


def test_stale_lists_what_is_due_and_what_will_be(run, root):
    assert run("stale") == (0, "0 findings.\n")
    assert run("stale", "--within", "999999")[0] == 1
    write_card(root, "tell-them", "reporting", review_by="2020-06-01")
    code, output = run("stale")
    assert code == 1
    assert "the card was to be reviewed by 2020-06-01" in output


# --- import -------------------------------------------------------------------------------------------


def test_import_makes_drafts_and_one_bad_file_does_not_stop_it(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("")
    (tmp_path / "in" / "b.md").write_text("# A guide\n\nText.\n")
    out = ("--out", tmp_path / "drafts", "--texts", tmp_path / "texts", "--licence", "OGL-3.0")
    code, output = run("import", tmp_path / "in", *out)
    assert code == 1
    assert "a.txt: the file is empty. Mend: check that the file is whole" in output
    assert "b.md: 1 draft; no publisher was found: fill it in" in output
    assert run("import", tmp_path / "in" / "b.md", *out)[0] == 0
    assert "licence: OGL-3.0" in (tmp_path / "drafts/a-guide/a-guide.md").read_text()


def test_import_refuses_a_licence_that_is_none(run, tmp_path):
    code, output = run("import", tmp_path, "--licence", "free")
    assert code == 2
    assert "free is no licence that we know" in output


def test_import_without_a_file_is_bad_usage(run):
    assert run("import")[0] == 2


# --- new ----------------------------------------------------------------------------------------------

OPTIONS = (
    *("--title", "Keep copies", "--question", "why", "--question", "where", "--question", "how"),
    *("--audience", "it-staff", "--nation", "all", "--topic", "backups", "--step", "protect", "--source", "page"),
)


def test_new_writes_a_card_from_its_options(run, root):
    code, output = run("new", *OPTIONS)
    assert code == 0
    assert "write its text where it says TODO" in output
    assert (root / "cards/backups/keep-copies.md").exists()
    assert run("new", *OPTIONS)[0] == 1


def test_new_names_what_is_not_known_and_writes_nothing(run, root):
    code, output = run("new", *OPTIONS, "--source", "pag")
    assert code == 1
    assert "the source 'pag' is not known. Mend: did you mean 'page'?" in output
    assert not (root / "cards/backups").exists()


def test_new_asks_for_what_is_not_given(run, root, monkeypatch):
    monkeypatch.setattr(cli, "_somebody_is_there", lambda: True)
    told = "Keep copies\nwhy\nwhere\nhow\n\nit-staff, councillor\nall\nbackups\nprotect\npage\n"
    assert run("new", told=told)[0] == 0
    assert "audiences: [it-staff, councillor]" in (root / "cards/backups/keep-copies.md").read_text()


def test_new_does_not_wait_where_nobody_can_answer(run):
    code, output = run("new")
    assert code == 2
    assert "there is nobody to ask" in output


# --- report -------------------------------------------------------------------------------------------


def test_report_writes_figures_and_a_page(run, tmp_path, monkeypatch):
    monkeypatch.setattr(cli, "_load_encoder", FakeEncoder)
    results, page = tmp_path / "r" / "corpus.json", tmp_path / "d" / "report.md"
    assert run("report", "--results", results, "--page", page)[0] == 0
    figures = json.loads(results.read_text())
    wanted = {"cards", "passages", "sources", "contacts", "empty_cells", "facts_with_source_seen", "reading_age_median"}
    assert wanted | {"command", "commit", "date", "machine"} <= set(figures)
    assert (figures["cards"], figures["passages"], figures["empty_cells"]) == (1, 1, 2)
    assert "# The corpus in figures" in page.read_text()
