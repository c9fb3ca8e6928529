"""Where time and money go: figures by hand, and the laws of critical paths."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server import sketch
from agenthall_server.observability.bottlenecks import (
    CHANGE,
    CRITICAL_PATH,
    FAILED_COST,
    FAILED_TIME,
    MEAN_DURATION,
    TAIL_RATIO,
    TIME_SHARE,
    bottlenecks,
    with_evidence,
)
from agenthall_server.observability.critical_paths import Span, critical_times
from tests.observability.samples import sums, sums_of


def test_bottlenecks_by_hand() -> None:
    agents = [
        sums_of("slow", durations=[300.0, 500.0]),
        sums_of("often", durations=[100.0] * 16),
        sums_of("once", durations=[350.0]),
        sums_of("never"),
    ]
    by_mean = bottlenecks(agents, MEAN_DURATION)
    assert [(one.agent_name, one.avg_duration_ms, one.duration_count) for one in by_mean] == [
        ("slow", 400.0, 2),
        ("once", 350.0, 1),
        ("often", 100.0, 16),
    ]
    assert [one.agent_name for one in bottlenecks(agents, TIME_SHARE)] == ["often", "slow", "once"]
    assert [one.time_share for one in by_mean] == pytest.approx([100 * 800 / 2750, 100 * 350 / 2750, 100 * 1600 / 2750])
    slow, once, often = by_mean
    assert once.avg_duration_interval is None
    assert slow.avg_duration_interval is not None
    assert often.avg_duration_interval is not None
    assert (often.avg_duration_interval.low, often.avg_duration_interval.high) == (100.0, 100.0)
    # mean 400, standard error 100, t(1) = 12.706
    assert slow.avg_duration_interval.high == pytest.approx(400 + 1270.62, abs=0.01)


def test_bottlenecks_without_time() -> None:
    assert bottlenecks([], TIME_SHARE) == []
    (only,) = bottlenecks([sums_of("instant", durations=[0.0])], TIME_SHARE)
    assert (only.time_share, only.avg_duration_ms) == (0.0, 0.0)


@given(st.lists(st.lists(st.floats(0, 1e6), min_size=1, max_size=5), min_size=1, max_size=6))
def test_shares_add_up_to_everything(durations: list[list[float]]) -> None:
    found = bottlenecks([sums_of(str(index), durations=values) for index, values in enumerate(durations)], TIME_SHARE)
    total = sum(one.time_share for one in found)
    assert total == pytest.approx(100) or total == 0
    assert [one.time_share for one in found] == sorted((one.time_share for one in found), reverse=True)


def names(*arguments: Any) -> list[str]:
    return [one.agent_name for one in bottlenecks(*arguments)]


def test_each_ranking_goes_by_its_own_figure_and_leaves_out_who_has_none() -> None:
    agents = [
        sums("steady", duration_count=10, duration_sum_us=10, p50_duration_ms=10.0, p95_duration_ms=11.0),
        sums("tailed", duration_count=10, duration_sum_us=5, p50_duration_ms=1.0, p95_duration_ms=9.0),
        sums("few", duration_count=9, duration_sum_us=5, p50_duration_ms=1.0, p95_duration_ms=90.0),
        sums("failing", failed=1, failed_duration_us=3000, failed_cost_nano=5),
        sums("wasteful", failed=1, failed_duration_us=2000, failed_cost_nano=9),
    ]
    assert names(agents, TAIL_RATIO) == ["tailed", "steady"]
    assert names(agents, FAILED_TIME) == ["failing", "wasteful"]
    assert names(agents, FAILED_COST) == ["wasteful", "failing"]
    assert names(agents, CRITICAL_PATH, {}, {"steady": 30, "few": 10}) == ["steady", "few"]
    steady, few = bottlenecks(agents, CRITICAL_PATH, {}, {"steady": 30, "few": 10})
    assert (steady.critical_path_share, few.critical_path_share) == (75.0, 25.0)
    failing, _ = bottlenecks(agents, FAILED_TIME)
    assert (failing.avg_duration_ms, failing.failed, failing.failed_duration_ms) == (None, 1, 3.0)


def test_change_goes_by_what_is_certain() -> None:
    before = {name: sums_of(name, durations=[90.0, 100.0, 110.0] * 10) for name in ("sure", "unsure", "faster")}
    agents = [
        sums_of("sure", durations=[190.0, 200.0, 210.0] * 10),
        sums_of("unsure", durations=[10.0, 10.0, 980.0]),
        sums_of("faster", durations=[45.0, 50.0, 55.0] * 10),
        sums_of("new", durations=[1.0, 2.0]),
    ]
    found = bottlenecks(agents, CHANGE, before)
    assert [one.agent_name for one in found] == ["sure", "faster", "unsure"]
    sure = with_evidence(found[0], agents[0], before["sure"], {})
    assert sure.change_percent == pytest.approx(100)
    assert sure.change_interval is not None
    # standard errors of the logarithms: sqrt(2/3 * 100 * 30 / 29 / 30) of 200 and of 100; t(42) = 2.018
    assert sure.change_interval.low == pytest.approx(100 * (2 / 1.0344) - 100, abs=0.3)
    assert sure.change_interval.high == pytest.approx(100 * (2 * 1.0344) - 100, abs=0.3)
    assert (sure.previous_avg_duration_ms, sure.previous_duration_count) == (100.0, 30)
    new = with_evidence(bottlenecks(agents, MEAN_DURATION)[-1], agents[3], None, {})
    assert (new.change_percent, new.change_interval, new.previous_avg_duration_ms) == (None, None, None)


def test_how_sure_a_tail_is() -> None:
    agent = sums("a", duration_count=200, duration_sum_us=1, p50_duration_ms=100.0, p95_duration_ms=190.0)
    (one,) = bottlenecks([agent], TAIL_RATIO)
    counts = Counter(sketch.position(1000 * value) for value in range(1, 201))
    found = with_evidence(one, agent, None, counts).tail_ratio_interval
    assert found is not None
    # 2.2414 standard deviations of ranks: 100 +- 15.9 and 190 +- 6.9
    assert found.low == pytest.approx(184 / 117, rel=0.03)
    assert found.high == pytest.approx(198 / 85, rel=0.03)
    few = with_evidence(one, agent, None, Counter(sketch.position(value) for value in range(1, 50)))
    assert few.tail_ratio_interval is None


def test_a_critical_path_by_hand() -> None:
    spans = [
        Span("run", "", "planner", 0, 100),
        Span("first", "run", "coder", 10, 40),
        Span("beside", "run", "linter", 15, 30),
        Span("last", "run", "tester", 50, 90),
        Span("deep", "last", "browser", 60, 130),
        Span("alone", "", "planner", 0, 1000),
        Span("lost", "gone", "planner", 0, 1000),
    ]
    assert critical_times(spans) == {"planner": 10 + 10 + 10, "coder": 30, "tester": 10, "browser": 30}
    assert critical_times([]) == {}


def test_executions_that_name_each_other_as_parents_end() -> None:
    assert critical_times([Span("a", "b", "x", 0, 9), Span("b", "a", "x", 0, 9), Span("c", "c", "x", 0, 9)]) == {}


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.sampled_from("abc"), st.integers(0, 50), st.integers(0, 50)),
        min_size=1,
        max_size=12,
    )
)
def test_the_parts_of_a_path_add_up_to_the_run(drawn: list[tuple[int, str, int, int]]) -> None:
    below = [
        Span(str(at), str(min(parent, at - 1)) if at > 1 else "0", agent, start, start + length)
        for at, (parent, agent, start, length) in enumerate(drawn, 1)
    ]
    found = critical_times([Span("0", "", "root", 10, 60), *below])
    assert sum(found.values()) == 50
    assert all(time >= 0 for time in found.values())
