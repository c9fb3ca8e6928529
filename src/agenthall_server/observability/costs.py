"""What executions cost, and where that leads.

A projection goes by what was spent lately, not by the mean of all time: that keeps charging for what ended long ago,
and after an idle month takes a busy day for a small one. All money is in nano-USD, all times in microseconds, UTC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agenthall_server.clock import HOUR_US, SECOND_US
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.rollup import DAY, HOUR
from agenthall_server.observability.series import Bucket, Range

MOST_SHARES = 100
_RING_HOURS, _RING_DAYS, _WEEK = 24, 30, 7
_HOURS_A_DAY, _DAYS_A_MONTH = 24, 30


@dataclass(frozen=True, slots=True)
class CostBucket:
    """Fields as in the message."""

    start_time: int
    cost_nano_usd: int
    executions: int
    unknown_cost_executions: int


@dataclass(frozen=True, slots=True)
class CostShare:
    """Fields as in the message."""

    name: str
    cost_nano_usd: int
    share: float | None
    executions: int
    unknown_cost_executions: int


@dataclass(frozen=True, slots=True)
class CostReport:
    """Fields as in GetCostReportResponse, without the shares."""

    current_hour_cost_nano_usd: int
    today_cost_nano_usd: int
    total_cost_nano_usd: int
    unknown_cost_share: float | None
    hours: tuple[CostBucket, ...]
    days: tuple[CostBucket, ...]
    hourly_rate_nano_usd: float
    projected_daily_cost_nano_usd: float
    projected_monthly_cost_nano_usd: float


def last_hours(now: int) -> Range:
    """The last 24 hours, the running one included."""
    return _ending_with(now, HOUR, _RING_HOURS)


def last_days(now: int) -> Range:
    """The last 30 days, the running one included."""
    return _ending_with(now, DAY, _RING_DAYS)


def report(
    now: int, first_hour: int | None, hours: Sequence[Bucket], days: Sequence[Bucket], total: AgentSums | None
) -> CostReport:
    """Everything that is no share. `first_hour`: the beginning of the history."""
    first = now if first_hour is None else first_hour
    hour_ring, day_ring = _ring(last_hours(now), hours), _ring(last_days(now), days)
    hourly = _hourly(hour_ring, first, now)
    lately = _hourly(day_ring[-_WEEK:], first, now)
    return CostReport(
        current_hour_cost_nano_usd=hour_ring[-1].cost_nano_usd,
        today_cost_nano_usd=day_ring[-1].cost_nano_usd,
        total_cost_nano_usd=total.cost_sum_nano if total else 0,
        unknown_cost_share=100 * total.unknown_cost_executions / total.total_executions if total else None,
        hours=hour_ring,
        days=day_ring,
        hourly_rate_nano_usd=hourly,
        projected_daily_cost_nano_usd=hourly * _HOURS_A_DAY,
        projected_monthly_cost_nano_usd=lately * _HOURS_A_DAY * _DAYS_A_MONTH,
    )


def shares(groups: Sequence[AgentSums]) -> list[CostShare]:
    """The most expensive ones first; names break ties."""
    total = sum(group.cost_sum_nano for group in groups)
    ranked = sorted(groups, key=lambda group: (-group.cost_sum_nano, group.agent_name))
    return [
        CostShare(
            group.agent_name,
            group.cost_sum_nano,
            100 * group.cost_sum_nano / total if total else None,
            group.total_executions,
            group.unknown_cost_executions,
        )
        for group in ranked[:MOST_SHARES]
    ]


def _ending_with(now: int, level: int, count: int) -> Range:
    step = level * SECOND_US
    end = now - now % step + step
    return Range(level, end - count * step, end)


def _ring(within: Range, buckets: Sequence[Bucket]) -> tuple[CostBucket, ...]:
    found: Mapping[int, AgentSums] = {bucket.start: bucket.sums for bucket in buckets}
    return tuple(_cost_bucket(start, found.get(start)) for start in within.starts())


def _cost_bucket(start: int, sums: AgentSums | None) -> CostBucket:
    if sums is None:
        return CostBucket(start, 0, 0, 0)
    return CostBucket(start, sums.cost_sum_nano, sums.total_executions, sums.unknown_cost_executions)


def _hourly(ring: Sequence[CostBucket], first: int, now: int) -> float:
    """The mean cost of an hour since the ring or the history began; of an hour at least, so that minutes say little."""
    hours = max(1.0, (now - max(first, ring[0].start_time)) / HOUR_US)
    return sum(bucket.cost_nano_usd for bucket in ring) / hours
