"""Alert rules: what is measured, of which executions, and from which value on it is a warning or critical.

A rule is measured from sums of a window (cells, one for each agent, model and team), never from executions. Its groups
are the values of the fields that it groups by. Rates are percent, durations milliseconds, costs nano-USD. Any other
metric is a gauge: its series have no groups of executions, and what counts is the worst of the last values that lie in
the window. A metric that nobody sends has no data, and the rule says what that means.

A burn rate is how many times faster than allowed the error budget is spent: error rate / (100 - SLO). It cannot exceed
100 / (100 - SLO), so the thresholds are made of the SLO (`burn_pairs`) and every one can be reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from agenthall_server import sketch
from agenthall_server.clock import DAY_US, HOUR_US, MINUTE_US
from agenthall_server.observability.rollup import COST_NANO, DURATION_US, TOKENS

GROUPS = ("agent_name", "model", "team_id")
"""The fields of an execution that a rule may group by."""
THRESHOLD, RATIO, BURN_RATE = (f"ALERT_RULE_KIND_{name}" for name in ("THRESHOLD", "RATIO", "BURN_RATE"))
GREATER, AT_LEAST, LESS, AT_MOST = (f"ALERT_OPERATOR_{name}" for name in ("GREATER", "AT_LEAST", "LESS", "AT_MOST"))
RATE, MEAN, SUM, COUNT, MAX = (f"ALERT_AGGREGATION_{name}" for name in ("RATE", "MEAN", "SUM", "COUNT", "MAX"))
SHARES = {f"ALERT_AGGREGATION_P{percent}": percent / 100 for percent in (50, 90, 95, 99)}
OK, ALERT, KEEP = (f"ALERT_NO_DATA_{name}" for name in ("OK", "ALERT", "KEEP"))
INFO, WARNING, CRITICAL, EMERGENCY = SEVERITIES = tuple(
    f"ALERT_SEVERITY_{name}" for name in ("INFO", "WARNING", "CRITICAL", "EMERGENCY")
)
"""Least severe first."""

_COUNTS = ("executions", "successful", "failed", "cancelled")
_RATES = ("success_rate", "error_rate")
_QUANTITIES = {
    "duration_ms": ("duration", 1_000, DURATION_US),
    "tokens": ("tokens", 1, TOKENS),
    "cost_nano_usd": ("cost", 1, COST_NANO),
    "quality_score": ("quality", 1_000_000, None),
}
"""Names of its columns, units of a column in one of the metric, where its sketch begins."""
_DISTRIBUTED = (MEAN, SUM, COUNT, MAX, *SHARES)
AGGREGATIONS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_RATES, (RATE,)),
    **dict.fromkeys(_COUNTS, (COUNT, RATE)),
    **dict.fromkeys(("duration_ms", "tokens", "cost_nano_usd"), _DISTRIBUTED),
    "quality_score": (MEAN, COUNT),
}
"""What can be asked of each metric that is measured; RATE of a count is per hour."""
SUMMABLE = (*_COUNTS, "duration_ms", "tokens", "cost_nano_usd")
"""What can stand in a ratio."""

_BURN_PERIOD_US = 30 * DAY_US
_BURN_PAIRS = (
    (HOUR_US, 5 * MINUTE_US, 2, True),
    (6 * HOUR_US, 30 * MINUTE_US, 5, True),
    (DAY_US, 2 * HOUR_US, 10, False),
    (3 * DAY_US, 6 * HOUR_US, 10, False),
)
"""Long window, short window, percent of the budget of 30 days that is spent in the long one, whether it is critical.

