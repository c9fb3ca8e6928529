"""Intervals against textbook values, hand calculations and laws."""

from __future__ import annotations

from math import comb, exp, inf, isclose, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.intervals import (
    Interval,
    beta_binomial_tail,
    beta_distribution,
    beta_interval,
    beta_quantile,
    difference_interval,
    mean_difference_interval,
    mean_interval,
    ratio_interval,
    student_t,
    wilson,
)


@pytest.mark.parametrize(
    ("successes", "count", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),  # this one and the next: R. G. Newcombe, Statistics in Medicine 17 (1998), method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_in_the_literature(successes: int, count: int, low: float, high: float) -> None:
    found = wilson(successes, count)
    assert found.low == pytest.approx(low, abs=5.1e-5)
    assert found.high == pytest.approx(high, abs=5.1e-5)


@given(
    st.integers(1, 10**7).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count))), st.floats(0.5, 0.999)
)
def test_wilson_holds_the_rate_and_stays_in_bounds(counts: tuple[int, int], level: float) -> None:
    successes, count = counts
    found = wilson(successes, count, level)
    assert 0 <= found.low <= successes / count + 1e-12
    assert successes / count - 1e-12 <= found.high <= 1
    mirrored = wilson(count - successes, count, level)
    assert isclose(found.low, 1 - mirrored.high, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("freedom", "level", "value"),
    [  # the t table that every statistics book prints
        (1, 0.95, 12.7062),
        (2, 0.95, 4.3027),
        (4, 0.95, 2.7764),
        (9, 0.95, 2.2622),
        (10, 0.99, 3.1693),
        (29, 0.95, 2.0452),
        (30, 0.90, 1.6973),
        (60, 0.95, 2.0003),
        (120, 0.95, 1.9799),
        (1000, 0.95, 1.9623),
    ],
)
def test_t_table(freedom: int, level: float, value: float) -> None:
    assert student_t(freedom, level) == pytest.approx(value, abs=6e-5)


def test_t_comes_from_above_and_ends_at_the_normal_distribution() -> None:
    values = [student_t(freedom, 0.95) for freedom in (*range(1, 1200), 10**4, 10**5, 10**6, 10**7, 10**9)]
    assert values == sorted(values, reverse=True)
    assert values[-1] == pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-8)


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99, 0.999])
def test_t_is_the_inverse_of_its_distribution(level: float) -> None:
    for freedom in (3, 57, 250, 900, 5000):
        t = student_t(freedom, level)
        assert beta_distribution(0.5, freedom / 2, t * t / (freedom + t * t)) == pytest.approx(level, abs=1e-9)


def test_mean_interval_by_hand() -> None:
    """1, 2, 3, 4, 5: mean 3, variance 10 / 4 = 2.5, t(4) = 2.7764, half width 2.7764 * sqrt(2.5 / 5)."""
    found = mean_interval(5, 15.0, 55.0)
    assert found == Interval(pytest.approx(3 - 1.96325, abs=1e-4), pytest.approx(3 + 1.96325, abs=1e-4), 0.95)


def test_equal_values_have_a_mean_without_doubt() -> None:
    found = mean_interval(10, 70.0, 490.0)
    assert (found.low, found.high) == (7.0, 7.0)


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=50))
def test_mean_interval_from_sums_is_that_of_the_values(values: list[float]) -> None:
    count, mean = len(values), sum(values) / len(values)
    spread = student_t(count - 1, 0.95) * sqrt(sum((value - mean) ** 2 for value in values) / (count - 1) / count)
    found = mean_interval(count, sum(values), sum(value * value for value in values))
    scale = max(values) + 1
    assert found.low == pytest.approx(mean - spread, abs=1e-5 * scale)
    assert found.high == pytest.approx(mean + spread, abs=1e-5 * scale)


