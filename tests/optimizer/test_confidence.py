"""Confidence sequences: figures by hand, laws, and what they promise in simulation."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.optimizer.confidence import Evidence

ALPHA = 0.05


@pytest.mark.parametrize(
    ("successes", "failures", "low", "high"),
    [
        # B(3/2, 1/2) / B(1/2, 1/2) = 1/2, so M(p) = 1 / (2 p) < 20 means p > 1/40.
        (1, 0, 1 / 40, 1.0),
        (0, 1, 0.0, 39 / 40),
        # B(3/2, 3/2) / B(1/2, 1/2) = 1/8, so M(p) = 1 / (8 p (1 - p)) < 20 means p (1 - p) > 1/160.
        (1, 1, (1 - sqrt(39 / 40)) / 2, (1 + sqrt(39 / 40)) / 2),
        # B(5/2, 1/2) / B(1/2, 1/2) = 3/8, so M(p) = 3 / (8 p^2) < 20 means p > sqrt(3/160).
        (2, 0, sqrt(3 / 160), 1.0),
    ],
)
def test_interval_by_hand(successes: float, failures: float, low: float, high: float) -> None:
    found = Evidence(successes, failures).interval(ALPHA)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)
    assert found.level == 0.95


def test_evidence_by_hand() -> None:
    assert exp(Evidence(1, 0).against(0.25)) == pytest.approx(2.0)
    assert exp(Evidence(1, 1).against(0.5)) == pytest.approx(0.5)


def test_without_results_every_mean_is_possible() -> None:
    found = Evidence(0, 0).interval(ALPHA)
    assert (found.low, found.high) == (0.0, 1.0)


SUMS = st.builds(lambda mean, n: (mean * n, (1 - mean) * n), st.floats(0, 1), st.integers(1, 100_000))


@given(SUMS, st.sampled_from([0.05, 0.01, 0.001]))
def test_the_interval_holds_exactly_what_is_not_refuted(sums: tuple[float, float], alpha: float) -> None:
    """An edge is refuted, or the end of what is possible; a billionth further inside nothing is."""
    evidence, needed = Evidence(*sums), -log(alpha)
    found = evidence.interval(alpha)
    assert 0 <= found.low < found.high <= 1
    for edge, inside in ((found.low, found.low + 1e-9), (found.high, found.high - 1e-9)):
        if 0 < edge < 1:
            assert evidence.against(edge) >= needed - 1e-6
        assert evidence.against(inside) < needed


@given(SUMS)
def test_more_of_the_same_narrows_the_interval(sums: tuple[float, float]) -> None:
    less, more = Evidence(*sums).interval(ALPHA), Evidence(4 * sums[0], 4 * sums[1]).interval(ALPHA)
    assert more.high - more.low < less.high - less.low


@given(SUMS)
def test_a_smaller_error_widens_the_interval(sums: tuple[float, float]) -> None:
    wide, narrow = Evidence(*sums).interval(0.005), Evidence(*sums).interval(ALPHA)
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@given(SUMS)
def test_success_and_failure_are_symmetric(sums: tuple[float, float]) -> None:
    one, other = Evidence(*sums).interval(ALPHA), Evidence(sums[1], sums[0]).interval(ALPHA)
    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low), abs=1e-9)


def bernoulli(random: Random) -> float:
    return float(random.random() < 0.779)


def steady(random: Random) -> float:
    return 0.779


def rare_catastrophe(random: Random) -> float:
    """Mean .779: usually .82, a total failure in 5 % of the runs."""
    return 0.0 if random.random() < 0.05 else 0.82


def triangular(random: Random) -> float:
    return random.triangular(0.337, 1.0, 1.0)  # mean (0.337 + 1 + 1) / 3


@pytest.mark.parametrize("arm", [bernoulli, steady, rare_catastrophe, triangular])
def test_the_true_mean_is_ever_refuted_in_at_most_five_percent(arm: Callable[[Random], float]) -> None:
    """300 runs of 400 results, looked at after every one."""
    random = Random(20_261_121)
    refuted = 0
    for _ in range(300):
        total = 0.0
        for n in range(1, 401):
            total += arm(random)
            if Evidence(total, max(n - total, 0.0)).against(0.779) >= -log(ALPHA):
                refuted += 1
                break
    assert refuted <= 15
