"""How a team is doing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.memory.insights import Duration, Workflow, insights, speed_improvement
from agenthall_server.memory.rollup import Sums


def took(*seconds: float, workflow: str = "standard") -> list[Duration]:
    return [Duration(workflow, value) for value in seconds]


def test_no_history() -> None:
    found = insights([], [], whole_history=True)
    assert (found.total_builds, found.success_rate, found.avg_quality, found.workflows) == (0, None, None, ())
    assert (found.success_rate_interval, found.speed_improvement_percent) == (None, None)
    assert found.insights == ("No builds recorded yet",)
    assert insights([], [], whole_history=False).insights == ("No builds recorded in this window",)


def test_sentences() -> None:
    """34 of 38 known outcomes = 89.47 %; 35 builds of quality 82.34."""
    workflows = [
        Workflow("fast", Sums(10, 3, 3, 0, 0)),
        Workflow("standard", Sums(35, 35, 31, 35, 35 * 82_340_000)),
    ]
    speed = took(100, 100, 100, 100, 84.8, 84.8, 84.8, 84.8)
    found = insights(workflows, speed, whole_history=True)
    assert found.insights == (
        "Team success rate: 89.5%",
        "Average code quality: 82.3/100",
        "Most used workflow: standard (35 times)",
        "Speed improvement: +15.2%",
    )
    assert (found.total_builds, found.success_rate, found.avg_quality) == (45, pytest.approx(100 * 34 / 38), 82.34)
    assert [workflow.workflow for workflow in found.workflows] == ["standard", "fast"]


def test_the_interval_of_the_rate_is_wilsons() -> None:
    found = insights([Workflow("standard", Sums(12, 12, 12, 0, 0))], [], whole_history=True)
    assert found.success_rate_interval is not None
    assert found.success_rate_interval.low == pytest.approx(75.7506, abs=1e-4)
    assert found.success_rate_interval.high == pytest.approx(100)


def test_what_is_unknown_gets_no_sentence() -> None:
    found = insights([Workflow("fast", Sums(2, 0, 0, 0, 0))], [], whole_history=True)
    assert found.insights == ("Most used workflow: fast (2 times)",)


def test_equally_used_workflows_come_in_the_order_of_their_names() -> None:
    used = [Workflow(name, Sums(build_count=2)) for name in ("b", "a", "c")]
    found = insights(used, [], whole_history=True)
    assert [workflow.workflow for workflow in found.workflows] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("durations", "expected"),
    [
        (took(10, 20, 30, 40, 5, 10, 15, 20), 50.0),  # medians 25 and 12.5
        (took(10, 10, 10, 10, 12, 12, 12, 12), -20.0),
        (took(10, 10, 10, 99, 10, 10, 10, 10, 10), 0.0),  # of an odd number the middle one is in the newer half
        (took(1, 2, 3, 1, 2, 3, 4), None),  # three in the older half
        (took(0, 0, 0, 0, 1, 1, 1, 1), None),
        ([], None),
    ],
)
def test_speed(durations: list[Duration], expected: float | None) -> None:
    assert speed_improvement(durations) == expected


def test_speed_compares_only_workflows_of_both_halves() -> None:
    older = took(10, 10, 10, 10) + took(1000, 1000, workflow="old")
    newer = took(8, 8, 8, 8) + took(1, 1, workflow="new")
    assert speed_improvement(older + newer) == pytest.approx(20)
    assert speed_improvement(took(10, 10, 10, 10, workflow="old") + took(8, 8, 8, 8)) is None


def test_a_speed_that_rounds_to_nothing_has_a_plus() -> None:
    found = insights([], took(10_000, 10_000, 10_000, 10_000, 10_001, 10_001, 10_001, 10_001), whole_history=True)
    assert found.insights == ("Speed improvement: +0.0%",)


@given(st.lists(st.floats(0.001, 1e9), min_size=8), st.sampled_from([0.25, 0.5, 2.0, 4.0]))
def test_speed_has_no_unit(seconds: list[float], factor: float) -> None:
    assert speed_improvement(took(*seconds)) == speed_improvement(took(*(value * factor for value in seconds)))
