"""Figures from sums: what dashboards, bottlenecks and recommendations are made of.

Rates are percent, averages are over what was measured; what was never measured is None, not zero. Nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agenthall_server.intervals import Interval, Moments, mean_interval
from agenthall_server.observability.rollup import LARGEST_SUM


@dataclass(frozen=True, slots=True)
class AgentSums:
    """One agent's sums over a window; fields as in execution_rollups."""

    agent_name: str
    successful: int
    failed: int
    cancelled: int
    duration_count: int
    duration_sum_us: int
    duration_square_sum: float
    tokens_count: int
    tokens_sum: int
    tokens_square_sum: float
    quality_count: int
    quality_sum_micro: int
    quality_square_sum: float
    cost_count: int
    cost_sum_nano: int
    cost_square_sum: float
    failed_duration_us: int
    failed_cost_nano: int
    retries: int
    cacheable_count: int
    cache_hits: int
    cacheable_tokens: int
    duration_min_us: int
    tokens_min: int
    cost_min_nano: int
    duration_max_us: int
    tokens_max: int
    cost_max_nano: int
    last_executed: int
    p50_duration_ms: float | None = None
    p95_duration_ms: float | None = None
    p99_duration_ms: float | None = None
    running: int = 0
    abandoned: int = 0

    @property
    def total_executions(self) -> int:
        return self.successful + self.failed + self.cancelled

    @property
    def success_rate(self) -> float | None:
        return success_rate(self.successful, self.failed)

    @property
    def avg_duration_ms(self) -> float | None:
        return self.duration_sum_us / self.duration_count / 1000 if self.duration_count else None

    @property
    def avg_tokens(self) -> float | None:
        return self.tokens_sum / self.tokens_count if self.tokens_count else None

    @property
    def avg_quality_score(self) -> float | None:
        return self.quality_sum_micro / self.quality_count / 1_000_000 if self.quality_count else None

    @property
    def cost_nano_usd(self) -> int | None:
        return self.cost_sum_nano if self.cost_count else None

    @property
    def total_tokens(self) -> int:
        return self.tokens_sum

    @property
    def unknown_cost_executions(self) -> int:
        return self.total_executions - self.cost_count


@dataclass(frozen=True, slots=True)
class Summary:
    """All agents together; fields as in DashboardSummary."""

    total_agents: int
    total_executions: int
    overall_success_rate: float | None
    overall_avg_duration_ms: float | None
    total_cost_nano_usd: int | None
    total_tokens: int
    failed: int
    cancelled: int
    running: int
    abandoned: int
    unknown_cost_executions: int


def success_rate(successful: int, failed: int) -> float | None:
    """Percent of the executions that ended by themselves; cancelled ones do not count."""
    finished = successful + failed
    return 100 * successful / finished if finished else None


def most_executions_first(agents: Sequence[AgentSums]) -> list[AgentSums]:
    """The order of every dashboard; names break ties."""
    return sorted(agents, key=lambda agent: (-agent.total_executions, agent.agent_name))


def summarise(agents: Sequence[AgentSums]) -> Summary:
    """Agents weigh by their executions."""
    measured = sum(agent.duration_count for agent in agents)
    failed = sum(agent.failed for agent in agents)
    priced = any(agent.cost_count for agent in agents)
    return Summary(
        total_agents=len(agents),
        total_executions=sum(agent.total_executions for agent in agents),
        overall_success_rate=success_rate(sum(agent.successful for agent in agents), failed),
        overall_avg_duration_ms=sum(agent.duration_sum_us for agent in agents) / measured / 1000 if measured else None,
        total_cost_nano_usd=min(LARGEST_SUM, sum(agent.cost_sum_nano for agent in agents)) if priced else None,
        total_tokens=min(LARGEST_SUM, sum(agent.tokens_sum for agent in agents)),
        failed=failed,
        cancelled=sum(agent.cancelled for agent in agents),
        running=sum(agent.running for agent in agents),
        abandoned=sum(agent.abandoned for agent in agents),
        unknown_cost_executions=sum(agent.unknown_cost_executions for agent in agents),
    )


def duration_interval(agent: AgentSums) -> Interval | None:
    """95 % interval of the mean duration in milliseconds, not below 0; None below two measurements."""
    if agent.duration_count < 2:
        return None
    found = mean_interval(*duration_moments(agent))
    return Interval(max(0.0, found.low), found.high, found.level)


def duration_moments(agent: AgentSums) -> Moments:
    """Of durations in milliseconds."""
    return agent.duration_count, agent.duration_sum_us / 1000, agent.duration_square_sum
