"""YAML with line numbers, validated by a pydantic model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from index.content.problem import ContentError, Problem

Model = TypeVar("Model", bound=BaseModel)


def read_yaml(path: Path, text: str | None = None, first_line: int = 1) -> Any:
    """Read a YAML file, or `text` that starts at `first_line` of it.

    Returns round-trip data (maps and lists that know their lines), the same for the same text: not to be changed.

    Raises:
        ContentError: the file is not UTF-8 or not YAML, or holds a key twice.
    """
    try:
        source = path.read_text(encoding="utf-8-sig") if text is None else text
    except UnicodeDecodeError:
        raise ContentError([Problem(path, 1, "the file is not UTF-8", "save it as UTF-8")]) from None
    try:
        return _parsed(source)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = first_line + (mark.line if mark else 0)
        what = f"this is not valid YAML ({error.problem or error.context})"
        mend = "check the indentation, quote text that holds a colon, and use each key once"
        raise ContentError([Problem(path, line, what, mend)]) from None
    except YAMLError as error:
        raise ContentError([Problem(path, first_line, f"this is not valid YAML ({error})", "mend the YAML")]) from None
    except (ValueError, RecursionError) as error:
        line = first_line + _impossible(source)
        mend = "correct the value, for instance a date that does not exist"
        raise ContentError([Problem(path, line, f"a value cannot be read ({error})", mend)]) from None


@lru_cache(maxsize=2048)
def _parsed(source: str) -> Any:
    """Parsing is nearly all of the time that it takes to load a corpus, which one process may do several times."""
    return YAML(typ="rt").load(source)


def _impossible(source: str) -> int:
    """The 0-based line that alone cannot be read; 0 where none is found. ruamel.yaml gives no line for these."""
    for number, line in enumerate(source.splitlines()):
        try:
            YAML(typ="safe", pure=True).load(line)
        except YAMLError:
            continue
        except (ValueError, RecursionError):
            return number
    return 0


def validate(model: type[Model], data: Any, path: Path, first_line: int = 1) -> Model:
    """Make a model from round-trip data.

    Raises:
        ContentError: every field at fault, each with its line.
    """
    if not isinstance(data, dict):
        what = "a list of `name: value` lines is expected here"
        raise ContentError([Problem(path, first_line, what, f"write the fields of a {model.__name__.lower()}")])
    try:
        return model.parse_obj(plain(data))
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
    line = data.lc.line if isinstance(data, (CommentedMap, CommentedSeq)) else 0
    for part in loc:
        try:
            if isinstance(data, CommentedMap) and part in data:
                line = data.lc.key(part)[0]
            elif isinstance(data, CommentedSeq) and isinstance(part, int):
                line = data.lc.item(part)[0]
            else:
                break
            data = data[part]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return first_line + line


def plain(data: Any) -> Any:
    """Round-trip data as plain dicts and lists."""
    if isinstance(data, dict):
        return {str(key): plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(value) for value in data]
    return data


def _mend(fault: Mapping[str, Any]) -> str:
    kind = fault["type"]
    if kind == "value_error.missing":
        return f"add the line `{fault['loc'][-1]}: ...`"
    if kind == "value_error.extra":
        return "remove the field or correct its name"
    if kind.startswith("type_error.enum") or kind == "value_error.const":
        return "use one of the values named"
    return "correct the value"
