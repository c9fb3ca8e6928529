"""Rules over windows of sums, by hand: what is measured, when it is trouble, and which rules can never fire."""

from __future__ import annotations

from typing import Any

import pytest

from agenthall_server import sketch
from agenthall_server.clock import HOUR_US, MINUTE_US
from agenthall_server.observability import alert_rules as rules
from agenthall_server.observability.alert_rules import (
    ALERT,
    AT_LEAST,
    AT_MOST,
    BURN_RATE,
    COUNT,
    CRITICAL,
    EMERGENCY,
    GREATER,
    INFO,
    KEEP,
    LESS,
    MAX,
    MEAN,
    RATE,
    RATIO,
    SUM,
    WARNING,
    Cell,
    Rule,
    Verdict,
)
from agenthall_server.observability.default_rules import DEFAULT_RULES
from agenthall_server.observability.rollup import TOKENS

PLANNER = Cell(
    "planner", "m1", "web", successful=6, failed=2, cancelled=2,
    duration_count=4, duration_sum_us=8_000_000, duration_max_us=5_000_000,
    tokens_count=4, tokens_sum=1_000, tokens_max=400, sketches={TOKENS + sketch.position(250): 3},
    cost_count=2, cost_sum_nano=3_000, cost_max_nano=2_000, quality_count=2, quality_sum_micro=150_000_000,
)  # fmt: skip
WRITER = Cell("writer", "m2", "web", successful=1, failed=9, duration_count=1, duration_sum_us=2_000_000)


def rule(**values: Any) -> Rule:
    return Rule(**({"rule_id": "r", "metric": "error_rate", "aggregation": RATE, "warning": 20} | values))


def judged(one: Rule, *cells: Cell) -> dict[Any, Verdict]:
    return rules.judge(one, {one.window: cells})


def value(*cells: Cell, **values: Any) -> float | None:
    return judged(rule(**values), *cells)[()].value


@pytest.mark.parametrize(
    ("metric", "aggregation", "expected"),
    [
        ("error_rate", RATE, 25.0),  # 2 of 8; the cancelled ones did not end by themselves
        ("success_rate", RATE, 75.0),
        ("executions", COUNT, 10.0),
        ("executions", RATE, 120.0),  # in five minutes: 12 times as many an hour
        ("cancelled", COUNT, 2.0),
        ("duration_ms", MEAN, 2_000.0),
        ("duration_ms", SUM, 8_000.0),
        ("duration_ms", MAX, 5_000.0),
        ("duration_ms", COUNT, 4.0),
        ("tokens", MEAN, 250.0),
        ("cost_nano_usd", SUM, 3_000.0),
        ("quality_score", MEAN, 75.0),  # of the two that were measured, not of all ten
        ("heartbeats", MEAN, None),
    ],
)
def test_what_is_measured(metric: str, aggregation: str, expected: float | None) -> None:
    assert value(PLANNER, metric=metric, aggregation=aggregation) == expected


def test_a_percentile_is_that_of_the_sketch() -> None:
    found = value(PLANNER, metric="tokens", aggregation="ALERT_AGGREGATION_P95")
    assert found == pytest.approx(250, rel=0.011)


def test_a_ratio_is_of_sums() -> None:
    ratio = rule(kind=RATIO, metric="tokens", denominator="executions", warning=99)
    assert judged(ratio, PLANNER)[()] == Verdict(WARNING, 100.0, 99, 10)
    assert judged(ratio)[()].value is None


@pytest.mark.parametrize(
    ("op", "below", "equal", "above"),
    [
        (GREATER, False, False, True),
        (AT_LEAST, False, True, True),
        (LESS, True, False, False),
        (AT_MOST, True, True, False),
    ],
)
def test_at_least_is_at_least_and_no_other_operator(op: str, below: bool, equal: bool, above: bool) -> None:
    """The seed's parser looked for ">" before ">=" and failed on ">= 5"."""
    assert [rules.crosses(op, at, 5) for at in (4.999, 5, 5.001)] == [below, equal, above]


def test_critical_is_beyond_warning() -> None:
    both = rule(warning=20, critical=50)
    assert judged(both, PLANNER)[()] == Verdict(WARNING, 25.0, 20, 8)
    assert judged(both, WRITER)[()] == Verdict(CRITICAL, 90.0, 50, 10)
    assert judged(rule(warning=95), WRITER)[()] == Verdict("", 90.0, None, 10)
    assert judged(rule(severity=INFO), WRITER)[()].severity == INFO
    assert judged(rule(severity=EMERGENCY, critical=50), WRITER)[()].severity == EMERGENCY


def test_groups_and_filters() -> None:
    by_agent = judged(rule(group_by=["agent_name"]), PLANNER, WRITER)
    assert {labels: verdict.value for labels, verdict in by_agent.items()} == {
        (("agent_name", "planner"),): 25.0,
        (("agent_name", "writer"),): 90.0,
    }
    assert value(PLANNER, WRITER) == pytest.approx(100 * 11 / 18)
    assert value(PLANNER, WRITER, agent_names=["planner"]) == 25.0
    assert value(PLANNER, WRITER, models=["m2"]) == 90.0
    assert value(PLANNER, WRITER, team_ids=["other"]) is None


def test_a_group_does_not_depend_on_the_order_of_its_fields() -> None:
    one, other = (judged(rule(group_by=names), PLANNER) for names in (["model", "team_id"], ["team_id", "model"]))
    assert one == other


@pytest.mark.parametrize(("no_data", "severity"), [(rules.OK, ""), (ALERT, WARNING), (KEEP, None)])
def test_what_no_data_means(no_data: str, severity: str | None) -> None:
    assert judged(rule(no_data=no_data))[()].severity == severity
    few = judged(rule(no_data=no_data, min_samples=11), WRITER)[()]
    assert (few.severity, few.samples) == (severity, 10)
    assert judged(rule(no_data=no_data, min_samples=10), WRITER)[()].severity == WARNING


