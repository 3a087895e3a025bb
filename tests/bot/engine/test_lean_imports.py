"""What a serving process imports, seen in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RECIPE = "pipeline: [{name: WhitespaceTokenizer}]\npolicies: [{name: RulePolicy}]\n"


def run(code: str, folder: Path, recipe: str = RECIPE, connections: str = "") -> str:
    """What `code` prints in a process that was made lean by these files."""
    (folder / "config.yml").write_text(recipe, encoding="utf-8")
    (folder / "endpoints.yml").write_text(connections, encoding="utf-8")
    start = (
        "import sys; from pathlib import Path; from bot.engine.lean_imports import import_lean, hide\n"
        f"lean = import_lean(Path({str(folder / 'config.yml')!r}), Path({str(folder / 'endpoints.yml')!r}))\n"
    )
    done = subprocess.run([sys.executable, "-c", start + code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_torch_is_not_found(tmp_path: Path) -> None:
    code = "try:\n    import torch\nexcept ModuleNotFoundError as error:\n    print(error)"
    assert "torch is not loaded" in run(code, tmp_path)


def test_a_neural_component_in_the_recipe_keeps_tensorflow(tmp_path: Path) -> None:
    recipe = RECIPE.replace("WhitespaceTokenizer", "DIETClassifier")
    assert run("print(lean)", tmp_path, recipe) == "False"
    assert run("print(lean)", tmp_path) == "True"


@pytest.mark.parametrize(("connections", "real"), [("", False), ("lock_store: {type: redis}", True)])
def test_an_sdk_is_real_only_where_its_service_is_named(tmp_path: Path, connections: str, real: bool) -> None:
    assert run("import redis; print(hasattr(redis, '__file__'))", tmp_path, connections=connections) == str(real)


def test_a_class_of_a_left_out_sdk_can_be_inherited_and_caught_but_not_made(tmp_path: Path) -> None:
    code = """
from aiogram import Bot
from pymongo.errors import ConnectionFailure
class Telegram(Bot): ...
try:
    raise OSError
except (ConnectionFailure, OSError):
    print("caught")
try:
    Telegram("token")
except RuntimeError as error:
    print(error)
"""
    assert run(code, tmp_path).splitlines() == [
        "caught",
        "Telegram needs a package that bot.engine.lean_imports left out of this process",
    ]


def test_what_others_import_only_where_they_find_it_can_be_hidden(tmp_path: Path) -> None:
    code = "hide('colorsys')\ntry:\n    import colorsys\nexcept ImportError:\n    print('hidden')"
    assert run(code, tmp_path) == "hidden"
