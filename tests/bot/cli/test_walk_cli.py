import json
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.walk import walk_app

CORPUS = str(Path(__file__).parents[3] / "corpus")


def answers(path, **given):
    data = {
        "format": "think-cyber-walk",
        "version": 1,
        "model": "2026-11-23",
        "route": "councillor",
        "on": "2026-11-23",
    }
    path.write_text(json.dumps({**data, "answers": {name.replace("_", "-"): said for name, said in given.items()}}))
    return str(path)


def run(*arguments):
    return CliRunner().invoke(walk_app, [*arguments, "--corpus", CORPUS], env={"COLUMNS": "200"})


def test_answers_of_several_people_are_put_together(tmp_path):
    files = [
        answers(tmp_path / "leader.json", lead_owner="yes"),
        answers(tmp_path / "siro.json", lead_owner="no"),
    ]
    found = run("merge", *files, "--out", str(tmp_path / "joint"))
    assert found.exit_code == 0, found.output
    assert "leader: yes; siro: no" in found.output
    assert (tmp_path / "joint" / "our-answers-together.html").exists()


def test_a_later_walk_is_compared_with_an_earlier_one(tmp_path):
    files = [answers(tmp_path / "before.json", lead_owner="no"), answers(tmp_path / "after.json", lead_owner="yes")]
    found = run("compare", *files, "--out", str(tmp_path / "plan"))
    assert found.exit_code == 0 and "Lead 0% → 100%" in found.output


def test_a_file_that_is_not_there_or_not_ours_ends_with_one_line_and_a_code(tmp_path):
    assert run("merge", "no-such-file.json", "nor-this.json").exit_code == 2
    other = tmp_path / "other.json"
    other.write_text("{}")
    found = run("merge", str(other), str(other))
    assert found.exit_code == 1 and "Traceback" not in found.output