def test_a_known_group_is_judged_though_it_has_no_data() -> None:
    gone = (("agent_name", "gone"),)
    found = rules.judge(rule(group_by=["agent_name"], no_data=ALERT), {5 * MINUTE_US: [PLANNER]}, [gone])
    assert found[gone].severity == WARNING


def burn(slo_percent: float, **values: Any) -> Rule:
    return Rule(rule_id="r", kind=BURN_RATE, metric="error_rate", slo_percent=slo_percent, **values)


def test_burn_thresholds_are_those_of_the_workbook_where_they_can_be_reached() -> None:
    assert [pair.threshold for pair in rules.burn_pairs(99.9)] == pytest.approx([14.4, 6, 3, 1])


@pytest.mark.parametrize("slo_percent", [50, 80, 90, 95, 99, 99.9, 99.99])
def test_every_burn_threshold_can_be_reached(slo_percent: float) -> None:
    """At 90 percent a burn rate ends at 10, so that 14.4 could never fire."""
    most = 100 / (100 - slo_percent)
    assert all(pair.threshold <= most / 2 for pair in rules.burn_pairs(slo_percent))
    failing = Cell("a", "", "", failed=100)
    found = rules.judge(burn(slo_percent), {length: [failing] for length in rules.windows(burn(slo_percent))})[()]
    assert (found.severity, found.value) == (CRITICAL, pytest.approx(most))


def test_a_burn_that_is_over_does_not_fire() -> None:
    one = burn(99.9)
    cells = {length: [Cell("a", "", "", failed=100, successful=100)] for length in rules.windows(one)}
    for short in (5, 30, 120, 360):
        cells[short * MINUTE_US] = [Cell("a", "", "", successful=100)]
    assert rules.judge(one, cells)[()].severity == ""
    slow = {length: [Cell("a", "", "", failed=4, successful=996)] for length in rules.windows(one)}
    assert rules.judge(one, slow)[()] == Verdict(WARNING, pytest.approx(4), pytest.approx(3), 1000)


def test_a_gauge_is_judged_by_the_worst_of_its_last_values() -> None:
    busy = Rule(rule_id="busy", metric="cpu_percent", warning=90)
    key = rules.gauge_of(busy)
    assert key == ("cpu_percent", 5 * MINUTE_US)
    assert rules.judge(busy, {}, (), {key: [20, 95, 40]})[()] == Verdict(WARNING, 95, 90, 3)
    assert rules.judge(busy, {}, (), {key: [20, 40]})[()] == Verdict("", 40, None, 2)
    assert rules.judge(busy, {})[()] == Verdict("", None, None, 0)
    low = Rule(rule_id="low", metric="api_rate_limit_remaining", op=LESS, critical=10)
    assert rules.judge(low, {}, (), {(low.metric, low.window): [500, 3]})[()] == Verdict(CRITICAL, 3, 10, 2)
    assert rules.gauge_of(Rule(rule_id="slow", metric="duration_ms", warning=1)) is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"warning": None}, "warning"),
        ({"warning": 50, "critical": 20}, "critical"),
        ({"op": LESS, "warning": 20, "critical": 50}, "critical"),
        ({"metric": ""}, "metric"),
        ({"aggregation": MEAN}, "aggregation"),
        ({"group_by": ["user_id"]}, "group_by"),
        ({"group_by": ["model", "model"]}, "group_by"),
        ({"kind": RATIO, "denominator": "quality_score"}, "metric"),
        ({"kind": RATIO, "metric": "failed", "denominator": "quality_score"}, "denominator"),
        ({"kind": BURN_RATE, "warning": None}, "slo_percent"),
        ({"kind": BURN_RATE, "slo_percent": 95.0}, "warning"),
        ({"kind": BURN_RATE, "slo_percent": 95.0, "warning": None, "metric": "tokens"}, "metric"),
    ],
)
def test_what_does_not_go_together(values: dict[str, Any], field: str) -> None:
    assert [name for name, _ in rules.problems(rule(**values))][:1] == [field]


def test_the_ten_shipped_rules() -> None:
    found = {
        one.rule_id: (one.metric, one.warning, one.critical, one.for_duration // 10**6)
        for one in DEFAULT_RULES.values()
    }
    assert found == {
        "high-agent-error-rate": ("error_rate", 20, None, 60),
        "slow-agent-execution": ("duration_ms", 120_000, None, 0),
        "high-memory": ("memory_percent", None, 85, 30),
        "high-cpu": ("cpu_percent", 90, None, 60),
        "high-disk": ("disk_percent", 90, None, 0),
        "low-rate-limit": ("api_rate_limit_remaining", None, 10, 0),
        "high-hourly-cost": ("cost_nano_usd", 10e9, None, 0),
        "high-daily-cost": ("cost_nano_usd", None, 100e9, 0),
        "low-requirement-coverage": ("requirement_coverage", 80, None, 300),
        "low-throughput": ("executions", 10, None, 300),
    }
    assert {one.rule_id for one in DEFAULT_RULES.values() if one.severity == INFO} == {
        "low-requirement-coverage",
        "low-throughput",
    }
    assert all(one.no_data == rules.OK and one.repeat_interval == 300 * 10**6 for one in DEFAULT_RULES.values())
    assert [problem for one in DEFAULT_RULES.values() for problem in rules.problems(one)] == []
    assert DEFAULT_RULES["high-agent-error-rate"].min_samples == 10
    assert DEFAULT_RULES["low-throughput"].window == HOUR_US
