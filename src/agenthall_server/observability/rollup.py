"""Executions into sums and sketches: by minute, hour and day and for all time, per agent, model and team.

Everything is a sum, a minimum, a maximum or a count of a bucket, so it does not matter how executions are cut into
groups or in which order they come.

A recording appends what its group adds up to, by minute (`add_up`); folding adds that to all levels (`spread`). What is
stored under a key is what was folded plus what waits to be (store_sums.py).

Known limit: a sum of integers ends at 2^63 - 1. An agent reaches that with 9,223 executions of a million dollars each,
29,000 of ten years or 4.6 million of two trillion tokens. Counts go on, so means over such a sum become too low.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from agenthall_server import sketch
from agenthall_server.clock import DAY_US, MINUTE_US, SECOND_US
from agenthall_server.observability.executions import FAILED, Execution

MINUTE, HOUR, DAY, ALL_TIME = 60, 3_600, 86_400, 0
LEVELS = (MINUTE, HOUR, DAY, ALL_TIME)
"""Seconds of a bucket; 0: one bucket, from time 0 on."""
LARGEST_SUM = 2**63 - 1

MinuteKey = tuple[int, int, str, str, str]
"""workspace_key, bucket_start, agent_name, model, team_id."""
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
    "quality_square_sum",
    "cost_count",
    "cost_sum_nano",
    "cost_square_sum",
    "failed_duration_us",
    "failed_cost_nano",
    "retries",
    "cacheable_count",
    "cache_hits",
    "cacheable_tokens",
)
FLOATING_SUMS = ("duration_square_sum", "tokens_square_sum", "quality_square_sum", "cost_square_sum")
LARGE_SUMS = (
    "duration_sum_us",
    "tokens_sum",
    "cost_sum_nano",
    "failed_duration_us",
    "failed_cost_nano",
    "cacheable_tokens",
)
"""Those that can reach LARGEST_SUM."""
MINIMA = ("duration_min_us", "tokens_min", "cost_min_nano")
"""LARGEST_SUM where nothing was measured."""
MAXIMA = ("duration_max_us", "tokens_max", "cost_max_nano", "last_executed")
"""0 where nothing was measured."""
VALUES = (*SUMS, *MINIMA, *MAXIMA)
"""In the order of the lists that `add_up` returns; the sketches, a dictionary, come after them."""
_MINIMA_AT = len(SUMS)
_MAXIMA_AT = len(SUMS) + len(MINIMA)

DURATION_US, TOKENS, COST_NANO = (number * sketch.POSITIONS for number in range(3))
"""Where the sketch of each begins: the three lie in one, one after the other."""

SHARES = (0.5, 0.95, 0.99)
"""Of the quantiles that are told of durations."""

PARTS = (
    "workspace_key", "agent_name", "model", "team_id", "event_time", "outcome",
    "duration_ms", "tokens", "quality_score", "cost_nano_usd", "attempt", "retry_of_execution_id", "input_tokens",
    "cached_tokens",
)  # fmt: skip
"""What the sums read of an execution."""
SHORTEST_CACHEABLE = 1_024
"""Input tokens from which on a prompt can be cached. Source: the guides to prompt caching of OpenAI and Anthropic."""
_Measured = tuple[list[int], list[int], list[float], list[int], list[float], list[int], list[int]]
_OCCASIONAL = len(SUMS) - SUMS.index("failed_duration_us")
"""The last of SUMS: most executions add nothing to them."""
_parts = itemgetter(*map(Execution._fields.index, PARTS))


def add_up(executions: Iterable[Execution]) -> dict[MinuteKey, list[Any]]:
    """VALUES and the sketches by minute."""
    return add_up_parts(map(_parts, executions))


def add_up_parts(parts: Iterable[Sequence[Any]]) -> dict[MinuteKey, list[Any]]:
    """The same of executions of which only PARTS are known."""
    minutes: dict[MinuteKey, _Measured] = {}
    for (
        workspace_key, agent, model, team, at, outcome, duration_ms, tokens, quality, cost, attempt, retry_of, given,
        cached,
    ) in parts:  # fmt: skip
        key = (workspace_key, at - at % MINUTE_US, agent, model, team)
        found = minutes.get(key)
        if found is None:
            found = minutes[key] = ([0, 0, 0], [], [], [], [], [], [0] * _OCCASIONAL)
        outcomes, times, durations, token_counts, qualities, costs, occasional = found
        outcomes[outcome - 1] += 1
        times.append(at)
        if duration_ms is not None:
            durations.append(duration_ms)
        if tokens is not None:
            token_counts.append(tokens)
        if quality is not None:
            qualities.append(quality)
        if cost is not None:
            costs.append(cost)
        if outcome == FAILED:
            occasional[0] += round((duration_ms or 0) * 1000)
            occasional[1] += cost or 0
        if attempt > 1 or retry_of:
            occasional[2] += 1
        if cached is not None:
            _count_cache(occasional, given, cached)
    return {key: _values(*measured) for key, measured in minutes.items()}


def _count_cache(occasional: list[int], input_tokens: int | None, cached: int) -> None:
    if input_tokens is not None and input_tokens >= SHORTEST_CACHEABLE:
        occasional[3] += 1
        occasional[4] += cached > 0
        occasional[5] += input_tokens


def _values(
    outcomes: list[int],
    times: list[int],
    durations: list[float],
    tokens: list[int],
    qualities: list[float],
    costs: list[int],
    occasional: list[int],
) -> list[Any]:
    durations_us = [round(one * 1000) for one in durations]
    counts: dict[int, int] = {}
    for begin, measured in ((DURATION_US, durations_us), (TOKENS, tokens), (COST_NANO, costs)):
        for at in map(sketch.position, measured):
            counts[begin + at] = counts.get(begin + at, 0) + 1
    return [
        *outcomes,
        len(durations), sum(durations_us), sum(one * one for one in durations),
        len(tokens), sum(tokens), sum(float(one) * one for one in tokens),
        len(qualities), sum(round(one * 1_000_000) for one in qualities), sum(one * one for one in qualities),
        len(costs), sum(costs), sum(float(one) * one for one in costs),
        *occasional,
        *(min(measured, default=LARGEST_SUM) for measured in (durations_us, tokens, costs)),
        *(max(measured, default=0) for measured in (durations_us, tokens, costs)),
        max(times),
        counts,
    ]  # fmt: skip


def spread(minutes: Iterable[tuple[MinuteKey, Sequence[Any]]]) -> dict[Key, list[Any]]:
    """What minutes add up to on every level; the sketches may come in their stored form."""
    levels: dict[Key, list[Any]] = {}
    for (workspace_key, minute, agent_name, model, team_id), (*values, counts) in minutes:
        own = sketch.decode(counts) if isinstance(counts, bytes) else counts
        for seconds in LEVELS:
            key = (workspace_key, seconds, bucket_start(minute, seconds), agent_name, model, team_id)
            total = levels.get(key)
            if total is None:
                levels[key] = [*values, dict(own)]
            else:
                total[:-1] = _combined(total, values)
                sketch.merge(total[-1], own.items())
    return levels


def bucket_start(time: int, seconds: int) -> int:
    """The beginning of the bucket that holds the time, both in microseconds."""
    return time - time % (seconds * SECOND_US) if seconds else 0


def next_midnight(time: int) -> int:
    """The first midnight (UTC) from the time on, both in microseconds."""
    return time + -time % DAY_US


def combined(mine: Sequence[Any], more: Sequence[Any]) -> list[Any]:
    """Two lists of VALUES and sketches as one."""
    counts = dict(mine[-1])
    sketch.merge(counts, more[-1].items())
    return [*_combined(mine, more), counts]


def percentiles_ms(durations: Mapping[int, int]) -> list[float | None]:
    """The quantiles of SHARES of a sketch of microseconds; None where nothing is counted."""
    found = (sketch.quantile(durations, share) for share in SHARES)
    return [None if one is None else one / 1000 for one in found]


def _combined(mine: Sequence[Any], more: Sequence[Any]) -> list[Any]:
    return [
        *(one + other for one, other in zip(mine[:_MINIMA_AT], more[:_MINIMA_AT], strict=True)),
        *map(min, mine[_MINIMA_AT:_MAXIMA_AT], more[_MINIMA_AT:_MAXIMA_AT]),
        *map(max, mine[_MAXIMA_AT : len(VALUES)], more[_MAXIMA_AT : len(VALUES)]),
    ]
