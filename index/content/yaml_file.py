"""YAML with line numbers, validated by a pydantic model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError
from yaml.constructor import ConstructorError

from index.content.problem import ContentError, Problem

Model = TypeVar("Model", bound=BaseModel)
DEEPEST = 50


class LinedMap(dict[str, Any]):
    """A mapping that knows the 0-based `line` on which it begins and, in `lines`, those of its keys."""

    line = 0
    lines: dict[str, int]


class LinedList(list[Any]):
    """A list that knows the 0-based `line` on which it begins and, in `lines`, those of its items."""

    line = 0
    lines: list[int]


class _Impossible(ConstructorError):
    """Written like a date or a number, and none."""


class _Loader(yaml.CSafeLoader):
    """libyaml's parser with the types of YAML 1.2, in which `no` and `1:30` are text; every key is text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _type, _written, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("timestamp", r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?: ?Z|[-+]\d\d:?\d\d)?)?", list("0123456789")),
    ("merge", r"<<", ["<"]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_type}", re.compile(rf"^(?:{_written})$"), _first)


def _map(loader: _Loader, node: yaml.MappingNode) -> Iterator[LinedMap]:
    found = LinedMap()
    yield found
    found.line = node.start_mark.line
    found.lines = {}
    _each_key_once(node)
    loader.flatten_mapping(node)
    for key_node, value in node.value:
        found[key_node.value] = loader.construct_object(value, deep=True)
        found.lines[key_node.value] = key_node.start_mark.line


def _each_key_once(node: yaml.MappingNode) -> None:
    seen = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise ConstructorError(None, None, "a key is not text", key.start_mark)
        if key.value in seen:
            raise ConstructorError(None, None, f"the key {key.value!r} is there twice", key.start_mark)
        seen.add(key.value)


def _list(loader: _Loader, node: yaml.SequenceNode) -> Iterator[LinedList]:
    found = LinedList()
    yield found
    found.line = node.start_mark.line
    found.lines = [item.start_mark.line for item in node.value]
    found += [loader.construct_object(item, deep=True) for item in node.value]


def _int(loader: _Loader, node: yaml.ScalarNode) -> int:
    # YAML 1.1 would read a leading nought as octal.
    return _possible(int, node.value, node)  # type: ignore[no-any-return]


def _time(loader: _Loader, node: yaml.ScalarNode) -> Any:
    return _possible(loader.construct_yaml_timestamp, node, node)


def _possible(make: Callable[[Any], Any], written: Any, node: yaml.ScalarNode) -> Any:
    try:
        return make(written)
    except ValueError as error:
        raise _Impossible(None, None, str(error), node.start_mark) from None


_Loader.add_constructor("tag:yaml.org,2002:map", _map)
_Loader.add_constructor("tag:yaml.org,2002:seq", _list)
_Loader.add_constructor("tag:yaml.org,2002:int", _int)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _time)


def read_yaml(path: Path, text: str | None = None, first_line: int = 1) -> Any:
    """Read a YAML file, or `text` that starts at `first_line` of it.

    Returns maps and lists that know their lines, the same for the same text: not to be changed.

    Raises:
        ContentError: the file is not UTF-8 or not YAML, or holds a key twice.
    """
    try:
        source = path.read_text(encoding="utf-8-sig") if text is None else text
    except UnicodeDecodeError:
        raise ContentError([Problem(path, 1, "the file is not UTF-8", "save it as UTF-8")]) from None
    try:
        return _parsed(source)
    except _Impossible as error:
        what = f"a value cannot be read ({error.problem})"
        mend = "correct the value, for instance a date that does not exist"
        raise ContentError([Problem(path, first_line + _line(error), what, mend)]) from None
    except yaml.MarkedYAMLError as error:
        what = f"this is not valid YAML ({error.problem or error.context})"
        mend = "check the indentation, quote text that holds a colon, and use each key once"
        raise ContentError([Problem(path, first_line + _line(error), what, mend)]) from None
    except yaml.YAMLError as error:
        raise ContentError([Problem(path, first_line, f"this is not valid YAML ({error})", "mend the YAML")]) from None


def _line(error: yaml.MarkedYAMLError) -> int:
    return error.problem_mark.line if error.problem_mark else 0


@lru_cache(maxsize=2048)
def _parsed(source: str) -> Any:
    """One process may load a corpus several times."""
    _refuse_too_deep(source)
    return yaml.load(source, Loader=_Loader)  # noqa: S506 - made from the safe loader


def _refuse_too_deep(source: str) -> None:
    """libyaml's events come one by one, but nodes are composed by recursion in C, which no RecursionError ends."""
    depth = 0
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            mark = cast(yaml.Mark, event.start_mark)
            raise ConstructorError(None, None, f"more than {DEEPEST} lists in lists", mark)


def validate(model: type[Model], data: Any, path: Path, first_line: int = 1) -> Model:
    """Make a model from data that know their lines.

    Raises:
        ContentError: every field at fault, each with its line.
    """
    if not isinstance(data, dict):
        what = "a list of `name: value` lines is expected here"
        raise ContentError([Problem(path, first_line, what, f"write the fields of a {model.__name__.lower()}")])
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        problems = [
            Problem(
                path,
                line_of(data, fault["loc"], first_line),
                f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}".replace("__root__: ", ""),
                _mend(fault),
            )
            for fault in error.errors()
        ]
        raise ContentError(problems) from None


def line_of(data: Any, loc: tuple[Any, ...], first_line: int = 1) -> int:
    """The 1-based line of the value at `loc`, or of its nearest parent that has one."""
    line = data.line if isinstance(data, (LinedMap, LinedList)) else 0
    for part in loc:
        if not isinstance(data, (LinedMap, LinedList)):
            break
        try:
            line = data.lines[part]
            data = data[part]
        except (KeyError, IndexError, TypeError):
            break
    return first_line + line


def _mend(fault: Mapping[str, Any]) -> str:
    kind = fault["type"]
    if kind == "value_error.missing":
        return f"add the line `{fault['loc'][-1]}: ...`"
    if kind == "value_error.extra":
        return "remove the field or correct its name"
    if kind.startswith("type_error.enum") or kind == "value_error.const":
        return "use one of the values named"
    return "correct the value"
