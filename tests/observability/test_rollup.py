"""Sums of executions: one hand-computed case, and the law that grouping and order do not matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.observability.executions import CANCELLED, FAILED, OK, Execution
from agenthall_server.observability.rollup import (
    COST_NANO,
    FLOATING_SUMS,
    LARGEST_SUM,
    LEVELS,
    SUMS,
    TOKENS,
    VALUES,
    Key,
    add_up,
    combined,
    spread,
)
from agenthall_server.sketch import position
from tests.observability.samples import NOON_US, execution, executions

HOUR_US, DAY_US = 3_600_000_000, 86_400_000_000
SQUARES = {SUMS.index(name) for name in FLOATING_SUMS}
LAST = len(VALUES) - 1
NONE = LARGEST_SUM
"""The minimum of nothing."""


def levels_of(rows: Iterable[Execution]) -> dict[Key, list[Any]]:
    return spread(add_up(rows).items())


def counted(*, durations_us: Sequence[int] = (), tokens: Sequence[int] = (), costs: Sequence[int] = ()) -> Any:
    found = Counter(position(value) for value in durations_us)
    found.update(TOKENS + position(value) for value in tokens)
    found.update(COST_NANO + position(value) for value in costs)
    return dict(found)


def test_by_hand() -> None:
    found = levels_of(
        [
            execution(
                outcome=OK, duration_ms=1.5, tokens=10, quality_score=80.5, cost_nano_usd=7, event_time=NOON_US + 1
            ),
            execution(
                outcome=FAILED, duration_ms=2.0, cost_nano_usd=2, input_tokens=2000, cached_tokens=500, attempt=2
            ),
            execution(
                outcome=CANCELLED,
                tokens=20,
                input_tokens=1024,
                cached_tokens=0,
                retry_of_execution_id="x",
                event_time=NOON_US - 1,
            ),
            execution(outcome=OK, team_id="t", event_time=NOON_US),
        ]
    )
    noon = [
        *(1, 1, 0, 2, 3500, 6.25, 1, 10, 100.0, 1, 80_500_000, 6480.25, 2, 9, 53.0, 2000, 2, 1, 1, 1, 2000),
        *(1500, 10, 2, 2000, 10, 7, NOON_US + 1),
        counted(durations_us=[1500, 2000], tokens=[10], costs=[7, 2]),
    ]
    before = [
        *(0, 0, 1, 0, 0, 0.0, 1, 20, 400.0, 0, 0, 0.0, 0, 0, 0.0, 0, 0, 1, 1, 0, 1024),
        *(NONE, 20, NONE, 0, 20, 0, NOON_US - 1),
    ]
    both = [
        *(1, 1, 1, 2, 3500, 6.25, 2, 30, 500.0, 1, 80_500_000, 6480.25, 2, 9, 53.0, 2000, 2, 2, 2, 1, 3024),
        *(1500, 10, 2, 2000, 20, 7, NOON_US + 1),
        counted(durations_us=[1500, 2000], tokens=[10, 20], costs=[7, 2]),
    ]
    for seconds in (60, 3600):
        assert found[1, seconds, NOON_US, "planner", "", ""] == noon
        assert found[1, seconds, NOON_US - seconds * 1_000_000, "planner", "", ""] == [*before, counted(tokens=[20])]
    assert found[1, 86400, NOON_US - NOON_US % DAY_US, "planner", "", ""] == both
    assert found[1, 0, 0, "planner", "", ""] == both
    assert sum(key[-1] == "t" for key in found) == len(LEVELS)
    assert len(found) == 6 + len(LEVELS)


def test_nothing_adds_up_to_nothing() -> None:
    assert levels_of([]) == {}


@pytest.mark.parametrize("at", [-1, 0, -HOUR_US, -62_135_596_800_000_000])
@pytest.mark.parametrize("seconds", [60, 3600, 86400])
def test_buckets_before_1970_begin_before_their_executions(at: int, seconds: int) -> None:
    ((key, values),) = [one for one in levels_of([execution(event_time=at)]).items() if one[0][1] == seconds]
    assert key[2] <= at < key[2] + seconds * 1_000_000
    assert key[2] % (seconds * 1_000_000) == 0
    assert values[LAST] == at


def merged(parts: list[dict[Key, list[Any]]]) -> dict[Key, list[Any]]:
    """What folding makes of several commits."""
    total: dict[Key, list[Any]] = {}
    for part in parts:
        for key, values in part.items():
            total[key] = combined(total[key], values) if key in total else values
    return total


def same(one: dict[Key, list[Any]], other: dict[Key, list[Any]]) -> bool:
    """Exactly, but for the squares, which are floats."""
    if one.keys() != other.keys():
        return False
    return all(
        other[key][at] == (pytest.approx(value, rel=1e-9) if at in SQUARES else value)
        for key, values in one.items()
        for at, value in enumerate(values)
    )


@given(st.lists(executions, max_size=25), st.lists(st.integers(0, 25), max_size=5), st.randoms(use_true_random=False))
def test_any_order_and_any_cut_gives_the_same_sums(rows: list[Execution], cuts: list[int], dice: Any) -> None:
    whole = levels_of(rows)
    shuffled = dice.sample(rows, len(rows))
    edges = sorted({0, len(rows), *(cut for cut in cuts if cut < len(rows))})
    parts = [levels_of(shuffled[start:end]) for start, end in pairwise(edges)]
    assert same(whole, merged(parts))


@given(st.lists(executions, max_size=25))
def test_every_level_adds_up_to_all_time(rows: list[Execution]) -> None:
    found = levels_of(rows)
    all_time = {key: values for key, values in found.items() if key[1] == 0}
    for level in (60, 3600, 86400):
        buckets = [(key, values) for key, values in found.items() if key[1] == level]
        assert same(all_time, merged([{(key[0], 0, 0, *key[3:]): values} for key, values in buckets]))


@given(st.lists(executions, min_size=1, max_size=25))
def test_counts_are_those_of_the_rows(rows: list[Execution]) -> None:
    all_time = [values for key, values in levels_of(rows).items() if key[1] == 0]
    total = [sum(column) for column in zip(*(values[: len(SUMS)] for values in all_time), strict=True)]
    assert total[:3] == [sum(row.outcome == outcome for row in rows) for outcome in (OK, FAILED, CANCELLED)]
    value = dict(zip(SUMS, total, strict=True))
    measured = {"duration": "duration_ms", "tokens": "tokens", "quality": "quality_score", "cost": "cost_nano_usd"}
    for kind, name in measured.items():
        assert value[f"{kind}_count"] == sum(getattr(row, name) is not None for row in rows)
    assert value["tokens_sum"] == sum(row.tokens or 0 for row in rows)
    assert value["cost_sum_nano"] == sum(row.cost_nano_usd or 0 for row in rows)
    assert value["failed_cost_nano"] == sum(row.cost_nano_usd or 0 for row in rows if row.outcome == FAILED)
    assert value["retries"] == sum(row.attempt > 1 for row in rows)
    cacheable = [row for row in rows if row.cached_tokens is not None and (row.input_tokens or 0) >= 1_024]
    assert value["cacheable_tokens"] == sum(row.input_tokens or 0 for row in cacheable)
    assert value["cache_hits"] == sum(bool(row.cached_tokens) for row in cacheable)
    assert max(values[LAST] for values in all_time) == max(row.event_time for row in rows)
    in_sketches = sum(sum(values[-1].values()) for values in all_time)
    assert in_sketches == value["duration_count"] + value["tokens_count"] + value["cost_count"]
