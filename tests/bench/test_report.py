"""The arithmetic of the measurements, on made-up ones."""

from __future__ import annotations

import pytest

from tests.bench.memory import short_name
from tests.bench.report import LONG, Measured, around, markdown, result

ABOUT = {"command": "make bench", "commit": "abc1234", "date": "2026-01-02", "machine": "2 cores"}


def measured(factor: float, slowdown: float = 1.0, **resident: float) -> Measured:
    """A bot whose every time is `factor` times that of another, and which slows down in long conversations."""
    early, late = [1.0 * factor] * 100, [slowdown * factor] * (LONG - 100)
    return Measured(
        train=[9.0 * factor, 10.0 * factor, 99.0 * factor],
        start=[10.0 * factor],
        waits=[[float(wait) * factor for wait in range(1, 101)]],
        rates=[30.0 / factor],
        resident=resident,
        long=[[*early, *late]] * 2,
    )


@pytest.fixture
def found() -> dict[str, float]:
    ours = measured(0.5, 1.1, rasa=300.0, actions=400.0, supervisor=30.0)
    return result(ours, measured(1.0, 3.0, rasa=1000.0), ABOUT)


def test_ratios_are_ours_over_theirs(found: dict[str, float]) -> None:
    assert found["start_ratio"] == found["train_ratio"] == found["p95_ratio"] == 0.5
    assert found["throughput_ratio"] == 2.0


def test_memory_is_that_of_all_our_processes(found: dict[str, float]) -> None:
    assert found["rss_mb"] == found["ours_rss_mb"] == 730.0
    assert found["ours_rss_mb_supervisor"] == 30.0
    assert found["theirs_rss_mb"] == 1000.0


def test_a_conversation_is_compared_with_itself(found: dict[str, float]) -> None:
    assert found["long_conversation_ratio"] == pytest.approx(1.1)
    assert found["theirs_long_conversation_ratio"] == pytest.approx(3.0)


def test_one_disturbed_repetition_does_not_decide() -> None:
    calm = measured(1.0)
    calm.waits = [[10.0], [11.0], [5000.0]]
    calm.long = [[1.0] * LONG, [1.0] * LONG, [1.0] * 100 + [900.0] * (LONG - 100)]
    values = calm.values()
    assert values["train_s"] == 10.0
    assert values["p95_ms"] == 11.0
    assert values["long_conversation_ratio"] == 1.0


def test_the_windows_lie_about_the_10th_and_the_200th_message_and_hold_the_whole_mix() -> None:
    numbers = list(range(1, LONG + 1))
    assert [around(numbers, 10)[0], around(numbers, 10)[-1]] == [1, 20]
    assert [around(numbers, 200)[0], around(numbers, 200)[-1]] == [191, 210]


def test_the_page_says_which_targets_are_met(found: dict[str, float]) -> None:
    lines = markdown({**found, "p95_ratio": 0.7}).splitlines()
    assert any(line.startswith("| start to first answer") and line.endswith("| 0.5 | ≤ 0.5 | yes |") for line in lines)
    assert any(line.startswith("| p95 of a message") and line.endswith("| 0.7 | ≤ 0.5 | no |") for line in lines)
    assert "| Resident memory in all, MB | 730 | 1000 |" in lines
    assert "| of that, action server, MB | 400 |  |" in lines


def test_the_page_says_what_was_measured_and_where(found: dict[str, float]) -> None:
    assert "`make bench` at abc1234 on 2026-01-02, on 2 cores." in markdown(found)


def test_values_are_flat_and_rounded(found: dict[str, float]) -> None:
    assert all(isinstance(value, (int, float, str)) for value in found.values())
    assert found["ours_p95_ms"] == 47.52


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["python", "-m", "actions.server"], "actions"),
        (["python", "-m", "bot.engine.server"], "rasa"),
        (["python", "-m", "bot.cli.main", "run"], "supervisor"),
        (["python", "-m", "rasa", "run"], "rasa"),
    ],
)
def test_processes_have_short_names(command: list[str], name: str) -> None:
    assert short_name(command) == name