Source: Google, "The Site Reliability Workbook", chapter 5, table 5-8; for 99.9 % it gives 14.4, 6, 3 and 1.
"""
_REACHABLE = 0.5

GaugeKey = tuple[str, int]
"""Name of a gauge, and how old its last value may be (microseconds)."""
Labels = tuple[tuple[str, str], ...]
"""Pairs of a field of GROUPS and its value, by field; empty for a rule that does not group."""


class Cell(NamedTuple):
    """What the executions of an agent, model and team add up to in a window. Columns as in execution_rollups."""

    agent_name: str
    model: str
    team_id: str
    successful: float = 0
    failed: float = 0
    cancelled: float = 0
    duration_count: float = 0
    duration_sum_us: float = 0
    tokens_count: float = 0
    tokens_sum: float = 0
    quality_count: float = 0
    quality_sum_micro: float = 0
    cost_count: float = 0
    cost_sum_nano: float = 0
    duration_max_us: int = 0
    tokens_max: int = 0
    cost_max_nano: int = 0
    sketches: Mapping[int, int] = MappingProxyType({})

    @property
    def executions(self) -> float:
        return self.successful + self.failed + self.cancelled


_SUM_OF = {
    "duration": "duration_sum_us",
    "tokens": "tokens_sum",
    "cost": "cost_sum_nano",
    "quality": "quality_sum_micro",
}
_MAX_OF = {"duration": "duration_max_us", "tokens": "tokens_max", "cost": "cost_max_nano"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; fields as in the message AlertRule. Times are microseconds."""

    rule_id: str
    display_name: str = ""
    description: str = ""
    kind: str = THRESHOLD
    metric: str = ""
    aggregation: str = "ALERT_AGGREGATION_UNSPECIFIED"
    denominator: str = ""
    slo_percent: float | None = None
    agent_names: Sequence[str] = ()
    models: Sequence[str] = ()
    team_ids: Sequence[str] = ()
    window: int = 5 * MINUTE_US
    op: str = GREATER
    warning: float | None = None
    critical: float | None = None
    for_duration: int = 0
    keep_firing_for: int = 0
    min_samples: int = 0
    no_data: str = OK
    group_by: Sequence[str] = ()
    repeat_interval: int = 5 * MINUTE_US
    labels: Mapping[str, str] = field(default_factory=dict)
    annotations: Mapping[str, str] = field(default_factory=dict)
    severity: str = WARNING
    enabled: bool = True


class BurnPair(NamedTuple):
    """Both windows must burn faster than the threshold: the long one proves it, the short one that it goes on."""

    long_window: int
    short_window: int
    threshold: float
    critical: bool


