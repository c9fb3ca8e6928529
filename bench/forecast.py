"""How far forecasts of a week of daily costs are off, and how often their intervals hold, on real costs.

Data: aider's usage analytics sample without its row of 9,990 USD, a known fault of a price table, over the longest
time without a fortnight in which nothing ran. From every day, after the first four weeks, the next seven days are
forecast from the days before. The first 120 days served the development of the method, the rest did not.

References: the mean of all days so far, as projections of cost commonly are, and the same weekday of the week before.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from agenthall_server.observability.forecasting import SEASON, forecast
from bench.figures import Figure
from bench.samples import DATA

GOAL, COVERAGE, LEVEL = 0.8, (0.85, 0.95), 0.9
DEVELOPMENT_DAYS = 120
_FIRST_ORIGIN = 28
_DAY_SECONDS = 86_400
_FAULT_USD = 1000.0
_SILENCE_DAYS = 14


@dataclass(frozen=True, slots=True)
class _Errors:
    """Absolute errors of one week, and for each of its days whether the interval held it."""

    ours: Sequence[float]
    mean: Sequence[float]
    naive: Sequence[float]
    held: Sequence[bool]


def run() -> None:
    """Prints the figures."""
    if not DATA.exists():
        Figure(name="forecast: no data", ours=0.0).print()
        return
    costs = _daily_costs()
    development = range(_FIRST_ORIGIN, DEVELOPMENT_DAYS - SEASON + 1)
    unseen = range(DEVELOPMENT_DAYS, len(costs) - SEASON + 1)
    for name, origins in (("development", development), ("unseen", unseen)):
        _print(name, [_errors(costs[:origin], costs[origin : origin + SEASON]) for origin in origins])


def _print(name: str, weeks: Sequence[_Errors]) -> None:
    ours = _mean(week.ours for week in weeks)
    mean, naive = _mean(week.mean for week in weeks), _mean(week.naive for week in weeks)
    for reference, error in (("lifetime_mean", mean), ("naive", naive)):
        ratio = ours / error
        Figure(
            name=f"forecast_mae_usd_vs_{reference}_{name}", ours=ours, reference=error, ratio=ratio, goal=GOAL,
            ok=ratio <= GOAL, detail={"weeks": len(weeks)},
        ).print()  # fmt: skip
    held = _mean(week.held for week in weeks)
    low, high = COVERAGE
    Figure(name=f"forecast_coverage_{name}", ours=held, goal=LEVEL, ok=low <= held <= high).print()


def _errors(history: Sequence[float], week: Sequence[float]) -> _Errors:
    days = forecast(history, SEASON, LEVEL).days
    mean = fmean(history)
    return _Errors(
        ours=[abs(cost - day.value) for cost, day in zip(week, days, strict=True)],
        mean=[abs(cost - mean) for cost in week],
        naive=[abs(cost - before) for cost, before in zip(week, history[-SEASON:], strict=True)],
        held=[day.interval.low <= cost <= day.interval.high for cost, day in zip(week, days, strict=True)],
    )


def _mean(weeks: Iterable[Sequence[float]]) -> float:
    return fmean(value for week in weeks for value in week)


def _daily_costs() -> list[float]:
    """Of the longest time without a silent fortnight."""
    costs, days = defaultdict[int, float](float), set[int]()
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["end_unix"]:
                day, cost = int(row["end_unix"]) // _DAY_SECONDS, float(row["cost_usd"] or 0)
                days.add(day)
                costs[day] += cost if cost < _FAULT_USD else 0
    spells: list[list[int]] = []
    for day in sorted(days):
        if not spells or day - spells[-1][-1] > _SILENCE_DAYS:
            spells.append([])
        spells[-1].append(day)
    longest = max(spells, key=len)
    return [costs[day] for day in range(longest[0], longest[-1] + 1)]


if __name__ == "__main__":
    run()
