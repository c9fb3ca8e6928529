"""Executions into sums: by hour and for all time, per agent, model and team.

Everything is a sum or a maximum, so it does not matter how executions are cut into groups or in which order they come.

Known limit: a sum of integers ends at 2^63 - 1. An agent reaches that with 9,223 executions of a million dollars each,
29,000 of ten years or 4.6 million of two trillion tokens. Counts go on, so means over such a sum become too low.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from agenthall_server.observability.executions import Execution

HOUR_US = 3_600_000_000
LARGEST_SUM = 2**63 - 1

Key = tuple[int, int, int, str, str, str]
"""workspace_key, bucket_seconds, bucket_start, agent_name, model, team_id."""

SUMS = (
    "successful",
    "failed",
    "cancelled",
    "duration_count",
    "duration_sum_us",
    "duration_square_sum",
    "tokens_count",
    "tokens_sum",
    "tokens_square_sum",
    "quality_count",
    "quality_sum_micro",
    "cost_count",
    "cost_sum_nano",
)
"""What is added, in the order of the lists that `add_up` returns; `last_executed` comes after them."""
FLOATING_SUMS = ("duration_square_sum", "tokens_square_sum")
LARGE_SUMS = ("duration_sum_us", "tokens_sum", "cost_sum_nano")
"""Those that can reach LARGEST_SUM."""

PARTS = (
    "workspace_key", "agent_name", "model", "team_id", "event_time", "outcome",
    "duration_ms", "tokens", "quality_score", "cost_nano_usd",
)  # fmt: skip
"""What the sums read of an execution."""
_parts = itemgetter(*map(Execution._fields.index, PARTS))


def add_up(executions: Iterable[Execution]) -> dict[Key, list[Any]]:
    """Sums by key, hours first summed and then added up for all time."""
    return add_up_parts(map(_parts, executions))


def add_up_parts(parts: Iterable[Sequence[Any]]) -> dict[Key, list[Any]]:
    """The same of executions of which only PARTS are known."""
    hours: dict[Key, list[Any]] = {}
    for workspace_key, agent, model, team, at, outcome, duration_ms, tokens, quality, cost in parts:
        key = (workspace_key, 3600, at - at % HOUR_US, agent, model, team)
        sums = hours.get(key)
        if sums is None:
            sums = hours[key] = [0, 0, 0, 0, 0, 0.0, 0, 0, 0.0, 0, 0, 0, 0, at]
        sums[outcome - 1] += 1
        if duration_ms is not None:
            sums[3] += 1
            sums[4] += round(duration_ms * 1000)
            sums[5] += duration_ms * duration_ms
        if tokens is not None:
            sums[6] += 1
            sums[7] += tokens
            sums[8] += float(tokens) * tokens
        if quality is not None:
            sums[9] += 1
            sums[10] += round(quality * 1_000_000)
        if cost is not None:
            sums[11] += 1
            sums[12] += cost
        sums[13] = max(sums[13], at)
    return hours | _all_time(hours)


def _all_time(hours: dict[Key, list[Any]]) -> dict[Key, list[Any]]:
    totals: dict[Key, list[Any]] = {}
    for (workspace_key, _, _, agent, model, team), sums in hours.items():
        key = (workspace_key, 0, 0, agent, model, team)
        total = totals.get(key)
        if total is None:
            totals[key] = sums.copy()
        else:
            last = max(total[-1], sums[-1])
            totals[key] = [mine + more for mine, more in zip(total, sums, strict=True)]
            totals[key][-1] = last
    return totals
