"""Importing Rasa and spaCy without TensorFlow and torch, where no component of ours uses them.

Rasa imports TensorFlow for its neural components whether or not the recipe names one, and spaCy imports torch where
it finds it: that is most of a start and two thirds of the memory. Here the names that Rasa takes from TensorFlow at
import time are placeholders, which serve as base classes and decorators and refuse any real use; torch is not found.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

PLACEHELD = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras", "jax")
HIDDEN = ("torch", "transformers", "sentence_transformers")
NEURAL = ("DIETClassifier", "ResponseSelector", "TEDPolicy", "UnexpecTEDIntentPolicy", "LanguageModelFeaturizer", "ConveRTFeaturizer")


class _Placeholder(type):
    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls is not Absent:
            raise RuntimeError(f"{cls.__name__} needs TensorFlow, which is not loaded: name it in config.yml")
        decorates = len(args) == 1 and not kwargs and callable(args[0])
        return args[0] if decorates else Absent

    def __getitem__(cls, item: Any) -> Any:
        return Absent


class Absent(metaclass=_Placeholder):
    """Whatever TensorFlow would have had here."""


class _Module(types.ModuleType):
    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        package = fullname.split(".")[0]
        if package in HIDDEN:
            raise ModuleNotFoundError(f"{package} is not loaded in a serving process", name=fullname)
        if package not in PLACEHELD:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run: every attribute is a placeholder."""


def import_lean(config: Path) -> bool:
    """Keep TensorFlow and torch from being imported, unless the recipe names a component that needs them.

    Must be called before Rasa is imported. Returns whether they are left out.
    """
    recipe = YAML(typ="safe").load(config.read_text(encoding="utf-8"))
    names = {part["name"].split(".")[-1] for key in ("pipeline", "policies") for part in recipe.get(key) or []}
    if names & set(NEURAL) or "tensorflow" in sys.modules:
        return False
    sys.meta_path.insert(0, _Finder())
    return True
