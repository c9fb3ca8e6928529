"""Sums of executions: one hand-computed case, and the law that grouping and order do not matter."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.observability.executions import CANCELLED, FAILED, OK, Execution
from agenthall_server.observability.rollup import SUMS, Key, add_up
from tests.observability.samples import NOON_US, execution, executions

HOUR_US = 3_600_000_000
SQUARES = {SUMS.index(name) for name in ("duration_square_sum", "tokens_square_sum")}
LAST = len(SUMS)


def test_by_hand() -> None:
    found = add_up(
        [
            execution(
                outcome=OK, duration_ms=1.5, tokens=10, quality_score=80.5, cost_nano_usd=7, event_time=NOON_US + 1
            ),
            execution(outcome=FAILED, duration_ms=2.0, event_time=NOON_US),
            execution(outcome=CANCELLED, tokens=20, event_time=NOON_US - 1),
            execution(outcome=OK, team_id="t", event_time=NOON_US),
        ]
    )
    noon = (1, 3600, NOON_US, "planner", "", "")
    before = (1, 3600, NOON_US - HOUR_US, "planner", "", "")
    all_time = (1, 0, 0, "planner", "", "")
    assert found[noon] == [1, 1, 0, 2, 3500, 6.25, 1, 10, 100.0, 1, 80_500_000, 1, 7, NOON_US + 1]
    assert found[before] == [0, 0, 1, 0, 0, 0.0, 1, 20, 400.0, 0, 0, 0, 0, NOON_US - 1]
    assert found[all_time] == [1, 1, 1, 2, 3500, 6.25, 2, 30, 500.0, 1, 80_500_000, 1, 7, NOON_US + 1]
    assert set(found) == {
        noon, before, all_time, (1, 3600, NOON_US, "planner", "", "t"), (1, 0, 0, "planner", "", "t"),
    }  # fmt: skip


def test_nothing_adds_up_to_nothing() -> None:
    assert add_up([]) == {}


@pytest.mark.parametrize("at", [-1, 0, -HOUR_US, -62_135_596_800_000_000])
def test_hours_before_1970_begin_before_their_executions(at: int) -> None:
    (hour,) = [key for key in add_up([execution(event_time=at)]) if key[1] == 3600]
    assert hour[2] <= at < hour[2] + HOUR_US
    assert hour[2] % HOUR_US == 0


def merged(parts: list[dict[Key, list[Any]]]) -> dict[Key, list[Any]]:
    """What Accumulate does with the rows of several commits."""
    total: dict[Key, list[Any]] = {}
    for part in parts:
        for key, values in part.items():
            mine = total.setdefault(key, [0] * LAST + [values[LAST]])
            total[key] = [a + b for a, b in zip(mine[:LAST], values[:LAST], strict=True)] + [
                max(mine[LAST], values[LAST])
            ]
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
    whole = add_up(rows)
    shuffled = dice.sample(rows, len(rows))
    edges = sorted({0, len(rows), *(cut for cut in cuts if cut < len(rows))})
    parts = [add_up(shuffled[start:end]) for start, end in pairwise(edges)]
    assert same(whole, merged(parts))


@given(st.lists(executions, max_size=25))
def test_all_time_is_the_sum_of_the_hours(rows: list[Execution]) -> None:
    found = add_up(rows)
    hours = {key: values for key, values in found.items() if key[1] == 3600}
    of_all_time = merged([{(key[0], 0, 0, *key[3:]): values} for key, values in hours.items()])
    assert same({key: values for key, values in found.items() if key[1] == 0}, of_all_time)


@given(st.lists(executions, min_size=1, max_size=25))
def test_counts_are_those_of_the_rows(rows: list[Execution]) -> None:
    all_time = [values for key, values in add_up(rows).items() if key[1] == 0]
    total = [sum(column) for column in zip(*all_time, strict=True)]
    assert total[:3] == [sum(row.outcome == outcome for row in rows) for outcome in (OK, FAILED, CANCELLED)]
    for count_at, name in ((3, "duration_ms"), (6, "tokens"), (9, "quality_score"), (11, "cost_nano_usd")):
        assert total[count_at] == sum(getattr(row, name) is not None for row in rows)
    assert total[7] == sum(row.tokens or 0 for row in rows)
    assert total[12] == sum(row.cost_nano_usd or 0 for row in rows)
    assert max(values[LAST] for values in all_time) == max(row.event_time for row in rows)
