"""How sure a number is: intervals of rates and means, in pure Python.

Sources: E. B. Wilson, "Probable inference", JASA 22 (1927) for rates; Student's t for means; W. H. Press et al.,
Numerical Recipes (3rd ed., section 6.4) for the regularised incomplete beta function by Lentz's continued fraction,
from which beta and t quantiles follow by bisection; M. Abramowitz, I. Stegun, Handbook of Mathematical Functions,
26.7.5, for t quantiles of many degrees of freedom (microseconds where the bisection takes milliseconds).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist
from typing import TypeVar

M = TypeVar("M")
_MANY = 200
"""Degrees of freedom from which the expansion is exact to 1e-9 for levels up to 0.999."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Covers the true value with probability `level`."""

    low: float
    high: float
    level: float

    def scaled(self, factor: float) -> Interval:
        """The same interval in another unit."""
        return Interval(self.low * factor, self.high * factor, self.level)


def interval_message(kind: Callable[..., M], found: Interval | None) -> M | None:
    """The interval, where there is one, as a message of the given class, which has the same fields."""
    return None if found is None else kind(low=found.low, high=found.high, level=found.level)


def wilson(successes: int, count: int, level: float = 0.95) -> Interval:
    """Score interval of a rate, 0-1. `count` must be positive."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    rate = successes / count
    centre = rate + z * z / (2 * count)
    spread = z * sqrt(rate * (1 - rate) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return Interval(max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale), level)


def mean_interval(count: int, total: float, square_total: float, level: float = 0.95) -> Interval:
    """Student's t interval of a mean from sums. `count` must be at least 2."""
    mean = total / count
    spread = student_t(count - 1, level) * sqrt(_squared_error(count, total, square_total))
    return Interval(mean - spread, mean + spread, level)


def difference_interval(successes: int, count: int, before: int, count_before: int, level: float = 0.95) -> Interval:
    """Of a rate minus a rate before, -1 to 1: R. G. Newcombe, "Interval estimation for the difference between
    independent proportions", Statistics in Medicine 17 (1998), method 10. Counts must be positive.
    """
    rate, rate_before = successes / count, before / count_before
    now, then = wilson(successes, count, level), wilson(before, count_before, level)
    below = sqrt((rate - now.low) ** 2 + (then.high - rate_before) ** 2)
    above = sqrt((now.high - rate) ** 2 + (rate_before - then.low) ** 2)
    return Interval(rate - rate_before - below, rate - rate_before + above, level)


Moments = tuple[int, float, float]
"""How many values, their sum and the sum of their squares."""


def ratio_interval(mine: Moments, other: Moments, level: float = 0.95) -> Interval | None:
    """Of the ratio of two means of positive values; None below two values each or where a mean is 0. On the scale of
    logarithms by the delta method (L. V. Hedges, J. Gurevitch, P. S. Curtis, "The meta-analysis of response ratios in
    experimental ecology", Ecology 80, 1999), with degrees of freedom by B. L. Welch, Biometrika 34 (1947).
    """
    if min(mine[0], other[0]) < 2 or min(mine[1], other[1]) <= 0:
        return None
    errors = [_squared_error(*moments) / (moments[1] / moments[0]) ** 2 for moments in (mine, other)]
    ratio = (mine[1] / mine[0]) / (other[1] / other[0])
    return _around(log(ratio), errors, (mine[0], other[0]), level, exp)


def mean_difference_interval(mine: Moments, other: Moments, level: float = 0.95) -> Interval | None:
    """Of a mean minus another one by Welch's t; None below two values each."""
    if min(mine[0], other[0]) < 2:
        return None
    errors = [_squared_error(*moments) for moments in (mine, other)]
    return _around(mine[1] / mine[0] - other[1] / other[0], errors, (mine[0], other[0]), level, float)


def _squared_error(count: int, total: float, square_total: float) -> float:
    """Of a mean."""
    return max(0.0, square_total - total * (total / count)) / (count - 1) / count


def _around(
    middle: float, errors: Sequence[float], counts: Sequence[int], level: float, unit: Callable[[float], float]
) -> Interval:
    error = sum(errors)
    spread = student_t(_welch(errors, counts), level) * sqrt(error) if error else 0.0
    return Interval(unit(middle - spread), unit(middle + spread), level)


def _welch(errors: Sequence[float], counts: Sequence[int]) -> int:
    """Degrees of freedom, rounded down."""
    parts = sum(error**2 / (count - 1) for error, count in zip(errors, counts, strict=True))
    return max(1, int(sum(errors) ** 2 / parts)) if parts else min(counts) - 1


def beta_interval(a: float, b: float, level: float) -> Interval:
    """Equal-tailed interval of a Beta(a, b) distribution."""
    return Interval(beta_quantile(a, b, (1 - level) / 2), beta_quantile(a, b, (1 + level) / 2), level)


@lru_cache(maxsize=4096)
def student_t(freedom: int, level: float) -> float:
    """t such that |T| <= t with probability `level`."""
    if freedom >= _MANY:
        return _student_t_of_many(freedom, level)
    part = beta_quantile(0.5, freedom / 2, level)
    return sqrt(freedom * part / (1 - part)) if part < 1 else inf


def _student_t_of_many(freedom: int, level: float) -> float:
    z = NormalDist().inv_cdf((1 + level) / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160
    return z + first / freedom + second / freedom**2 + third / freedom**3 + fourth / freedom**4


def beta_quantile(a: float, b: float, probability: float) -> float:
    """x such that a Beta(a, b) variable is at most x with this probability; to 1e-15 by bisection."""
    low, high = 0.0, 1.0
    while high - low > 1e-15 * max(high, 1e-300):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if beta_distribution(a, b, middle) < probability else (low, middle)
    return (low + high) / 2


def beta_distribution(a: float, b: float, x: float) -> float:
    """Regularised incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _continued_fraction(a, b, x) / a
    return 1 - front * _continued_fraction(b, a, 1 - x) / b


def beta_binomial_tail(hits: int, count: int, a: float, b: float) -> float:
    """Probability of at least so many hits among `count`, where the rate is drawn from a Beta(a, b) distribution: what
    comes next, predicted from a - 1/2 hits and b - 1/2 misses seen (Jeffreys' prior). Terms are added until they are
    too small to count.
    """
    if hits <= 0:
        return 1.0
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + lgamma(count + 1) - lgamma(count + a + b)
    term = (
        exp(front + lgamma(hits + a) + lgamma(count - hits + b) - lgamma(hits + 1) - lgamma(count - hits + 1))
        if hits <= count
        else 0.0
    )
    total = 0.0
    for at in range(hits, count + 1):
        total += term
        growth = (count - at) * (at + a) / ((at + 1) * max(count - at - 1 + b, b))
        term *= growth
        if growth < 1 and term < 1e-15 * total:
            break
    return min(1.0, total)


def _continued_fraction(a: float, b: float, x: float) -> float:
    tiny = 1e-300
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1), tiny)
    value = d
    for m in range(1, 10_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away(1 + term * d, tiny)
            c = _away(1 + term / c, tiny)
            value *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return value


def _away(value: float, tiny: float) -> float:
    return value if abs(value) > tiny else tiny
