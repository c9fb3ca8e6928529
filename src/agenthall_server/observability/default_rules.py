"""The ten alert rules that every workspace has from the start.

Rates are percent, durations milliseconds, money nano-USD. A rule whose metric nobody sends yet finds that all is well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agenthall_server.clock import DAY_US, HOUR_US, MINUTE_US, SECOND_US
from agenthall_server.observability.alert_rules import (
    INFO,
    LESS,
    MAX,
    MEAN,
    RATE,
    SUM,
    Rule,
)

_DOLLAR = 1e9


def _rule(rule_id: str, display_name: str, metric: str, **values: Any) -> Rule:
    """By default over the mean of the last minute."""
    given: dict[str, Any] = {"aggregation": MEAN, "window": MINUTE_US} | values
    return Rule(rule_id=rule_id, display_name=display_name, metric=metric, **given)


_RULES = (
    _rule(
        "high-agent-error-rate", "Agent fails often", "error_rate",
        aggregation=RATE, window=5 * MINUTE_US, warning=20.0, for_duration=60 * SECOND_US, min_samples=10,
        group_by=["agent_name"],
    ),
    _rule(
        "slow-agent-execution", "Agent is slow", "duration_ms",
        aggregation=MAX, window=5 * MINUTE_US, warning=120_000.0, group_by=["agent_name"],
    ),
    _rule("high-memory", "Memory is short", "memory_percent", critical=85.0, for_duration=30 * SECOND_US),
    _rule("high-cpu", "Processor is busy", "cpu_percent", warning=90.0, for_duration=60 * SECOND_US),
    _rule("high-disk", "Disk is full", "disk_percent", warning=90.0),
    _rule("low-rate-limit", "Rate limit is used up", "api_rate_limit_remaining", op=LESS, critical=10.0),
    _rule(
        "high-hourly-cost", "An hour is expensive", "cost_nano_usd",
        aggregation=SUM, window=HOUR_US, warning=10 * _DOLLAR,
    ),
    _rule(
        "high-daily-cost", "A day is expensive", "cost_nano_usd",
        aggregation=SUM, window=DAY_US, critical=100 * _DOLLAR,
    ),
    _rule(
        "low-requirement-coverage", "Requirements are uncovered", "requirement_coverage",
        op=LESS, warning=80.0, for_duration=300 * SECOND_US, severity=INFO,
    ),
    _rule(
        "low-throughput", "Little is done", "executions",
        aggregation=RATE, window=HOUR_US, op=LESS, warning=10.0, for_duration=300 * SECOND_US, severity=INFO,
    ),
)  # fmt: skip
DEFAULT_RULES: Mapping[str, Rule] = {rule.rule_id: rule for rule in _RULES}
"""By id."""
