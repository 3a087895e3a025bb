"""Importing Rasa and spaCy without what no component of ours uses.

Rasa imports TensorFlow for its neural components whether or not the recipe names one, and the SDK of every messaging
service and database that it has a connector for; spaCy imports torch where it finds it. That is most of a start and
two thirds of the memory. Here the names that Rasa takes from them at import time are placeholders, which serve as
base classes and decorators and refuse any real use; what can be done without is not found.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from ruamel.yaml import YAML

NEURAL_PACKAGES = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")
HIDDEN = ("torch", "transformers", "sentence_transformers")
NEURAL = (
    "DIETClassifier",
    "ResponseSelector",
    "TEDPolicy",
    "UnexpecTEDIntentPolicy",
    "LanguageModelFeaturizer",
    "ConveRTFeaturizer",
)
# Package: the word in endpoints or credentials that says that it is used, or None for what serving never uses.
VENDORS: dict[str, str | None] = {
    "aio_pika": "pika",
    "aiogram": "telegram",
    "boto3": "dynamo",
    "fbmessenger": "facebook",
    "matplotlib": None,
    "prompt_toolkit": None,
    "pymongo": "mongo",
    "questionary": None,
    "redis": "redis",
    "slack_sdk": "slack",
    "socketio": "socketio",
    "twilio": "twilio",
    "webexteamssdk": "webex",
}


class _Placeholder(type):
    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return cls

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls is not Absent:
            raise RuntimeError(f"{cls.__name__} needs a package that bot.engine.lean_imports left out of this process")
        decorates = len(args) == 1 and not kwargs and callable(args[0])
        return args[0] if decorates else Absent

    def __getitem__(cls, item: Any) -> Any:
        return cls


class Absent(metaclass=_Placeholder):
    """Whatever TensorFlow would have had here; Rasa calls some of it while it is imported."""


class LeftOutError(Exception, metaclass=_Placeholder):
    """Whatever a vendor's SDK would have had here. An exception, because Rasa names SDKs' errors in `except`."""


class _Module(types.ModuleType):
    placeholder: ClassVar[Any] = Absent

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.placeholder


class _VendorModule(_Module):
    placeholder = LeftOutError


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, placeheld: Iterable[str], hidden: Iterable[str]) -> None:
        self._placeheld, self._hidden = frozenset(placeheld), frozenset(hidden)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        package = fullname.split(".")[0]
        if package in self._hidden:
            raise ModuleNotFoundError(f"{package} is not loaded in a serving process", name=fullname)
        if package not in self._placeheld:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return (_VendorModule if spec.name.split(".")[0] in VENDORS else _Module)(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run: every attribute is a placeholder."""


def import_lean(config: Path, *connections: Path) -> bool:
    """Keep TensorFlow, torch and vendors' SDKs from being imported, unless something named needs them.

    Must be called before Rasa is imported.

    Args:
        config: the recipe; a neural component in it keeps TensorFlow.
        connections: endpoints and credentials; a service named in them, even in a comment, keeps its SDK.

    Returns:
        Whether TensorFlow is left out.
    """
    recipe = YAML(typ="safe").load(config.read_text(encoding="utf-8"))
    names = {part["name"].split(".")[-1] for key in ("pipeline", "policies") for part in recipe.get(key) or []}
    lean = not names & set(NEURAL) and "tensorflow" not in sys.modules
    named = "\n".join(path.read_text(encoding="utf-8") for path in connections).lower()
    vendors = [package for package, word in VENDORS.items() if word is None or word not in named]
    sys.meta_path.insert(0, _Finder([*vendors, *NEURAL_PACKAGES] if lean else vendors, HIDDEN if lean else ()))
    return lean


def hide(*packages: str) -> None:
    """Keep packages that others import where they find them from being found."""
    sys.meta_path.insert(0, _Finder((), packages))
