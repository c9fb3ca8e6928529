"""Recommendations: nobody is named without enough evidence, and the worst comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.recommendations import recommend
from tests.observability.samples import sums, sums_of


def kinds(*agents: AgentSums) -> list[tuple[str, str]]:
    return [(one.kind, one.agent_name) for one in recommend(agents)]


def test_a_failing_agent() -> None:
    """9 of 20: Wilson's 95 % interval is 25.8 to 65.8 percent, wholly below 80."""
    (found,) = recommend([sums_of("planner", ok=9, failed=11)])
    assert (found.kind, found.agent_name, found.value, found.threshold, found.sample_count) == (
        "FAILING",
        "planner",
        45.0,
        80.0,
        20,
    )
    assert found.interval is not None
    assert found.interval.low == pytest.approx(25.82, abs=0.01)
    assert found.interval.high == pytest.approx(65.79, abs=0.01)
    assert "success rate 45.0% over 20 executions" in found.text


def test_a_slow_agent() -> None:
    """Ten durations of 40 s +- 1 s: mean 40 s, standard deviation 1.054 s, t(9) = 2.262: from 39.25 s to 40.75 s."""
    (found,) = recommend([sums_of("coder", ok=10, durations=[39_000.0, 41_000.0] * 5)])
    assert (found.kind, found.agent_name, found.value, found.threshold, found.sample_count) == (
        "SLOW",
        "coder",
        40_000.0,
        30_000.0,
        10,
    )
    assert found.interval is not None
    assert found.interval.low == pytest.approx(39_246, abs=1)
    assert found.interval.high == pytest.approx(40_754, abs=1)
    assert "40.0 s on average over 10 executions" in found.text


def test_an_expensive_agent() -> None:
    (found,) = recommend([sums_of("writer", ok=10, tokens=[6000, 6200] * 5)])
    assert (found.kind, found.value, found.threshold) == ("EXPENSIVE", 6100.0, 5000.0)
    assert "6,100 tokens on average over 10 executions" in found.text


def test_beyond_the_threshold_is_not_enough_where_doubt_remains() -> None:
    assert kinds(sums_of("a", ok=15, failed=5)) == [("ALL_WELL", "")]  # 75 %, but up to 88.8 % is possible
    assert kinds(sums_of("a", ok=10, durations=[1.0] * 9 + [400_000.0])) == [("ALL_WELL", "")]
    assert kinds(sums_of("a", ok=10, tokens=[0] * 9 + [100_000])) == [("ALL_WELL", "")]


def test_exactly_at_the_threshold_all_is_well() -> None:
    assert kinds(sums_of("a", ok=80, failed=20, durations=[30_000.0] * 100, tokens=[5000] * 100)) == [("ALL_WELL", "")]


@pytest.mark.parametrize(("count", "needed"), [(0, 10), (1, 9), (9, 1)])
def test_too_few_to_say_anything(count: int, needed: int) -> None:
    (found,) = recommend([sums_of("a", failed=count, durations=[90_000.0] * count)] if count else [])
    assert (found.kind, found.executions_needed, found.sample_count, found.agent_name) == (
        "INSUFFICIENT_DATA",
        needed,
        count,
        "",
    )
    assert f"{needed} more executions" in found.text


def test_ten_are_enough() -> None:
    assert kinds(sums_of("a", failed=10)) == [("FAILING", "a")]


def test_each_measure_needs_its_own_ten() -> None:
    nine_long = sums_of("a", ok=10, durations=[90_000.0] * 9, tokens=[90_000] * 9)
    assert kinds(nine_long) == [("ALL_WELL", "")]


def test_cancelled_executions_are_no_failures() -> None:
    assert kinds(sums("a", successful=10, cancelled=1000)) == [("ALL_WELL", "")]
    assert kinds(sums("a", cancelled=1000)) == [("INSUFFICIENT_DATA", "")]


def test_all_is_well_says_for_how_many() -> None:
    found = recommend([sums_of("a", ok=10), sums_of("b", ok=10), sums_of("c", ok=2)])
    assert [one.text for one in found] == ["All 2 agents with enough executions are doing well"]


def test_the_worst_comes_first_and_names_break_ties() -> None:
    agents = [
        sums_of("slow", ok=10, durations=[50_000.0] * 10),
        sums_of("b", failed=10),
        sums_of("everything", failed=10, durations=[60_000.0] * 10, tokens=[9000] * 10),
        sums_of("half", ok=10, failed=10),
        sums_of("a", failed=10),
        sums_of("dear", ok=10, tokens=[8000] * 10),
    ]
    assert kinds(*agents) == [
        ("FAILING", "a"), ("FAILING", "b"), ("FAILING", "everything"), ("FAILING", "half"),
        ("SLOW", "everything"), ("SLOW", "slow"), ("EXPENSIVE", "everything"), ("EXPENSIVE", "dear"),
    ]  # fmt: skip


agents = st.builds(
    sums_of,
    st.text(max_size=5),
    ok=st.integers(0, 40),
    failed=st.integers(0, 40),
    durations=st.lists(st.floats(0, 1e8), max_size=15),
    tokens=st.lists(st.integers(0, 10**7), max_size=15),
)


@given(st.lists(agents, max_size=6, unique_by=lambda agent: agent.agent_name))
def test_laws(found: list[AgentSums]) -> None:
    recommendations = recommend(found)
    assert recommendations
    if recommendations[0].kind in ("ALL_WELL", "INSUFFICIENT_DATA"):
        assert len(recommendations) == 1
    for one in recommendations:
        assert one.text
        if one.threshold is not None and one.interval is not None and one.value is not None:
            assert one.sample_count >= 10
            beyond = one.interval.high < one.threshold if one.kind == "FAILING" else one.interval.low > one.threshold
            assert beyond
            assert one.interval.low - 1e-6 <= one.value <= one.interval.high + 1e-6
