"""Figures over time: what a series is made of, and how its steps are cut.

A step is a bucket of the aggregates: a minute, an hour or a day (UTC).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from agenthall_server.clock import SECOND_US, YEAR_10000_US
from agenthall_server.errors import ValidationFailed
from agenthall_server.observability.dashboard import AgentSums

MOST_STEPS = 1_500
"""A day of minutes, two months of hours, four years of days."""
MOST_POINTS = 20_000
"""Of an answer, which is then about a megabyte."""
_DEFAULT_STEPS = 60


@dataclass(frozen=True, slots=True)
class Range:
    """Whole buckets of a level: `start` is the beginning of the first, `end` that of the one after the last."""

    level: int
    start: int
    end: int

    @property
    def step_us(self) -> int:
        return self.level * SECOND_US

    @property
    def steps(self) -> int:
        return (self.end - self.start) // self.step_us

    def starts(self) -> range:
        """The beginning of each bucket."""
        return range(self.start, self.end, self.step_us)


@dataclass(frozen=True, slots=True)
class Bucket:
    """What the executions of one group in one step add up to.

    `sums.agent_name` is the group's name. `sketches` hold durations, tokens and costs (rollup.py); they are empty, and
    the percentiles None, where they were not asked for.
    """

    start: int
    sums: AgentSums
    sketches: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """One value and the executions that were measured."""

    start: int
    value: float
    sample_count: int


@dataclass(frozen=True, slots=True)
class Series:
    """One metric of one group, by time."""

    metric: str
    group: str
    points: tuple[Point, ...]


METRICS: Mapping[str, tuple[Callable[[AgentSums], float | None], Callable[[AgentSums], int]]] = {
    "EXECUTIONS": (lambda sums: sums.total_executions, lambda sums: sums.total_executions),
    "FAILURES": (lambda sums: sums.failed, lambda sums: sums.total_executions),
    "SUCCESS_RATE": (lambda sums: sums.success_rate, lambda sums: sums.successful + sums.failed),
    "AVG_DURATION_MS": (lambda sums: sums.avg_duration_ms, lambda sums: sums.duration_count),
    "P50_DURATION_MS": (lambda sums: sums.p50_duration_ms, lambda sums: sums.duration_count),
    "P95_DURATION_MS": (lambda sums: sums.p95_duration_ms, lambda sums: sums.duration_count),
    "P99_DURATION_MS": (lambda sums: sums.p99_duration_ms, lambda sums: sums.duration_count),
    "TOKENS": (lambda sums: sums.tokens_sum if sums.tokens_count else None, lambda sums: sums.tokens_count),
    "COST_NANO_USD": (lambda sums: sums.cost_nano_usd, lambda sums: sums.cost_count),
    "AVG_QUALITY_SCORE": (lambda sums: sums.avg_quality_score, lambda sums: sums.quality_count),
}
"""For each metric its value, None where nothing was measured, and the executions behind it."""
PERCENTILES = frozenset({"P50_DURATION_MS", "P95_DURATION_MS", "P99_DURATION_MS"})
"""Metrics that need sketches."""


def range_of(level: int, now: int, start: int | None, end: int | None) -> Range:
    """The buckets from start to end (now; 60 before the end). Raises ValidationFailed."""
    for field, time in (("start_time", start), ("end_time", end)):
        if time is not None and not 0 <= time < YEAR_10000_US:
            raise ValidationFailed.of(field, "must lie between the years 1970 and 9999")
    step_us = level * SECOND_US
    last = -(-(now if end is None else end) // step_us) * step_us
    first = last - _DEFAULT_STEPS * step_us if start is None else start - start % step_us
    if first >= last:
        raise ValidationFailed.of("start_time", "must be before end_time")
    found = Range(level, first, last)
    if found.steps > MOST_STEPS:
        raise ValidationFailed.of(
            "step",
            f"{found.steps:,} steps lie in this range, at most {MOST_STEPS:,} may: shorten it or take {_wider(level)}",
        )
    return found


def _wider(level: int) -> str:
    return {60: "steps of an hour (3600s)", 3600: "steps of a day (86400s)"}.get(level, "a later start_time")


def cut(buckets: Sequence[Bucket], metrics: Sequence[str]) -> list[Series]:
    """The series of each metric and group. Raises ValidationFailed where there are too many points."""
    if len(buckets) * len(metrics) > MOST_POINTS:
        raise ValidationFailed.of(
            "group_by",
            f"more than {MOST_POINTS:,} points lie in this range: shorten it, take a larger step, fewer metrics or "
            "fewer agents (agent_names, team_id, model), or do not group",
        )
    groups: dict[str, list[Bucket]] = {}
    for bucket in sorted(buckets, key=lambda bucket: (bucket.sums.agent_name, bucket.start)):
        groups.setdefault(bucket.sums.agent_name, []).append(bucket)
    found = [
        Series(metric, group, _points(of_group, metric)) for group, of_group in groups.items() for metric in metrics
    ]
    return [series for series in found if series.points]


def _points(buckets: Sequence[Bucket], metric: str) -> tuple[Point, ...]:
    value_of, count_of = METRICS[metric]
    pairs = ((bucket, value_of(bucket.sums)) for bucket in buckets)
    return tuple(Point(bucket.start, value, count_of(bucket.sums)) for bucket, value in pairs if value is not None)