class Measurement(NamedTuple):
    """A value, None where there are no data, and how many measurements are behind it."""

    value: float | None
    samples: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of a group now. `severity`: empty where all is well, None where nothing can be said."""

    severity: str | None
    value: float | None
    threshold: float | None
    samples: int


def burn_pairs(slo_percent: float) -> list[BurnPair]:
    """The four pairs of the SLO. A threshold is the budget share / (long window / 30 days), but half of the highest
    possible burn rate at most, which is reached where half of all executions fail.
    """
    most = _REACHABLE * 100 / (100 - slo_percent)
    return [
        BurnPair(long, short, min(share / 100 * _BURN_PERIOD_US / long, most), critical)
        for long, short, share, critical in _BURN_PAIRS
    ]


def windows(rule: Rule) -> set[int]:
    """The lengths of the windows whose sums the rule is measured by; none for a metric that nobody sends."""
    if rule.kind == BURN_RATE:
        return {length for long, short, _, _ in _BURN_PAIRS for length in (long, short)}
    return {rule.window} if rule.kind == RATIO or rule.metric in AGGREGATIONS else set()


def needs_sketches(rule: Rule) -> bool:
    return rule.kind == THRESHOLD and rule.aggregation in SHARES


def gauge_of(rule: Rule) -> GaugeKey | None:
    """The gauge whose last values the rule is measured by; None where it is measured by executions."""
    return (rule.metric, rule.window) if rule.kind == THRESHOLD and rule.metric not in AGGREGATIONS else None


def problems(rule: Rule) -> Iterator[tuple[str, str]]:
    """Pairs of a field and what is wrong with it, which no rule of a single field can say."""
    yield from _kind_problems(rule)
    if rule.kind == BURN_RATE:
        for name in ("warning", "critical"):
            if getattr(rule, name) is not None:
                yield name, "must not be set for a burn rate: its thresholds are made of slo_percent"
    elif rule.warning is None and rule.critical is None:
        yield "warning", "set warning, critical or both, or the rule can never fire"
    elif rule.warning is not None and rule.critical is not None and not _is_worse(rule):
        yield "critical", f"{rule.critical:g} must lie beyond warning, {rule.warning:g}, in the direction of op"
    if len(set(rule.group_by)) < len(rule.group_by) or set(rule.group_by) - set(GROUPS):
        yield "group_by", f"takes each of {', '.join(GROUPS)} at most once"


def _kind_problems(rule: Rule) -> Iterator[tuple[str, str]]:
    if rule.kind == BURN_RATE:
        if rule.slo_percent is None:
            yield "slo_percent", "is required for a burn rate, for example 95"
        if rule.metric not in {"", "error_rate"}:
            yield "metric", "a burn rate is always that of error_rate"
    elif rule.kind == RATIO:
        for name in ("metric", "denominator"):
            if getattr(rule, name) not in SUMMABLE:
                yield name, f"must be one of {', '.join(SUMMABLE)} in a ratio"
    elif not rule.metric:
        yield "metric", f"is required; measured here are {', '.join(AGGREGATIONS)}"
    elif rule.metric in AGGREGATIONS and rule.aggregation not in AGGREGATIONS[rule.metric]:
        yield "aggregation", f"{rule.metric} has {', '.join(AGGREGATIONS[rule.metric])}"


def _is_worse(rule: Rule) -> bool:
    warning, critical = rule.warning or 0.0, rule.critical or 0.0
    return critical > warning if rule.op in {GREATER, AT_LEAST} else critical < warning


def judge(
    rule: Rule,
    cells: Mapping[int, Sequence[Cell]],
    known: Iterable[Labels] = (),
    gauges: Mapping[GaugeKey, Sequence[float]] = MappingProxyType({}),
) -> dict[Labels, Verdict]:
    """What the rule says of each group that has data in its windows, and of the `known` ones. `cells`: by length of
    the window, at least those of `windows(rule)`; `gauges`: the last values of each series, that of `gauge_of(rule)`.
    """
    by_window = {length: _grouped(rule, cells[length]) for length in windows(rule)}
    groups = {labels for grouped in by_window.values() for labels in grouped} | set(known)
    if not rule.group_by:
        groups.add(())
    if rule.kind == BURN_RATE:
        return {labels: _burn_verdict(rule, by_window, labels) for labels in groups}
    if gauge := gauge_of(rule):
        return {labels: _verdict(rule, _worst(rule, () if labels else gauges.get(gauge, ()))) for labels in groups}
    grouped = by_window.get(rule.window, {})
    return {labels: _verdict(rule, _measure(rule, grouped.get(labels, ()))) for labels in groups}


def _grouped(rule: Rule, cells: Iterable[Cell]) -> dict[Labels, list[Cell]]:
    found: dict[Labels, list[Cell]] = {}
    for cell in cells:
        if (
            (not rule.agent_names or cell.agent_name in rule.agent_names)
            and (not rule.models or cell.model in rule.models)
            and (not rule.team_ids or cell.team_id in rule.team_ids)
        ):
            found.setdefault(tuple((name, getattr(cell, name)) for name in sorted(rule.group_by)), []).append(cell)
    return found


def _verdict(rule: Rule, measured: Measurement) -> Verdict:
    if measured.value is None or measured.samples < rule.min_samples:
        return _without_data(rule, measured)
    for threshold, severity in _levels(rule):
        if crosses(rule.op, measured.value, threshold):
            return Verdict(severity, measured.value, threshold, measured.samples)
    return Verdict("", measured.value, None, measured.samples)


def _levels(rule: Rule) -> Iterator[tuple[float, str]]:
    """Thresholds with their severities, the most severe first."""
    if rule.critical is not None:
        yield rule.critical, max(CRITICAL, rule.severity, key=SEVERITIES.index)
    if rule.warning is not None:
        yield rule.warning, rule.severity


def _without_data(rule: Rule, measured: Measurement) -> Verdict:
    if rule.no_data == ALERT:
        return Verdict(rule.severity, measured.value, None, measured.samples)
    return Verdict("" if rule.no_data == OK else None, measured.value, None, measured.samples)


def crosses(op: str, value: float, threshold: float) -> bool:
    """Whether the value is on the wrong side of the threshold."""
    if op == AT_LEAST:
        return value >= threshold
    if op == AT_MOST:
        return value <= threshold
    return value > threshold if op == GREATER else value < threshold


def _burn_verdict(rule: Rule, grouped: Mapping[int, Mapping[Labels, list[Cell]]], labels: Labels) -> Verdict:
    slo = rule.slo_percent or 0.0
    pairs = burn_pairs(slo)
    burns = {length: _burn(slo, cells.get(labels, ())) for length, cells in grouped.items()}
    longest = burns[pairs[-1].long_window]
    for pair in pairs:
        long, short = burns[pair.long_window], burns[pair.short_window]
        if long.value is None or short.value is None or long.samples < rule.min_samples:
            continue
        if min(long.value, short.value) >= pair.threshold:
            severity = max(CRITICAL, rule.severity, key=SEVERITIES.index) if pair.critical else rule.severity
            return Verdict(severity, long.value, pair.threshold, long.samples)
    if longest.value is None or longest.samples < rule.min_samples:
        return _without_data(rule, longest)
    return Verdict("", longest.value, None, longest.samples)


def _burn(slo_percent: float, cells: Sequence[Cell]) -> Measurement:
    failed, successful = _total(cells, "failed"), _total(cells, "successful")
    finished = failed + successful
    return Measurement(100 * failed / finished / (100 - slo_percent) if finished else None, round(finished))


def _measure(rule: Rule, cells: Sequence[Cell]) -> Measurement:
    if rule.kind == RATIO:
        below = _summed(cells, rule.denominator)
        return Measurement(_summed(cells, rule.metric) / below if below else None, round(_total(cells, "executions")))
    if rule.metric in _RATES:
        return _rate(rule.metric, cells)
    if rule.metric in _COUNTS:
        return _count(rule, cells)
    if rule.metric in _QUANTITIES:
        return _quantity(rule, cells)
    return Measurement(None, 0)


def _worst(rule: Rule, values: Sequence[float]) -> Measurement:
    """Of the last values of a gauge the one that is farthest in the direction of the rule."""
    if not values:
        return Measurement(None, 0)
    return Measurement(max(values) if rule.op in {GREATER, AT_LEAST} else min(values), len(values))


def _rate(metric: str, cells: Sequence[Cell]) -> Measurement:
    """Percent of the executions that ended by themselves."""
    successful, failed = _total(cells, "successful"), _total(cells, "failed")
    finished = successful + failed
    part = failed if metric == "error_rate" else successful
    return Measurement(100 * part / finished if finished else None, round(finished))


def _count(rule: Rule, cells: Sequence[Cell]) -> Measurement:
    if not cells:
        return Measurement(None, 0)
    count = _total(cells, rule.metric)
    value = count / (rule.window / HOUR_US) if rule.aggregation == RATE else count
    return Measurement(value, round(_total(cells, "executions")))


def _quantity(rule: Rule, cells: Sequence[Cell]) -> Measurement:
    name, units, begin = _QUANTITIES[rule.metric]
    count = _total(cells, f"{name}_count")
    if not count:
        return Measurement(None, 0)
    if rule.aggregation in SHARES and begin is not None:
        value = _quantile(cells, begin, SHARES[rule.aggregation])
        return Measurement(None if value is None else value / units, round(count))
    if rule.aggregation == COUNT:
        return Measurement(count, round(count))
    if rule.aggregation == MAX:
        return Measurement(max(getattr(cell, _MAX_OF[name]) for cell in cells) / units, round(count))
    total = _total(cells, _SUM_OF[name]) / units
    return Measurement(total / count if rule.aggregation == MEAN else total, round(count))


def _quantile(cells: Sequence[Cell], begin: int, share: float) -> float | None:
    counts: dict[int, int] = {}
    for cell in cells:
        own = ((at - begin, count) for at, count in cell.sketches.items() if 0 <= at - begin < sketch.POSITIONS)
        sketch.merge(counts, own)
    return sketch.quantile(counts, share)


def _summed(cells: Sequence[Cell], metric: str) -> float:
    if metric in _COUNTS:
        return _total(cells, metric)
    name, units, _ = _QUANTITIES[metric]
    return _total(cells, _SUM_OF[name]) / units


def _total(cells: Sequence[Cell], name: str) -> float:
    total: float = sum(getattr(cell, name) for cell in cells)
    return total
