"""Quantiles from sketches: their error, and that merging does not depend on the order."""

from __future__ import annotations

import csv
import random

from hypothesis import given
from hypothesis import strategies as st

from agenthall_server import sketch
from tests.inputs import DATA

_VALUES = st.integers(0, 2**63 - 1) | st.integers(0, 5_000)


def of(values: list[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    sketch.merge(counts, ((sketch.position(value), 1) for value in values))
    return counts


@given(st.lists(_VALUES, min_size=1), st.floats(0, 1))
def test_every_quantile_is_within_eleven_thousandths(values: list[int], share: float) -> None:
    found = sketch.quantile(of(values), share)
    exact = sorted(values)[int(share * (len(values) - 1))]
    assert found is not None
    assert abs(found - exact) <= 0.011 * exact


@given(st.lists(_VALUES), st.randoms(use_true_random=False))
def test_parts_merged_in_any_order_are_the_whole_bit_for_bit(values: list[int], rng: random.Random) -> None:
    parts: list[list[int]] = [[] for _ in range(5)]
    for value in values:
        rng.choice(parts).append(value)
    rng.shuffle(parts)
    merged: dict[int, int] = {}
    for part in parts:
        sketch.merge(merged, sketch.entries(sketch.encode(of(part))))
    assert sketch.encode(merged) == sketch.encode(of(values))


@given(st.dictionaries(st.integers(0, sketch.POSITIONS - 1), st.integers(1, 2**34)))
def test_what_is_stored_is_what_was_counted(counts: dict[int, int]) -> None:
    read: dict[int, int] = {}
    sketch.merge(read, sketch.entries(sketch.encode(counts)))
    assert read == counts


def test_forms_that_are_joined_are_one_sketch() -> None:
    joined: dict[int, int] = {}
    sketch.merge(joined, sketch.entries(sketch.encode(of([1, 7])) + sketch.encode(of([7, 900]))))
    assert joined == of([1, 7, 7, 900])


@given(st.lists(st.tuples(st.integers(0, 150), st.lists(_VALUES, max_size=20)), max_size=30))
def test_many_groups_at_once_have_the_quantiles_of_each(parts: list[tuple[int, list[int]]]) -> None:
    shares, begin = (0.0, 0.5, 0.95, 1.0), sketch.POSITIONS
    merged: list[dict[int, int]] = [{} for _ in range(151)]
    stored = []
    for group, values in parts:
        counts = of(values)
        sketch.merge(merged[group], counts.items())
        others = {0: 9, sketch.POSITIONS - 1: 9, 2 * sketch.POSITIONS: 9}
        stored.append((group, sketch.encode(others | {begin + at: count for at, count in counts.items()})))
    found = sketch.quantiles_of_groups(stored, 151, begin, shares)
    assert found == [[sketch.quantile(counts, share) for share in shares] for counts in merged]


def test_the_largest_value_has_a_position() -> None:
    assert sketch.position(2**63 - 1) < sketch.POSITIONS


def test_nothing_counted_has_no_quantile() -> None:
    assert sketch.quantile({}, 0.5) is None


def test_real_durations_and_tokens_are_within_eleven_thousandths() -> None:
    with (DATA / "observability" / "aider_executions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for column, unit in (("duration_s", 1_000_000), ("total_tokens", 1)):
        values = sorted(round(float(row[column]) * unit) for row in rows if row[column])
        assert len(values) > 100
        for share in (0.5, 0.9, 0.95, 0.99, 0.999):
            exact, found = values[int(share * (len(values) - 1))], sketch.quantile(of(values), share)
            assert found is not None
            assert abs(found - exact) <= 0.011 * exact, (column, share)
