"""Recommendations: each kind is found where it was put in, and on random data of a steady fleet hardly ever fires."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from math import comb
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenthall_server.observability.advice import Fleet, advise
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.executions import FAILED, OK
from agenthall_server.observability.recommendations import FALSE_ALARMS, Recommendation, Saving, recommend, surely_below
from agenthall_server.observability.rollup import ALL_TIME, add_up, spread
from tests.observability.samples import execution, sums

JUDGEMENTS = 400
MOST_FALSE = 22
"""Of JUDGEMENTS with FALSE_ALARMS more come up once in 5,000 times: binomial distribution."""

Made = Callable[[random.Random], dict[str, Any]]


def measured(runs: Iterable[dict[str, Any]]) -> AgentSums:
    """As the store adds them up."""
    levels = spread(add_up(execution(**values) for values in runs).items())
    (values,) = [values for key, values in levels.items() if key[1] == ALL_TIME]
    return AgentSums("planner", *values[:-1])


def model(name: str, runs: Iterable[dict[str, Any]]) -> AgentSums:
    values = measured(runs)
    return AgentSums(
        name, *(getattr(values, field) for field in AgentSums.__dataclass_fields__ if field != "agent_name")
    )


def said(**fleet: Any) -> list[Recommendation]:
    return recommend(fleet["agents"], advise(Fleet(**fleet)))


def only(kind: str, found: list[Recommendation]) -> Recommendation:
    (one,) = [one for one in found if one.kind == kind]
    assert one.interval is not None
    assert one.threshold is not None
    assert one.sample_count >= 10
    assert one.interval.low > one.threshold or one.interval.high < one.threshold
    return one


def outcome(dice: random.Random, success: float) -> int:
    return OK if dice.random() < success else FAILED


EFFECTS: dict[str, Made] = {
    "FAILING": lambda dice: {"outcome": outcome(dice, 0.5)},
    "SLOW": lambda dice: {"duration_ms": 60_000 * dice.lognormvariate(0, 0.3)},
    "EXPENSIVE": lambda dice: {"tokens": round(9_000 * dice.lognormvariate(0, 0.3))},
    "RETRY_HEAVY": lambda dice: {"attempt": 1 + (dice.random() < 0.5)},
    "CACHE_POOR": lambda dice: {"input_tokens": 4_000, "cached_tokens": 3_000 * (dice.random() < 0.01)},
}
AT_THE_THRESHOLD: dict[str, Made] = {
    "FAILING": lambda dice: {"outcome": outcome(dice, 0.8)},
    "SLOW": lambda dice: {"duration_ms": dice.gauss(30_000, 6_000)},
    "EXPENSIVE": lambda dice: {"tokens": round(dice.gauss(5_000, 900))},
    "RETRY_HEAVY": lambda dice: {"attempt": 1 + (dice.random() < 0.2)},
    "CACHE_POOR": lambda dice: {"input_tokens": 4_000, "cached_tokens": 3_000 * (dice.random() < 0.2)},
}


@pytest.mark.parametrize("kind", EFFECTS)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=20, deadline=None)
def test_an_effect_that_was_put_in_is_found(kind: str, seed: int) -> None:
    dice = random.Random(seed)
    found = said(agents=[measured(EFFECTS[kind](dice) for _ in range(100))])
    assert only(kind, found).agent_name == "planner"
    assert {one.kind for one in found} == {kind}


def test_of_rates_at_their_threshold_no_more_than_declared_are_named() -> None:
    """Exactly: the probabilities of all outcomes that would be named."""
    for count in (10, 11, 18, 60, 200):
        for percent in (80.0, 95.0, 20.0):
            rate = percent / 100
            named = [hits for hits in range(count + 1) if surely_below(hits, count, percent)]
            assert sum(comb(count, hits) * rate**hits * (1 - rate) ** (count - hits) for hits in named) <= FALSE_ALARMS


@pytest.mark.parametrize("kind", AT_THE_THRESHOLD)
def test_of_what_lies_at_its_threshold_few_are_named(kind: str) -> None:
    """The worst that can be steady: every other one is named less often."""
    dice = random.Random(kind)
    false = 0
    for _ in range(JUDGEMENTS):
        found = said(agents=[measured(AT_THE_THRESHOLD[kind](dice) for _ in range(60))])
        false += any(one.kind == kind for one in found)
    assert false <= MOST_FALSE


def steady(dice: random.Random) -> dict[str, Any]:
    """Nothing of it lies beyond a threshold."""
    return {
        "duration_ms": 10_000 * dice.lognormvariate(0, 0.6),
        "outcome": outcome(dice, 0.9),
        "tokens": round(3_000 * dice.lognormvariate(0, 0.5)),
        "cost_nano_usd": round(1e6 * dice.lognormvariate(0, 0.5)),
        "quality_score": max(0.0, min(100.0, dice.gauss(80, 8))),
        "attempt": 1 + (dice.random() < 0.1),
        "input_tokens": 2_000,
        "cached_tokens": 1_000 * (dice.random() < 0.5),
    }


@given(seed=st.integers(0, 10**9), count=st.integers(1, 60))
@settings(max_examples=4, deadline=None)
def test_a_steady_fleet_is_left_in_peace(seed: int, count: int) -> None:
    """Of 40 agents, with two windows, two models and some time-outs, five judgements at most are wrong."""
    dice = random.Random(seed)
    agents = [
        Fleet(
            agents=[measured(steady(dice) for _ in range(count))],
            previous={"planner": measured(steady(dice) for _ in range(count))},
            by_model={"planner": [model(name, [steady(dice) for _ in range(count)]) for name in ("m", "n")]},
            timeouts={"planner": sum(dice.random() < 0.03 for _ in range(count))},
        )
        for _ in range(40)
    ]
    found = [one for fleet in agents for one in advise(fleet)]
    assert len(found) <= 5, found


@given(st.integers(0, 10**9))
@settings(max_examples=10, deadline=None)
def test_what_became_slower_or_worse_is_found(seed: int) -> None:
    dice = random.Random(seed)
    before = measured({"duration_ms": 1_000 * dice.lognormvariate(0, 0.4)} for _ in range(100))
    slower = measured({"duration_ms": 2_000 * dice.lognormvariate(0, 0.4)} for _ in range(100))
    one = only("REGRESSING", said(agents=[slower], previous={"planner": before}))
    assert (one.metric, one.threshold, one.baseline) == ("avg_duration_change", 120.0, before.avg_duration_ms)
    assert one.expected_saving is not None
    assert one.expected_saving.duration_ms == pytest.approx((slower.duration_sum_us - before.duration_sum_us) / 1000)
    good = measured({"outcome": outcome(dice, 0.99)} for _ in range(100))
    worse = measured({"outcome": outcome(dice, 0.83), "duration_ms": 7.0} for _ in range(200))
    assert said(agents=[good], previous={"planner": worse})[0].kind == "ALL_WELL"
    bad = measured({"outcome": outcome(dice, 0.6)} for _ in range(100))
    one = only("REGRESSING", said(agents=[bad], previous={"planner": good}))
    assert (one.metric, one.threshold, one.baseline_sample_count) == ("success_rate_change", -5.0, 100)


def test_time_outs_are_told_with_the_99th_percentile() -> None:
    agent = sums(successful=80, failed=20, failed_duration_us=20_000_000, duration_count=100, p99_duration_ms=1_000.0)
    one = only("TIMEOUTS", said(agents=[agent], timeouts={"planner": 15}))
    assert (one.metric, one.value, one.threshold, one.sample_count) == ("timeout_rate", 15.0, 5.0, 100)
    assert "99 of 100 take up to 1.0 s" in one.text
    assert one.expected_saving == Saving(duration_ms=10_000.0, executions=10.0)
    assert not list(advise(Fleet([agent], timeouts={"planner": 8})))


def runs(count: int, *, cost: int, success: float = 0.9, quality: float | None = 80.0) -> list[dict[str, Any]]:
    """Alternating a little, so that there is a deviation."""
    return [
        {
            "outcome": OK if at < count * success else FAILED,
            "cost_nano_usd": cost + at % 2,
            "quality_score": None if quality is None else quality + at % 3 - 1,
        }
        for at in range(count)
    ]


def test_a_cheaper_model_is_named_where_it_is_as_good() -> None:
    used = model("large", runs(600, cost=100))
    small = model("small", runs(500, cost=30))
    agent = measured(runs(10, cost=1))

    def cheaper(*models: AgentSums) -> list[Recommendation]:
        found = advise(Fleet([agent], by_model={"planner": [used, *models]}))
        return [one for one in found if one.kind == "CHEAPER_MODEL"]

    (one,) = cheaper(small, model("middle", runs(500, cost=50)))
    assert (one.model, one.metric, one.threshold, one.sample_count) == ("small", "cost_ratio", 80.0, 500)
    assert (one.baseline, one.baseline_sample_count) == (100.5, 600)
    assert one.value == pytest.approx(100 * 30.5 / 100.5)
    assert one.expected_saving == Saving(cost_nano_usd=42_000.0)
    for other in (
        model("small", runs(9, cost=30)),
        model("", runs(500, cost=30)),
        model("small", runs(500, cost=85)),
        model("small", runs(500, cost=30, success=0.8)),
        model("small", runs(500, cost=30, quality=70.0)),
        model("small", runs(500, cost=30, quality=None)),
        model("small", runs(20, cost=30)),  # as good as far as it is known, which is not far
    ):
        assert not cheaper(other)


def test_savings_by_hand() -> None:
    agent = sums(
        successful=50, failed=50, duration_count=100, duration_sum_us=6_000_000_000,
        duration_square_sum=100 * 60_000.0**2, failed_duration_us=4_000_000_000, cost_count=100, cost_sum_nano=1_000,
        failed_cost_nano=500, tokens_count=100, tokens_sum=1_000_000, tokens_square_sum=100 * 10_000.0**2, retries=50,
        cacheable_count=100, cache_hits=0, cacheable_tokens=900_000,
    )  # fmt: skip
    savings = {one.kind: one.expected_saving for one in said(agents=[agent])}
    assert savings == {
        "FAILING": Saving(duration_ms=pytest.approx(2_400_000), cost_nano_usd=pytest.approx(300),
                          executions=pytest.approx(30)),
        "SLOW": Saving(duration_ms=3_000_000),
        "EXPENSIVE": Saving(tokens=500_000, cost_nano_usd=500),
        "RETRY_HEAVY": Saving(duration_ms=1_800_000, cost_nano_usd=300, executions=30),
        "CACHE_POOR": Saving(tokens=180_000),
    }  # fmt: skip
