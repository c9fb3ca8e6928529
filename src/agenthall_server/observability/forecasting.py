"""What comes next, of one value a day: a method chosen by the errors it would have made, with intervals from the same.

Candidates: seasonal-naive (the value of a week before); damped trend (E. S. Gardner, E. McKenzie, "Forecasting trends
in time series", Management Science 31, 1985; with a trend of 0 it is simple exponential smoothing); Holt-Winters with a
season of 7 days (P. R. Winters, Management Science 6, 1960). The latter two on the values themselves and on their
logarithm, log(1 + value / unit), since costs are skewed. Each walks through the history once and forecasts from every
day (rolling origin); that with the smallest mean absolute error of the first week is taken.

Intervals are split conformal (V. Vovk, A. Gammerman, G. Shafer, "Algorithmic Learning in a Random World", 2005): the
errors made so many days ahead, at both ends the order statistic that covers with the wanted probability, and the value
is moved by their median. They hold as long as the days to come are like the last ones; no interval knows of a change
that never happened before.

Values are not negative, and no forecast is above ten times the largest day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from math import expm1, floor, log1p
from statistics import fmean, median

from agenthall_server.intervals import Interval

SEASON = 7
MIN_DAYS = 3 * SEASON
MOST_DAYS = 400
_WARM_UP = 2 * SEASON
_MOST_ORIGINS = 90
_FEWEST_ERRORS = 5
"""A horizon with fewer takes the errors of the longest one that has them."""
_DAMPING = 0.9
_LEVELS, _TRENDS, _SEASONS = (0.1, 0.2, 0.4), (0.0, 0.05), (0.05, 0.2)
_LARGEST = 10.0
_HANDICAPS = {"seasonal_naive": 1.1, "damped_holt": 1.0, "holt_winters": 1.0}


@dataclass(frozen=True, slots=True)
class Day:
    """One day to come."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Budget:
    """When it ends; `day` counts from 0, the first day forecast."""

    exhaustion_probability: float
    day: int | None
    probability_by_date: float | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The days to come, and how well the method did."""

    method: str
    days: tuple[Day, ...]
    mean_absolute_error: float
    naive_mean_absolute_error: float
    budget: Budget | None


@dataclass(frozen=True, slots=True)
class _Walk:
    """What a candidate says: from each of the last origins, and (`ahead`) from the end of the history."""

    method: str
    origins: Sequence[tuple[int, Sequence[float]]]
    """How many days were known, and the values of the days after them."""
    ahead: Sequence[float]


_Walker = Callable[[Sequence[float], int], Iterator[list[float]]]
"""Forecasts of that many days: after the warm-up, and after each day that follows."""


def forecast(history: Sequence[float], days: int, level: float, budget: float | None = None) -> Forecast:
    """From at least MIN_DAYS values, one a day, the latest at the end."""
    largest = _LARGEST * max(history)
    walks = [_walk(name, walker, history, days, largest) for name, walker in _candidates(history)]
    errors = [_mean_absolute_error(walk, history) for walk in walks]
    best = min(range(len(walks)), key=lambda at: errors[at] * _HANDICAPS[walks[at].method])
    walk = walks[best]
    return Forecast(
        method=walk.method,
        days=tuple(_days(walk, history, level, largest)),
        mean_absolute_error=errors[best],
        naive_mean_absolute_error=errors[0],
        budget=None if budget is None else _budget(walk, history, budget),
    )


def _candidates(history: Sequence[float]) -> Iterator[tuple[str, _Walker]]:
    """The naive one first."""
    unit = _unit(history)
    yield "seasonal_naive", _naive
    for weights in product(_LEVELS, _TRENDS):
        yield "damped_holt", _on_log_scale(unit, _smoothing(*weights, 0.0))
    for level_weight, season_weight in product(_LEVELS, _SEASONS):
        yield "holt_winters", _on_log_scale(unit, _smoothing(level_weight, 0.0, season_weight))


def _walk(name: str, walker: _Walker, history: Sequence[float], days: int, largest: float) -> _Walk:
    forecasts = [[min(max(0.0, one), largest) for one in ahead] for ahead in walker(history, max(days, SEASON))]
    origins = list(enumerate(forecasts[:-1], start=_WARM_UP))
    return _Walk(name, origins[-_MOST_ORIGINS:], forecasts[-1][:days])


def _naive(history: Sequence[float], days: int) -> Iterator[list[float]]:
    for known in range(_WARM_UP, len(history) + 1):
        week = history[known - SEASON : known]
        yield [week[ahead % SEASON] for ahead in range(days)]


def _smoothing(level_weight: float, trend_weight: float, season_weight: float) -> _Walker:
    """Additive Holt-Winters with a damped trend; weight 0 leaves trend or season at nothing."""

    def walk(history: Sequence[float], days: int) -> Iterator[list[float]]:
        level, trend = fmean(history[:_WARM_UP]), 0.0
        seasons = [0.0] * SEASON
        if season_weight:
            seasons = [(fmean(history[day:_WARM_UP:SEASON]) - level) * season_weight for day in range(SEASON)]
        damped = list(accumulate(_DAMPING**ahead for ahead in range(1, days + 1)))
        for known in range(_WARM_UP, len(history) + 1):
            yield [level + trend * damped[ahead] + seasons[(known + ahead) % SEASON] for ahead in range(days)]
            if known < len(history):
                value, day, before = history[known], known % SEASON, level + _DAMPING * trend
                level = level_weight * (value - seasons[day]) + (1 - level_weight) * before
                trend = trend_weight * (level - before + _DAMPING * trend) + (1 - trend_weight) * _DAMPING * trend
                seasons[day] += season_weight * (value - level - seasons[day])

    return walk


def _on_log_scale(unit: float, walker: _Walker) -> _Walker:
    def walk(history: Sequence[float], days: int) -> Iterator[list[float]]:
        top = log1p(_LARGEST * max(history) / unit)
        for ahead in walker([log1p(value / unit) for value in history], days):
            yield [unit * expm1(min(one, top)) for one in ahead]

    return walk


def _unit(history: Sequence[float]) -> float:
    """What is usual: the median of the days on which there was something."""
    return median([value for value in history if value > 0] or [1.0])


def _mean_absolute_error(walk: _Walk, history: Sequence[float]) -> float:
    """Of the first week ahead, as far as it is known."""
    return fmean(
        abs(history[known + day] - value)
        for known, ahead in walk.origins
        for day, value in enumerate(ahead[:SEASON])
        if known + day < len(history)
    )


def _days(walk: _Walk, history: Sequence[float], level: float, largest: float) -> Iterator[Day]:
    """Errors are taken on the logarithmic scale, where those of large and of small days are alike."""
    unit = _unit(history)
    errors: list[float] = []
    for day, value in enumerate(walk.ahead):
        made = [
            log1p(history[known + day] / unit) - log1p(ahead[day] / unit)
            for known, ahead in walk.origins
            if known + day < len(history) and day < len(ahead)
        ]
        errors = sorted(made) if len(made) >= _FEWEST_ERRORS else errors
        low, high = _conformal(errors, level)
        scaled = log1p(value / unit)
        at, bottom, top = (min(largest, max(0.0, unit * expm1(scaled + error))) for error in (0.0, low, high))
        yield Day(at, Interval(bottom, top, level))


def _conformal(errors: Sequence[float], level: float) -> tuple[float, float]:
    """Of n sorted errors the k-th largest and smallest, k = floor((n + 1) (1 - level) / 2): the next one lies outside
    each with a probability of (1 - level) / 2 at most. With too few errors, the outermost ones.
    """
    outside = max(1, floor((len(errors) + 1) * (1 - level) / 2))
    return errors[outside - 1], errors[-outside]


def _budget(walk: _Walk, history: Sequence[float], budget: float) -> Budget:
    """By the errors of sums up to each day: the share of origins from which it would have been spent."""
    spent = list(accumulate(walk.ahead))
    probability, by_day = 0.0, []
    for day, expected in enumerate(spent):
        made = [
            sum(history[known : known + day + 1]) - sum(ahead[: day + 1])
            for known, ahead in walk.origins
            if known + day < len(history)
        ]
        if len(made) >= _FEWEST_ERRORS:
            probability = max(probability, sum(expected + error >= budget for error in made) / len(made))
        by_day.append(probability)
    likely = next((day for day, one in enumerate(by_day) if one >= 0.5), None)
    return Budget(by_day[-1], likely, None if likely is None else by_day[likely])