def test_beta_distribution_by_hand() -> None:
    assert beta_distribution(2, 3, 0.5) == pytest.approx(11 / 16)
    assert beta_distribution(5, 2, 0.8) == pytest.approx(0.65536)
    assert beta_distribution(1, 1, 0.3) == pytest.approx(0.3)
    assert beta_distribution(3, 1, 0.5) == pytest.approx(0.125)
    assert beta_distribution(2, 3, 0.0) == 0.0
    assert beta_distribution(2, 3, 1.0) == 1.0


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.01, 0.99))
def test_beta_distribution_is_a_binomial_tail(a: int, b: int, x: float) -> None:
    """I_x(a, b) = P(at least a successes in a + b - 1 trials of probability x)."""
    trials = a + b - 1
    tail = sum(comb(trials, k) * x**k * (1 - x) ** (trials - k) for k in range(a, trials + 1))
    assert beta_distribution(a, b, x) == pytest.approx(tail, rel=1e-9, abs=1e-12)


@given(st.floats(0.5, 500), st.floats(0.5, 500), st.floats(0.001, 0.999))
def test_beta_quantile_is_the_inverse(a: float, b: float, probability: float) -> None:
    assert beta_distribution(a, b, beta_quantile(a, b, probability)) == pytest.approx(probability, abs=1e-7)


def test_beta_interval_in_the_literature() -> None:
    """Jeffreys interval of 8 of 10: quantiles of Beta(8.5, 2.5)."""
    found = beta_interval(8.5, 2.5, 0.95)
    assert found.low == pytest.approx(0.4972, abs=1e-3)
    assert found.high == pytest.approx(0.9551, abs=1e-3)


def test_scaled() -> None:
    assert Interval(0.25, 0.5, 0.9).scaled(100) == Interval(25, 50, 0.9)


def test_nothing_is_infinite() -> None:
    assert student_t(1, 0.9999) < inf


def test_a_difference_of_rates_by_the_published_example() -> None:
    """Newcombe 1998, table II, case (a): 56/70 against 48/80, method 10."""
    found = difference_interval(56, 70, 48, 80)
    assert (found.low, found.high) == (pytest.approx(0.0524, abs=1e-4), pytest.approx(0.3339, abs=1e-4))


def test_what_comes_next_by_hand() -> None:
    # a uniform rate makes every number of hits equally likely
    assert beta_binomial_tail(3, 9, 1, 1) == pytest.approx(0.7)
    # C(2, 2) B(2 + 2, 3) / B(2, 3) = (2 * 3) / (5 * 6)
    assert beta_binomial_tail(2, 2, 2, 3) == pytest.approx(0.2)
    assert (beta_binomial_tail(0, 5, 1, 1), beta_binomial_tail(6, 5, 1, 1)) == (1.0, 0.0)
    # a rate that is known for certain leaves the binomial distribution
    exact = sum(comb(30, hits) * 0.1**hits * 0.9 ** (30 - hits) for hits in range(8, 31))
    assert beta_binomial_tail(8, 30, 1e7, 9e7) == pytest.approx(exact, rel=1e-4)
    assert beta_binomial_tail(8, 30, 10, 90) > exact


def test_ratios_and_differences_of_means_by_hand() -> None:
    # means 2 and 4, variances 1 and 4, of 3 values each: standard errors 0.5774 and 1.1547, of logarithms 0.2887 each
    one, other = (3, 6.0, 14.0), (3, 12.0, 56.0)
    ratio = ratio_interval(one, other)
    assert ratio is not None
    spread = 2.7764 * sqrt(2) * 0.288675  # t(4): the errors of the logarithms are equal
    assert (ratio.low, ratio.high) == (
        pytest.approx(0.5 * exp(-spread), rel=1e-4),
        pytest.approx(0.5 * exp(spread), rel=1e-4),
    )
    difference = mean_difference_interval(one, other)
    assert difference is not None
    # Welch: (1/3 + 4/3)^2 / ((1/9 + 16/9) / 2) = 2.94, rounded down; t(2) = 4.3027
    assert difference.low == pytest.approx(-2 - 4.3027 * sqrt(5 / 3), rel=1e-4)
    assert ratio_interval((1, 1.0, 1.0), other) is None
    assert ratio_interval((2, 0.0, 0.0), other) is None
    assert mean_difference_interval((1, 1.0, 1.0), other) is None
    exact = ratio_interval((5, 10.0, 20.0), (5, 5.0, 5.0))
    assert exact is not None
    assert (exact.low, exact.high) == (2.0, 2.0)
