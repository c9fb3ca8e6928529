"""OpenTelemetry data points as values of gauges.

Gauges are taken, and cumulative sums with their value so far. Histograms and summaries are not, nor are sums that were
set back with every export: what they say is no value at one time. Metrics that mean the same as ours get our names and
units by `NAMES`; all others keep their own. Source: OpenTelemetry semantic conventions for system and process metrics.

A series is what the resource calls itself, the metric and the attributes of the data point, those of the resource that
tell instances apart among them. Attributes that are neither text, truth nor number count as absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any, NamedTuple

from agenthall_server.errors import ValidationFailed
from agenthall_server.names import as_name
from agenthall_server.observability.executions import MOST_AHEAD_US
from agenthall_server.observability.gauge_sums import Sample, sample

NAMES: Mapping[str, tuple[str, float]] = {
    "system.cpu.utilization": ("cpu_percent", 100.0),
    "system.memory.utilization": ("memory_percent", 100.0),
    "system.filesystem.utilization": ("disk_percent", 100.0),
    "process.cpu.utilization": ("process_cpu_percent", 100.0),
}
"""Our name of a metric, and by what its value is multiplied."""
SOURCES = ("service.name", "host.name")
"""Attributes of the resource by which it is called, in the order in which they are believed."""
INSTANCES = ("host.name", "service.instance.id")
"""Attributes of the resource that become labels."""

GAUGE, SUM = "gauge", "sum"
_NAME_LENGTH, _MOST_LABELS, _MOST_VALUE = 200, 10, 1e150


class DataPoint(NamedTuple):
    """A data point as it was sent."""

    metric: str
    kind: str
    """The field of the contract that holds it: `gauge`, `sum`, `histogram` ..."""
    is_cumulative: bool
    """Of a sum."""
    value: float
    time_ns: int
    attributes: Mapping[str, Any]
    resource: Mapping[str, Any]


def sample_of(point: DataPoint, workspace_key: int, now: int) -> Sample:
    """The value, received now (in microseconds). Raises ValidationFailed for one that never can be taken."""
    _check_kind(point)
    name, factor = NAMES.get(point.metric, (as_name(point.metric, _NAME_LENGTH), 1.0))
    if not name:
        raise ValidationFailed.of("name", "is missing")
    value = point.value * factor
    if not isfinite(value) or abs(value) > _MOST_VALUE:
        raise ValidationFailed.of("value", f"must be a finite number, up to {_MOST_VALUE:g} either way")
    return sample(workspace_key, _source(point), name, _labels(point), value, _time(point, now))


def _check_kind(point: DataPoint) -> None:
    if point.kind not in (GAUGE, SUM):
        raise ValidationFailed.of(point.kind or "data", "is not taken; gauges and sums are")
    if point.kind == SUM and not point.is_cumulative:
        raise ValidationFailed.of("aggregation_temporality", "must be cumulative")


def _source(point: DataPoint) -> str:
    for name in SOURCES:
        value = point.resource.get(name)
        if isinstance(value, str) and (found := as_name(value, _NAME_LENGTH)):
            return found
    raise ValidationFailed.of("resource", f"is not named: {' or '.join(SOURCES)} is needed")


def _labels(point: DataPoint) -> dict[str, str]:
    of_resource = {name: point.resource[name] for name in INSTANCES if name in point.resource}
    found = {
        as_name(name, _NAME_LENGTH): _text(value) for name, value in (of_resource | dict(point.attributes)).items()
    }
    kept = {name: text for name, text in found.items() if name and text}
    if len(kept) > _MOST_LABELS:
        raise ValidationFailed.of("attributes", f"must be at most {_MOST_LABELS}, those of the resource included")
    return kept


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return as_name(str(value), _NAME_LENGTH) if isinstance(value, str | int | float) else ""


def _time(point: DataPoint, now: int) -> int:
    time = point.time_ns // 1000
    if not time:
        raise ValidationFailed.of("time_unix_nano", "is missing")
    if time > now + MOST_AHEAD_US:
        raise ValidationFailed.of("time_unix_nano", "is more than 5 minutes in the future")
    return time
