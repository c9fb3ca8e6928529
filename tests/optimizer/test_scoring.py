"""Scores and rankings."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.optimizer.scoring import SCORE_UNIT, Standing, Totals, best, score_nano, totals_of

MEASURED = st.tuples(st.none() | st.integers(0, 1), st.none() | st.integers(0, 100_000_000)).filter(
    lambda parts: parts != (None, None)
)
RESULTS = st.lists(
    st.tuples(MEASURED, st.none() | st.integers(0, 10**15), st.none() | st.integers(0, 10**15)), max_size=30
)


@pytest.mark.parametrize(
    ("success", "quality", "score"),
    [
        (1, 90.0, 0.95),  # 0.5 x 1 + 0.5 x 0.9
        (0, 90.0, 0.45),
        (1, 0.0, 0.5),
        (0, 0.0, 0.0),
        (1, None, 1.0),  # the other part takes the whole weight
        (0, None, 0.0),
        (None, 82.3, 0.823),
        (1, 100.0, 1.0),
        (1, 33.333333, 0.666666665),  # no rounding: the last digit is the quality's last digit, halved
    ],
)
def test_score_by_hand(success: int | None, quality: float | None, score: float) -> None:
    assert score_nano(success, None if quality is None else round(quality * 1e6)) == round(score * SCORE_UNIT)


def test_totals_by_hand() -> None:
    both, failed, judged = (1, 80_000_000, 1_500_000, 7), (0, None, 500_000, None), (None, 60_000_000, None, 3)
    totals = totals_of(*both) + totals_of(*failed) + totals_of(*judged)
    assert totals == Totals(3, 2, 1, 2, 140_000_000, 2, 2_000_000, 2, 10, 900_000_000 + 600_000_000)
    assert totals.mean_score == 0.5
    assert totals.success_rate == 50.0
    assert totals.avg_quality_score == 70.0
    assert totals.avg_duration_ms == 1000.0


def test_unknown_is_not_zero() -> None:
    assert Totals().mean_score is None
    only_success = totals_of(1, None, None, None)
    assert (only_success.avg_quality_score, only_success.avg_duration_ms) == (None, None)
    assert totals_of(None, 50_000_000, None, None).success_rate is None


@given(RESULTS, st.randoms(use_true_random=False))
def test_sums_do_not_depend_on_order_or_grouping(results: list, random: Random) -> None:
    totals = [totals_of(*measured, duration, cost) for measured, duration, cost in results]
    shuffled = totals.copy()
    random.shuffle(shuffled)
    half = len(shuffled) // 2
    in_two_slots = sum(shuffled[:half], Totals()) + sum(shuffled[half:], Totals())
    assert in_two_slots == sum(totals, Totals())


@given(MEASURED)
def test_a_score_is_between_nought_and_one(measured: tuple[int | None, int | None]) -> None:
    assert 0 <= score_nano(*measured) <= SCORE_UNIT


def standing(name: str, order: int, results: int, score: float) -> Standing:
    return Standing(name, order, Totals(result_count=results, score_sum_nano=round(score * results * SCORE_UNIT)))


def test_best_needs_enough_results() -> None:
    rivals = [standing("a", 1, 9, 0.9), standing("b", 2, 10, 0.5)]
    assert best(rivals, min_results=10) == rivals[1]
    assert best(rivals, min_results=1) == rivals[0]
    assert best(rivals, min_results=11) is None


def test_among_equals_more_results_win_then_the_older() -> None:
    old, young, busy = standing("old", 1, 20, 0.6), standing("young", 2, 20, 0.6), standing("busy", 3, 25, 0.6)
    assert best([young, old], min_results=1) == old
    assert best([old, young, busy], min_results=1) == busy
