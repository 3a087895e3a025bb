"""Reading YAML: the types of YAML 1.2, the line of everything, and what is wrong with its line and a mend."""

import datetime as dt
from pathlib import Path

import pytest

from index.content.problem import ContentError
from index.content.yaml_file import line_of, read_yaml

HERE = Path("a.yml")


def fault(text: str) -> tuple[int, str, str]:
    with pytest.raises(ContentError) as raised:
        read_yaml(HERE, text, first_line=2)
    (problem,) = raised.value.problems
    return problem.line, problem.what, problem.mend


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("1:30", "1:30"),
        ("010", 10),
        ("-3", -3),
        ("1.50", 1.5),
        ("2e3", 2000.0),
        ("2026-03-01", dt.date(2026, 3, 1)),
        ("~", None),
        ("", None),
        ("'999'", "999"),
        ("0303 123 1113", "0303 123 1113"),
    ],
)
def test_a_value_has_the_type_of_yaml_1_2(written, meant):
    value = read_yaml(HERE, f"key: {written}")["key"]
    assert value == meant
    assert type(value) is type(meant)


def test_a_key_is_text_whatever_it_looks_like():
    assert read_yaml(HERE, "999: police\nno: way\n") == {"999": "police", "no": "way"}


def test_the_line_of_each_key_and_item_is_known_and_else_that_of_the_nearest_parent():
    data = read_yaml(HERE, "a: 1\n\nb:\n  - x\n  # a remark\n  - c: 2\n    d: {e: 3}\n")
    assert [line_of(data, loc) for loc in [("a",), ("b",), ("b", 0), ("b", 1, "c"), ("b", 1, "d", "e")]] == [
        1,
        3,
        4,
        6,
        7,
    ]
    assert line_of(data, ("b", 1, "d", "missing")) == 7
    assert line_of(data, ("b", 9), first_line=10) == 12


def test_an_anchor_is_taken_over_and_may_be_overridden():
    assert read_yaml(HERE, "a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n")["b"] == {"x": 1, "y": 3}


def test_a_key_that_is_there_twice_is_named_with_its_line():
    assert fault("a: 1\nb: 2\na: 3\n") == (
        4,
        "this is not valid YAML (the key 'a' is there twice)",
        "check the indentation, quote text that holds a colon, and use each key once",
    )


def test_a_date_that_does_not_exist_is_named_with_its_line():
    assert fault("a: 1\nb: 2026-02-30\n") == (
        3,
        "a value cannot be read (day is out of range for month)",
        "correct the value, for instance a date that does not exist",
    )


def test_a_number_without_end_is_named_with_its_line():
    line, what, _ = fault("a: 1\nb: " + "9" * 5000 + "\n")
    assert (line, what.startswith("a value cannot be read")) == (3, True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: c: d\n", 3),
        ("a:\n  - 1\n b: 2\n", 4),
        ("a: [1, 2\n", 3),
        ("a: 'open\n", 3),
        ("a: 1\nb: *nobody\n", 3),
        ("a: 1\nb: &b [*b]\n", 3),
        ("a: 1\n? [b, c]\n: 2\n", 3),
        ("a: 1\nb: !!python/object:os.system {}\n", 3),
    ],
)
def test_what_is_no_yaml_is_said_with_its_line(text, line):
    assert fault(text)[0] == line


@pytest.mark.parametrize("text", ["a: \x07bell", "[" * 100_000, "a: " + "{b: " * 20_000, "- " * 50_000])
def test_what_cannot_be_parsed_at_all_is_said_and_brings_nothing_down(text):
    assert "this is not valid YAML" in fault(text)[1]


def test_a_file_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "a.yml"
    path.write_bytes("a: café".encode("latin-1"))
    with pytest.raises(ContentError, match="not UTF-8"):
        read_yaml(path)
