"""Figures from sums."""

from __future__ import annotations

import pytest

from agenthall_server.observability.dashboard import (
    most_executions_first,
    success_rate,
    summarise,
)
from tests.observability.samples import sums


def test_an_agent_by_hand() -> None:
    agent = sums(
        successful=17, failed=2, cancelled=1, duration_count=4, duration_sum_us=10_000_500, tokens_count=3,
        tokens_sum=1000, quality_count=2, quality_sum_micro=164_600_000, cost_count=1, cost_sum_nano=0, last_executed=5,
    )  # fmt: skip
    assert agent.total_executions == 20
    assert agent.success_rate == pytest.approx(89.473684)
    assert agent.avg_duration_ms == 2500.125
    assert agent.avg_tokens == pytest.approx(333.3333333)
    assert agent.total_tokens == 1000
    assert agent.avg_quality_score == pytest.approx(82.3)
    assert agent.cost_nano_usd == 0


def test_what_was_never_measured_is_absent() -> None:
    agent = sums(cancelled=3)
    assert agent.total_executions == 3
    assert (agent.success_rate, agent.avg_duration_ms, agent.avg_tokens) == (None, None, None)
    assert (agent.avg_quality_score, agent.cost_nano_usd) == (None, None)


@pytest.mark.parametrize(("ok", "failed", "rate"), [(0, 0, None), (0, 1, 0.0), (1, 0, 100.0), (1, 3, 25.0)])
def test_success_rate(ok: int, failed: int, rate: float | None) -> None:
    assert success_rate(ok, failed) == rate


def test_order_is_by_executions_then_name() -> None:
    agents = [
        sums("c", successful=2),
        sums("b", failed=1, cancelled=1),
        sums("a", successful=1),
        sums("d", cancelled=9),
    ]
    assert [agent.agent_name for agent in most_executions_first(agents)] == ["d", "b", "c", "a"]


def test_the_summary_weighs_agents_by_their_executions() -> None:
    found = summarise(
        [
            sums(
                "a",
                successful=9,
                failed=1,
                duration_count=9,
                duration_sum_us=9_000_000,
                tokens_sum=5,
                cost_count=1,
                cost_sum_nano=3,
            ),
            sums("b", successful=0, failed=0, cancelled=2, duration_count=1, duration_sum_us=11_000_000),
        ]
    )
    assert (found.total_agents, found.total_executions, found.failed, found.cancelled) == (2, 12, 1, 2)
    assert found.overall_success_rate == 90.0
    assert found.overall_avg_duration_ms == 2000.0
    assert (found.total_cost_nano_usd, found.total_tokens) == (3, 5)


def test_the_summary_of_nothing() -> None:
    found = summarise([])
    assert (found.total_agents, found.total_executions, found.total_tokens) == (0, 0, 0)
    assert (found.overall_success_rate, found.overall_avg_duration_ms, found.total_cost_nano_usd) == (None, None, None)
