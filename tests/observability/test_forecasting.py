"""Forecasts of series whose future is known; then GetForecast over a real channel."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenthall.observability.v1 import analysis_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import DAY_US
from agenthall_server.observability.forecasting import MIN_DAYS, forecast
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock, refused, violated
from tests.observability.calls import execution, record

USD = 1_000_000_000


def test_what_never_changes_goes_on() -> None:
    found = forecast([5.0] * 40, 30, 0.9)
    assert len(found.days) == 30
    assert all(day.value == pytest.approx(5) for day in found.days)
    assert found.mean_absolute_error == pytest.approx(0)


def test_nothing_stays_nothing() -> None:
    found = forecast([0.0] * MIN_DAYS, 7, 0.9, 1.0)
    assert [(day.value, day.interval.low, day.interval.high) for day in found.days] == [(0, 0, 0)] * 7
    assert found.budget is not None
    assert (found.budget.exhaustion_probability, found.budget.day) == (0, None)


def test_a_week_is_seen() -> None:
    week = [10.0, 10, 10, 10, 10, 0, 0]
    found = forecast(week * 12, 14, 0.9)
    assert [round(day.value) for day in found.days] == week * 2
    assert found.mean_absolute_error < 1


def test_noise_is_not_followed_as_the_naive_one_does() -> None:
    rng = random.Random(3)
    found = forecast([rng.uniform(50, 150) for _ in range(200)], 7, 0.9)
    assert found.method != "seasonal_naive"
    assert found.mean_absolute_error < 0.85 * found.naive_mean_absolute_error
    assert all(80 < day.value < 120 for day in found.days)


def test_intervals_cover_as_often_as_they_say() -> None:
    rng = random.Random(4)
    values = [rng.lognormvariate(2, 0.8) for _ in range(260)]
    covered = [
        day.interval.low <= value <= day.interval.high
        for end in range(100, 250, 5)
        for day, value in zip(forecast(values[:end], 7, 0.9).days, values[end:], strict=False)
    ]
    assert 0.85 <= sum(covered) / len(covered) <= 0.96


def test_a_budget_ends_when_the_sum_of_the_days_reaches_it() -> None:
    rng = random.Random(5)
    values = [rng.uniform(9, 11) for _ in range(100)]
    found = forecast(values, 30, 0.9, 105.0).budget
    assert found is not None
    assert found.day == 10  # ten days of ten make 100, the eleventh passes 105
    assert found.exhaustion_probability == 1
    assert found.probability_by_date is not None
    assert found.probability_by_date >= 0.5
    far = forecast(values, 7, 0.9, 105.0).budget
    assert far is not None
    assert (far.exhaustion_probability, far.day, far.probability_by_date) == (0, None, None)


@settings(max_examples=30)
@given(st.lists(st.floats(0, 1e15), min_size=MIN_DAYS, max_size=60), st.integers(1, 60))
def test_any_history_has_a_forecast_within_its_interval(history: list[float], days: int) -> None:
    found = forecast(history, days, 0.8)
    assert len(found.days) == days
    for day in found.days:
        assert 0 <= day.value <= 10 * max(history)
        assert 0 <= day.interval.low <= day.interval.high <= 10 * max(history)


async def test_a_forecast_of_a_store(hall: Hall, clock: SettableClock) -> None:
    today = clock.now_us() // DAY_US * DAY_US
    empty = await hall.observability.GetForecast(pb.GetForecastRequest())
    assert (empty.days_needed, empty.history_days, len(empty.points)) == (21, 0, 0)
    days = [
        execution(cost_nano_usd=USD, tokens=100, duration_ms=50, start_time=timestamp(today - day * DAY_US))
        for day in range(1, 31)
    ]
    await record(hall, *days, execution(cost_nano_usd=900 * USD))  # today is not over, so it says nothing yet
    found = await hall.observability.GetForecast(pb.GetForecastRequest(days=10, budget_nano_usd=5 * USD))
    assert (found.history_days, found.days_needed, len(found.points)) == (30, 0, 10)
    assert [point.start_time.ToMicroseconds() for point in found.points[:2]] == [today, today + DAY_US]
    assert [point.value for point in found.points] == pytest.approx([USD] * 10)
    assert found.points[0].interval.level == 0.9
    assert found.budget.exhaustion_date.ToMicroseconds() == today + 4 * DAY_US
    for metric, value in (("EXECUTIONS", 1), ("TOKENS", 100), ("P95_DURATION_MS", 50)):
        number = analysis_pb2.ForecastMetric.Value(f"FORECAST_METRIC_{metric}")
        other = await hall.observability.GetForecast(pb.GetForecastRequest(metric=number))
        assert [point.value for point in other.points] == pytest.approx([value] * 7, rel=0.011)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"days": 61}, "days"),
        ({"level": 0.5}, "level"),
        ({"level": float("nan")}, "level"),
        ({"metric": analysis_pb2.FORECAST_METRIC_TOKENS, "budget_nano_usd": 1}, "budget_nano_usd"),
    ],
)
async def test_bad_requests(hall: Hall, values: dict[str, float], field: str) -> None:
    error = await refused(hall.observability.GetForecast(pb.GetForecastRequest(**values)))
    assert violated(error) == [field]
